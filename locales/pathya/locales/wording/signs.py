"""Vowel signs, joiners and normal form: characters that a reader sees no trace of, or a ring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pathya.authoring.sources import nfc
from pathya.locales import rules
from pathya.locales.languages import LANGUAGES, Language
from pathya.locales.scripts import NUKTA, VIRAMA, ZWJ, ZWNJ, letters_of
from pathya.locales.wording.facts import Fault, View

_UNSEEN = "\u200b\u2060\ufeff\u00ad"
"""Invisible characters that change nothing, but keep a word from being found."""
_INVISIBLE = re.compile(f"[{ZWNJ}{ZWJ}{_UNSEEN}]")
_JOINER = f"[{ZWNJ}{ZWJ}]"
_NOT_JOINING = "اأإآٱءدڈذرڑزژوؤےۓةۃ"
"""Letters of Urdu, Kashmiri and Sindhi that never join the next."""
_INDEPENDENT = re.compile(
    r"LETTER (?:SHORT |CANDRA |VOCALIC )?(?:A|AA|I|II|U|UU|R|RR|L|LL|E|EE|AI|O|OO|AU)\Z"
)


@dataclass(frozen=True, slots=True)
class _Signs:
    """Letters and signs of a script, each kind as the inside of a regular expression's class."""

    vowels: str
    """Vowels that stand for themselves."""
    matras: str
    """Vowel signs."""
    viramas: str
    nuktas: str
    modifiers: str
    """Nasals and breaths: candrabindu, anusvara, visarga, tippi, addak."""


def check_signs(target: View, language: Language) -> Iterator[Fault]:
    """Find signs without a letter, two where one fits, stray joiners and texts not in NFC."""
    text = target.text
    if not unicodedata.is_normalized("NFC", text):
        yield rules.LNG010, _which(text)
        text = nfc(text)
    pattern = _misplaced(language.script)
    if pattern and (found := pattern.search(text)):
        rule = rules.LNG007 if found["orphan"] else rules.LNG008
        yield rule, f"{_name(found[0])} in {_place(text, found)}"
    if _INVISIBLE.search(text) and (found := _stray(language.tag).search(text)):
        yield rules.LNG009, f"{_name(found[0])} in {_place(text, found)}"


def _place(text: str, found: re.Match[str]) -> str:
    """Show a place by the word around it."""
    start = max(text.rfind(" ", 0, found.start()) + 1, found.start() - 20)
    last = text.find(" ", found.end())
    return f"`{text[start : last if 0 <= last < found.end() + 20 else found.end() + 20]}`"


def _name(chars: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in chars)


def _which(text: str) -> str:
    words = re.findall(r"\S+|\s", text)
    wrong = next(word for word in words if not unicodedata.is_normalized("NFC", word))
    return f"`{wrong}` is {_name(wrong)}, and should be {_name(nfc(wrong))}"


@cache
def _signs(script: str) -> _Signs:
    kinds = dict.fromkeys(("vowels", "matras", "viramas", "nuktas", "modifiers", ""), "")
    for char in re.findall(f"[{letters_of(script)}]", "".join(map(chr, range(0x600, 0xAC00)))):
        kinds[_kind(char, script)] += char
    del kinds[""]
    return _Signs(**kinds)


def _kind(char: str, script: str) -> str:
    name, combining = unicodedata.name(char), unicodedata.combining(char)
    if script == "Arab":
        if combining == _SHADDA:
            return "modifiers"
        return "matras" if 27 <= combining <= 35 else ""
    if "VOWEL SIGN" in name or "LENGTH MARK" in name:
        return "matras"
    if combining in (VIRAMA, NUKTA):
        return "viramas" if combining == VIRAMA else "nuktas"
    if unicodedata.category(char) in ("Mn", "Mc"):
        return "modifiers" if combining == 0 else ""
    return "vowels" if _INDEPENDENT.search(name) else ""


_SHADDA = 33
"""The combining class of the sign that doubles a consonant, and bears a vowel too."""


@cache
def _misplaced(script: str) -> re.Pattern[str] | None:
    """See a sign that no letter bears, or that stands where another does already."""
    own = _signs(script)
    if not own.matras:
        return None
    signs = own.matras + own.viramas + own.nuktas + own.modifiers
    # Looking back from the sign is twice as fast as looking ahead to it.
    orphans = [f"[{signs}](?<![{letters_of(script)}{ZWNJ}{ZWJ}\u25cc\u00a0].)"]
    doubled = [f"[{own.matras}]{{2}}"]
    if own.modifiers and own.viramas:
        # অ্যা, ಆ್ಯ, अॅ and अॉ write English vowels; ു് is Malayalam's half u.
        orphans += [
            f"(?!अॅ|अॉ)[{own.vowels}](?:[{own.matras}]|[{own.viramas}](?![यযયଯయಯയ]))",
            f"[{own.modifiers}][{own.matras}{own.viramas}]",
            f"(?!ു്)[{own.matras}][{own.viramas}]",
            f"[{own.viramas}][{ZWNJ}{ZWJ}]?[{own.matras}{own.modifiers}]",
        ]
        doubled += [f"([{own.viramas}{own.modifiers}])\\2", "ँं|ंँ"]
    if own.nuktas:
        orphans.append(f"[{own.matras}{own.modifiers}{own.viramas}][{own.nuktas}]")
        doubled.append(f"[{own.nuktas}]{{2}}")
    return re.compile(f"(?P<orphan>{'|'.join(orphans)})|{'|'.join(doubled)}")


@cache
def _stray(tag: str) -> re.Pattern[str]:
    """See an invisible character that joins or parts nothing."""
    script = LANGUAGES[tag].script
    letters, viramas = letters_of(script), _signs(script).viramas
    faults = [f"[{_UNSEEN}]", f"{_JOINER}{{2}}", f"(?<![{letters}]){_JOINER}"]
    if script == "Arab":
        # It parts two letters that would join; ہ alone is shown by a joiner.
        faults.append(f"(?<=[{_NOT_JOINING}]){ZWNJ}|{ZWNJ}(?![{letters}])|(?<![ہھ]){ZWJ}")
    elif script == "Taml":
        # The pulli joins nothing: only க்ஷ and ஸ்ரீ have forms that a joiner can part.
        faults.append(f"(?<!்){_JOINER}|{_JOINER}(?![ஷர])")
    elif viramas:
        # It works beside a virama, at the end of a word too, and in अ‍ॅ, an older way to write ॲ.
        faults.append(f"(?<![{viramas}]){_JOINER}(?![{viramas}{ZWNJ}{ZWJ}ॅ])")
    else:
        faults.append(_JOINER)
    return re.compile("|".join(faults))

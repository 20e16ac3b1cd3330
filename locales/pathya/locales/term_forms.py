"""See a term in a text of an Indian language, whatever case ending or sandhi it has there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pathya.authoring.graphemes import clusters
from pathya.authoring.sources import nfc
from pathya.locales.scripts import NUKTA, VIRAMA, ZWJ, ZWNJ


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one translation, to be looked for in a `folded` text."""

    loose: re.Pattern[str]
    """Sees what may be the term: also with a word between its words, or inside a compound."""
    strict: re.Pattern[str]
    """Sees what can hardly be anything else."""


def folded(text: str) -> str:
    """Write a text without what spelling varies in: nukta, joiners, nasals, Arabic letters."""
    plain = nfc(text).casefold().translate(_FOLDS)
    return _NASAL.sub(_anusvara, plain)


@cache
def forms(text: str) -> Forms:
    """Prepare the forms of a translation as a dictionary has it."""
    words = _SPACE.split(folded(text).strip())
    stems = [re.escape(_stem(word, alone=len(words) == 1)) for word in words]
    short = sum(1 for word in words for _ in clusters(word)) < _SAFE
    loose = r"\S{0,9}?[\s-]*(?:\S{1,24}\s+)?".join(stems)
    strict = r"\S{0,6}?[\s-]+".join(stems)
    return Forms(
        re.compile(f"{_START if short else ''}{loose}"),
        re.compile(rf"{_START}{strict}\S{{0,5}}?{_END}"),
    )


_SAFE = 4
"""So many letters are not met inside another word by chance."""
_SPACE = re.compile(r"[\s-]+")
_PUNCTUATION = r"\s\-()\[\]{}\"'“”‘’«»/|,.;:!?–—।॥۔،؛؟"
_START = rf"(?:(?<=[{_PUNCTUATION}])|\A)"
_END = rf"(?=[{_PUNCTUATION}]|\Z)"

_INDIC = (0x900, 0x980, 0xA00, 0xA80, 0xB00, 0xB80, 0xC00, 0xC80, 0xD00)
"""Where the blocks of the scripts begin that ISCII laid out alike."""
_M = frozenset(chr(block + 0x2E) for block in _INDIC)
_SPELLINGS = (
    # joiners, hyphens, spaces
    {ZWJ: "", ZWNJ: "", "\u00ad": "", "\u00a0": " ", "‐": "-", "‑": "-"}
    # nukta and the signs of Arabic vowels
    | {chr(c): "" for c in range(0x900, 0xE00) if unicodedata.combining(chr(c)) == NUKTA}
    | {chr(c): "" for c in (*range(0x64B, 0x653), 0x670, 0x640)}
    | {"ऩ": "न", "ऱ": "र", "ऴ": "ळ", "ँ": "ं", "ઁ": "ં", "ੰ": "ਂ"}
    # Malayalam's chillu letters
    | {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്"}
    # letters of Arabic that Urdu writes otherwise, and their seats of hamza
    | dict.fromkeys("يىئ", "ی")
    | dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("هةۀۃ", "ہ")
    | {"ك": "ک", "ؤ": "و"}
)
_FOLDS = str.maketrans(_SPELLINGS)


def _nasals() -> re.Pattern[str]:
    """See a nasal before a consonant of its own row, for which an anusvara is written as well."""
    rows = ((0x19, 0x15), (0x1E, 0x1A), (0x23, 0x1F), (0x28, 0x24), (0x2E, 0x2A))
    blocks = [block for block in _INDIC if block not in (0xA00, 0xB80)]
    viramas = "".join(chr(block + 0x4D) for block in blocks)
    made = []
    for nasal, first in rows:
        nasals = "".join(chr(block + nasal) for block in blocks)
        stops = "".join(f"{chr(block + first)}-{chr(block + first + 3)}" for block in blocks)
        made.append(f"[{nasals}][{viramas}](?=[{stops}])")
    return re.compile("|".join(made))


_NASAL = _nasals()


def _anusvara(found: re.Match[str]) -> str:
    return chr((ord(found[0][0]) & ~0x7F) + 0x02)


def _stem(word: str, *, alone: bool) -> str:
    """Take off what case and number change at a word's end; a short word alone stays whole."""
    letters = list(clusters(word))
    if word.isascii() or (alone and len(letters) < 2):
        return word
    last = letters[-1]
    if _is_arabic(last):
        changes = last in "ہایے" and len(letters) > 3
        return word[:-1] if changes else word
    kept = "".join(letters[:-1])
    halant = unicodedata.combining(last[-1]) == VIRAMA
    if halant and len(letters) > (2 if last[0] in _M else 3):
        return kept
    return kept + _bare(last)


def _bare(letter: str) -> str:
    while len(letter) > 1 and unicodedata.category(letter[-1]) in ("Mn", "Mc"):
        letter = letter[:-1]
    return letter


def _is_arabic(letter: str) -> bool:
    return "\u0600" <= letter[0] <= "\u06ff"

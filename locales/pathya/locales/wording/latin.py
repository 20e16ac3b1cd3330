"""What stands in Latin letters: untranslated words, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from pathya.locales import rules
from pathya.locales.languages import Language
from pathya.locales.scripts import letters_of, script_runs
from pathya.locales.term_match import Glossary, find_terms
from pathya.locales.wording.facts import Fault, View

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'’._+#-]*")
_NAME = re.compile(
    r".\Z|[A-Z0-9._+#'’-]+\Z|.*[0-9_+#]|.*[a-z][A-Z]|[A-Z]{2}[a-z]|.*\w\.\w", re.DOTALL
)
"""What is the same in every language: acronyms, numbers of things, DigiLocker, form.pdf."""
_GLOSS = re.compile(r"\([^()]*\)|“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|(?<!\S)'[^']*'")


def is_source(source: View, target: View, language: Language, known: Glossary) -> bool:
    """Tell whether a translation is the source itself, and that has words to translate."""
    if abs(len(source.prose) - len(target.prose)) > _SIGNS or _bare(target) != _bare(source):
        return False
    others = [script for script, _ in script_runs(source.prose) if script != "Latn"]
    # Neighbours that write alike may call a thing the same, and a name stays in its own script.
    copied = len(others) > (3 if language.script in others else 1)
    return copied or bool(set(_words(source.prose)) - _kept(source.prose, known))


_SIGNS = 6
"""So many marks and spaces a copy of the source may have more or fewer."""


def is_wordless(source: View, target: View, known: Glossary) -> bool:
    """Tell whether a translation has dots, numbers or a note such as TBD in the place of words.

    Words of a few letters do not count: `Rs 100` may become `₹ 100`.
    """
    if _NATIVE.search(target.prose) or _words(target.prose):
        return False
    left = set(_words(source.prose)) - _kept(source.prose, known)
    return any(len(word) > _SHORT for word in left)


_NATIVE = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")
_SHORT = 3


def check_latin(source: View, target: View, language: Language, known: Glossary) -> Iterator[Fault]:
    """Find words that were not translated, or not typed in the language's script."""
    left = _words(target.prose) if _words(source.prose) else ()
    if not left:
        return
    kept = _kept(source.prose, known)
    left = tuple(word for word in left if word not in kept)
    if run := _copied(source.prose, _words(_GLOSS.sub("", target.prose)), left):
        yield rules.LNG001, f"`{run}` is not translated"
    elif words := _mostly(source.prose, target.prose, language.script, left):
        yield rules.LNG004, f"`{' '.join(words[:3])}` …"


def _kept(text: str, known: Glossary) -> frozenset[str]:
    """Give the words of the names in a text that are the same in every language."""
    hits = find_terms(known, text) if known.index else ()
    names = (_WORD.findall(hit.term.text) for hit in hits if hit.term.keep)
    return frozenset(word for words in names for word in words)


def check_kept(source: View, target: View) -> Iterator[Fault]:
    """Find addresses, names and code that are not as they are in the source."""
    if source.addresses != target.addresses and (
        said := _difference(source.addresses, target.addresses)
    ):
        yield rules.LNG020, said
    if source.literals != target.literals and (
        said := _difference(source.literals, target.literals)
    ):
        yield rules.LNG018, said
    if said := _misspelt(_names(source.prose), _names(target.prose)):
        yield rules.LNG018, said


def _difference(source: tuple[str, ...], target: tuple[str, ...]) -> str:
    before, after = Counter(source), Counter(target)
    said = ((before - after, "is lost"), (after - before, "is added"))
    return "; ".join(f"`{'`, `'.join(which)}` {what}" for which, what in said if which)


def _misspelt(source: frozenset[str], target: frozenset[str]) -> str:
    """Find a name that the source has not, but almost."""
    for strange in sorted(target - source)[:_MANY]:
        for lost in sorted(source - target)[:_MANY]:
            if SequenceMatcher(None, strange, lost).ratio() >= _ALIKE:
                return f"`{strange}` in the place of `{lost}`"
    return ""


_MANY = 20
"""So many names are compared with so many others, and no more."""
_ALIKE = 0.6
"""CIPO and CPIO share more than this of their letters."""


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    """Give the acronyms and the like, which are the same in every language."""
    words = (word.rstrip(".'’-_").replace("-", "") for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in words if word[1:] and _NAME.match(word))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Give the Latin words of a text that a translator would translate."""
    words = (word.rstrip(".'’-_") for word in _WORD.findall(text))
    return tuple(word for word in words if not _NAME.match(word))


def _bare(text: View) -> str:
    return "".join(filter(str.isalnum, text.prose.casefold()))


def _copied(source: str, words: tuple[str, ...], left: tuple[str, ...]) -> str:
    """Find two words of the source in small letters, or three that are not the name of a law."""
    said = f" {' '.join(_words(source))} "
    left = tuple(word for word in words if word in left)
    for length in (2, 3):
        for at in range(len(left) - length + 1):
            run = left[at : at + length]
            named = all(map(_in_name, run)) or (length == 2 and run != _lowered(run))
            if not named and f" {' '.join(run)} " in said:
                return " ".join(run)
    return ""


def _lowered(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str.lower, words))


def _in_name(word: str) -> bool:
    """Tell whether a word may stand in a long name, such as that of a law or a licence."""
    return word[0].isupper() or word in ("of", "the", "to", "and", "for", "in", "on")


def _mostly(source: str, target: str, script: str, left: tuple[str, ...]) -> tuple[str, ...]:
    """Give the Latin words if they outweigh the language's own; names and glosses do not count."""
    own = sum(map(len, _own(script).findall(target)))
    if script == "Latn" or own >= sum(map(len, left)):
        return ()
    if own:
        asides = _GLOSS.findall(target)
        left = tuple(
            word
            for word in left
            if not (word[0].isupper() and word in source) and not any(word in one for one in asides)
        )
    return left if own < sum(map(len, left)) else ()


@cache
def _own(script: str) -> re.Pattern[str]:
    return re.compile(f"[{letters_of(script)}]+")

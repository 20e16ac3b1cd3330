"""Cut texts into sentences, the pieces that memory and engines work on."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from pathya.authoring.course import Inline
from pathya.authoring.graphemes import clusters
from pathya.locales.catalog import joined
from pathya.locales.languages import LANGUAGES

_CODE = "\ufffc"
"""Stands for a code that stands alone: a line break may part two sentences without a space."""
_HARD = "।॥৷᱾᱿꯫\uaaf0\uaaf1"
"""Ends of sentences that nothing else is written with."""
_MARKS = f".!?…۔؟{_HARD}"
_OPENING = rf"{_CODE}\"'“‘«‹(\[{{\-–—•"
_MARK = re.compile(
    # The first alternative is a verse's number: ॥ १ ॥
    rf"(?<![{_MARKS}])(?P<mark>॥[ \u00a0]?\d+[ \u00a0]?॥|[{_MARKS}]+)[{_CODE}\"'”’»›)\]}}]*"
    rf"(?:\s+(?=\S)|(?<=[{_CODE}{_HARD}])(?=\w))"
)
_LEAD = re.compile(rf"\A[\s{_OPENING}]+")
_WORD = re.compile(rf"[^\s()\[\]{{}}\"“”‘«»,;:/|–—=।॥۔{_CODE}]*\Z")
_LONGEST = 24
"""How far back the word before a mark is looked for."""
_NUMBERED = re.compile(r"[\d(]|[IVXLCDM]+\b|[ivxlcdm]+\b")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlc]{1,5}|[IVXLC]{1,5})\)?\Z")


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands before a full stop without ending a sentence, in one script."""

    initials: bool
    titles: frozenset[str]
    numbers: frozenset[str]
    others: frozenset[str]
    starters: frozenset[str]
    letters: frozenset[str]


def sentences(text: Inline, tag: str) -> tuple[Inline, ...]:
    """Cut a text in the language `tag` into sentences; joined, they are the text again.

    White space between two sentences stays with the first. A paired code is never cut in two.
    """
    if not _balanced(text):
        return (text,)
    flat, spans = _flat(text)
    return tuple(_pieces(text, set(_ends(flat, spans, _words_of(tag)))))


def is_short(before: str, after: str, tag: str) -> bool:
    """Tell whether what stands before a full stop is an abbreviation, with which no sentence ends.

    What follows the stop decides for some: "No. 7", "the Govt. The officer".
    """
    return _short(before[-_LONGEST:], after, _words_of(tag))


# --- codes ---------------------------------------------------------------------------------------


def _flat(text: Inline) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Give the words with a mark for each code alone, and from where to where each pair goes."""
    paired = _paired(text)
    shown: list[str] = []
    spans: list[tuple[int, int]] = []
    opened: dict[int, list[int]] = {}
    at = 0
    for piece in text:
        if isinstance(piece, str) or abs(piece) not in paired:
            shown.append(piece if isinstance(piece, str) else _CODE)
            at += len(shown[-1])
        elif piece > 0:
            opened.setdefault(piece, []).append(at)
        else:
            spans.append((opened[-piece].pop(), at))
    return "".join(shown), tuple(spans)


def _paired(text: Inline) -> set[int]:
    codes = {piece for piece in text if isinstance(piece, int)}
    return {code for code in codes if -code in codes}


def _balanced(text: Inline) -> bool:
    """Tell whether each code that is closed anywhere was opened before, and is closed each time."""
    paired, depth = _paired(text), Counter[int]()
    for piece in text:
        if isinstance(piece, int) and abs(piece) in paired:
            depth[abs(piece)] += 1 if piece > 0 else -1
            if depth[abs(piece)] < 0:
                return False
    return not any(depth.values())


def _pieces(text: Inline, ends: set[int]) -> Iterator[Inline]:
    """Cut a text at places of its flat form; between codes, where none is open."""
    paired, depth = _paired(text), 0
    piece: list[str | int] = []
    at = 0
    for part in text:
        if at in ends and depth == 0:
            ends.remove(at)
            yield joined(piece)
            piece = []
        if isinstance(part, int):
            at += abs(part) not in paired
            depth += (part > 0) - (part < 0) if abs(part) in paired else 0
            piece.append(part)
            continue
        inside = sorted(end - at for end in ends if at < end < at + len(part))
        *whole, rest = (part[a:b] for a, b in pairwise((0, *inside, len(part))))
        for one in whole:
            yield joined((*piece, one))
            piece = []
        piece.append(rest)
        at += len(part)
    yield joined(piece)


# --- where a sentence ends -----------------------------------------------------------------------


def _ends(
    flat: str, spans: tuple[tuple[int, int], ...], words: Mapping[str, _Words]
) -> Iterator[int]:
    start = 0
    for found in _MARK.finditer(flat):
        end = found.end()
        if any(opened < end < closed for opened, closed in spans):
            continue
        if _is_end(found, flat, start, words):
            yield end
            start = end


def _is_end(found: re.Match[str], flat: str, start: int, words: Mapping[str, _Words]) -> bool:
    mark, after = found["mark"], _LEAD.sub("", flat[found.end() : found.end() + _LONGEST])
    if any(char in _HARD for char in mark):
        return bool(after)
    if not after or (after[0].islower() and after[0].isascii()):
        return False
    before = flat[max(start, found.start() - _LONGEST) : found.start()]
    if mark == ".":
        return not (_is_enumerator(flat[start : found.start()]) or _short(before, after, words))
    if mark == "۔":
        return not _spelt(before, after, words)
    # Three dots are a pause as often as an end: only a capital tells.
    return after[0].isupper() or not ("…" in mark or ".." in mark)


def _is_enumerator(sentence: str) -> bool:
    return len(sentence) < 12 and bool(_ENUMERATOR.match(_LEAD.sub("", sentence)))


def _short(before: str, after: str, words: Mapping[str, _Words]) -> bool:
    """Tell whether the word before a full stop is cut short, and the sentence goes on."""
    word = _WORD.search(before)
    token = word[0].strip("'’.") if word else ""
    if not token:
        return False
    if token.isascii():
        return _short_latin(token, after, words["Latn"])
    return any(_short_indic(token, one) for one in words.values())


def _short_latin(token: str, after: str, words: _Words) -> bool:
    lower = token.lower()
    if lower in words.titles:
        return True
    if token in words.numbers and _NUMBERED.match(after):
        return True
    letters = all(len(part) == 1 and part.isalpha() and part.isupper() for part in token.split("."))
    if letters or lower in words.others:
        first = re.match(r"[A-Za-z]+", after)
        return not first or first[0].lower() not in words.starters
    return False


def _short_indic(token: str, words: _Words) -> bool:
    if token in words.titles or token in words.letters:
        return True
    parts = token.split(".")
    if len(parts) > 1:
        return all(sum(1 for _ in clusters(part)) <= 2 for part in parts)
    if len(token) == 1:
        return unicodedata.category(token) == "Lo"
    return words.initials and sum(1 for _ in clusters(token)) == 1


def _spelt(before: str, after: str, words: Mapping[str, _Words]) -> bool:
    """Tell whether an Urdu full stop stands between two letters' names: "بی۔ اے۔"."""
    names = words["Arab"].letters if "Arab" in words else frozenset[str]()
    said = re.split(r"۔?\s+|۔", before)
    following = after.split("۔")
    spelt_on = len(following) > 1 and following[0] in names
    return said[-1] in names and (spelt_on or (len(said) > 1 and said[-2] in names))


@cache
def _words_of(tag: str) -> Mapping[str, _Words]:
    """Read the short words of Latin and of the language's own script, by script."""
    rows = tomllib.loads(files("pathya.locales").joinpath("abbreviations.toml").read_text("utf-8"))
    known = LANGUAGES.get(tag)
    scripts = dict.fromkeys(("Latn", known.script if known else "Latn"))
    return {script: _words(rows[script]) for script in scripts if script in rows}


def _words(row: Mapping[str, Any]) -> _Words:
    names = ("titles", "numbers", "others", "starters", "letters")
    sets = (frozenset(row.get(name, "").split()) for name in names)
    return _Words(row.get("initials", False), *sets)

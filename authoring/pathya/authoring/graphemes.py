"""What a reader takes for one letter: no limit may cut through it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"

_ZWJ = "\u200d"
_ZWNJ = "\u200c"
_VIRAMA = 9
"""Canonical combining class of the signs that join two consonants into one."""
_PULLI = "\u0bcd"
"""Tamil's sign of that class shows itself as a dot and joins nothing, but for two ligatures."""
_TAMIL_LIGATURES = ("\u0b95\u0bcd\u0bb7", "\u0bb8\u0bcd\u0bb0", "\u0bb6\u0bcd\u0bb0")


def clusters(text: str) -> Iterator[str]:
    """Part a text into grapheme clusters, Indic conjuncts whole; joined they are the text."""
    start = 0
    for place in range(1, len(text)):
        if not _joined(text, start, place):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def cut(text: str, limit: int) -> str:
    """Shorten a text to at most `limit` characters, with an ellipsis, between two clusters."""
    if len(text) <= limit:
        return text
    kept = ""
    for cluster in clusters(text):
        if len(kept) + len(cluster) + len(ELLIPSIS) > limit:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def _joined(text: str, start: int, place: int) -> bool:
    """Tell whether no boundary stands before `place` in the cluster that begins at `start`."""
    before, char = text[place - 1], text[place]
    if before in "\r\n" or char in "\r\n":
        return before + char == "\r\n"
    if _extends(char):
        return True
    if before == _ZWJ and unicodedata.category(char) == "So":
        return True
    if _is_flag(before) and _is_flag(char):
        return sum(map(_is_flag, text[start:place])) % 2 == 1
    return unicodedata.category(char) == "Lo" and _linked(text[start:place], char)


def _extends(char: str) -> bool:
    # Mn, Mc and Me are signs on a letter; the range is emoji skin colours.
    marks = unicodedata.category(char) in ("Mn", "Mc", "Me")
    return marks or char in (_ZWJ, _ZWNJ) or "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _linked(cluster: str, letter: str) -> bool:
    """Tell whether a virama joins the letter to the cluster (Unicode Standard Annex 29, GB9c)."""
    stem = cluster.rstrip(_ZWJ)
    if not stem or unicodedata.combining(stem[-1]) != _VIRAMA:
        return False
    return stem[-1] != _PULLI or stem[-2:] + letter in _TAMIL_LIGATURES

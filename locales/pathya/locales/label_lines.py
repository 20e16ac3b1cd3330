"""The texts of drawings: where a translation's lines end, in the room that its source had."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pathya.authoring.course import Inline, Unit, plain
from pathya.authoring.widths import ems
from pathya.locales.catalog import joined

_SPACE = ems(" ")
_HALVINGS = 20
_TOO_WIDE = 1.2
"""An estimate may be a fifth off."""

_Word = tuple[str | int, ...]


def label_lines(inline: Inline, room: float, most: int) -> tuple[Inline, ...]:
    """Part a text between words into as few lines as fit, all about as wide; `most` at most.

    The room is in em. Each line opens and closes the codes that stand in it.
    """
    words = _words(inline)
    widths = tuple(ems(plain(word)) for word in words)
    fewest = len(_ends(widths, max(room, *widths, 0.0)))
    return _coded(words, _ends(widths, _narrowest(widths, min(fewest, most))))


def source_lines(inline: Inline, counts: Sequence[int]) -> tuple[Inline, ...]:
    """Part a text into lines of so many words each, as its author did."""
    return _coded(_words(inline), tuple(accumulate(counts)))


def too_wide(unit: Unit, target: Inline) -> float:
    """Say how many times as wide as its room a translation is; 0 if it is not, or nobody knows."""
    if not unit.room:
        return 0.0
    lines = label_lines(target, unit.room, unit.lines)
    times = max(ems(plain(line)) for line in lines) / unit.room
    return times if times > _TOO_WIDE else 0.0


def _words(inline: Inline) -> tuple[_Word, ...]:
    words: list[list[str | int]] = [[]]
    for piece in inline:
        if isinstance(piece, int):
            words[-1].append(piece)
            continue
        first, *others = piece.split(" ")
        words[-1].append(first)
        words += [[one] for one in others]
    return tuple(tuple(word) for word in words if any(word))


def _narrowest(widths: Sequence[float], count: int) -> float:
    """Give about the least width in which so many words stand in so many lines."""
    enough = sum(widths) + len(widths) * _SPACE
    less = 0.0
    for _ in range(_HALVINGS):
        tried = (less + enough) / 2
        if len(_ends(widths, tried)) > count:
            less = tried
        else:
            enough = tried
    return enough


def _ends(widths: Sequence[float], most: float) -> tuple[int, ...]:
    """Say behind which words lines end, if each takes what it can hold."""
    ends: list[int] = []
    line = 0.0
    for at, word in enumerate(widths):
        if at and line + _SPACE + word > most:
            ends.append(at)
            line = word
        else:
            line += (_SPACE if at else 0.0) + word
    return (*ends, len(widths))


def _coded(words: Sequence[_Word], ends: Sequence[int]) -> tuple[Inline, ...]:
    lines: list[Inline] = []
    opened: list[int] = []
    for start, end in zip((0, *ends), ends, strict=False):
        line: list[str | int] = [*opened]
        for at, word in enumerate(words[start:end]):
            line += (" ", *word) if at else word
            for code in (piece for piece in word if isinstance(piece, int)):
                if code > 0:
                    opened.append(code)
                elif -code in opened:
                    opened.remove(-code)
        lines.append(joined((*line, *(-code for code in reversed(opened)))))
    return tuple(lines)

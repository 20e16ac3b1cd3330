"""A `<text>` of a drawing to a unit: its lines joined, what looks different in it as codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pathya.authoring.course import Code, Inline
from pathya.authoring.drawing import Label
from pathya.authoring.drawing_styles import Look, shown_attributes, written
from pathya.authoring.scribe import Scribe
from pathya.authoring.sources import nfc
from pathya.authoring.svg import parted
from pathya.authoring.widths import ems
from pathya.authoring.xml.parse import Element, line_of

Attributes = Mapping[str, str]

_SPACE = re.compile(r"[ \t\n\r]+")
_LENGTH = re.compile(
    r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)(px|pt|pc|mm|cm|in|em|ex)?", re.I
)
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_PLACED = ("x", "y", "dx", "dy", "rotate", "textlength", "lengthadjust")
_LAID_OUT = ("direction", "inline-size", "text-anchor", "unicode-bidi", "white-space")
"""What each language has its own of."""
_LEADING = 1.25
"""From line to line, in sizes of the letters, where the drawing does not say."""
_SLACK = (1.25, 2.0)
"""How much wider than its source a line may be: so many times, or so many em more."""
_SIDES: Mapping[tuple[str, bool], Literal["left", "middle", "right"]] = {
    ("start", False): "left",
    ("end", False): "right",
    ("start", True): "right",
    ("end", True): "left",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a text has from the elements around it."""

    size: float = 16.0
    anchor: str = "start"
    rtl: bool = False

    def inside(self, own: Attributes) -> Place:
        """Go into an element with these attributes."""
        return Place(
            length(own.get("font-size", ""), self.size) or self.size,
            own.get("text-anchor", self.anchor),
            own["direction"] == "rtl" if "direction" in own else self.rtl,
        )


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that look the same."""

    text: str
    look: Attributes


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a line begins."""

    x: float
    y: float


@dataclass(slots=True)
class _Pen:
    """Where the pen is while a text is read."""

    x: float = 0.0
    y: float = 0.0


_FARTHEST = 1e6


def length(said: str, size: float) -> float | None:
    """Read a length in the drawing's own units, the first of several; None: it is none.

    What lies far out of any drawing is none either: arithmetic with it ends in infinity.
    """
    found = _LENGTH.fullmatch(re.split(r"[\s,]+", said.strip(), maxsplit=1)[0])
    if not found:
        return None
    unit = (found[2] or "").lower()
    scale = {"em": size, "ex": size / 2}.get(unit) or _UNITS[unit]
    value = float(found[1]) * scale
    return value if abs(value) <= _FARTHEST else None


def is_text(words: str) -> bool:
    """Tell texts from numbers and single signs."""
    return sum(map(str.isalpha, words)) > 1


def words_in(element: Element) -> str:
    """Give the words of a `<text>`, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def label_of(element: Element, place: Place, look: Look, scribe: Scribe, role: str) -> Label:
    """Make a unit of a `<text>` with words, and say where its lines stand."""
    own = shown_attributes(element, look)
    pen = _Pen()
    _move(own, place.inside(own), pen)
    drawn = [_Line(pen.x, pen.y), *_drawn(element, {}, place.inside(own), look, pen)]
    lines = _lines(drawn)
    common = _common([run for _, runs in lines for run in runs])
    own |= common
    at = place.inside(own)
    inline, codes = _inline([runs for _, runs in lines], common)
    texts = ["".join(run.text for run in runs) for _, runs in lines]
    first, last = lines[0][0], lines[-1][0]
    step = (last.y - first.y) / (len(lines) - 1) if len(lines) > 1 else 0
    room = _room(own, at.size, max(map(ems, texts)))
    unit = scribe.add_unit(inline, role, line_of(element), codes)
    known = scribe.reading.units
    known[unit] = replace(known[unit], room=round(room, 2), lines=len(lines) + 1)
    return Label(
        unit,
        written({key: one for key, one in own.items() if key.lower() not in _PLACED + _LAID_OUT}),
        first.x,
        first.y,
        step if step > 0 else at.size * _LEADING,
        at.size,
        tuple(len(text.split()) for text in texts),
        _SIDES.get((at.anchor, at.rtl), "middle"),
    )


def _room(own: Attributes, size: float, widest: float) -> float:
    given = length(own.get("inline-size", ""), size)
    if given and size:
        return max(given / size, widest)
    return max(widest * _SLACK[0], widest + _SLACK[1])


# --- what is drawn -------------------------------------------------------------------------------


def _drawn(
    element: Element, look: Attributes, place: Place, styles: Look, pen: _Pen
) -> Iterator[_Run | _Line]:
    """Give words, and places at which lines begin, in the order in which they are written."""
    yield _Run(element.text or "", look)
    for child in element:
        if parted(child.tag)[1] == "tspan":
            own = shown_attributes(child, styles)
            inside = place.inside(own)
            if _move(own, inside, pen):
                yield _Line(pen.x, pen.y)
            kept = {key: one for key, one in own.items() if _is_kept(key, own)}
            yield from _drawn(child, {**look, **kept}, inside, styles, pen)
        yield _Run(child.tail or "", look)


def _is_kept(key: str, own: Attributes) -> bool:
    """Keep what is no place; what is raised a little, as an exponent is, stays raised."""
    return key != "id" and (key.lower() not in _PLACED or (key == "dy" and "x" not in own))


def _move(own: Attributes, place: Place, pen: _Pen) -> bool:
    """Move the pen; tell whether a line begins there: it has a place of its own, higher or lower.

    What only begins elsewhere in the line, as drawing programs write each few letters, is no line.
    """
    before = pen.y
    if "x" not in own and "y" not in own:
        return False
    pen.x = length(own.get("x", ""), place.size) or (0.0 if "x" in own else pen.x)
    if "y" in own:
        pen.y = length(own["y"], place.size) or 0.0
    pen.y += length(own.get("dy", ""), place.size) or 0.0
    return abs(pen.y - before) > place.size / 4


def _lines(drawn: list[_Run | _Line]) -> list[tuple[_Line, list[_Run]]]:
    """Part what is drawn into lines with words; a place before any words moves the first."""
    lines: list[tuple[_Line, list[_Run]]] = []
    for one in drawn:
        if isinstance(one, _Run):
            lines[-1][1].append(_Run(_plain(one.text), one.look))
        elif lines and not "".join(run.text for run in lines[-1][1]).strip():
            lines[-1] = (one, [])
        else:
            lines.append((one, []))
    return [line for line in lines if "".join(run.text for run in line[1]).strip()]


def _plain(text: str) -> str:
    return nfc(_SPACE.sub(" ", text))


# --- what is translated --------------------------------------------------------------------------


def _common(runs: list[_Run]) -> dict[str, str]:
    """Give what all words have in common."""
    looks = [run.look for run in runs if run.text.strip()]
    return {
        key: one
        for key, one in looks[0].items()
        if key != "dy" and all(look.get(key) == one for look in looks)
    }


def _inline(lines: list[list[_Run]], common: Attributes) -> tuple[Inline, tuple[Code, ...]]:
    """Join lines with spaces; what looks different from the rest stands in codes."""
    pieces: list[str | int] = []
    codes: list[Code] = []
    text = ""
    for look, words in _joined(lines, common):
        said = words.lstrip() if not text or text.endswith(" ") else words
        text += said
        if not said.strip() or not look:
            pieces.append(said)
            continue
        codes.append(Code(_kind(look), (f"<tspan{written(look)}>",), "</tspan>"))
        pieces += [len(codes), said, -len(codes)]
    return _tidy(pieces), tuple(codes)


def _joined(lines: list[list[_Run]], common: Attributes) -> Iterator[tuple[Attributes, str]]:
    """Give runs that look the same as one."""
    known: tuple[Attributes, str] | None = None
    for number, line in enumerate(lines):
        for run in ([_Run(" ", {})] if number else []) + line:
            look = {key: one for key, one in run.look.items() if key not in common}
            if known and (look == known[0] or not run.text.strip()):
                known = known[0], known[1] + run.text
                continue
            if known:
                yield known
            known = look, run.text
    if known:
        yield known


def _kind(look: Attributes) -> str:
    weight = look.get("font-weight", "normal")
    if weight in ("bold", "bolder") or (weight.isdigit() and int(weight) > 500):
        return "bold"
    return "italic" if look.get("font-style", "normal") != "normal" else "x-span"


def _tidy(pieces: list[str | int]) -> Inline:
    """Join strings, and make white space single."""
    joined: list[str | int] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    single = [_SPACE.sub(" ", one) if isinstance(one, str) else one for one in joined]
    if isinstance(single[-1], str):
        single[-1] = single[-1].rstrip()
    return tuple(one for one in single if one != "")

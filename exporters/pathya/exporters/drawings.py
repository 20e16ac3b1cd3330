"""Drawings that stand in the page itself, so that their texts have its language and its fonts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from pathya.authoring.course import Inline, Unit
from pathya.authoring.drawing import OWN, Drawing, Label
from pathya.exporters.edition import Edition
from pathya.exporters.html import direction, escape, isolated, media_name
from pathya.locales.label_lines import label_lines, source_lines
from pathya.locales.languages import LANGUAGES

_IMAGE = re.compile(
    r'<img\b(?P<own>[^>]*?) src="(?P<href>[^"]*)" alt="(?P<alt>[^"]*)"(?P<lang>[^>]*)>'
)
_LEADING = 1.25
"""From line to line, in sizes of the letters, at least."""
_HANGING = {"noto-nastaliq-urdu": 1.9}
"""The same for a font whose lines hang down from right to left."""


def drawn(edition: Edition, segments: Sequence[str]) -> Mapping[str, str]:
    """Print the drawings that these parts of the page show, by their places in the package.

    A language that has a file of its own for a drawing is shown that.
    """
    return {
        href: "".join(_print(drawing, edition))
        for href, drawing in _standing(edition)
        if any(f'"{href}"' in segment for segment in segments)
    }


def _standing(edition: Edition) -> Iterator[tuple[str, Drawing]]:
    course = edition.course
    for name, drawing in course.drawings.items():
        if media_name(course, name) == name:
            yield escape(course.media[name].href), drawing


def with_drawings(segment: str, drawings: Mapping[str, str]) -> str:
    """Put drawings in the place of their `<img>`; texts hold no `<`, so only tags match.

    To a screen reader it is one picture with its alternative text, as the `<img>` was. Ids are
    named after what stands in the segment, which is the same whatever stands before it in a page.
    """
    if not any(f'"{href}"' in segment for href in drawings):
        return segment
    name = hashlib.sha256(segment.encode()).hexdigest()[:8]
    numbers = count(1)

    def put(image: re.Match[str]) -> str:
        drawing = drawings.get(image["href"])
        if drawing is None:
            return image[0]
        said = f'role="img" aria-label="{image["alt"]}"' if image["alt"] else 'aria-hidden="true"'
        shown = drawing.replace(OWN, f"_{name}-{next(numbers)}-")
        return f'<svg class="drawing"{image["own"]} {said}{image["lang"]}{shown}</svg>'

    return _IMAGE.sub(put, segment)


def unloaded(edition: Edition, printed: Sequence[bytes]) -> frozenset[str]:
    """Name the drawings whose files the printed page loads nowhere, such as in front of a film."""
    hrefs = (href for href, _ in _standing(edition))
    return frozenset(
        href for href in hrefs if not any(f'"{href}"'.encode() in part for part in printed)
    )


def _print(drawing: Drawing, edition: Edition) -> Iterator[str]:
    yield f"{drawing.attributes}>"
    for piece in drawing.pieces:
        yield piece if isinstance(piece, str) else _print_label(piece, edition)


def _print_label(label: Label, edition: Edition) -> str:
    unit, text = edition.course.units[label.unit], edition.course.texts[label.unit]
    lang = "" if text.tag == edition.course.tag else f' lang="{escape(text.tag)}"'
    lines = _lines(label, unit, text.inline)
    step = max(label.step, label.size * _leading(text.tag))
    middle = label.y + (len(label.words) - 1) * label.step / 2
    first = middle - (len(lines) - 1) * step / 2
    rtl = direction(text.tag) == "rtl"
    shape = f' text-anchor="{_anchor(label, rtl)}" direction="{"rtl" if rtl else "ltr"}"'
    shown = [
        f'<text x="{label.x:g}" y="{first + n * step:g}">{_print_line(one, unit, text.tag)}</text>'
        for n, one in enumerate(lines)
    ]
    return f"<g{label.attributes}{lang}{shape}>{' '.join(shown)}</g>"


def _lines(label: Label, unit: Unit, inline: Inline) -> tuple[Inline, ...]:
    if inline == unit.source:
        return source_lines(inline, label.words)
    return label_lines(inline, unit.room, unit.lines)


def _leading(tag: str) -> float:
    known = LANGUAGES.get(tag)
    return _HANGING.get(known.fonts[0].family, _LEADING) if known else _LEADING


def _anchor(label: Label, rtl: bool) -> str:
    """What stands at the left of a text is its end where that is written from right to left."""
    if label.side == "middle":
        return "middle"
    return "start" if (label.side == "left") != rtl else "end"


def _print_line(line: Inline, unit: Unit, tag: str) -> str:
    pieces = (
        escape(isolated(piece, tag))
        if isinstance(piece, str)
        else "".join(map(str, unit.codes[piece - 1].open))
        if piece > 0
        else unit.codes[-piece - 1].close or ""
        for piece in line
    )
    return "".join(pieces)

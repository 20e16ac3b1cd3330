"""What a segment of a page is known by, so that it need not be printed again in a language.

Two segments of one key are the same bytes, where a language's catalog and all other inputs of a
course but its Markdown are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from pathya.authoring.course import Course, Slot, Unit
from pathya.authoring.drawing import labels_of
from pathya.exporters.stencil import Stencil


def segment_keys(course: Course, body: Stencil, blanks: Mapping[str, int]) -> tuple[str, ...]:
    """Hash what fills each segment of a body; empty: it is printed each time. No text has a NUL.

    That is what stands first and last, which tells how far the course is translated and heard, and
    all of a narrated course: what is heard of it is found in each language.
    """
    segments = body.segments[1:-2]  # what the body loads comes last of all
    if course.narration.on:
        return ("",) * (len(segments) + 2)
    shared = repr([(one.name, one.href) for one in course.media.values()])
    # A drawing has the texts of whichever lesson shows it first.
    shared += repr([one.unit for drawing in course.drawings.values() for one in labels_of(drawing)])
    places = [f"{fill.__qualname__}{args}" for fill, args in body.places]
    keys: list[str] = []
    for segment in segments:
        numbers = [piece for piece in segment if isinstance(piece, int)]
        units = _units(_names(body.places[number][1] for number in numbers), course)
        texts = (piece for piece in segment if isinstance(piece, str))
        filled = (places[number] for number in numbers)
        said = "\0".join((shared, *texts, *filled, *(_said(one, blanks) for one in units)))
        keys.append(hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest())
    return ("", *keys, "")


def _units(names: Iterable[str], course: Course) -> Iterable[Unit]:
    """Look units up, with those that stand in their codes."""
    found: dict[str, Unit] = {}
    waiting = [*names]
    for name in waiting:
        unit = course.units.get(name)
        if unit and name not in found:
            found[name] = unit
            waiting += _names(code.open for code in unit.codes)
    return found.values()


def _names(places: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for one in chain.from_iterable(places):
        if isinstance(one, str):
            yield one
        elif isinstance(one, Slot):
            yield one.key
        elif isinstance(one, tuple):
            yield from _names((one,))


def _said(unit: Unit, blanks: Mapping[str, int]) -> str:
    codes = [(one.kind, one.open, one.close, blanks.get(one.key)) for one in unit.codes]
    return repr((unit.id, unit.source, codes))

"""A text that is printed once for all languages, with places that each language fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pathya.authoring.course import Html
from pathya.exporters.html import FILL, Sheet, print_heard, print_said, print_word

Place = tuple[Callable[..., str], tuple[Any, ...]]
"""What fills a place: a function, and what it takes before the sheet."""

CUT = "\ue002"
"""Where one segment ends and the next begins. Sources hold no private-use characters."""

_MARK = re.compile("\ue000([0-9]+)\ue001")
_STEP = 29
"""One character in so many shows most of what occurs in a long text."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Stencil:
    """A text in segments, each of strings and numbers of places. One is equal to itself alone."""

    segments: tuple[tuple[str | int, ...], ...]
    places: tuple[Place, ...]
    """Each once, however often it stands in the text."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A stencil in one language."""

    segments: tuple[str, ...]
    values: tuple[str, ...]
    """What stands in the places."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Prints marks in the places of what differs between languages."""

    places: dict[Place, int] = field(default_factory=dict)
    """The places so far, numbered."""
    lesson: str = ""
    """The lesson that is printed: its texts may be heard."""

    def mark(self, fill: Callable[..., str], *args: Any) -> str:
        """Print any place."""
        return f"\ue000{self.places.setdefault((fill, args), len(self.places))}\ue001"

    def html(self, html: Html, forms: Mapping[str, str] = _NONE) -> str:
        """Print a piece of the course; forms are printed questions, by id."""
        return "".join(
            piece
            if isinstance(piece, str)
            else forms[piece.key]
            if piece.kind == "question"
            else self._fill(piece.kind, piece.key)
            for piece in html
        )

    def text(self, unit: str) -> str:
        """Print a unit."""
        return self._fill("text", unit)

    def _fill(self, kind: str, key: str) -> str:
        if kind == "text" and self.lesson:
            return self.mark(print_heard, key, self.lesson)
        return self.mark(FILL[kind], key)

    def plain(self, unit: str) -> str:
        """Print a unit without its codes."""
        return self.mark(FILL["plain"], unit)

    def lang(self, unit: str) -> str:
        """Print the attributes of a unit that stands in another language than the page."""
        return self.mark(FILL["lang"], unit)

    def media(self, name: str) -> str:
        """Print a file's address."""
        return self.mark(FILL["media"], name)

    def ui(self, key: str, **values: int) -> str:
        """Print a word of the interface."""
        return self.mark(print_word, key, tuple(values.items()))

    def word(self, key: str) -> str:
        """Print a word of the interface for an attribute."""
        return self.mark(print_said, key)


def stencil(text: str, marker: Marker, mark: re.Pattern[str] = _MARK) -> Stencil:
    """Part a printed text at its cuts and places."""
    parted = (mark.split(segment) for segment in text.split(CUT))
    segments = tuple(
        tuple(int(piece) if at % 2 else piece for at, piece in enumerate(pieces))
        for pieces in parted
    )
    return Stencil(segments, tuple(marker.places))


def filled(stencil: Stencil, sheet: Sheet, passed: frozenset[int] = frozenset()) -> Filled:
    """Print what stands in the places, once each, and put it there.

    Segments that are passed over, by number, stay empty, and so does what stands in them alone.
    """
    idle = _alone_in(passed, stencil)
    values = [
        "" if at in idle else fill(*args, sheet) for at, (fill, args) in enumerate(stencil.places)
    ]
    segments = (
        ""
        if at in passed
        else "".join([piece if isinstance(piece, str) else values[piece] for piece in segment])
        for at, segment in enumerate(stencil.segments)
    )
    return Filled(tuple(segments), tuple(values))


@lru_cache(maxsize=64)  # most languages pass over the same
def _alone_in(passed: frozenset[int], stencil: Stencil) -> Set[str | int]:
    """Number the places that stand in these segments and in no others."""
    if not passed:
        return frozenset()
    inside = {piece for at in passed for piece in stencil.segments[at]}
    others = (set(one) for at, one in enumerate(stencil.segments) if at not in passed)
    return inside.difference(*others)


def fixed(stencil: Stencil) -> str:
    """Give what all languages have in common."""
    return "".join(one for parts in stencil.segments for one in parts if isinstance(one, str))


def characters(text: str) -> frozenset[str]:
    """List the characters of a long text, five times as fast as `set` does."""
    some = frozenset(text[::_STEP])
    rest = re.sub(f"[{re.escape(''.join(sorted(some)))}]+", "", text) if some else ""
    return some.union(rest)

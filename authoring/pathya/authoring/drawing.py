"""A drawing whose texts are translated, as it stands in a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Label:
    """A text of a drawing: each language parts it into lines of its own."""

    unit: str
    attributes: str
    """Of the text as a whole: all but where it stands."""
    x: float
    y: float
    """The base line of the source's first line, in the drawing's own lengths."""
    step: float
    """From base line to base line."""
    size: float
    """Of the letters."""
    words: tuple[int, ...]
    """How many words of the source stand in each of its lines."""
    side: Literal["left", "middle", "right"]
    """Where in its lines `x` is."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG whose texts are translated, as it stands in a page.

    `OWN` stands before each of its ids: whoever shows it writes a name of his own there, since a
    page may show it twice, beside others.
    """

    attributes: str
    """Those of `<svg>`."""
    pieces: tuple[str | Label, ...]


OWN = "\ue000"
"""Sources hold no private-use characters, so nothing else looks like it."""


def labels_of(drawing: Drawing) -> tuple[Label, ...]:
    """The texts of a drawing that are translated."""
    return tuple(piece for piece in drawing.pieces if isinstance(piece, Label))

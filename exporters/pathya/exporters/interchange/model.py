"""Questions between formats: their texts are trees of a few HTML elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from pathya.authoring.course import Difficulty, QuestionType
from pathya.authoring.diagnostics import NOWHERE, Where
from pathya.authoring.xml.write import Node

Tree: TypeAlias = tuple[Node | str, ...]
"""Elements have lower-case names and no attributes but `href`, `alt` and a gap's `id`."""

GAP = "gap"
"""The element that stands for a blank to fill."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An option of a choice, or an item to be brought into order."""

    body: Tree
    correct: bool = False
    feedback: Tree = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank, by the id that its place in the stem has."""

    id: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A question of any type; the fields that a type has no use for stay empty."""

    id: str
    type: QuestionType
    stem: Tree
    offers: tuple[Offer, ...] = ()
    """Empty for true-false."""
    columns: tuple[Tree, ...] = ()
    """Two titles, or none."""
    pairs: tuple[tuple[Tree, Tree], ...] = ()
    gaps: tuple[Gap, ...] = ()
    answer: str = ""
    """A number in ASCII; `true` or `false`."""
    tolerance: str = "0"
    feedback: Tree = ()
    objective: str = ""
    level: Difficulty | None = None
    bloom: str = ""
    points: int = 1
    shuffle: bool = True
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A section."""

    title: str
    intro: Tree
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """All that a file has."""

    title: str
    groups: tuple[Group, ...]
    tag: str = ""
    """The language, BCP 47; empty: not known."""
    truth: tuple[str, str] = ("True", "False")
    """How the language says so."""

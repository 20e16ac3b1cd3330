"""A question set: what all forms of it are printed from, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pathya.authoring.course import Difficulty
from pathya.authoring.diagnostics import Diagnostics

Kind = Literal["MCQ-SCA", "MCQ-MCA", "MCQ-SCA-TF", "MTF", "FTB"]
"""As iGOT names the types of questions."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, the left side of a pair, or what a blank accepts."""

    body: str
    """HTML."""
    answer: bool | str
    """Whether the option is right; the right side of the pair, as HTML; the blank's name, `B1`."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question."""

    id: str
    """A UUID: the same for each build of this question in this language."""
    key: str
    """The question's id in the course."""
    kind: Kind
    name: str
    body: str
    """HTML; a blank is an `<input>`."""
    choices: tuple[Choice, ...]
    level: Difficulty
    marks: int
    bloom: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """How many questions of a difficulty a paper takes from a section, and what each is worth."""

    name: Difficulty
    count: int
    marks: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section."""

    id: str
    """A UUID, as a question's."""
    name: str
    instructions: str
    """HTML, or empty."""
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    """All four."""
    pass_mark: int
    """Per cent."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The final assessment of a course in one language."""

    id: str
    """A UUID: the same for each build of this course in this language."""
    code: str
    """Sixteen digits, a function of the id."""
    name: str
    instructions: str
    language: str
    """As iGOT spells it."""
    licence: str
    duration: int
    """Seconds."""
    retakes: int
    """0 to 9."""
    pass_mark: int
    """Per cent."""
    negative: int
    """Per cent of a question's marks that a wrong answer costs: 0, 25, 50, 75 or 100."""
    parts: tuple[Part, ...]
    found: Diagnostics
    """What the assessment loses; with errors the set is not fit to be published."""


def asked(part: Part) -> int:
    """Count the questions that a paper takes from a section."""
    return sum(level.count for level in part.levels)


def worth(part: Part) -> int:
    """Add up the marks of a section's questions on a paper."""
    return sum(level.count * level.marks for level in part.levels)

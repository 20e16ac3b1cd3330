"""What a course covers: competency by objectives, lessons and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pathya.authoring.course import (
    Competency,
    Course,
    Lesson,
    Objective,
    Question,
    graded_of,
    lessons_of,
)
from pathya.authoring.questions import BLOOM, LEVELS


@dataclass(frozen=True, slots=True)
class Row:
    """One competency, and what of the course leads to it."""

    competency: Competency
    claimed: bool
    """Whether the course gives credit for it."""
    objectives: tuple[Objective, ...]
    lessons: tuple[Lesson, ...]
    """Those with a question of these objectives: no other sign tells what a lesson teaches."""
    practice: tuple[Question, ...]
    """Questions in lessons."""
    graded: tuple[Question, ...]
    """Questions of the final assessment."""


def matrix(course: Course) -> tuple[Row, ...]:
    """Make a row for each competency that the course claims or an objective leads to."""
    led = (one.competency for one in course.objectives if one.competency)
    return tuple(_row(course, one) for one in dict.fromkeys((*course.competencies, *led)))


def _row(course: Course, competency: Competency) -> Row:
    objectives = tuple(one for one in course.objectives if one.competency == competency)
    names = {one.id for one in objectives}
    lessons = tuple(one for one in lessons_of(course) if _of(one.questions, names))
    return Row(
        competency,
        competency in course.competencies,
        objectives,
        lessons,
        tuple(question for lesson in lessons for question in _of(lesson.questions, names)),
        _of(graded_of(course), names),
    )


def _of(questions: Iterable[Question], objectives: set[str]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.objective in objectives)


def by_level(questions: Iterable[Question]) -> Mapping[str, int]:
    """Count questions by difficulty, the easiest first."""
    return _counts(LEVELS, [question.level or "" for question in questions])


def by_bloom(questions: Iterable[Question]) -> Mapping[str, int]:
    """Count questions by the kind of thinking that they ask for, from remembering to creating."""
    return _counts(BLOOM, [question.bloom for question in questions])


def _counts(names: Iterable[str], said: list[str]) -> Mapping[str, int]:
    return {name: said.count(name) for name in names if name in said}

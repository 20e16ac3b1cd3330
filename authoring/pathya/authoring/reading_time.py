"""How long a text takes a learner."""

from __future__ import annotations

from collections.abc import Iterable

from pathya.authoring.course import Course, Lesson, Unit, lessons_of, plain

WORDS_A_MINUTE = 120
"""A slow reader's speed: officials read courses in their second or third language too."""


def minutes_of(units: Iterable[Unit], questions: int) -> int:
    """Count whole minutes, one at least: reading, and a minute for each question."""
    return max(1, round(_reading(units)) + questions)


def lesson_minutes(course: Course, lesson: Lesson) -> float:
    """Count the minutes of one lesson with its questions."""
    units = (unit for unit in course.units.values() if unit.id.startswith(f"{lesson.id}."))
    return _reading(units) + len(lesson.questions)


def course_minutes(course: Course) -> int:
    """Count the minutes of a course, whatever it says of itself."""
    return minutes_of(course.units.values(), sum(len(one.questions) for one in lessons_of(course)))


def _reading(units: Iterable[Unit]) -> float:
    return sum(len(plain(unit.source).split()) for unit in units) / WORDS_A_MINUTE

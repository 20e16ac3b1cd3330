"""Whether what a course claims is taught and asked for, and on more than one level."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.authoring.course import Course, Question, graded_of, practice_of
from pathya.authoring.diagnostics import Diagnostic
from pathya.authoring.framework import LEVELS
from pathya.exporters.gates import rules

_FEW = 4
"""Fewer questions than this need not differ."""


def check_covered(course: Course) -> Iterator[Diagnostic]:
    """Hold competencies, objectives and questions against each other."""
    yield from _check_claims(course)
    yield from _check_assessed(course)
    for question in (*practice_of(course), *graded_of(course)):
        if not question.objective:
            hint = "Write `:objective: o1` under its type."
            message = f"#{question.id} belongs to no objective"
            yield rules.ASM006.at(question.where, message, hint)
    yield from _check_levels(course)


def _check_claims(course: Course) -> Iterator[Diagnostic]:
    for claim in course.competencies:
        led = [one for one in course.objectives if one.competency == claim]
        if not led:
            message = f"no objective leads to `{claim}`"
            hint = "Give an objective this competency, or do not claim it."
            yield rules.CMP005.at(claim.where, message, hint)
        elif claim.level and max(_level(one.level) for one in led) < _level(claim.level):
            message = f"no objective leads to {claim.level} in `{claim}`"
            hint = "Correct the level of one of the two."
            yield rules.CMP007.at(claim.where, message, hint)
    for objective in course.objectives:
        if objective.competency and objective.competency not in course.competencies:
            message = f"the course does not claim `{objective.competency}` of {objective.id}"
            yield rules.CMP006.at(objective.where, message, "Add it under `competencies:`.")


def _level(name: str) -> int:
    return LEVELS.index(name) if name in LEVELS else -1


def asked_of(course: Course) -> tuple[Question, ...]:
    """The questions that show what was learnt: the final ones, else those in lessons."""
    return graded_of(course) or practice_of(course)


def _check_assessed(course: Course) -> Iterator[Diagnostic]:
    asked = {question.objective for question in asked_of(course)}
    for objective in course.objectives:
        if objective.id not in asked:
            message = f"no question asks for objective {objective.id}"
            hint = "Write one into assessment.md, or give it this objective."
            yield rules.ASM005.at(objective.where, message, hint)


def _check_levels(course: Course) -> Iterator[Diagnostic]:
    test, asked = course.assessment, graded_of(course)
    if test is None or len(asked) < _FEW:
        return
    for rule, key, values in (
        (rules.ASM007, "level", {question.level for question in asked}),
        (rules.ASM008, "bloom", {question.bloom for question in asked}),
    ):
        if len(values) == 1:
            said = values.pop()
            message = f"all {len(asked)} questions are {said}" if said else f"none says its `{key}`"
            hint = f"Write `:{key}:` under each, and questions of another."
            yield rule.at(test.where, message, hint)

"""What can only be checked when the whole course is read."""

from __future__ import annotations

from pathya.authoring import rules
from pathya.authoring.course import Assessment, Course, graded_of, practice_of
from pathya.authoring.scribe import Reading, nearest
from pathya.authoring.yaml_source import Yaml


def check_course(course: Course, source: Yaml, reading: Reading) -> None:
    """Check what crosses files: links, objectives of questions, the assessment's policy."""
    _check_links(reading)
    _check_objectives(course, reading)
    _check_assessment(course, source, reading)


def _check_links(reading: Reading) -> None:
    for place, where in reading.links:
        if place not in reading.ids:
            hint = nearest(place, reading.ids)
            reading.found.append(rules.MDN004.at(where, f"nothing has the id #{place}", hint))


def _check_objectives(course: Course, reading: Reading) -> None:
    known = {objective.id for objective in course.objectives}
    for question in practice_of(course) + graded_of(course):
        if question.objective and question.objective not in known:
            message = f"#{question.id} names the objective `{question.objective}`"
            hint = nearest(question.objective, known) if known else "The course has no objectives."
            reading.found.append(rules.QST008.at(question.where, message, hint))


def _check_assessment(course: Course, source: Yaml, reading: Reading) -> None:
    if course.completion == "passed" and not course.assessment:
        where = reading.folder.where("course.yaml", source.line(("completion",)))
        hint = "Write assessment.md, or `completion: lessons`."
        reading.found.append(rules.ASM004.at(where, "there is no assessment to pass", hint))
    for setting in _not_played(course.assessment) if course.assessment else ():
        where = reading.folder.where("course.yaml", source.line(("assessment", setting)))
        message = f"`{setting}` is not applied yet"
        reading.found.append(rules.ASM003.at(where, message, "It is kept for later."))


def _not_played(assessment: Assessment) -> list[str]:
    settings = {"time_limit": assessment.time_limit, "negative": assessment.negative}
    return [name for name, value in settings.items() if value]

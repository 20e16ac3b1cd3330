"""What both kinds of Learning Object Metadata say of a course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pathya.authoring.course import Competency, Course
from pathya.authoring.graphemes import cut
from pathya.exporters.edition import shown

FRAMEWORK = "Karmayogi Competency Model"
TITLE_LIMIT = 200
"""Characters. Moodle fails over 255; the schema of SCORM 1.2 allows 200."""
_TEXT_LIMIT = 2000
"""Characters, for a description; LOM asks systems to keep at least that many."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language that it is in: a stand-in is not in the course's."""

    text: str
    tag: str


def title(course: Course) -> Said:
    """The title as learning platforms take it."""
    return _said(course, course.title, TITLE_LIMIT)


def description(course: Course) -> Said:
    """The description."""
    return _said(course, course.description, _TEXT_LIMIT)


def keywords(course: Course) -> tuple[Said, ...]:
    """The keywords, in the author's order."""
    return tuple(_said(course, unit, TITLE_LIMIT) for unit in course.keywords)


def competencies(course: Course) -> Iterable[Competency]:
    """The competencies of the course and of its objectives, each once."""
    aimed = (objective.competency for objective in course.objectives if objective.competency)
    return dict.fromkeys((*course.competencies, *aimed))


def _said(course: Course, unit: str, limit: int) -> Said:
    return Said(cut(shown(course, unit), limit), course.texts[unit].tag)

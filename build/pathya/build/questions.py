"""Questions that go out to other platforms, and come in from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pathya.authoring.diagnostics import Diagnostics, has_errors
from pathya.build.files import show
from pathya.build.pipeline import in_language, open_course
from pathya.build.project import Project, read_framework
from pathya.exporters.interchange.formats import LIMIT, export_questions, import_questions


def export_course(
    project: Project, folder: Path, tag: str, form: str, *, practice: bool
) -> tuple[bytes | None, Diagnostics]:
    """Write a course's questions in a language; without a tag, in its own. None: an error why."""
    framework, found = read_framework(project)
    course, more = open_course(folder, framework, project.limits)
    if course is None:
        return None, found + more
    # One package or many: a question set is of the whole course.
    course = replace(course, packaging="course")
    localised = in_language(project, course, tag or course.source_tag)
    found += more + localised.found
    if not localised.pages:
        return None, found
    data, lost = export_questions(localised.pages[0].edition, form, practice=practice)
    return (None if has_errors(lost) else data), found + lost


def import_file(path: Path, form: str) -> tuple[str | None, Diagnostics]:
    """Read questions from a file, as the text of an assessment.md."""
    with path.open("rb") as stream:
        data = stream.read(LIMIT + 1)
    return import_questions(data, form, show(path))

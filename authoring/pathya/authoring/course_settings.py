"""course.yaml of a course folder: read, or known from before."""

from __future__ import annotations

from pathya.authoring import rules
from pathya.authoring.course_yaml import CourseFile, course_file
from pathya.authoring.recall import Recall, remember_yaml, same_yaml
from pathya.authoring.scribe import Scribe
from pathya.authoring.yaml_document import Yaml

COURSE_FILE = "course.yaml"


def read_settings(
    text: str | None, scribe: Scribe, recall: Recall | None
) -> tuple[Yaml | None, CourseFile | None]:
    """Read what a course says of itself; None for what cannot be used, and findings say why."""
    if text is None:
        if COURSE_FILE not in scribe.reading.folder.texts:
            hint = "Every course folder holds one; `pathya new` writes an example."
            scribe.say(rules.SRC004, 0, "the course has no course.yaml", hint)
        return None, None
    source = _read_yaml(text, scribe, recall)
    entry, found = course_file(source, scribe.where()) if source else (None, ())
    scribe.reading.found.extend(found)
    return source, entry


def _read_yaml(text: str, scribe: Scribe, recall: Recall | None) -> Yaml | None:
    if recall and (known := same_yaml(recall, text)):
        return known
    from pathya.authoring.yaml_source import yaml_parse  # noqa: PLC0415 - brings PyYAML

    source, found = yaml_parse(text, scribe.where(), scribe.reading.folder.limits.yaml_characters)
    scribe.reading.found.extend(found)
    if recall and source and not found:
        remember_yaml(source, text, recall)
    return source

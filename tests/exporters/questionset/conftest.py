"""A course with an assessment, read from Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Course, Text, plain
from pathya.authoring.diagnostics import has_errors
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.exporters.edition import Edition
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

YAML = "id: fees\ntitle: Fees and limits\ndescription: About them.\n"
DRAWING = Path(__file__).parents[2] / "cases/base/media/a.svg"


def read(assessment: str, policy: str = "") -> Course:
    """Read a course with this assessment; `policy` stands under `assessment` in course.yaml."""
    texts = {
        "course.yaml": YAML + (f"assessment: {{{policy}}}\n" if policy else ""),
        "01-start/index.md": "# Start\n",
        "01-start/01-one.md": "# One\n\nText.\n",
        "assessment.md": assessment,
    }
    data = {name: text.encode() for name, text in texts.items()}
    course, found = read_course(CourseFolder("c", data, {"media/a.svg": MediaFile(DRAWING, 9)}))
    assert not has_errors(found), found
    assert course is not None
    return course


def translated(course: Course, tag: str, words: Mapping[str, str]) -> Edition:
    """Put a course into a language, by its plain texts; what is not there stays as it is."""
    texts = {
        name: Text((words[said],), tag) if (said := plain(text.inline)) in words else text
        for name, text in course.texts.items()
    }
    return Edition(replace(course, tag=tag, texts=texts), LANGUAGES[tag], interface_words(tag))


@pytest.fixture
def edition() -> Callable[..., Edition]:
    """The edition of a course with this assessment, in its own language or another."""

    def make(
        assessment: str, policy: str = "", tag: str = "en", words: Mapping[str, str] | None = None
    ) -> Edition:
        return translated(read(assessment, policy), tag, words or {})

    return make

"""Courses read from the text of an assessment, and papers that Hypothesis makes up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pathya.authoring.diagnostics import Diagnostics, has_errors
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.exporters.edition import Edition
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

DRAWING = Path(__file__).parents[2] / "cases/base/media/a.svg"
YAML = "id: c\ntitle: A course\ndescription: About it.\n"


@pytest.fixture(scope="session")
def edition_of() -> Callable[[str], tuple[Edition, Diagnostics]]:
    """Read a course with this assessment.md, which the reader must accept."""

    def read(text: str) -> tuple[Edition, Diagnostics]:
        texts = {
            "course.yaml": YAML,
            "01-start/index.md": "# Start\n",
            "01-start/01-one.md": "# One\n\nText.\n",
            "assessment.md": text,
        }
        data = {name: one.encode() for name, one in texts.items()}
        media = {"media/a.svg": MediaFile(DRAWING, 9)}
        course, found = read_course(CourseFolder("c", data, media))
        assert course is not None
        assert not has_errors(found), (text, found)
        return Edition(course, LANGUAGES["en"], interface_words("en")), found

    return read

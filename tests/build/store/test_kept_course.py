"""A course comes back from the store as it was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.authoring.documents import parse_document
from pathya.authoring.reader import read_course
from pathya.authoring.recall import Recall
from pathya.build.files import find_course
from pathya.build.kept_course import read, whole, written

SAMPLES = Path(__file__).parents[3] / "content/courses"
FOLDERS = (*sorted(SAMPLES.glob("[!.]*/")), Path(__file__).parents[2] / "e2e/every-feature")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_course_is_what_it_was(folder: Path) -> None:
    listing = find_course(folder)
    recall = Recall("", {})
    course, _ = read_course(listing, (), parse_document, recall)
    assert course is not None
    data = written(course, recall, {})
    assert data is not None
    kept = read(data)
    again = whole(kept, listing)
    assert again == course
    assert list(again.units) == list(course.units)
    assert list(again.media) == list(course.media)
    assert list(again.texts) == list(course.texts)
    recall = Recall("", kept.lessons, kept.settings)
    course, _ = read_course(listing, (), parse_document, recall)
    assert course == again
    assert written(again, recall, kept.lines) == data


def test_lessons_that_are_lost_are_missed(opened) -> None:
    listing = find_course(opened.root / "content/courses/small")
    recall = Recall("", {})
    course, _ = read_course(listing, (), parse_document, recall)
    assert course is not None
    data = written(course, recall, {})
    assert data is not None
    with pytest.raises(KeyError):
        whole(read(data.rpartition(b"\n")[0]), listing)
    with pytest.raises(ValueError, match=r"not a|Expecting|Extra"):
        read(data[:-1])

from __future__ import annotations

from dataclasses import replace

import pytest

from pathya.authoring.course import Assessment, Course, Lesson, Question, Section
from pathya.authoring.diagnostics import Where
from pathya.exporters.edition import Edition
from pathya.exporters.page import check_page, print_page
from pathya.exporters.state_keys import check_keys, state_key
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words


@pytest.mark.parametrize(("name", "key"), [("_start", "nzLv"), ("time-limits", "wmxG")])
def test_keys_are_those_of_the_runtime(name: str, key: str) -> None:
    assert state_key(name) == key


def test_lessons_that_the_runtime_would_mix_up_are_refused(small_course: Course) -> None:
    assert list(check_keys(small_course)) == []
    (module,) = small_course.modules
    lessons = tuple(
        Lesson(name, f"{name}.md", "fee.1", (), where=Where(f"{name}.md"))
        for name in ("lesson-2492", "lesson-2493", "lesson-4512")
    )
    course = replace(small_course, modules=(replace(module, lessons=lessons),))
    (found,) = check_keys(course)
    assert (found.rule.code, found.where) == ("PAG001", Where("lesson-4512.md"))
    assert found.message == "`lesson-4512` and `lesson-2492` have the same key, `LiHC`"
    edition = Edition(course, LANGUAGES["en"], interface_words("en"))
    assert "PAG001" in [one.rule.code for one in check_page(print_page(edition))]


def test_questions_that_the_runtime_would_mix_up_are_refused(small_course: Course) -> None:
    questions = tuple(
        Question(name, "true-false", (), where=Where(f"{name}.md"))
        for name in ("lesson-2492", "lesson-2493", "lesson-4512")
    )
    sections = (Section("s", "fee.1", (), questions),)
    course = replace(small_course, assessment=Assessment("fee.1", (), sections))
    (found,) = check_keys(course)
    assert (found.rule.code, found.where) == ("PAG001", Where("lesson-4512.md"))
    assert found.hint == "Give the newer question another id."

"""A course that is read with lessons as they were read before is the course as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.documents import Document, parse_document
from pathya.authoring.reader import read_course
from pathya.authoring.recall import Known, KnownYaml, Recall
from pathya.authoring.sources import CourseFolder, MediaFile

YAML = "id: base\ntitle: A course\ndescription: About it.\n"
DRAWING = MediaFile(Path(__file__).parents[1] / "cases/base/media/a.svg", 9)
FOLDED = "::: video media/a.mp4\n:label: Film\n:transcript:\nSaid.\n:::\n"
QUESTION = "::: question #q-{}\nWhich?\n\n- [x] This\n- [ ] That\n:::\n"
PIECES = (
    "Keep it.",
    "Keep it.",
    "A *receipt* and a [link](#two_title).",
    "See [three](03-three.md).",
    "![A drawing](media/a.svg)",
    "![Another](media/A.svg)",
    "## A heading {#place}\n\n[Here](#place), [there](#elsewhere).",
    "#### Too deep\n\n[^1]: Nobody asks.",
    "Said once.[^1]\n\n[^1]: A note, *marked*.",
    FOLDED,
    "::: details More\nMore of it.\n:::",
    QUESTION.format("one"),
    QUESTION.format("two"),
)
NAMES = ("01-start/01-one.md", "01-start/02-two.md", "01-start/03-three.md", "02-more/01-course.md")
pieces = st.lists(st.sampled_from(PIECES), max_size=4)
lessons = st.tuples(st.sampled_from(["One", "A course", "Two {#own}"]), pieces)
courses = st.fixed_dictionaries(dict.fromkeys(NAMES, lessons))


def folder(written: Mapping[str, tuple[str, list[str]]]) -> CourseFolder:
    texts = {name: f"# {title}\n\n" + "\n\n".join(said) for name, (title, said) in written.items()}
    texts |= {"course.yaml": YAML, "01-start/index.md": "# Start\n", "02-more/index.md": "# More\n"}
    texts["assessment.md"] = "# Test\n\n## Section {#s}\n\n" + QUESTION.format("graded")
    data = {name: text.encode() for name, text in texts.items()}
    return CourseFolder("c", data, {"media/a.svg": DRAWING, "media/A.svg": DRAWING})


def known_of(course: CourseFolder, before: Mapping[str, Known]) -> Mapping[str, Known]:
    recall = Recall("same", before)
    read_course(course, (), parse_document, recall)
    return recall.now


@given(st.lists(courses, min_size=2, max_size=4))
def test_reading_with_what_is_known_is_reading(versions) -> None:
    known: Mapping[str, Known] = {}
    for version in versions:
        course = folder(version)
        recall = Recall("same", known)
        assert read_course(course, (), parse_document, recall) == read_course(course)
        known = {**known, **recall.now}


def test_only_what_changed_is_parsed() -> None:
    first = {name: (f"Title of {name[3:5]}", ["Keep it."]) for name in NAMES}
    second = {**first, NAMES[1]: ("Another", ["Keep it."])}
    parsed: list[str] = []

    def parse(name: str, text: str) -> Document:
        parsed.append(name)
        return parse_document(name, text)

    recall = Recall("same", known_of(folder(first), {}))
    read_course(folder(second), (), parse, recall)
    assert set(parsed) == {NAMES[1], "01-start/index.md", "02-more/index.md", "assessment.md"}
    assert list(recall.now) == list(NAMES)


def test_settings_are_read_once() -> None:
    course = folder({name: ("Title", ["Keep it."]) for name in NAMES})
    read = read_course(course)
    known = settings_of(YAML)
    recall = Recall("same", {}, known)
    assert read_course(course, (), parse_document, recall) == read
    assert recall.settings is known


@pytest.mark.parametrize("other", ["id: other\n", "id: other\nid: another\n", "id: [\n"])
def test_other_settings_are_read_anew(other: str) -> None:
    course = folder({name: ("Title", ["Keep it."]) for name in NAMES})
    texts = {**course.texts, "course.yaml": (YAML + other).encode()}
    changed = CourseFolder("c", texts, course.media)
    recall = Recall("same", {}, settings_of(YAML))
    assert read_course(changed, (), parse_document, recall) == read_course(changed)


@pytest.mark.parametrize("value", ["", "[", "[" * 100_000])
def test_settings_that_were_made_up_are_read_anew(value: str) -> None:
    course = folder({name: ("Title", ["Keep it."]) for name in NAMES})
    recall = Recall("same", {}, replace(settings_of(YAML), value=value))
    assert read_course(course, (), parse_document, recall) == read_course(course)


def settings_of(text: str) -> KnownYaml:
    recall = Recall("same", {})
    texts = {"course.yaml": text.encode()}
    read_course(CourseFolder("c", texts, {}), (), parse_document, recall)
    assert recall.settings
    return recall.settings


def test_another_context_is_read_anew() -> None:
    course = folder({name: ("Title", ["Keep it."]) for name in NAMES})
    recall = Recall("another", known_of(course, {}))
    assert read_course(course, (), parse_document, recall) == read_course(course)
    assert not any(recall.now[name] is recall.before[name] for name in NAMES)


@pytest.mark.parametrize("lost", ["media/a.svg", "media/A.svg"])
def test_a_file_that_is_gone_is_missed(lost: str) -> None:
    course = folder({name: ("Title", [f"![It]({lost})"]) for name in NAMES})
    known = known_of(course, {})
    media = {name: file for name, file in course.media.items() if name != lost}
    poorer = CourseFolder("c", course.texts, media)
    recall = Recall("same", known)
    assert read_course(poorer, (), parse_document, recall) == read_course(poorer)


@pytest.mark.parametrize(
    "earlier", [QUESTION.format("one"), FOLDED, "![A drawing](media/a.svg)", "## Own {#place}"]
)
def test_what_stands_before_counts(earlier: str) -> None:
    """Ids are taken, folds are numbered and files are looked into where they come first."""
    later = ["![A drawing](media/A.svg)", "## A heading {#place}", FOLDED, QUESTION.format("one")]
    versions = [{NAMES[0]: ("One", said), NAMES[1]: ("Two", later)} for said in ([], [earlier])]
    first, second = map(folder, versions)
    recall = Recall("same", known_of(first, {}))
    assert read_course(second, (), parse_document, recall) == read_course(second)

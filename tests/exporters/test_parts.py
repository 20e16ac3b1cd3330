"""A course packed by module falls into parts that hold what they show, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pathya.authoring.course import (
    Code,
    Course,
    Lesson,
    Media,
    Module,
    Option,
    Question,
    Section,
    Slot,
    Term,
    Text,
    Theme,
    Unit,
)
from pathya.exporters.parts import parts


def _media(*names: str) -> dict[str, Media]:
    return {name: Media(name, name, Path(name), 1) for name in names}


def _two_modules(course: Course) -> Course:
    """Add a module with a picture inside a text, and a question to the assessment."""
    image = ("<img alt=", Slot("plain", "b.2"), " src=", Slot("media", "media/b.png"), ">")
    added = {
        "b.1": Unit("b.1", ("Look: ", 1), (Code("image", image),)),
        "b.2": Unit("b.2", ("A form",)),
        "b.3": Unit("b.3", ("Second",)),
        "q.1": Unit("q.1", ("Which?",)),
        "q.2": Unit("q.2", ("This",)),
    }
    units = {**course.units, **added}
    lesson = Lesson("b", "02-b/01-b.md", "b.3", (Slot("text", "b.1"),))
    options = (Option("a", (Slot("text", "q.2"),), correct=True),)
    question = Question("q", "single", (Slot("text", "q.1"),), options)
    assert course.assessment
    section = Section("s", "q.2", (Slot("media", "media/q.svg"),), (question,))
    return replace(
        course,
        packaging="module",
        completion="passed",
        modules=(*course.modules, Module("second", "b.3", (lesson,))),
        assessment=replace(course.assessment, sections=(section,)),
        units=units,
        texts={name: Text(unit.source, "en") for name, unit in units.items()},
        media=_media(
            "media/b.png", "media/b.hi.png", "media/q.svg", "media/logo.svg", "media/x.mp4"
        ),
        theme=Theme(logo="media/logo.svg"),
    )


def test_a_course_packed_whole_is_its_own_part(small_course: Course) -> None:
    assert parts(small_course) == (small_course,)


def test_every_module_and_the_assessment_are_parts(small_course: Course) -> None:
    seen = [
        (
            part.part,
            part.title,
            [m.id for m in part.modules],
            bool(part.assessment),
            part.completion,
        )
        for part in parts(_two_modules(small_course))
    ]
    assert seen == [
        ("fees", "01-fees.1", ["fees"], False, "lessons"),
        ("second", "b.3", ["second"], False, "lessons"),
        ("assessment", "assessment.1", [], True, "passed"),
    ]


def test_without_an_assessment_there_is_no_such_part(small_course: Course) -> None:
    course = replace(_two_modules(small_course), assessment=None)
    assert [part.part for part in parts(course)] == ["fees", "second"]


def test_a_part_holds_the_texts_and_media_that_it_shows(small_course: Course) -> None:
    about = ["course.2", "course.3", "course.4", "course.5"]
    first, second, last = parts(_two_modules(small_course))
    assert list(first.units) == [*about, "01-fees.1", "fee.1", "fee.2"]
    assert list(second.texts) == [*about, "b.1", "b.2", "b.3"]
    assert list(last.units) == [*about, "assessment.1", "q.1", "q.2"]
    assert list(first.media) == ["media/logo.svg"]
    assert list(second.media) == ["media/b.png", "media/b.hi.png", "media/logo.svg"]
    assert list(last.media) == ["media/q.svg", "media/logo.svg"]


def test_words_of_the_interface_are_no_texts_of_the_course(small_course: Course) -> None:
    """A lesson may name them among its HTML, and a text in a code: tables, footnotes, notes."""
    table = ("<div aria-label=", Slot("plain", "ui:table"), Slot("lang", "ui:table"), ">")
    back = Code("x-footnote", ("<a aria-label=", Slot("plain", "ui:footnote-back"), ">"), "</a>")
    course = _two_modules(small_course)
    fees, second = course.modules
    lesson = replace(fees.lessons[0], body=(*table, *fees.lessons[0].body, "</div>"))
    units = {**course.units, "fee.2": replace(course.units["fee.2"], codes=(back,))}
    course = replace(
        course, units=units, modules=(replace(fees, lessons=(lesson,)), second), assessment=None
    )
    assert list(parts(course)[0].units)[-3:] == ["01-fees.1", "fee.1", "fee.2"]


def test_a_part_explains_the_words_that_it_links_to(small_course: Course) -> None:
    """A meaning may link to another word; what nothing links to is left out."""
    course = _two_modules(small_course)
    units = dict(course.units)
    for name, link in {"b.1": "act", "t.act": "fee", "t.fee": "", "t.other": "act"}.items():
        codes = (Code("a", (f'<a class="term" href="#{link}">',), "</a>"),) if link else ()
        units[name] = Unit(name, (1, "word", -1) if link else ("word",), codes)
    terms = tuple(
        Term(name, "b.3", (Slot("text", f"t.{name}"),)) for name in ("other", "fee", "act")
    )
    texts = {name: Text(unit.source, "en") for name, unit in units.items()}
    first, second, _ = parts(replace(course, units=units, texts=texts, glossary=terms))
    assert [[term.id for term in part.glossary] for part in (first, second)] == [[], ["fee", "act"]]
    assert {"t.act", "t.fee"} <= set(second.texts)
    assert "t.other" not in second.texts

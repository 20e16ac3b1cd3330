"""A segment's key tells all that fills it but what a language adds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pathya.authoring.course import Code, Course, Media, Narrating, Slot, Unit
from pathya.authoring.drawing import Drawing, Label
from pathya.exporters.edition import Edition
from pathya.exporters.page import plan_page, print_page
from pathya.locales.words import interface_words

Editions = Callable[[str], Edition]
LABEL = Label("fee.1", "", 0.0, 0.0, 1.0, 1.0, (1,), "left")
ANCHOR = Code("link", ('<a href="#fee">',), "</a>")


def keys(course: Course) -> tuple[str, ...]:
    return plan_page(course).keys


def reworded(course: Course, name: str, unit: Unit) -> Course:
    return replace(course, units={**course.units, name: unit})


def test_all_but_the_outer_segments_have_a_key(edition_in: Editions) -> None:
    course = edition_in("en").course
    found = keys(course)
    assert len(found) == 4  # what is before and behind, the lesson and the assessment
    assert (found[0], found[-1]) == ("", "")
    assert all(found[1:-1])
    assert len(set(found[1:-1])) == len(found) - 2
    assert keys(edition_in("hi").course) == found


def test_a_narrated_course_has_none(edition_in: Editions) -> None:
    course = replace(edition_in("en").course, narration=Narrating(on=True))
    assert not any(keys(course))


def test_a_text_changes_its_own_segment_alone(edition_in: Editions) -> None:
    course = edition_in("en").course
    unit = course.units["fee.2"]
    before, after = keys(course), keys(reworded(course, "fee.2", replace(unit, source=("New",))))
    assert before[1] != after[1]
    assert before[2:] == after[2:]


@pytest.mark.parametrize(
    "change",
    [
        lambda c: reworded(c, "fee.1", replace(c.units["fee.1"], codes=(ANCHOR,))),
        lambda c: replace(c, media={**c.media, "a.png": Media("a.png", "media/b.png", c.image, 1)}),
        lambda c: replace(c, modules=(replace(c.modules[0], lessons=c.modules[0].lessons * 2),)),
        lambda c: replace(c, drawings={"a.svg": Drawing("", (LABEL,))}),
    ],
    ids=["codes", "media", "neighbours", "texts of drawings"],
)
def test_what_stands_in_a_segment_changes_it(
    edition_in: Editions, change: Callable[[Course], Course]
) -> None:
    course = edition_in("en").course
    assert keys(course)[1] != keys(change(course))[1]


def test_units_in_codes_count(edition_in: Editions) -> None:
    course = edition_in("en").course
    code = Code("image", ('<img alt="', Slot("plain", "alt.1"), '">'))
    held = reworded(course, "fee.1", Unit("fee.1", (1,), (code,)))
    one, other = (
        replace(
            reworded(held, "alt.1", Unit("alt.1", (said,))),
            texts={**held.texts, "alt.1": replace(held.texts["fee.1"], inline=(said,))},
        )
        for said in ("A dot", "A line")
    )
    assert keys(one)[1] != keys(other)[1]


def test_a_page_of_known_segments_is_the_page(edition_in: Editions) -> None:
    edition = edition_in("hi")
    edition = replace(edition, words=interface_words("hi"))
    plan = plan_page(edition_in("en").course)
    page = print_page(edition, plan)
    known = {key: page.body[at] for at, key in enumerate(plan.keys) if key}
    again = print_page(edition, plan, known)
    assert again.body == page.body
    assert (again.fonts, again.loads, again.characters) == (
        page.fonts,
        page.loads,
        page.characters,
    )

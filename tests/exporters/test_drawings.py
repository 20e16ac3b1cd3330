"""Drawings in the page: whose texts they have, how these stand, and which files are packed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from pathya.authoring.course import Code, Course, Inline, Media, Slot, Text, Unit
from pathya.authoring.drawing import OWN, Drawing, Label
from pathya.exporters.drawings import drawn, unloaded, with_drawings
from pathya.exporters.edition import Edition
from pathya.exporters.parts import parts
from pathya.locales.languages import LANGUAGES

NAME = "media/a.svg"
UNIT = Unit(
    "fee.9",
    ("Ten ", 1, "rupees", -1),
    (Code("bold", ('<tspan font-weight="700">',), "</tspan>"),),
    room=9,
    lines=3,
)
LABEL = Label("fee.9", ' fill="red"', 40.0, 20.0, 26.0, 20.0, (1, 1), "left")
DRAWING = Drawing(' viewBox="0 0 9 9"', (f'<g><path id="{OWN}1"></path>', LABEL, "</g>"))

SHOWS = (f'<img src="{NAME}" alt="">',)

Make = Callable[..., Edition]


@pytest.fixture
def make(small_course: Course) -> Make:
    """Make an edition with the drawing, in a language, with a text and perhaps other files."""

    def edition(
        tag: str, inline: Inline, *, shown: str = "", names: tuple[str, ...] = ()
    ) -> Edition:
        files = (NAME, *names)
        course = replace(
            small_course,
            tag=tag,
            units={**small_course.units, UNIT.id: UNIT},
            texts={**small_course.texts, UNIT.id: Text(inline, shown or tag)},
            media={name: Media(name, name, Path(name), 1) for name in files},
            drawings={NAME: DRAWING},
        )
        return Edition(course, LANGUAGES[tag], {})

    return edition


def label_in(edition: Edition) -> str:
    """What is printed of the label."""
    whole = drawn(edition, SHOWS)[NAME]
    before = f' viewBox="0 0 9 9"><g><path id="{OWN}1"></path>'
    assert whole.startswith(before)
    return whole.removeprefix(before).removesuffix("</g>")


def test_the_source_has_its_own_lines(make: Make) -> None:
    assert label_in(make("en", UNIT.source)) == (
        '<g fill="red" text-anchor="start" direction="ltr"><text x="40" y="20">Ten</text> '
        '<text x="40" y="46"><tspan font-weight="700">rupees</tspan></text></g>'
    )


def test_a_translation_stands_in_the_middle_of_the_source_lines(make: Make) -> None:
    assert label_in(make("hi", ("दस <", 1, "रुपये", -1))) == (
        '<g fill="red" text-anchor="start" direction="ltr"><text x="40" y="33">दस &lt;'
        '<tspan font-weight="700">रुपये</tspan></text></g>'
    )


def test_urdu_ends_where_english_begins(make: Make) -> None:
    assert label_in(make("ur", ("دفعہ 7(1)",))) == (
        '<g fill="red" text-anchor="end" direction="rtl">'
        '<text x="40" y="33">دفعہ \u20667(1)\u2069</text></g>'
    )


def test_nastaliq_has_more_room_between_its_lines(make: Make) -> None:
    printed = label_in(make("ur", ("درخواست " * 9,)))
    assert re.findall(r' y="([-\d.]+)"', printed) == ["-5", "33", "71"]


def test_a_stand_in_says_its_language(make: Make) -> None:
    edition = make("ur", UNIT.source, shown="en")
    assert label_in(edition).startswith(
        '<g fill="red" lang="en" text-anchor="start" direction="ltr"><text x="40" y="20">'
    )


@pytest.mark.parametrize(
    ("tag", "side", "anchor"),
    [
        ("hi", "right", "end"),
        ("hi", "middle", "middle"),
        ("ur", "right", "start"),
        ("ur", "middle", "middle"),
    ],
)
def test_a_side_is_the_same_in_every_script(
    tag: str, side: Literal["left", "middle", "right"], anchor: str, make: Make
) -> None:
    edition = make(tag, ("—",))
    label = replace(LABEL, side=side)
    course = replace(edition.course, drawings={NAME: Drawing("", (label,))})
    assert f' text-anchor="{anchor}"' in drawn(replace(edition, course=course), SHOWS)[NAME]


def test_a_file_of_the_language_is_shown_instead(make: Make) -> None:
    names = ("media/a.hi.svg",)
    assert drawn(make("hi", ("दस",), names=names), SHOWS) == {}
    assert list(drawn(make("ta", ("பத்து",), names=names), SHOWS)) == [NAME]


PAGE = (
    '<p><img src="a.svg" alt="A &lt; B" lang="en" dir="ltr"><img id="x" src="a.svg" alt=""></p>'
    '<img src="b.svg" alt="B">'
)
OTHER = '<img src="a.svg" alt="A">'


def test_each_place_has_ids_of_its_own_and_one_name() -> None:
    drawings = {"a.svg": f'><path id="{OWN}1"/>'}
    svg = '<svg class="drawing"{}><path id="{}"/></svg>'
    assert with_drawings(PAGE, drawings) == (
        "<p>"
        + svg.format(' role="img" aria-label="A &lt; B" lang="en" dir="ltr"', "_ce9f5028-1-1")
        + svg.format(' id="x" aria-hidden="true"', "_ce9f5028-2-1")
        + '</p><img src="b.svg" alt="B">'
    )
    other = with_drawings(OTHER, drawings)
    assert other == svg.format(' role="img" aria-label="A"', "_6c29cc87-1-1")


def test_a_page_without_drawings_stays_as_it_is() -> None:
    assert with_drawings(PAGE, {"c.svg": ">"}) == PAGE


def test_what_is_not_shown_is_not_printed(make: Make) -> None:
    assert drawn(make("en", UNIT.source), ("<p></p>",)) == {}


def test_a_file_is_packed_if_anything_else_loads_it(make: Make) -> None:
    edition = make("en", UNIT.source)
    assert unloaded(edition, (f'<video poster="{NAME}">'.encode(),)) == set()
    assert unloaded(edition, (b"<svg></svg>",)) == {NAME}


def test_a_module_has_the_texts_of_its_drawings_alone(make: Make) -> None:
    course = replace(make("en", UNIT.source).course, packaging="module")
    (module,) = course.modules
    (lesson,) = module.lessons
    shows = replace(lesson, body=('<img src="', Slot("media", NAME), '" alt="">'))
    shown = replace(course, modules=(replace(module, lessons=(shows,)),))
    for one, has in ((shown, True), (course, False)):
        part = parts(one)[0]
        assert (NAME in part.drawings, UNIT.id in part.units, UNIT.id in part.texts) == (has,) * 3

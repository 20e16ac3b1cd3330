from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Code, Course, Slot, Text, Unit
from pathya.exporters.edition import Edition, Narrated
from pathya.exporters.html import print_heard
from pathya.exporters.narration import lines_of, narration_members
from pathya.exporters.package import content
from pathya.exporters.page import page_members, print_page
from pathya.locales.languages import LANGUAGES
from pathya.locales.speech.segments import Narration, Segment
from pathya.locales.words import interface_words

SAID: dict[str, tuple[str | int, ...]] = {
    "en": ("Ten rupees. ", 1, "No more. Not ", -1, "a paisa. Ever."),
    "ur": ("دفعہ 7(1) کے تحت۔ دس روپے۔ ", 1, "بس۔", -1),
    "hi": ("राज्\u200dय का शुल्क। ", 1, "दस रुपये", -1, " हैं।"),
}
BODY = (
    "<p>", Slot("text", "fee.2"), "</p><aside><p>", Slot("text", "ui:note"),
    "</p></aside><p>", Slot("text", "ui:note"), "</p>",
)  # fmt: skip


@pytest.fixture
def heard(small_course: Course, tmp_path: Path) -> Callable[..., Edition]:
    """The small course's one lesson, narrated sentence by sentence, its box's title twice."""

    def make(tag: str, rows: tuple[tuple[str, int], ...]) -> Edition:
        sound = tmp_path / "fee.mp3"
        sound.write_bytes(b"sound")
        segments = tuple(
            Segment(unit, number, at * 1000, at * 1000 + 900, f"{unit} {number}: 7(1)")
            for at, (unit, number) in enumerate(rows)
        )
        kept = ("fee", tag, "fee.mp3", 9000, "0123456789abcdef", "", "", "tones")
        code = Code("bold", open=("<strong>",), close="</strong>")
        (module,) = small_course.modules
        lesson = replace(module.lessons[0], body=BODY)
        course = replace(
            small_course,
            tag=tag,
            modules=(replace(module, lessons=(lesson,)),),
            units={**small_course.units, "fee.2": Unit("fee.2", SAID["en"], (code,))},
            texts={**small_course.texts, "fee.2": Text(SAID[tag], tag)},
        )
        narration = {"fee": Narrated(Narration(*kept, segments), sound)} if rows else {}
        words = interface_words(tag)
        return Edition(course, LANGUAGES[tag], words, narration=narration)

    return make


ALL = (("fee.1", 0), ("fee.2", 0), ("fee.2", 1), ("fee.2", 2), ("ui:note", 0), ("ui:note", 0))


def printed(edition: Edition) -> str:
    page = print_page(edition)
    return print_heard("fee.2", "fee", page.sheet)


def test_each_sentence_that_is_heard_has_a_mark(heard: Callable[..., Edition]) -> None:
    assert printed(heard("en", ALL)) == (
        '<span data-s="1">Ten rupees.</span> '
        '<span data-s="2"><strong>No more. Not </strong>a paisa.</span> '
        '<span data-s="3">Ever.</span>'
    )
    assert printed(heard("ur", ALL)) == (
        '<span data-s="1">دفعہ <bdi dir="ltr">7(1)</bdi> کے تحت۔</span> '
        '<span data-s="2">دس روپے۔</span> <span data-s="3"><strong>بس۔</strong></span>'
    )
    assert printed(heard("hi", ALL)) == (
        '<span data-s="1">राज्\u200dय का शुल्क।</span> '
        '<span data-s="2"><strong>दस रुपये</strong> हैं।</span>'
    )


def test_a_voice_that_reads_whole_texts_has_whole_texts_marked(
    heard: Callable[..., Edition],
) -> None:
    assert printed(heard("ur", (("fee.2", 0),))) == (
        '<span data-s="0">دفعہ <bdi dir="ltr">7(1)</bdi> کے تحت۔ دس روپے۔ '
        "<strong>بس۔</strong></span>"
    )
    assert printed(heard("ur", (("fee.2", 2),))) == (
        'دفعہ <bdi dir="ltr">7(1)</bdi> کے تحت۔ دس روپے۔ '
        '<span data-s="0"><strong>بس۔</strong></span>'
    )


def test_marks_stand_in_the_lesson_alone(heard: Callable[..., Edition]) -> None:
    html = content(page_members(print_page(heard("en", ALL)), "")[0]).decode()
    before, lesson = html.split('<section class="page lesson"')
    assert "data-s=" not in before
    assert lesson.count('data-s="0"') == 1
    assert lesson.count('data-s="4"') == 2  # a word of the interface is printed once


def test_lines_tell_which_mark_is_meant(heard: Callable[..., Edition]) -> None:
    edition = heard("ur", ALL)
    script = content(lines_of(edition.narration["fee"].narration)).decode()
    rows = json.loads(script.removeprefix("window.PATHYA_LINES = ").removesuffix(";\n"))
    assert [row[:2] for row in rows] == [
        [0, True], [1, True], [2, False], [3, False], [4, True], [4, True],
    ]  # fmt: skip
    assert rows[0][2] == [[0, 900, "fee.1 0: \u20667(1)\u2069"]]


def test_a_package_has_what_its_lessons_need_and_nothing_else(
    heard: Callable[..., Edition],
) -> None:
    spoken, silent = heard("en", ALL), heard("en", ())
    more = {one.name for one in narration_members(spoken)}
    assert {name.rpartition("-")[0] for name in more} == {
        "assets/narration", "assets/lines", "assets/fee",
    }  # fmt: skip
    assert "assets/fee-0123456789.mp3" in more
    assert narration_members(silent) == ()
    with_sound, without = (page_members(print_page(one), "") for one in (spoken, silent))
    assert {one.name for one in with_sound} - more == {one.name for one in without}
    assert b"narration" not in content(without[0])
    assert b"data-s=" not in content(without[0])
    page = print_page(spoken)
    assert "assets/fee-0123456789.mp3" in page.loads


def test_the_player_speaks_the_language(heard: Callable[..., Edition]) -> None:
    html = content(page_members(print_page(heard("hi", ALL)), "")[0]).decode()
    assert "<span>सुनें</span>" in html
    assert '<option value="1" selected>1×</option>' in html
    assert html.index("<audio") < html.index('data-s="1"')

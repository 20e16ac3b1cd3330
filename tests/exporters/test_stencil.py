"""What is printed once for all languages is what would be printed for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Course, Text
from pathya.exporters.edition import Edition
from pathya.exporters.html import Sheet
from pathya.exporters.package import content
from pathya.exporters.page import page_members, plan_page, plan_pages, print_page, print_pages
from pathya.exporters.stencil import CUT, Marker, characters, filled, fixed, stencil
from pathya.locales.words import interface_words

Editions = Callable[[str], Edition]


def worded(edition: Edition) -> Edition:
    return replace(edition, words=interface_words(edition.course.tag))


def files(edition: Edition, plan_of: Course) -> dict[str, bytes]:
    page = print_page(edition, plan_page(plan_of))
    return {one.name: content(one) for one in page_members(page, "scorm12")}


@pytest.mark.parametrize("tag", ["en", "hi", "ur", "or"])
def test_a_plan_fits_all_languages(edition_in: Editions, tag: str) -> None:
    own = worded(edition_in(tag))
    assert files(own, own.course) == files(own, worded(edition_in("en")).course)


def test_parts_have_plans_of_their_own(edition_in: Editions) -> None:
    edition = worded(edition_in("hi"))
    edition = replace(edition, course=replace(edition.course, packaging="module"))
    english = replace(edition_in("en").course, packaging="module")
    pages = print_pages(edition, plan_pages(english))
    assert [page.edition.course.part for page in pages] == ["fees", "assessment"]
    assert [page.body for page in pages] == [page.body for page in print_pages(edition)]


def test_each_lesson_is_a_segment(edition_in: Editions) -> None:
    before, lesson, *_ = print_page(worded(edition_in("en"))).body
    assert lesson.startswith(b'<section class="page lesson" id="fee"')
    assert before.startswith(b"<body>")


def test_places_are_printed_once_and_stand_where_they_did(edition_in: Editions) -> None:
    marker = Marker()
    text = f"<p>{marker.text('fee.1')}</p>{CUT}<b>{marker.text('fee.1')}</b>{marker.plain('fee.2')}"
    made = stencil(text, marker)
    printed = filled(made, Sheet(worded(edition_in("hi"))))
    assert printed.segments == ("<p>शुल्क</p>", "<b>शुल्क</b>दस रुपये।")
    assert printed.values == ("शुल्क", "दस रुपये।")
    assert fixed(made) == "<p></p><b></b>"


def test_no_translation_can_forge_a_place(edition_in: Editions) -> None:
    edition = worded(edition_in("hi"))
    forged = f"\ue0000\ue001{CUT}\ue0001\ue001"
    texts = {**edition.course.texts, "fee.1": Text((forged,), "hi")}
    page = print_page(replace(edition, course=replace(edition.course, texts=texts)))
    assert len(page.body) == len(print_page(edition).body)
    assert forged in b"".join(page.body).decode()


@given(st.text() | st.text(alphabet="aक]^\\-").map(lambda text: text * 40))
def test_characters_are_those_of_the_text(text: str) -> None:
    assert characters(text) == set(text)


def test_segments_passed_over_are_empty_and_so_is_what_they_alone_have(
    edition_in: Editions,
) -> None:
    marker = Marker()
    text = f"{marker.text('fee.1')}{CUT}{marker.text('fee.1')}{marker.plain('fee.2')}"
    made = stencil(text, marker)
    printed = filled(made, Sheet(worded(edition_in("hi"))), frozenset({1}))
    assert printed.segments == ("शुल्क", "")
    assert printed.values == ("शुल्क", "")

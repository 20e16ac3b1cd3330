from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Code, Course, Inline, Media, Slot, Text, Unit
from pathya.exporters.edition import Edition
from pathya.exporters.html import (
    Sheet,
    media_name,
    native,
    print_html,
    print_plain,
    print_text,
    word,
)
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

BOLD = Code("bold", ("<strong>",), "</strong>")
LINK = Code("link", ('<a href="#fees">',), "</a>")
BREAK = Code("lb", ("<br>",))
BLANK = Code("x-blank", ('<span class="blank" id="b1">',), "</span>", "b1")


def sheet(course: Course, inline: Inline, tag: str = "en", page: str = "en") -> Sheet:
    unit = Unit("u", inline, (BOLD, LINK, BREAK, BLANK))
    course = replace(course, tag=page, units={"u": unit}, texts={"u": Text(inline, tag)})
    return Sheet(Edition(course, LANGUAGES[page], interface_words(page)), {"b1": 2})


@pytest.mark.parametrize(
    ("inline", "printed"),
    [
        (("plain",), "plain"),
        (("<b> & \"q\" 'a'",), "&lt;b&gt; &amp; &quot;q&quot; 'a'"),
        (("a ", 1, "b", -1, " c"), "a <strong>b</strong> c"),
        ((2, 1, "b", -1, -2), '<a href="#fees"><strong>b</strong></a>'),
        (("a", 3, "b"), "a<br>b"),
    ],
)
def test_texts_are_escaped_and_codes_become_markup(
    inline: Inline, printed: str, small_course: Course
) -> None:
    assert print_text("u", sheet(small_course, inline)) == printed


def test_a_blank_becomes_a_field_and_keeps_its_answers_to_itself(small_course: Course) -> None:
    printed = print_text("u", sheet(small_course, ("in ", 4, "30|", 1, "thirty", -1, -4, " days")))
    assert printed.startswith('in <input class="blank" id="b1" type="text"')
    assert printed.endswith('aria-label="Blank 2"> days')
    assert "thirty" not in printed


def test_a_stand_in_says_its_language_and_direction(small_course: Course) -> None:
    html = ("<p", Slot("lang", "u"), ">", Slot("text", "u"), "</p>")
    here = sheet(small_course, ("Fee",), "en", "ur")
    there = sheet(small_course, ("فیس",), "ur", "ur")
    assert print_html(html, here) == '<p lang="en" dir="ltr">Fee</p>'
    assert print_html(html, there) == "<p>فیس</p>"


def test_sections_of_an_act_keep_their_order_among_right_to_left_letters(
    small_course: Course,
) -> None:
    urdu = sheet(small_course, ("دفعہ 8(1)(j) کے تحت",), "ur", "ur")
    assert print_text("u", urdu) == 'دفعہ <bdi dir="ltr">8(1)(j)</bdi> کے تحت'
    assert print_text("u", sheet(small_course, ("Section 8(1)(j)",))) == "Section 8(1)(j)"


def test_an_attribute_takes_words_without_codes(small_course: Course) -> None:
    html = ('<img alt="', Slot("plain", "u"), '">')
    printed = print_html(html, sheet(small_course, ("a ", 1, '"b"', -1)))
    assert printed == '<img alt="a &quot;b&quot;">'


def test_media_have_one_file_for_each_language(small_course: Course) -> None:
    names = ("media/form.png", "media/form.hi.png")
    media = {name: Media(name, name, Path(name), 1) for name in names}
    course = replace(small_course, media=media)
    html = (Slot("media", "media/form.png"),)
    for tag, name in (("en", names[0]), ("hi", names[1]), ("ta", names[0])):
        assert print_html(html, sheet(course, ("x",), tag, tag)) == name


OWN = ("hi", "sd", "sd-Deva", "kok", "mni-Beng", "ta-IN")


@pytest.mark.parametrize(
    "name",
    ["a.png", "media/b.svg", "c.d.mp4", "e.mp3", "f.vtt", "g.pdf", "posters/h.jpg", "चित्र.webp"],
)
def test_a_language_is_also_written_in_other_scripts(name: str, small_course: Course) -> None:
    stem, _, ending = name.rpartition(".")
    files = (name, *(f"{stem}.{tag}.{ending}" for tag in OWN), f"{stem}.or.other")
    media = {one: Media(one, one, Path(one), 1) for one in files}
    course = replace(small_course, media=media)
    tags = ("en", "hi", "ta", "ur", "or", "sd-Arab", "sd-Deva", "kok", "kok-Knda", "mni-Beng")
    shown = [media_name(replace(course, tag=tag), name) for tag in (*tags, "mni-Mtei")]
    own = ["", "hi", "", "", "", "sd", "sd-Deva", "kok", "kok", "mni-Beng", ""]
    assert shown == [f"{stem}.{tag}.{ending}" if tag else name for tag in own]


def test_plain_words_of_html_have_no_markup(small_course: Course) -> None:
    html = ("<p>", Slot("text", "u"), "</p>", Slot("lang", "u"))
    assert print_plain(html, sheet(small_course, ("a  ", 1, "<b>", -1))) == "a <b>"


def test_words_take_numbers_in_the_digits_of_the_language(small_course: Course) -> None:
    edition = sheet(small_course, ("x",), "mr", "mr").edition
    assert native(1050, edition) == "१०५०"
    english = sheet(small_course, ("x",)).edition
    assert word(english, "lesson-n", n=3, total=12) == "Lesson 3 of 12"


def test_a_word_that_stands_in_keeps_its_own_digits(small_course: Course) -> None:
    page = sheet(small_course, ("x",), "mr", "mr").edition
    edition = Edition(page.course, page.language, interface_words("en"))
    assert word(edition, "lesson-n", n=3, total=12) == "Lesson 3 of 12"
    assert word(edition, "pass-mark", percent=60) == "Pass mark: 60%"
    assert word(page, "pass-mark", percent=60).endswith("६०%")

"""The captions of an edition: whose they are, how they are packed, and where faults are said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Course, Lesson, Media, Module, Slot
from pathya.authoring.diagnostics import Where
from pathya.exporters.edition import Edition
from pathya.exporters.html import Sheet, print_html
from pathya.exporters.package import Member, content
from pathya.exporters.page import Page, check_page, page_members, print_page
from pathya.exporters.parts import parts
from pathya.exporters.tracks import captions_of, tracks_in
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

GOOD = "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n"
BODY = ("<video", Slot("captions", "media/a.vtt"), "></video>")


@pytest.fixture
def course(small_course: Course, tmp_path: Path) -> Course:
    """One module with a film, its captions in English, Hindi and, with a fault, in Tamil."""
    texts = {
        "media/a.vtt": GOOD.format("Who?"),
        "media/a.hi.vtt": GOOD.format("कौन?"),
        "media/a.ta.vtt": "யார்?\n",
    }
    media = {}
    for name, text in texts.items():
        path = tmp_path / name.replace("/", "-")
        path.write_text(text, "utf-8")
        media[name] = Media(name, name, path, len(text))
    films = Module("films", "fee.1", (Lesson("film", "01.md", "fee.1", BODY),))
    where = Where("courses/fees/course.yaml", 1)
    return replace(small_course, modules=(*small_course.modules, films), media=media, where=where)


def edition(course: Course, tag: str) -> Edition:
    return Edition(replace(course, tag=tag), LANGUAGES[tag], interface_words(tag))


def page(course: Course, tag: str) -> Page:
    return print_page(edition(course, tag))


def members(course: Course, tag: str) -> dict[str, Member]:
    return {one.name: one for one in page_members(page(course, tag), "")}


@pytest.mark.parametrize(
    ("tag", "language", "label", "said"),
    [
        ("en", "en", "Captions", "Who?"),
        ("hi", "hi", "कैप्शन", "कौन?"),
        ("ur", "en", "سب ٹائٹل (English)", "Who?"),
    ],
)
def test_each_language_has_its_own_captions_or_the_sources(
    tag: str, language: str, label: str, said: str, course: Course
) -> None:
    made = members(course, tag)
    (script,) = [name for name in made if name.startswith("assets/cues-")]
    assert made[script].data == f'window.PATHYA_CUES = [[1.0,2.0,"{said}"]];\n'.encode()
    captions = captions_of(edition(course, tag), ["media/a.vtt"])
    sheet = Sheet(edition(course, tag), tracks=tracks_in(captions))
    assert print_html(BODY, sheet) == (
        f'<video data-captions="{script}" data-srclang="{language}" data-label="{label}"></video>'
    )
    assert [name for name in made if name.endswith(".vtt")] == []


def test_a_file_with_faults_gives_no_captions(course: Course) -> None:
    (found,) = (one for one in check_page(page(course, "ta")) if one.rule.code != "FNT001")
    assert str(found).startswith("courses/fees/media/a.ta.vtt:1: error VTT001 this is not WebVTT")
    assert b"<video></video>" in content(members(course, "ta")["index.html"])


def test_no_more_is_read_than_a_text_may_have(course: Course) -> None:
    with course.media["media/a.hi.vtt"].path.open("wb") as stream:
        stream.truncate(2**40)  # takes no room on the disk
    (found,) = (one for one in check_page(page(course, "hi")) if one.rule.code != "FNT001")
    assert str(found) == "courses/fees/media/a.hi.vtt: error SRC003 is larger than 1024 KiB"


def test_captions_stay_with_their_module(course: Course) -> None:
    fees, films, _ = parts(replace(course, packaging="module"))
    assert (list(fees.media), len(films.media)) == ([], 3)


def test_what_captions_say_can_be_drawn(course: Course) -> None:
    """A letter of another script brings its font."""
    path = course.media["media/a.vtt"].path
    path.write_text(GOOD.format("ᱚ"), "utf-8")
    assert any("ol-chiki" in name for name in members(course, "en"))

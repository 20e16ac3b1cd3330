"""A small course, made by hand, in three languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pathya.authoring.course import (
    Assessment,
    Competency,
    Course,
    Lesson,
    Module,
    Objective,
    Slot,
    Text,
    Unit,
)
from pathya.exporters import scorm12, scorm2004
from pathya.exporters.edition import Edition
from pathya.exporters.package import Member
from pathya.locales.languages import LANGUAGES

RTI = Competency("Functional", "Handling RTI Matters", "RTI Responsiveness")
SIGN = Competency("Behavioural", "Decision Making", "Sound Judgement")

WORDS: dict[str, dict[str, str]] = {
    "course.1": {"en": "Fees & time limits", "hi": "शुल्क और समय-सीमा", "ur": "فیس اور مقررہ وقت"},
    "course.2": {"en": "What a request costs.", "hi": "आवेदन का शुल्क।"},
    "course.3": {"en": "fee", "hi": "शुल्क", "ur": "فیس"},
    "course.4": {"en": "time limit"},
    "course.5": {"en": "Apply the fees of the Act", "hi": "अधिनियम के शुल्क लागू करना"},
    "01-fees.1": {"en": "Fees", "hi": "शुल्क", "ur": "فیس"},
    "fee.1": {"en": "The fee", "hi": "शुल्क", "ur": "فیس"},
    "fee.2": {"en": "Ten rupees.", "hi": "दस रुपये।", "ur": "دس روپے۔"},
    "assessment.1": {"en": "Final assessment", "hi": "अंतिम मूल्यांकन"},
}


@pytest.fixture
def small_course() -> Course:
    """One module of one lesson, and an assessment without questions."""
    units = {name: Unit(name, (words["en"],)) for name, words in WORDS.items()}
    body = ("<p", Slot("lang", "fee.2"), ">", Slot("text", "fee.2"), "</p>")
    return Course(
        id="fees",
        tag="en",
        source_tag="en",
        title="course.1",
        description="course.2",
        keywords=("course.3", "course.4"),
        modules=(Module("fees", "01-fees.1", (Lesson("fee", "01-fee.md", "fee.1", body),)),),
        units=units,
        texts={name: Text(unit.source, "en") for name, unit in units.items()},
        media={},
        assessment=Assessment("assessment.1", (), ()),
        objectives=(Objective("o1", "course.5", RTI, "Beginner"),),
        competencies=(SIGN,),
        licence="CC BY 4.0",
        duration=30,
    )


@pytest.fixture
def edition_in(small_course: Course) -> Callable[[str], Edition]:
    """The small course in a language; what is not translated stands in English."""

    def make(tag: str) -> Edition:
        texts = {
            name: Text((words.get(tag, words["en"]),), tag if tag in words else "en")
            for name, words in WORDS.items()
        }
        course = replace(small_course, tag=tag, texts=texts)
        return Edition(course, LANGUAGES[tag], {})

    return make


@pytest.fixture
def small_page() -> tuple[Member, ...]:
    """A page as the smallest one that breaks no rule."""
    policy = "default-src 'none'; script-src 'self'"
    html = (
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        "<title>Fees</title>\n<link rel=stylesheet href=page.css>\n"
        "<script src=runtime.js></script>\n</head>\n"
        '<body><p><a href="https://rti.gov.in">Act</a>\n<img src=media/a.png alt=A></p></body>\n'
        "</html>\n"
    )
    return (
        Member("index.html", html.encode()),
        Member("runtime.js", b"'use strict';\n"),
        Member("page.css", b"body { background: url(media/a.png) }\n"),
        Member("media/a.png", b"not really a picture", stored=True),
    )


FORMATS = {"1.2": scorm12.export, "2004": scorm2004.export}


@pytest.fixture
def files_of(
    edition_in: Callable[[str], Edition], small_page: tuple[Member, ...]
) -> Callable[[str], dict[str, bytes]]:
    """The files of the small course's package in Hindi, for SCORM `1.2` or `2004`."""

    def make(form: str) -> dict[str, bytes]:
        held = FORMATS[form](edition_in("hi"), small_page).members
        return {one.name: one.data for one in held if isinstance(one.data, bytes)}

    return make


@pytest.fixture(scope="session")
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    """Zip files as they are, sound or not."""

    def make(files: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return stream.getvalue()

    return make

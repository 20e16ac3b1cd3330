"""The script with the course's data: what the runtime must know and the page doesn't say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pathya.authoring.course import (
    Assessment,
    Course,
    Html,
    Question,
    Section,
    accepted,
    graded_of,
    lessons_of,
    practice_of,
)
from pathya.exporters.arrangement import arranged
from pathya.exporters.html import Sheet, new_windows, print_html, text_of, word
from pathya.exporters.pictures import with_sources
from pathya.exporters.scripts import script, written
from pathya.exporters.stencil import Marker, Stencil, stencil
from pathya.locales.languages import ASCII_DIGITS

_MIXED = ("single", "multiple", "match", "order")

Lms = Literal["", "scorm12", "scorm2004"]
"""The version that a package speaks; "" when it runs without a learning platform."""

WORDS = (
    *("lessons-read", "start-course", "continue-course", "resumed", "no-platform"),
    *("not-loaded", "save-failed", "saved-again", "percent", "is-right", "not-right"),
    "answer-first",
    *("attempts-left", "attempts-none", "again-assessment", "unanswered", "your-score"),
    *("best-score", "passed", "failed", "is-partly", "question-n", "pass-mark"),
    *("time-left", "time-over", "search-found", "search-none"),
)
"""The words of the interface that the runtime writes."""


_VALUE = re.compile('"\ue000([0-9]+)\ue001"')
"""A place that is a whole value."""


def course_data(course: Course, marker: Marker) -> Stencil:
    """Print the script `window.PATHYA = {…};`."""
    data = {
        "id": ".".join(part for part in (course.id, course.part) if part),
        "lms": marker.mark(_lms),
        "completion": course.completion,
        "digits": marker.mark(_digits),
        "lessons": [lesson.id for lesson in lessons_of(course)],
        "practice": [_question(question, marker) for question in practice_of(course)],
        "assessment": _assessment(course, marker),
        "words": marker.mark(_words),
        "wordTags": marker.mark(_word_tags),
    }
    return stencil(script("PATHYA", data), marker, _VALUE)


def _assessment(course: Course, marker: Marker) -> Mapping[str, Any] | None:
    test: Assessment | None = course.assessment
    if test is None:
        return None
    return {
        "pass": test.pass_mark,
        "attempts": test.attempts,
        "limit": test.time_limit,
        "extra": test.extra_time,
        "negative": test.negative,
        "partial": test.scoring == "partial",
        "review": test.review,
        "sections": [_section(section) for section in test.sections],
        "competencies": [*_competencies(course)],
        "questions": [_graded(question, marker) for question in graded_of(course)],
    }


def _competencies(course: Course) -> Iterator[Mapping[str, Any]]:
    """Each competency that objectives lead to, by its name, with these objectives."""
    for name in dict.fromkeys(str(one.competency) for one in course.objectives if one.competency):
        led = [one.id for one in course.objectives if str(one.competency) == name]
        yield {"id": name, "objectives": led}


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "pass": section.pass_mark,
        "draw": section.draw,
        "questions": [question.id for question in section.questions],
    }


def _graded(question: Question, marker: Marker) -> dict[str, Any]:
    data = _question(question, marker) | {"feedback": _feedback(question, marker)}
    if question.level:
        data["level"] = question.level
    return data


def _question(question: Question, marker: Marker) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": question.id,
        "type": question.type,
        "points": question.points,
        "key": list(_key(question)),
    }
    if question.shuffle and question.type in _MIXED:
        data["shuffle"] = True
    if question.objective:
        data["objective"] = question.objective
    if question.type in ("match", "order"):
        data["shown"] = list(arranged(question))
    if question.type == "fill":
        data["blanks"] = [blank.id for blank in question.blanks]
        data["accepted"] = [marker.mark(_accepted, one.unit, one.code) for one in question.blanks]
    return data


def _key(question: Question) -> tuple[str, ...]:
    match question.type:
        case "match":
            return tuple(f"{pair.id}.{pair.id}" for pair in question.pairs)
        case "order":
            return tuple(option.id for option in question.options)
        case "numeric":
            return (question.answer, question.tolerance)
        case _:
            return tuple(option.id for option in question.options if option.correct)


def _feedback(question: Question, marker: Marker) -> Mapping[str, str]:
    notes = {option.id: option.feedback for option in question.options} | {"": question.feedback}
    return {key: marker.mark(_note, html) for key, html in notes.items() if html}


# --- what stands in the places -------------------------------------------------------------------


def _lms(sheet: Sheet) -> str:
    return written(sheet.lms)


def _digits(sheet: Sheet) -> str:
    digits = sheet.edition.language.digits
    return written("" if digits == ASCII_DIGITS else digits)


def _words(sheet: Sheet) -> str:
    return written({key: word(sheet.edition, key) for key in WORDS})


def _word_tags(sheet: Sheet) -> str:
    words, own = sheet.edition.words, sheet.edition.course.tag
    return written({key: tag for key in WORDS if (tag := words[key].tag) != own})


def _accepted(unit: str, code: int, sheet: Sheet) -> str:
    return written(accepted(text_of(sheet.edition, unit).inline, code))


def _note(html: Html, sheet: Sheet) -> str:
    printed = new_windows(print_html(html, sheet))
    return written(with_sources(printed, sheet.edition.pictures))

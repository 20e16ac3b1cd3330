"""The script with the course's data: what the runtime must know and the page doesn't say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pathya.authoring.course import (
    Assessment,
    Course,
    Question,
    Section,
    accepted,
    graded_of,
    lessons_of,
    practice_of,
)
from pathya.exporters.arrangement import arranged
from pathya.exporters.edition import Edition
from pathya.exporters.html import Sheet, print_html, text_of, word
from pathya.exporters.scripts import script
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


def course_data(edition: Edition, lms: Lms, sheet: Sheet) -> bytes:
    """Write the script `window.PATHYA = {…};`."""
    course, digits = edition.course, edition.language.digits
    data = {
        "id": ".".join(part for part in (course.id, course.part) if part),
        "lms": lms,
        "completion": course.completion,
        "digits": "" if digits == ASCII_DIGITS else digits,
        "lessons": [lesson.id for lesson in lessons_of(course)],
        "practice": [_question(question, edition) for question in practice_of(course)],
        "assessment": _assessment(course, sheet),
        "words": {key: word(edition, key) for key in WORDS},
        "wordTags": {key: tag for key in WORDS if (tag := edition.words[key].tag) != course.tag},
    }
    return script("PATHYA", data)


def _assessment(course: Course, sheet: Sheet) -> Mapping[str, Any] | None:
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
        "questions": [_graded(question, sheet) for question in graded_of(course)],
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


def _graded(question: Question, sheet: Sheet) -> dict[str, Any]:
    data = _question(question, sheet.edition) | {"feedback": _feedback(question, sheet)}
    if question.level:
        data["level"] = question.level
    return data


def _question(question: Question, edition: Edition) -> dict[str, Any]:
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
        texts = ((text_of(edition, blank.unit).inline, blank.code) for blank in question.blanks)
        data["blanks"] = [blank.id for blank in question.blanks]
        data["accepted"] = [list(accepted(inline, code)) for inline, code in texts]
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


def _feedback(question: Question, sheet: Sheet) -> Mapping[str, str]:
    notes = {option.id: option.feedback for option in question.options} | {"": question.feedback}
    return {key: print_html(html, sheet) for key, html in notes.items() if html}

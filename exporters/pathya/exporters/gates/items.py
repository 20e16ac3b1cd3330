"""How questions are written: what gives an answer away, and what asks for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathya.authoring.course import Course, Html, Question, Slot, graded_of, plain, practice_of
from pathya.authoring.diagnostics import Diagnostic
from pathya.authoring.graphemes import clusters
from pathya.exporters.gates import rules

_ALL_OR_NONE = re.compile(r"\b(all|none|both|neither) of (the|these) (above|below|others?)\b", re.I)
_ABSOLUTE = re.compile(r"\b(always|never|usually)\b", re.I)
_NO = re.compile(
    r"\b(not|never|no|none|nobody|nothing|neither|without|except|cannot|\w+n['’]t)\b", re.I
)
_GENDERED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.I)
_BOTH = re.compile(r"\b(he or she|she or he|him or her|her or him|his or her|her or his)\b", re.I)
_SENTENCE = re.compile(r"[^.?!]*[.?!]?")
_LETTERS_MORE = 20
"""How much longer an option must be to catch the eye, beside half as long again."""


def check_items(course: Course) -> Iterator[Diagnostic]:
    """Check all questions of a course in its source language; word lists are English."""
    english = course.source_tag == "en"
    for question in (*practice_of(course), *graded_of(course)):
        yield from _check_shape(question)
        yield from _check_lengths(question, course)
        if english:
            yield from _check_words(question, course)
    yield from _check_balance(course)


def words_in(html: Html, course: Course) -> str:
    """Give the words of a piece of a course in its source language."""
    slots = (one for one in html if isinstance(one, Slot) and one.kind == "text")
    units = (course.units[one.key] for one in slots if one.key in course.units)
    return " ".join(" ".join(plain(unit.source) for unit in units).split())


def _check_shape(question: Question) -> Iterator[Diagnostic]:
    many = len(question.options)
    if question.type in ("single", "multiple") and many < 4:
        message = f"#{question.id} has {many} options"
        yield rules.ITM003.at(question.where, message, "Add options that people do choose.")
    right = sum(option.correct for option in question.options)
    if question.type == "multiple" and right < 2:
        message = f"#{question.id} has {right} right option"
        yield rules.ITM004.at(question.where, message, "Use `:type: single`, or mark another.")
    for count, most, what in ((question.blanks, 2, "blanks"), (question.pairs, 5, "pairs")):
        if len(count) > most:
            message = f"#{question.id} has {len(count)} {what}"
            yield rules.ITM007.at(question.where, message, f"Ask for {most}, or make two of it.")


def _check_lengths(question: Question, course: Course) -> Iterator[Diagnostic]:
    if question.type != "single":
        return
    sizes = [
        (sum(1 for _ in clusters(words_in(option.body, course))), option.correct)
        for option in question.options
    ]
    right = max((size for size, correct in sizes if correct), default=0)
    wrong = max((size for size, correct in sizes if not correct), default=0)
    if right > wrong * 1.5 and right > wrong + _LETTERS_MORE:
        message = f"#{question.id}: the right option has {right} letters, the next {wrong}"
        yield rules.ITM005.at(question.where, message, "Make the options of one length.")


def _check_words(question: Question, course: Course) -> Iterator[Diagnostic]:
    stem = words_in(question.stem, course)
    options = [words_in(option.body, course) for option in question.options]
    for option in options:
        if found := _ALL_OR_NONE.search(option):
            message = f"#{question.id} has the option `{found[0]}`"
            yield rules.ITM001.at(question.where, message, "Write another option.")
        if found := _ABSOLUTE.search(option):
            message = f"#{question.id}: an option says `{found[0]}`"
            yield rules.ITM002.at(question.where, message, "Say when it holds.")
    for text in (stem, *options):
        if found := next(filter(_says_no_twice, _SENTENCE.findall(text)), None):
            message = f"#{question.id} says no twice: `{found.strip()[:60]}`"
            yield rules.ITM006.at(question.where, message, "Say it the other way round.")
        if him := _GENDERED.search(_BOTH.sub("", text)):
            message = f"#{question.id} says `{him[0]}`"
            yield rules.ITM009.at(question.where, message, "Name the office, or write `you`.")
    if stem.count("?") > 1:
        hint = "Make two questions of it."
        yield rules.ITM010.at(question.where, f"#{question.id} asks more than one thing", hint)


def _says_no_twice(sentence: str) -> bool:
    return len(_NO.findall(sentence)) > 1


def _check_balance(course: Course) -> Iterator[Diagnostic]:
    asked = [question for question in graded_of(course) if question.type == "true-false"]
    answers = {question.options[0].correct for question in asked}
    if len(asked) > 2 and len(answers) == 1:
        said = "true" if answers.pop() else "false"
        message = f"all {len(asked)} true-false questions of the assessment are {said}"
        yield rules.ITM008.at(asked[0].where, message, "Turn some of them round.")

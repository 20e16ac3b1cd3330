"""A question of the course as one of the platform's types, or as the nearest that works."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pathya.authoring.course import Difficulty, Question, accepted
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule
from pathya.exporters.html import Sheet, escape, native, print_plain, text_of, word
from pathya.exporters.questionset import rules
from pathya.exporters.questionset.markup import BLANK, body, shows_media, words
from pathya.exporters.questionset.model import Choice, Item, Kind
from pathya.exporters.questionset.names import label, node_id

MOST = 7
"""Options of a choice."""
MEDIUM: Difficulty = "Medium"

_Choices = tuple[Choice, ...]


def item(question: Question, sheet: Sheet) -> tuple[Item, Diagnostics]:
    """Make a question of the set of it, and say what is lost."""
    course = sheet.edition.course
    stem = body(question.stem, sheet)
    kind, choices = _MAKERS[question.type](question, sheet)
    if question.type == "numeric":
        stem += f"<br>{BLANK}"
    if question.type == "match" and any(question.columns):
        stem += f"<br>{_columns(question, sheet)}"
    made = Item(
        id=node_id(course.id, question.id, course.tag),
        key=question.id,
        kind=kind,
        name=label(words(stem), question.id),
        body=stem,
        choices=choices,
        level=question.level or MEDIUM,
        marks=question.points,
        bloom=question.bloom,
    )
    return made, (*_found(question, made, sheet),)


def with_marks(made: Item, marks: Mapping[Difficulty, int]) -> Item:
    """Give a question the marks of its level."""
    return replace(made, marks=marks[made.level])


# --- what each type becomes ----------------------------------------------------------------------


def _single(question: Question, sheet: Sheet) -> tuple[Kind, _Choices]:
    options = tuple(Choice(body(one.body, sheet), one.correct) for one in question.options)
    several = sum(one.correct for one in question.options) > 1
    return ("MCQ-MCA" if several else "MCQ-SCA"), options


def _truth(question: Question, sheet: Sheet) -> tuple[Kind, _Choices]:
    said = {"true": "answer-true", "false": "answer-false"}
    options = tuple(
        Choice(escape(word(sheet.edition, said[one.id])), one.correct) for one in question.options
    )
    return "MCQ-SCA-TF", options


def _match(question: Question, sheet: Sheet) -> tuple[Kind, _Choices]:
    rows = ((body(pair.left, sheet), print_plain(pair.right, sheet)) for pair in question.pairs)
    return "MTF", tuple(Choice(left, escape(right)) for left, right in rows)


def _order(question: Question, sheet: Sheet) -> tuple[Kind, _Choices]:
    """Pair each item with its place."""
    items = enumerate(question.options, 1)
    return "MTF", tuple(Choice(body(one.body, sheet), native(n, sheet.edition)) for n, one in items)


def _fill(question: Question, sheet: Sheet) -> tuple[Kind, _Choices]:
    texts = ((text_of(sheet.edition, one.unit).inline, one.code) for one in question.blanks)
    first = ((*accepted(inline, code), "")[0] for inline, code in texts)
    return "FTB", tuple(Choice(escape(answer), f"B{n}") for n, answer in enumerate(first, 1))


def _numeric(question: Question, _sheet: Sheet) -> tuple[Kind, _Choices]:
    return "FTB", (Choice(question.answer, "B1"),)


_MAKERS: Mapping[str, Callable[[Question, Sheet], tuple[Kind, _Choices]]] = {
    "single": _single,
    "multiple": _single,
    "true-false": _truth,
    "match": _match,
    "order": _order,
    "fill": _fill,
    "numeric": _numeric,
}


def _columns(question: Question, sheet: Sheet) -> str:
    return " – ".join(escape(print_plain(column, sheet)) for column in question.columns)


# --- what is lost --------------------------------------------------------------------------------


def _found(question: Question, made: Item, sheet: Sheet) -> Iterator[Diagnostic]:
    def say(rule: Rule, message: str, hint: str) -> Diagnostic:
        return rule.at(question.where, f"#{question.id}: {message}", hint)

    yield from _lost(question, made, sheet, say)
    options = (one.body for one in question.options)
    pairs = (side for pair in question.pairs for side in (pair.left, pair.right))
    if any(shows_media(html, sheet) for html in (question.stem, *options, *pairs)):
        hint = "Show it in a lesson, and ask in words."
        yield say(rules.QSE006, "it shows a picture, film or sound", hint)
    if question.level is None:
        yield say(rules.QSE008, "it has no level", "Write `:level: Easy`, or another.")
    said = [words(one.body).casefold() for one in made.choices]
    rights = [one.answer.casefold() for one in made.choices if isinstance(one.answer, str)]
    if made.kind != "FTB" and any(len(set(side)) < len(side) for side in (said, rights)):
        language = sheet.edition.language.name
        hint = "Make each answer different, in every language."
        yield say(rules.QSE009, f"two answers say the same in {language}", hint)


_Say = Callable[[Rule, str, str], Diagnostic]


def _lost(question: Question, made: Item, sheet: Sheet, say: _Say) -> Iterator[Diagnostic]:
    """Say what the platform's type lacks."""
    if made.kind in ("MCQ-SCA", "MCQ-MCA") and len(made.choices) > MOST:
        message = f"it has {len(made.choices)} options; iGOT shows {MOST}"
        yield say(rules.QSE003, message, "Take some wrong ones away, or ask two questions.")
    if question.type == "multiple" and made.kind == "MCQ-SCA":
        hint = "Mark two options as right, or write `:type: single`."
        yield say(rules.QSE021, "one option is right, so learners choose one", hint)
    if question.type == "order":
        message = "it asks for an order: learners choose the place of each item from a list"
        yield say(rules.QSE002, message, "If another form suits it better, write it so.")
    if question.type == "numeric":
        yield say(rules.QSE002, *_number(question))
    if question.type == "fill":
        hint = "A question with one right option of several has no such trap."
        yield say(rules.QSE004, "its blanks are marked letter by letter", hint)
        yield from _answers(question, sheet, say)


def _number(question: Question) -> tuple[str, str]:
    message = f"it asks for a number: learners type {question.answer}, exactly and in digits 0-9"
    if question.tolerance.strip("0."):
        message += f"; what is off by up to {question.tolerance} counts as wrong"
    return message, "With `:type: single` and four numbers to choose from nothing is lost."


def _answers(question: Question, sheet: Sheet, say: _Say) -> Iterator[Diagnostic]:
    for blank in question.blanks:
        first, *others = (*accepted(text_of(sheet.edition, blank.unit).inline, blank.code), "")
        if others[:-1]:
            message = f"#{blank.id} accepts `{first}` alone, of {len(others)} answers"
            yield say(rules.QSE005, message, "Ask so that there is one answer.")

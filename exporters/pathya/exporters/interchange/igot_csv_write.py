"""Question sets in the forms of CSV that iGOT takes in bulk."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from pathya.authoring.course import graded_of
from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.exporters.edition import Edition
from pathya.exporters.interchange import rules
from pathya.exporters.questionset import rules as set_rules
from pathya.exporters.questionset.make import questionset
from pathya.exporters.questionset.markup import words
from pathya.exporters.questionset.model import Choice, Item, QuestionSet

BLANK = "<blank>"
_TYPES = {"MCQ-SCA-TF": "T/F"}
_WEIGHTED = {"MCQ-SCA": "MCQ-SCA-W", "MCQ-SCA-TF": "MCQ-SCA-W", "MCQ-MCA": "MCQ-MCA-W"}
_OF_QUESTIONS = (
    *(set_rules.QSE002, set_rules.QSE004, set_rules.QSE005, set_rules.QSE006),
    *(set_rules.QSE008, set_rules.QSE009, set_rules.QSE019, set_rules.QSE021),
)
"""What the policy loses is said by the form that the file is taken into."""
_CHOICES = ("MCQ-SCA", "MCQ-MCA", "MCQ-SCA-TF")
# A spreadsheet takes these for a formula, unless it is a number; a space before them hides them.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9.,]*\Z)")


@dataclass(frozen=True, slots=True)
class Form:
    """One of the four forms."""

    head: tuple[str, ...]
    """What stands before the options."""
    mark: str
    """The name of the column beside an option, `{}` for its number."""
    options: int


FORMS = {
    "qw": Form(
        ("QuestionNo", "QuestionType", "QuestionTagging", "Question"), "isOption{}Correct", 7
    ),
    "ow": Form(("QuestionNo", "QuestionType", "Question"), "isOption{}Correct", 10),
    "qow": Form(("QuestionNo", "QuestionType", "Question", "MaximumMarks"), "Option{}Weight", 10),
    "basic": Form(("Question",), "IsOption{}Correct", 7),
}
"""Marks by question, by option right or wrong, by weights of options; the oldest form."""


def igot_csv(edition: Edition, form: str) -> tuple[bytes | None, Diagnostics]:
    """Write the final assessment; None if there is none. What a form cannot hold is left out."""
    made = questionset(edition)
    if made is None:
        return None, ()
    places = {question.id: question.where for question in graded_of(edition.course)}
    found: list[Diagnostic] = [one for one in made.found if one.rule in _OF_QUESTIONS]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns(FORMS[form]))
    number = 0
    for item in (item for part in made.parts for item in part.items):
        if fault := _fault(item, form):
            said = f"#{item.key} is left out: {fault}"
            found.append(rules.QSX003.at(places[item.key], said, "`--as igot-csv` has most types."))
            continue
        number += 1
        writer.writerow(_harmless(cell) for cell in _row(item, number, form, made))
    return stream.getvalue().encode("utf-8-sig"), tuple(found)


def columns(form: Form) -> tuple[str, ...]:
    """Name the columns of a form."""
    pairs = ((f"Option{n}", form.mark.format(n)) for n in range(1, form.options + 1))
    return (*form.head, *(name for pair in pairs for name in pair))


def _fault(item: Item, form: str) -> str:
    if len(item.choices) > FORMS[form].options:
        return f"the form has {FORMS[form].options} options"
    if form in ("qow", "basic") and item.kind not in _CHOICES:
        return "the form has choices alone"
    return ""


def _row(item: Item, number: int, form: str, made: QuestionSet) -> Iterator[str]:
    kind = (_WEIGHTED if form == "qow" else _TYPES).get(item.kind, item.kind)
    cells = {
        "QuestionNo": str(number),
        "QuestionType": kind,
        "QuestionTagging": item.level,
        "Question": words(item.body, BLANK),
        "MaximumMarks": str(item.marks),
    }
    yield from (cells[name] for name in FORMS[form].head)
    for choice in item.choices:
        yield words(choice.body)
        yield _weight(choice, item, made) if form == "qow" else _mark(choice, item, form)


def _mark(choice: Choice, item: Item, form: str) -> str:
    if isinstance(choice.answer, bool):
        yes, no = ("TRUE", "FALSE") if form == "basic" else ("Yes", "No")
        return yes if choice.answer else no
    if item.kind == "FTB":
        return f"Blank{choice.answer.removeprefix('B')}"
    return unescape(choice.answer)


def _weight(choice: Choice, item: Item, made: QuestionSet) -> str:
    """Share the marks among the right options; of several, a wrong one takes a share away."""
    share = item.marks / sum(one.answer is True for one in item.choices)
    if choice.answer:
        return f"{share:g}"
    return f"{-share if item.kind == 'MCQ-MCA' else -item.marks * made.negative / 100:g}"


def _harmless(cell: str) -> str:
    return f" {cell}" if _FORMULA.match(cell) else cell

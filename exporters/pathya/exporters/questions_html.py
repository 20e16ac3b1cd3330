"""Questions as forms of native controls; right answers never stand in the markup."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pathya.authoring.course import Course, Html, Option, Question, Slot, graded_of, practice_of
from pathya.exporters.arrangement import arranged
from pathya.exporters.html import (
    UI,
    Sheet,
    native,
    print_html,
    print_plain,
    text_of,
    word,
)
from pathya.exporters.html import lang_attributes as lang
from pathya.exporters.template import markup, render

_HINTS = {
    "single": "choose-one",
    "multiple": "choose-all",
    "true-false": "choose-true-false",
    "match": "match-items",
    "order": "order-items",
    "fill": "fill-blanks",
    "numeric": "type-number",
}
_TRUTH = {"true": "answer-true", "false": "answer-false"}
_EMPTY = "–"
"""What stands for words where there are none, as in a list that nothing is chosen from."""
_ONE_PARAGRAPH = re.compile(r"\A<p\b([^>]*)>((?:(?!</?p\b).)*)</p>\s*\Z", re.DOTALL)
_BLOCK = re.compile(
    r"<(?:aside|blockquote|details|div|dl|figure|h[1-6]|hr|ol|p|pre|section|table|ul)\b"
)


def number_blanks(course: Course) -> Mapping[str, int]:
    """Count the blanks of each question from 1."""
    questions = (*practice_of(course), *graded_of(course))
    return {
        blank.id: number
        for question in questions
        for number, blank in enumerate(question.blanks, 1)
    }


def print_practice(question: Question, sheet: Sheet) -> str:
    """Print a question of a lesson as a form that is checked at once."""
    return _render(question, print_ui("practice", sheet), sheet, graded=False)


def print_graded(question: Question, number: int, total: int, sheet: Sheet) -> str:
    """Print a question of the final assessment: its feedback travels with the data."""
    eyebrow = print_ui("question-n", sheet, n=number, total=total)
    return _render(question, eyebrow, sheet, graded=True)


def print_ui(key: str, sheet: Sheet, **values: int) -> str:
    """Print a word of the interface, marked if it stands in another language than the page."""
    said = markup("{}").format(word(sheet.edition, key, **values))
    attributes = lang(text_of(sheet.edition, UI + key).tag, sheet.edition)
    return markup(f"<span{attributes}>{said}</span>") if attributes else said


def _render(question: Question, eyebrow: str, sheet: Sheet, *, graded: bool) -> str:
    shown = arranged(question) if question.type in ("match", "order") else ()
    items = {item.id: item for item in question.options}
    rights = {pair.id: pair.right for pair in question.pairs}
    return render(
        "question",
        question=question,
        graded=graded,
        eyebrow=eyebrow,
        ui=lambda key: print_ui(key, sheet),
        hint=print_ui(_HINTS[question.type], sheet),
        stem=_print(question.stem, sheet),
        options=tuple(_option(option, sheet) for option in question.options),
        unchosen=_choice((Slot("plain", UI + "select"),), sheet),
        columns=tuple(_print(column, sheet) for column in question.columns),
        lefts=tuple(_print(pair.left, sheet) for pair in question.pairs),
        rights=tuple(_choice(rights[name], sheet) for name in shown if name in rights),
        items=tuple(_print(items[name].body, sheet) for name in shown if name in items),
        numbers=tuple(native(n, sheet.edition) for n in range(1, len(shown) + 1)),
        feedback=_print(question.feedback, sheet),
    )


def _option(option: Option, sheet: Sheet) -> Mapping[str, str | bool]:
    said = _TRUTH.get(option.id)
    body = print_ui(said, sheet) if said and not option.body else _phrase(option.body, sheet)
    feedback = _print(option.feedback, sheet)
    return {
        "id": option.id,
        "body": body,
        "blocks": bool(_BLOCK.search(body)),
        "feedback": feedback,
    }


def _choice(html: Html, sheet: Sheet) -> Mapping[str, str]:
    """Print what can be chosen from a list: words alone, and the language of the first of them."""
    units = (one.key for one in html if isinstance(one, Slot) and one.kind in ("text", "plain"))
    tags = (text_of(sheet.edition, key).tag for key in units)
    attributes = lang(next(tags, sheet.edition.course.tag), sheet.edition)
    return {"text": print_plain(html, sheet) or _EMPTY, "lang": markup(attributes)}


def _print(html: Html, sheet: Sheet) -> str:
    return markup(print_html(html, sheet))


def _phrase(html: Html, sheet: Sheet) -> str:
    """Print a single paragraph as a span, which a label may hold; blocks it may not."""
    return markup(_ONE_PARAGRAPH.sub(r"<span\1>\2</span>", print_html(html, sheet).strip()))

"""Questions as forms of native controls; right answers never stand in the markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pathya.authoring.course import Course, Html, Option, Question, Slot, graded_of, practice_of
from pathya.exporters.arrangement import arranged
from pathya.exporters.html import UI, Sheet, escape, lang_attributes, native, print_plain, text_of
from pathya.exporters.stencil import Marker

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
_SELECT: Html = (Slot("plain", f"{UI}select"),)
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


def print_practice(question: Question, page: Marker) -> str:
    """Print a question of a lesson as a form that is checked at once."""
    name = f"q_{question.id}"
    return (
        f'<form class="question {question.type}" id="{name}" data-question="{question.id}"'
        " novalidate>\n"
        f"{_fields(question, name, page.ui('practice'), page, graded=False)}"
        f'<div class="controls"><button type="submit">{page.ui("check-answer")}</button>\n'
        f'<button type="button" class="again plain" hidden>{page.ui("try-again")}</button></div>\n'
        '<p class="verdict" role=status></p>\n'
        f"{_feedback('', question.feedback, page)}</form>"
    )


def print_graded(question: Question, number: int, total: int, page: Marker) -> str:
    """Print a question of the final assessment: its feedback travels with the data."""
    name = f"q_{question.id}"
    eyebrow = page.ui("question-n", n=number, total=total)
    return (
        f'<div class="question {question.type}" id="{name}" data-question="{question.id}">\n'
        f"{_fields(question, name, eyebrow, page, graded=True)}"
        '<p class="verdict"></p>\n'
        "</div>"
    )


def _fields(question: Question, name: str, eyebrow: str, page: Marker, *, graded: bool) -> str:
    return (
        f'<p class="eyebrow">{eyebrow}</p>\n'
        f'<fieldset aria-labelledby="{name}_stem" aria-describedby="{name}_hint">\n'
        f'<div class="stem" id="{name}_stem">{page.html(question.stem)}</div>\n'
        f'<p class="hint" id="{name}_hint">{page.ui(_HINTS[question.type])}</p>\n'
        f"{_controls(question, name, page, graded=graded)}</fieldset>\n"
    )


def _controls(question: Question, name: str, page: Marker, *, graded: bool) -> str:
    if question.type in ("single", "multiple", "true-false"):
        control = "checkbox" if question.type == "multiple" else "radio"
        options = "".join(
            f'<li data-option="{option.id}">\n{_option(option, control, name, page)}'
            f"{'' if graded else _feedback(option.id, option.feedback, page)}</li>\n"
            for option in question.options
        )
        return f'<ul class="options">\n{options}</ul>\n'
    own = _OWN.get(question.type)
    return own(question, name, page) if own else ""


def _option(option: Option, control: str, name: str, page: Marker) -> str:
    said = _TRUTH.get(option.id)
    body = page.ui(said) if said and not option.body else _phrase(option.body, page)
    field = f'<input type="{control}" name="{name}" value="{option.id}"'
    if not _BLOCK.search(body):
        return f'<label class="choice">{field}> <span class="body">{body}</span></label>\n'
    own = f"{name}_{option.id}"
    return (
        f'<div class="choice"><label for="{own}"></label>{field} id="{own}"'
        f' aria-labelledby="{own}_body">\n'
        f'<div class="body" id="{own}_body">{body}</div></div>\n'
    )


def _phrase(html: Html, page: Marker) -> str:
    """Print a single paragraph as a span, which a label may hold; blocks it may not."""
    return _ONE_PARAGRAPH.sub(r"<span\1>\2</span>", page.html(html).strip())


def _feedback(option: str, html: Html, page: Marker) -> str:
    if not html:
        return ""
    return f'<div class="feedback" data-for="{option}" hidden>{page.html(html)}</div>\n'


def _match(question: Question, name: str, page: Marker) -> str:
    pairs = {pair.id: pair.right for pair in question.pairs}
    rights = (pairs[shown] for shown in arranged(question))
    choices = "".join(_choice(str(n), right, page) for n, right in enumerate(rights, 1))
    unchosen = _choice("", _SELECT, page)
    first, second = (page.html(column) for column in question.columns)
    rows = "".join(
        f'<li><div id="{name}_{n}">{page.html(pair.left)}</div>\n'
        f'<select aria-labelledby="{name}_{n}" autocomplete="off">\n'
        f"{unchosen}{choices}</select></li>\n"
        for n, pair in enumerate(question.pairs, 1)
    )
    return (
        f'<div class="columns" aria-hidden="true"><div>{first}</div><div>{second}</div></div>\n'
        f'<ul class="pairs">\n{rows}</ul>\n'
    )


def _choice(value: str, html: Html, page: Marker) -> str:
    """Print what can be chosen from a list: words alone, and the language of the first of them."""
    lang, words = page.mark(_choice_lang, html), page.mark(_choice_words, html)
    return f'<option value="{value}"{lang}>{words}</option>\n'


def _choice_words(html: Html, sheet: Sheet) -> str:
    return escape(print_plain(html, sheet)) or _EMPTY


def _choice_lang(html: Html, sheet: Sheet) -> str:
    units = (one.key for one in html if isinstance(one, Slot) and one.kind in ("text", "plain"))
    tags = (text_of(sheet.edition, key).tag for key in units)
    return lang_attributes(next(tags, sheet.edition.course.tag), sheet.edition)


def _order(question: Question, name: str, page: Marker) -> str:
    bodies = {option.id: option.body for option in question.options}
    shown = [page.html(bodies[one]) for one in arranged(question)]
    numbers = "".join(
        f'<option value="{n}">{page.mark(_number, n)}</option>\n' for n in range(1, len(shown) + 1)
    )
    rows = "".join(
        f'<li data-row="{n}"><select aria-labelledby="{name}_p {name}_{n}" autocomplete="off">\n'
        f'<option value="">–</option>\n{numbers}</select>\n'
        f'<div id="{name}_{n}">{body}</div></li>\n'
        for n, body in enumerate(shown, 1)
    )
    place = f'<span id="{name}_p" hidden>{page.ui("place")}</span>\n'
    return f'<ul class="pairs places">\n{rows}</ul>\n{place}'


def _number(number: int, sheet: Sheet) -> str:
    return native(number, sheet.edition)


def _numeric(_: Question, name: str, page: Marker) -> str:
    return (
        f'<p class="field"><label for="{name}_n">{page.ui("your-answer")}</label>\n'
        f'<input type="text" inputmode="decimal" id="{name}_n" autocomplete="off"></p>\n'
    )


_OWN: Mapping[str, Callable[[Question, str, Marker], str]] = {
    "match": _match,
    "order": _order,
    "numeric": _numeric,
}
"""Controls of types that have their own."""

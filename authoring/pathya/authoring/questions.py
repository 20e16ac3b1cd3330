"""Questions of seven types, from the blocks of a `question` directive."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from pathya.authoring import rules
from pathya.authoring.blocks import check_cells, leaf, to_html
from pathya.authoring.course import (
    Blank,
    Difficulty,
    Html,
    Option,
    Pair,
    Question,
    QuestionType,
    Slot,
    Unit,
    accepted,
    plain,
)
from pathya.authoring.diagnostics import Rule, nearest
from pathya.authoring.inlines import line_of
from pathya.authoring.markdown import Node
from pathya.authoring.sanitise import clean
from pathya.authoring.scribe import Scribe
from pathya.authoring.slots import split_slots

OPTIONS = ("type", "objective", "level", "bloom", "points", "shuffle", "answer", "tolerance")
TYPES: tuple[QuestionType, ...] = get_args(QuestionType)
LEVELS: tuple[Difficulty, ...] = get_args(Difficulty)
BLOOM = ("Remember", "Understand", "Apply", "Analyse", "Evaluate", "Create")
BLANKS = 100
"""In one question, which is far more than anybody fills."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FLATTENED = re.compile(
    r"\[[ xX]\]\s+(`{3,}[^`\n]*(\n|\Z)|~{3,}|\|.*\n[ \t]*\|?[ \t:|]*-[ \t:|-]*(\n|\Z))"
)
"""An option whose box is followed by a fence, or by the first rows of a table."""

Options = Mapping[str, tuple[str, int]]
"""Values of `:name: value` lines, each with its line from 1."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question's blocks by their role."""

    stem: tuple[Node, ...]
    answers: Node | None
    feedback: tuple[Node, ...]


def read_question(
    name: str, options: Options, body: tuple[Node, ...], line: int, scribe: Scribe
) -> Question | None:
    """Read one question; None when its type is unknown. Everything wrong is said."""
    if not name:
        scribe.say(rules.QST001, line, "the question has no id", "Write `::: question #q-topic`.")
    kind = _type(options, line, scribe)
    if kind is None:
        return None
    parts = _parts(kind, body, scribe)
    outer, scribe.heading = scribe.heading, f"question {name}"
    scribe.asks, asked = False, scribe.asks
    if not parts.stem:
        scribe.say(rules.QST003, line, "the question asks nothing", "Write it above the answers.")
    scribe.fills = kind == "fill"
    stem = to_html(parts.stem, scribe)
    scribe.fills = False
    own = scribe.take_id(name, line) if name else f"q-line-{line}"
    question = Question(own, kind, stem, where=scribe.where(line))
    question = _ANSWERS[kind](question, parts, options, scribe)
    feedback = to_html((node for quote in parts.feedback for node in quote.children), scribe)
    scribe.heading, scribe.asks = outer, asked
    return _with_options(replace(question, feedback=feedback), options, scribe)


def _type(options: Options, line: int, scribe: Scribe) -> QuestionType | None:
    value, line = options.get("type", ("", line))
    if value in TYPES:
        return value
    message = f"`{value}` is not a type of question" if value else "the question has no type"
    hint = nearest(value, TYPES) if value else f"Write `:type: single`, or {', '.join(TYPES[1:])}."
    scribe.say(rules.QST002, line, message, hint)
    return None


_ANSWER_BLOCK = {
    "single": "bullet_list",
    "multiple": "bullet_list",
    "match": "table",
    "order": "ordered_list",
}


def _parts(kind: QuestionType, body: tuple[Node, ...], scribe: Scribe) -> _Parts:
    """Part the blocks: the question, the block of answers, the closing quote."""
    block = _ANSWER_BLOCK.get(kind)
    at = [index for index, node in enumerate(body) if node.type == block]
    quotes = [index for index, node in enumerate(body) if node.type == "blockquote"]
    if at:
        stem, answers, rest = body[: at[-1]], body[at[-1]], body[at[-1] + 1 :]
    elif quotes:
        stem, answers, rest = body[: quotes[-1]], None, body[quotes[-1] :]
    else:
        stem, answers, rest = body, None, ()
    for node in stem:
        if node.type == "bullet_list" and any("task" in item.meta for item in node.children):
            hint = "Use one bullet in the whole list, and no other list with boxes above it."
            scribe.say(rules.QST007, line_of(node), "these options stand above the answers", hint)
    for node in rest:
        if node.type != "blockquote":
            hint = "Only a `>` feedback may follow the answers; put this above them."
            scribe.say(rules.QST007, line_of(node), "this text follows the answers", hint)
    return _Parts(stem, answers, tuple(node for node in rest if node.type == "blockquote"))


def _choice(question: Question, parts: _Parts, _options: Options, scribe: Scribe) -> Question:
    items = parts.answers.children if parts.answers else []
    if not 2 <= len(items) <= len(LETTERS):
        hint = "Write each option on a line: `- [ ] wrong` or `- [x] right`."
        _say(rules.QST004, question, _few(items), hint, scribe)
    for item in items:
        if "task" not in item.meta:
            hint = "Write `- [ ]` before a wrong option and `- [x]` before a right one."
            scribe.say(rules.QST005, line_of(item), "this option has no box", hint)
        if _FLATTENED.match(_first_text(item)):
            hint = "Write words behind the box, then an empty line, then the block, indented."
            scribe.say(rules.QST011, line_of(item), "the block behind this box is plain text", hint)
    read = tuple(_option(LETTERS[n % 26], item, scribe) for n, item in enumerate(items))
    _check_right(question, sum(option.correct for option in read), scribe)
    _check_different(question, (option.body for option in read), scribe)
    return replace(question, options=read)


def _first_text(item: Node) -> str:
    """Give what an item begins with as it was written; "" if that is no paragraph."""
    return next((node.content for node in item.walk() if node.type == "inline"), "")


def _few(items: Sequence[Node]) -> str:
    return f"2 to {len(LETTERS)} answers are needed; there are {len(items)}"


def _check_right(question: Question, right: int, scribe: Scribe) -> None:
    if question.type == "single" and right != 1:
        hint = "Mark exactly one with `- [x]`, or use `:type: multiple`."
        _say(rules.QST005, question, f"{right} options are marked as right", hint, scribe)
    if question.type == "multiple" and right == 0:
        hint = "Mark every right one with `- [x]`."
        _say(rules.QST005, question, "no option is marked as right", hint, scribe)


def _option(name: str, item: Node, scribe: Scribe) -> Option:
    feedback = (node for quote in _quotes(item) for node in quote.children)
    body = (node for node in item.children if node.type != "blockquote")
    return Option(
        name, to_html(body, scribe), bool(item.meta.get("task")), to_html(feedback, scribe)
    )


def _quotes(item: Node) -> list[Node]:
    return [node for node in item.children if node.type == "blockquote"]


def _true_false(question: Question, _parts: _Parts, options: Options, scribe: Scribe) -> Question:
    answer, line = options.get("answer", ("", question.where.line))
    if answer not in ("true", "false"):
        hint = "Write `:answer: true` or `:answer: false`."
        scribe.say(rules.QST005, line, "a true-false question needs its answer", hint)
    right = answer == "true"
    return replace(question, options=(Option("true", (), right), Option("false", (), not right)))


def _match(question: Question, parts: _Parts, _options: Options, scribe: Scribe) -> Question:
    rows = [row for row in parts.answers.walk() if row.type == "tr"] if parts.answers else []
    if not 3 <= len(rows) <= len(LETTERS) + 1 or any(len(row.children) != 2 for row in rows):
        hint = "Write a table of two columns: a header row and 2 to 26 rows."
        _say(rules.QST004, question, "the question has no pairs", hint, scribe)
        return question
    if parts.answers:
        check_cells(parts.answers, scribe)
    cells = [tuple(_cell(cell, scribe) for cell in row.children) for row in rows]
    pairs = tuple(Pair(LETTERS[n % 26], *cell) for n, cell in enumerate(cells[1:]))
    for side in ("left", "right"):
        _check_different(question, (getattr(pair, side) for pair in pairs), scribe)
    return replace(question, columns=cells[0], pairs=pairs)


def _cell(cell: Node, scribe: Scribe) -> Html:
    """Print a cell's text as a paragraph of its own."""
    return split_slots(clean(leaf("p", cell, scribe, role="table cell")))


def _order(question: Question, parts: _Parts, _options: Options, scribe: Scribe) -> Question:
    items = parts.answers.children if parts.answers else []
    if not 2 <= len(items) <= len(LETTERS):
        hint = "Write them as a numbered list in the right order."
        _say(rules.QST004, question, _few(items), hint, scribe)
    read = tuple(_option(LETTERS[n % 26], item, scribe) for n, item in enumerate(items))
    _check_different(question, (option.body for option in read), scribe)
    return replace(question, options=read)


def _fill(question: Question, _parts: _Parts, _options: Options, scribe: Scribe) -> Question:
    blanks = tuple(_blanks(question.stem, scribe.reading.units))
    if not blanks:
        hint = "Mark the gap in the text: `within [30|thirty]{.blank #b1} days`."
        _say(rules.QST004, question, "the text has no blank to fill", hint, scribe)
    if len(blanks) > BLANKS:
        hint = "Make several questions of it."
        _say(rules.QST004, question, f"the text has more than {BLANKS} blanks", hint, scribe)
        blanks = blanks[:BLANKS]
    for blank in blanks:
        unit = scribe.reading.units[blank.unit]
        if not all(answer.strip() for answer in accepted(unit.source, blank.code)):
            hint = "Write every accepted answer, parted by `|`."
            scribe.say(rules.QST005, unit.where.line, f"#{blank.id} has an empty answer", hint)
    return replace(question, blanks=blanks)


def _blanks(stem: Html, units: Mapping[str, Unit]) -> Iterable[Blank]:
    for slot in stem:
        if isinstance(slot, Slot) and slot.kind == "text" and slot.key in units:
            for number, code in enumerate(units[slot.key].codes, 1):
                if code.kind == "x-blank":
                    yield Blank(code.key, slot.key, number)


def _numeric(question: Question, _parts: _Parts, options: Options, scribe: Scribe) -> Question:
    answer = _number("answer", options, question, scribe)
    tolerance = _number("tolerance", options, question, scribe) if "tolerance" in options else "0"
    return replace(question, answer=answer, tolerance=tolerance)


def _number(name: str, options: Options, question: Question, scribe: Scribe) -> str:
    value, line = options.get(name, ("", question.where.line))
    sign = "-?" if name == "answer" else ""
    if re.fullmatch(rf"{sign}[0-9]+(\.[0-9]+)?", value):
        return value
    hint = f"Write a number, such as `:{name}: 30` or `:{name}: 0.5`."
    scribe.say(rules.QST005, line, f"`{value}` is not a number for `{name}`", hint)
    return "0"


def _check_different(question: Question, bodies: Iterable[Html], scribe: Scribe) -> None:
    texts = Counter(_words(body, scribe.reading.units) for body in bodies)
    for text in (text for text, times in texts.items() if times > 1 or not text):
        message = f"two answers say `{text[:60]}`" if text else "an answer is empty"
        _say(rules.QST009, question, message, "Make each answer different.", scribe)


def _words(body: Html, units: Mapping[str, Unit]) -> str:
    slots = (slot for slot in body if isinstance(slot, Slot) and slot.key in units)
    words = " ".join(plain(units[slot.key].source) for slot in slots if slot.kind != "lang")
    media = " ".join(slot.key for slot in body if isinstance(slot, Slot) and slot.kind == "media")
    return f"{words} {media}".strip().casefold()


def _with_options(question: Question, options: Options, scribe: Scribe) -> Question:
    """Set what all types share."""
    given: dict[str, Any] = {}
    for name, (value, line) in options.items():
        allowed = _ALLOWED.get(name)
        if allowed and value not in allowed:
            hint = f"Write one of: {', '.join(allowed)}."
            scribe.say(rules.QST006, line, f"`{value}` is not a `{name}`", hint)
        elif name in ("objective", "level", "bloom"):
            given[name] = value
        if name == "objective":
            _check_objective(value, line, scribe)
    points = options.get("points", ("1", 0))[0]
    given["points"] = int(points) if points in _ALLOWED["points"] else 1
    given["shuffle"] = options.get("shuffle", ("yes", 0))[0] != "no"
    return replace(question, **given)


def _check_objective(name: str, line: int, scribe: Scribe) -> None:
    known = scribe.reading.objectives
    if known is not None and name not in known:
        hint = scribe.reading.nearest(name, known) if known else "The course has no objectives."
        scribe.say(rules.QST008, line, f"`{name}` is not an objective", hint)


def _say(rule: Rule, question: Question, message: str, hint: str, scribe: Scribe) -> None:
    scribe.say(rule, question.where.line, message, hint)


_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "level": LEVELS,
    "bloom": BLOOM,
    "points": tuple(str(n) for n in range(1, 11)),
    "shuffle": ("yes", "no"),
}

_ANSWERS: Mapping[str, Callable[[Question, _Parts, Options, Scribe], Question]] = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _true_false,
    "match": _match,
    "order": _order,
    "fill": _fill,
    "numeric": _numeric,
}

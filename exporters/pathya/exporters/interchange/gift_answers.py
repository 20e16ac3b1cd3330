"""What stands between the braces of GIFT, as the answers of a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pathya.authoring.diagnostics import Rule
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.gift_texts import ONLY, shown, tree_of, with_gap
from pathya.exporters.interchange.model import Draft, Gap, Offer, Tree
from pathya.exporters.interchange.settle import number_in
from pathya.exporters.interchange.trees import words

Say = Callable[[Rule, str], None]

_TRUTH = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
_ANSWER = re.compile(r"([~=])\s*(?:%(-?[0-9.]+)%)?([^~=]*)", re.DOTALL)
_MARKDOWN = re.compile(r"[*_`#\[]")


@dataclass(frozen=True, slots=True)
class Block:
    """A question's text, parted at its answers."""

    before: str
    inner: str
    after: str
    form: str


@dataclass(frozen=True, slots=True)
class _Answer:
    right: bool
    weight: float | None
    """Per cent."""
    text: str
    feedback: str


def answered(base: Draft, block: Block, say: Say) -> Draft | None:
    """Make the question that the answers ask for; None if courses have no such question."""
    if block.form == "markdown" and _MARKDOWN.search(shown(block.before)):
        say(rules.QSI003, "its Markdown stands as it was written")
    inner, _, general = block.inner.partition("####")
    inner = inner.strip()
    base = replace(base, stem=_stem(block), feedback=tree_of(general, block.form))
    if not inner:
        say(rules.QSI002, "it asks for a free text")
        return None
    truth, *notes = inner.split("#")
    if truth.strip().upper() in _TRUTH:
        if any(note.strip() for note in notes):
            say(rules.QSI003, "the feedback of its two answers is lost")
        answer = _TRUTH[truth.strip().upper()]
        return replace(base, type="true-false", answer=answer)
    if inner.startswith("#"):
        return _number(base, inner[1:], say)
    answers = [*_answers(inner)]
    if answers and all(one.right and "->" in one.text for one in answers):
        return _match(base, answers, block, say)
    if "~" in inner:
        return _choice(base, answers, block, say)
    return _fill(base, answers, block, say)


def _answers(inner: str) -> Iterator[_Answer]:
    for sign, weight, said in _ANSWER.findall(inner if inner[0] in "~=" else f"={inner}"):
        text, _, feedback = said.partition("#")
        number = number_in(weight) if weight else ""
        yield _Answer(
            sign == "=", float(number) if number else None, text.strip(), feedback.strip()
        )


def _stem(block: Block) -> Tree:
    """Read a question's text, with a line where the answers stood if it goes on behind them."""
    goes_on = words(tree_of(block.after, block.form))
    return tree_of(f"{block.before}{' ___ ' if goes_on else ''}{block.after}", block.form)


def _choice(base: Draft, answers: list[_Answer], block: Block, say: Say) -> Draft:
    single = any(one.right for one in answers)
    shares = [one.weight for one in answers if one.weight and one.weight > 0 and not one.right]
    if (single and shares) or len(set(shares)) > 1:
        say(rules.QSI003, "its partial marks are lost: each option is right or wrong")
    offers = tuple(
        Offer(
            tree_of(one.text, block.form),
            one.right if single else bool(one.weight and one.weight > 0),
            tree_of(one.feedback, block.form),
        )
        for one in answers
    )
    return replace(base, type="single" if single else "multiple", offers=offers)


def _match(base: Draft, answers: list[_Answer], block: Block, say: Say) -> Draft:
    rows = [one.text.partition("->") for one in answers]
    if any(one.feedback for one in answers):
        say(rules.QSI003, "the feedback of its pairs is lost")
    kept = [(tree_of(left, block.form), tree_of(right, "plain")) for left, _, right in rows]
    if any(not words(left) for left, _ in kept):
        say(rules.QSI003, "answers that belong to nothing are lost")
    return replace(base, type="match", pairs=tuple(row for row in kept if words(row[0])))


def _fill(base: Draft, answers: list[_Answer], block: Block, say: Say) -> Draft:
    """Make a blank where the answers stand; at the end of a text it stands alone."""
    whole = [one for one in answers if one.weight is None or one.weight >= 100]
    if len(whole) < len(answers):
        say(rules.QSI003, "answers that are right in part are lost")
    if any(one.feedback for one in answers):
        say(rules.QSI003, "the feedback of its answers is lost")
    if any("*" in one.text for one in whole):
        say(rules.QSI003, "a * in an answer stands for itself")
    gap = Gap(ONLY, tuple(words(tree_of(one.text, "plain")) for one in whole))
    stem = with_gap(block.before, block.after, block.form)
    return replace(base, type="fill", stem=stem, gaps=(gap,))


def _number(base: Draft, inner: str, say: Say) -> Draft:
    texts = [part for part in re.split(r"=", inner) if part.strip()]
    best = max(texts, key=_weight, default="")
    if len(texts) > 1:
        say(rules.QSI003, "of its numbers one is kept")
    text, _, feedback = re.sub(r"^\s*%[0-9.]+%", "", best).partition("#")
    if feedback.strip():
        say(rules.QSI003, "the feedback of its answer is lost")
    low, dots, high = (number.strip() for number in shown(text).partition(".."))
    if dots and number_in(low) and number_in(high):
        ends = (Decimal(number_in(low)), Decimal(number_in(high)))
        answer, tolerance = (sum(ends) / 2, (ends[1] - ends[0]) / 2)
        return replace(
            base, type="numeric", answer=number_in(f"{answer}"), tolerance=number_in(f"{tolerance}")
        )
    value, _, off = shown(text).partition(":")
    tolerance_said = number_in(off) if off.strip() else "0"
    return replace(base, type="numeric", answer=number_in(value), tolerance=tolerance_said)


def _weight(text: str) -> float:
    found = re.match(r"\s*%([0-9.]+)%", text)
    return float(number_in(found[1]) or 0) if found else 100.0

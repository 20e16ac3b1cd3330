"""Questions as GIFT, as Moodle takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.authoring.xml.write import Node
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.labels import labels_of
from pathya.exporters.interchange.model import GAP, Draft, Group, Paper, Tree
from pathya.exporters.interchange.trees import attribute, to_html, words

_SHARES = {3: "33.33333", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111"}
"""Per cent that Moodle knows, by the number of right options; others are whole or go out even."""


def gift(paper: Paper) -> tuple[bytes, Diagnostics]:
    """Write all questions."""
    found: list[Diagnostic] = []
    parts = chain.from_iterable(_group(group, found) for group in paper.groups)
    return "\n\n".join(parts).encode() + b"\n", tuple(found)


def _group(group: Group, found: list[Diagnostic]) -> Iterator[str]:
    if group.title:
        # A space, for a bar at the start of a name would be taken for the one before it.
        yield f"$CATEGORY: $course$/ {group.title.replace('/', '//')}"
    for draft in group.drafts:
        if draft.type == "order":
            message = f"#{draft.id} asks for an order: each item is matched with its place"
            found.append(rules.QSX001.at(draft.where, message))
        if len(draft.gaps) > 1:
            message = f"#{draft.id} has several blanks: each becomes a question"
            found.append(rules.QSX001.at(draft.where, message))
            for number in range(len(draft.gaps)):
                yield _question(draft, number)
        else:
            yield _question(draft)


def _question(draft: Draft, number: int = 0) -> str:
    name = draft.gaps[number].id if len(draft.gaps) > 1 else draft.id
    tags = "".join(f" [tag:{key}={value}]" for key, value in labels_of(draft))
    answers = [*_ANSWERS[draft.type](draft, number)]
    if draft.feedback:
        answers.append(f"####{_html(draft.feedback)}")
    block = "{" + "".join(f"\n{answer}" for answer in answers) + "\n}"
    if draft.type == "true-false":
        block = "{" + "".join(answers) + "}"
    before, after = _stem(draft, number)
    return f"// [id:{name}]{tags}\n::{name}::[html]{before}{block}{after}"


def _stem(draft: Draft, number: int) -> tuple[str, str]:
    """Write what stands before the answers and, in a text with a blank, what stands behind."""
    if not draft.gaps:
        return _escaped(to_html(draft.stem)), ""
    marked = to_html(_marked(draft.stem, draft.gaps[number].id))
    before, _, after = marked.partition(_HERE)
    return _escaped(before), _escaped(after)


_HERE = "\ue000"
"""No text of a course has this character."""


def _marked(tree: Tree, here: str) -> Tree:
    return tuple(piece if isinstance(piece, str) else _mark(piece, here) for piece in tree)


def _mark(node: Node, here: str) -> Node | str:
    if node.name == GAP:
        return _HERE if attribute(node, "id") == here else "___"
    return Node(node.name, node.attrs, _marked(node.children, here), inline=True)


# --- answers -------------------------------------------------------------------------------------


def _single(draft: Draft, _number: int) -> Iterator[str]:
    for one in draft.offers:
        yield f"{'=' if one.correct else '~'}{_html(one.body)}{_note(one.feedback)}"


def _multiple(draft: Draft, _number: int) -> Iterator[str]:
    right = sum(one.correct for one in draft.offers)
    share = _SHARES.get(right, f"{100 / right:.7g}")
    for one in draft.offers:
        weight = share if one.correct else "-100"
        yield f"~%{weight}%{_html(one.body)}{_note(one.feedback)}"


def _truth(draft: Draft, _number: int) -> Iterator[str]:
    yield draft.answer.upper()


def _match(draft: Draft, _number: int) -> Iterator[str]:
    for left, right in draft.pairs:
        yield f"={_html(left)} -> {_escaped(words(right))}"


def _order(draft: Draft, _number: int) -> Iterator[str]:
    for place, one in enumerate(draft.offers, 1):
        yield f"={_html(one.body)} -> {place}"


def _fill(draft: Draft, number: int) -> Iterator[str]:
    for answer in draft.gaps[number].accepted:
        weight = "%100%" if answer.startswith("%") else ""  # else it would be read as a weight
        yield f"={weight}{_escaped(answer)}"


def _numeric(draft: Draft, _number: int) -> Iterator[str]:
    yield f"#{draft.answer}:{draft.tolerance}"


_ANSWERS: Mapping[str, Callable[[Draft, int], Iterator[str]]] = {
    "single": _single,
    "multiple": _multiple,
    "true-false": _truth,
    "match": _match,
    "order": _order,
    "fill": _fill,
    "numeric": _numeric,
}


def _note(feedback: Tree) -> str:
    return f"#{_html(feedback)}" if feedback else ""


def _html(tree: Tree) -> str:
    return f"[html]{_escaped(to_html(tree))}"


def _escaped(text: str) -> str:
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\n", "\\n")

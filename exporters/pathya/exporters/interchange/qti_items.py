"""A QTI item as a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pathya.authoring.diagnostics import Diagnostic, Rule, Where
from pathya.authoring.xml.write import Node, inline
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.labels import labelled
from pathya.exporters.interchange.model import Draft, Gap, Offer, Tree
from pathya.exporters.interchange.qti_names import first, said, texts, within
from pathya.exporters.interchange.settle import number_in
from pathya.exporters.interchange.trees import attribute, without, words

_NUMBERS = ("float", "integer")


@dataclass(frozen=True, slots=True)
class _Response:
    """What a response declaration says."""

    base: str
    right: tuple[str, ...]
    mapped: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    root: Node
    body: Node
    asks: Node
    """Its first interaction."""
    responses: Mapping[str, _Response]
    lost: set[str] = field(default_factory=set)

    def response(self) -> _Response:
        """Give what is declared for the first interaction."""
        name = attribute(self.asks, "responseIdentifier")
        return self.responses.get(name, _Response("", (), ()))

    def tree(self, node: Node) -> Tree:
        """Take an element's texts."""
        return texts(node.children, self.lost)


def draft_of(root: Node, where: Where, found: list[Diagnostic]) -> Draft | None:
    """Read an item; None if courses have no such question."""
    name = attribute(root, "title") or attribute(root, "identifier")

    def say(rule: Rule, message: str) -> None:
        found.append(rule.at(where, f"`{' '.join(name.split())[:60]}`: {message}"))

    body = first(root, "itemBody")
    asked = [one for one in within(body) if _asks(one)] if body else []
    kinds = {one.name for one in asked}
    read = _KINDS.get(next(iter(kinds), ""))
    if body is None or read is None or (len(asked) > 1 and kinds != {"textEntryInteraction"}):
        say(rules.QSI002, f"courses have no {_told(asked)}")
        return None
    one = _Item(root, body, asked[0], _responses(root))
    base = Draft(attribute(root, "identifier"), "single", _stem(one), where=where)
    draft = read(replace(base, shuffle=attribute(one.asks, "shuffle") != "false"), one)
    draft = _with_feedback(draft, one)
    if one.lost:
        say(rules.QSI003, f"lost: {'; '.join(sorted(one.lost))}")
    pairs = (part.partition("=") for part in attribute(root, "label").split(";"))
    return labelled(draft, {key.strip(): value.strip() for key, _, value in pairs})


def _asks(node: Node) -> bool:
    return node.name.endswith("Interaction")


def _told(asked: list[Node]) -> str:
    if len(asked) > 1:
        return "question of several parts"
    return asked[0].name if asked else "question without an answer"


def _stem(one: _Item) -> Tree:
    prompt = first(one.asks, "prompt")
    stem = one.tree(one.body)
    return (*stem, inline("p", None, *one.tree(prompt))) if prompt else stem


def _responses(root: Node) -> dict[str, _Response]:
    found = {}
    for node in within(root):
        if node.name == "responseDeclaration":
            correct = first(node, "correctResponse")
            values = within(correct) if correct else iter(())
            mapped = tuple(
                (attribute(entry, "mapKey"), float(number_in(attribute(entry, "mappedValue")) or 0))
                for entry in within(node)
                if entry.name == "mapEntry"
            )
            right = tuple(said(value).strip() for value in values if value.name == "value")
            response = _Response(attribute(node, "baseType"), right, mapped)
            found[attribute(node, "identifier")] = response
    return found


def _choices(node: Node, name: str) -> list[Node]:
    return [one for one in within(node) if one.name == name]


# --- the types -----------------------------------------------------------------------------------


def _choice(base: Draft, one: _Item) -> Draft:
    choices = _choices(one.asks, "simpleChoice")
    names = {attribute(choice, "identifier").lower() for choice in choices}
    right = _right(one)
    if names == {"true", "false"} and len(right) == 1:
        return replace(base, type="true-false", answer=right[0].lower(), shuffle=True)
    single = attribute(one.asks, "maxChoices") == "1"
    offers = tuple(
        _offer(choice, attribute(choice, "identifier") in right, one) for choice in choices
    )
    return replace(base, type="single" if single else "multiple", offers=offers)


def _right(one: _Item) -> tuple[str, ...]:
    """Give the right answers; where only marks are given, those that earn some."""
    response = one.response()
    marks = {value for _, value in response.mapped if value > 0}
    if len(marks) > 1:
        one.lost.add("marks for partly right answers")
    return response.right or tuple(key for key, value in response.mapped if value > 0)


def _offer(choice: Node, correct: bool, one: _Item) -> Offer:
    notes = [node for node in within(choice) if node.name == "feedbackInline"]
    bare = inline(choice.name, None, *without(choice.children, frozenset({"feedbackInline"})))
    return Offer(
        one.tree(bare), correct, tuple(piece for note in notes for piece in one.tree(note))
    )


def _order(base: Draft, one: _Item) -> Draft:
    choices = {attribute(node, "identifier"): node for node in _choices(one.asks, "simpleChoice")}
    right = [choices[name] for name in one.response().right if name in choices]
    offers = tuple(_offer(node, False, one) for node in right if len(right) == len(choices))
    return replace(base, type="order", offers=offers)


def _match(base: Draft, one: _Item) -> Draft:
    choices = _choices(one.asks, "simpleAssociableChoice")
    bodies = {attribute(node, "identifier"): one.tree(node) for node in choices}
    rows = [value.split() for value in _right(one)]
    pairs = [(bodies[row[0]], bodies[row[1]]) for row in rows if {*row} <= {*bodies} and row[1:2]]
    if 2 * len(pairs) < len(choices):
        one.lost.add("what belongs to nothing")
    return replace(base, type="match", pairs=tuple(pairs))


def _entry(base: Draft, one: _Item) -> Draft:
    asked = [node for node in within(one.body) if node.name == "textEntryInteraction"]
    if len(asked) == 1 and one.response().base in _NUMBERS:
        return _numeric(base, one)
    names = (attribute(node, "responseIdentifier") for node in asked)
    gaps = tuple(Gap(name, (*_accepted(name, one),)) for name in dict.fromkeys(names))
    return replace(base, type="fill", gaps=gaps, shuffle=True)


def _accepted(name: str, one: _Item) -> Iterator[str]:
    response = one.responses.get(name, _Response("", (), ()))
    best = max((value for _, value in response.mapped), default=0)
    if any(0 < value < best for _, value in response.mapped):
        one.lost.add("marks for partly right answers")
    mapped = (key for key, value in response.mapped if 0 < value == best)
    yield from dict.fromkeys((*response.right, *mapped))


def _numeric(base: Draft, one: _Item) -> Draft:
    right = [number_in(value) for value in _right(one)]
    tests = [node for node in within(one.root) if node.name == "equal"]
    modes = {attribute(node, "toleranceMode") for node in tests}
    if "relative" in modes:
        one.lost.add("a tolerance in per cent")
    absolute = (attribute(node, "tolerance").split() for node in tests)
    off = next((parts[0] for parts in absolute if parts and "absolute" in modes), "0")
    stem = _no_gaps(base.stem)
    answer = right[0] if right else ""
    return replace(
        base, type="numeric", stem=stem, answer=answer, tolerance=number_in(off), shuffle=True
    )


def _no_gaps(tree: Tree) -> Tree:
    """Take the field for a number out of a text: a line if words follow, else nothing."""
    pieces: list[Node | str] = []
    for piece in tree:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.name != "gap":
            pieces.append(inline(piece.name, dict(piece.attrs), *_no_gaps(piece.children)))
        elif words(tree) != "___":
            pieces.append("___")
    return tuple(pieces)


_KINDS: Mapping[str, Callable[[Draft, _Item], Draft]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "textEntryInteraction": _entry,
}


# --- feedback ------------------------------------------------------------------------------------


def _with_feedback(draft: Draft, one: _Item) -> Draft:
    """Take the feedback of each choice, and one for everybody; of more, when they are shown."""
    notes: dict[str, Tree] = {}
    for node in one.root.children:
        if isinstance(node, Node) and node.name == "modalFeedback":
            notes[attribute(node, "identifier")] = one.tree(node)
    choices = _choices(one.asks, "simpleChoice") if one.asks.name == "choiceInteraction" else []
    names = [attribute(choice, "identifier") for choice in choices]
    kept = [_noted(offer, name, notes) for offer, name in zip(draft.offers, names, strict=False)]
    if len(notes) > 1:
        one.lost.add("feedback that depends on the answer")
    feedback = next(iter(notes.values())) if len(notes) == 1 else ()
    return replace(draft, offers=(*kept, *draft.offers[len(kept) :]), feedback=feedback)


def _noted(offer: Offer, name: str, notes: dict[str, Tree]) -> Offer:
    """Give an option the feedback that is shown to who chose it."""
    return replace(offer, feedback=offer.feedback + notes.pop(name, ()))

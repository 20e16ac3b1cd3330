"""Questions as QTI items, written with the names of version 2.1."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pathya.authoring.xml.write import Node, element, inline
from pathya.exporters.interchange.labels import labels_of
from pathya.exporters.interchange.model import GAP, Draft, Offer, Paper, Tree
from pathya.exporters.interchange.trees import BLOCKS, attribute

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RESPONSE = "RESPONSE"
# QTI 2.1 has the elements of XHTML 1.1's basic modules.
_NAMES = {"b": "strong", "i": "em", "section": "div"}
_PLAIN = {"bdi", "del", "s", "strike", "u"}


def item(draft: Draft, paper: Paper) -> Node:
    """Write a question as an item with its own scoring: 1 for a right answer, else 0."""
    label = ";".join(f"{key}={value}" for key, value in labels_of(draft))
    attrs = {
        "identifier": draft.id,
        "title": draft.id,
        "label": label or None,
        "xml:lang": paper.tag or None,
        "adaptive": "false",
        "timeDependent": "false",
    }
    body = element("itemBody", None, *_body(draft, paper))
    parts = (*_declared(draft), body, _scoring(draft), *_notes(draft))
    return element("assessmentItem", attrs, *parts)


def flow(tree: Tree) -> tuple[Node | str, ...]:
    """Write texts, as blocks if there are any among them."""
    pieces = tuple(_piece(piece) for piece in tree)
    has_blocks = any(isinstance(one, Node) and one.name in BLOCKS for one in pieces)
    return tuple(one for one in pieces if isinstance(one, Node)) if has_blocks else pieces


def _blocks(tree: Tree) -> tuple[Node, ...]:
    """Write texts as blocks alone."""
    pieces = flow(tree)
    nodes = tuple(one for one in pieces if isinstance(one, Node) and one.name in BLOCKS)
    return nodes if len(nodes) == len(pieces) else (inline("p", None, *pieces),)


def _piece(piece: Node | str) -> Node | str:
    if isinstance(piece, str):
        return piece
    children = tuple(_piece(child) for child in piece.children)
    if piece.name == "img":
        return attribute(piece, "alt")
    if piece.name == GAP:
        return element("textEntryInteraction", {"responseIdentifier": attribute(piece, "id")})
    name = "span" if piece.name in _PLAIN else _NAMES.get(piece.name, piece.name)
    return inline(name, dict(piece.attrs), *children)


# --- what is asked -------------------------------------------------------------------------------


def _body(draft: Draft, paper: Paper) -> Iterator[Node]:
    yield from _blocks(draft.stem)
    if draft.type == "numeric":
        field = element("textEntryInteraction", {"responseIdentifier": _RESPONSE})
        yield inline("p", None, field)
    elif draft.type == "match":
        yield _matching(draft)
    elif draft.type != "fill":
        name = "orderInteraction" if draft.type == "order" else "choiceInteraction"
        most = {"single": "1", "true-false": "1", "multiple": "0"}.get(draft.type)
        shuffle = "true" if draft.shuffle and draft.type != "true-false" else "false"
        attrs = {"responseIdentifier": _RESPONSE, "shuffle": shuffle, "maxChoices": most}
        yield element(name, attrs, *_choices(draft, paper))


def _choices(draft: Draft, paper: Paper) -> Iterator[Node]:
    if draft.type == "true-false":
        for name, said in zip(("true", "false"), paper.truth, strict=True):
            yield inline("simpleChoice", {"identifier": name}, said)
    for name, one in _lettered(draft):
        yield inline("simpleChoice", {"identifier": name}, *flow(one.body))


def _matching(draft: Draft) -> Node:
    sides = []
    for side, mark in ((0, "l"), (1, "r")):
        choices = (
            inline(
                "simpleAssociableChoice",
                {"identifier": f"{mark}{n}", "matchMax": "1"},
                *flow(pair[side]),
            )
            for n, pair in enumerate(draft.pairs, 1)
        )
        sides.append(element("simpleMatchSet", None, *choices))
    attrs = {
        "responseIdentifier": _RESPONSE,
        "shuffle": "true" if draft.shuffle else "false",
        "maxAssociations": str(len(draft.pairs)),
    }
    return element("matchInteraction", attrs, *sides)


# --- what is right -------------------------------------------------------------------------------

_SHAPES = {
    "single": ("single", "identifier"),
    "true-false": ("single", "identifier"),
    "multiple": ("multiple", "identifier"),
    "order": ("ordered", "identifier"),
    "match": ("multiple", "directedPair"),
    "numeric": ("single", "float"),
}


def _declared(draft: Draft) -> Iterator[Node]:
    if draft.type == "fill":
        yield from (_gap(gap.id, gap.accepted) for gap in draft.gaps)
    else:
        cardinality, base = _SHAPES[draft.type]
        yield _response(_RESPONSE, (cardinality, base), (*_RIGHT[draft.type](draft),))
    yield _outcome("SCORE", "single", "float", "0")
    if _has_notes(draft):
        yield _outcome("FEEDBACK", _SHAPES[draft.type][0], "identifier")
    if draft.feedback:
        yield _outcome("GENERAL", "single", "identifier", "general")


def _has_notes(draft: Draft) -> bool:
    return draft.type != "order" and any(one.feedback for one in draft.offers)


def _response(name: str, shape: tuple[str, str], right: tuple[str, ...], *more: Node) -> Node:
    attrs = {"identifier": name, "cardinality": shape[0], "baseType": shape[1]}
    values = (inline("value", None, value) for value in right)
    return element("responseDeclaration", attrs, element("correctResponse", None, *values), *more)


def _gap(name: str, accepted: tuple[str, ...]) -> Node:
    entries = (
        element("mapEntry", {"mapKey": one, "mappedValue": "1", "caseSensitive": "false"})
        for one in accepted
    )
    mapping = element("mapping", {"defaultValue": "0"}, *entries)
    return _response(name, ("single", "string"), accepted[:1], mapping)


def _outcome(name: str, cardinality: str, base: str, default: str = "") -> Node:
    attrs = {"identifier": name, "cardinality": cardinality, "baseType": base}
    value = (element("defaultValue", None, inline("value", None, default)),) if default else ()
    return element("outcomeDeclaration", attrs, *value)


def _chosen(draft: Draft) -> Iterator[str]:
    yield from (name for name, one in _lettered(draft) if one.correct)


def _lettered(draft: Draft) -> Iterator[tuple[str, Offer]]:
    return zip(LETTERS, draft.offers, strict=False)


_RIGHT: Mapping[str, Callable[[Draft], Iterator[str]]] = {
    "single": _chosen,
    "multiple": _chosen,
    "true-false": lambda draft: iter((draft.answer,)),
    "order": lambda draft: (name for name, _ in _lettered(draft)),
    "match": lambda draft: (f"l{n} r{n}" for n in range(1, len(draft.pairs) + 1)),
    "numeric": lambda draft: iter((draft.answer,)),
}


def _scoring(draft: Draft) -> Node:
    if draft.type == "fill":
        maps = tuple(element("mapResponse", {"identifier": gap.id}) for gap in draft.gaps)
        value = element("product", None, *maps) if len(maps) > 1 else maps[0]
        return element("responseProcessing", None, _set("SCORE", value))
    pair = (
        element("variable", {"identifier": _RESPONSE}),
        element("correct", {"identifier": _RESPONSE}),
    )
    test = _equal(draft, pair) if draft.type == "numeric" else element("match", None, *pair)
    one = inline("baseValue", {"baseType": "float"}, "1")
    condition = element(
        "responseCondition", None, element("responseIf", None, test, _set("SCORE", one))
    )
    notes = (_set("FEEDBACK", pair[0]),) if _has_notes(draft) else ()
    return element("responseProcessing", None, condition, *notes)


def _equal(draft: Draft, pair: tuple[Node, Node]) -> Node:
    if not draft.tolerance.strip("0."):
        return element("equal", {"toleranceMode": "exact"}, *pair)
    tolerance = f"{draft.tolerance} {draft.tolerance}"
    return element("equal", {"toleranceMode": "absolute", "tolerance": tolerance}, *pair)


def _set(name: str, value: Node) -> Node:
    return element("setOutcomeValue", {"identifier": name}, value)


def _notes(draft: Draft) -> Iterator[Node]:
    if _has_notes(draft):
        for name, one in _lettered(draft):
            if one.feedback:
                yield _note("FEEDBACK", name, one.feedback)
    if draft.feedback:
        yield _note("GENERAL", "general", draft.feedback)


def _note(outcome: str, name: str, tree: Tree) -> Node:
    attrs = {"outcomeIdentifier": outcome, "showHide": "show", "identifier": name}
    return element("modalFeedback", attrs, *_blocks(tree))

"""QTI of either version as trees with the names of version 2.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathya.authoring.xml.parse import Element
from pathya.authoring.xml.write import Node, inline
from pathya.exporters.interchange.model import GAP, Tree
from pathya.exporters.interchange.trees import DEEPEST, KNOWN

_HYPHEN = re.compile(r"-([a-z])")
_PICTURES = {"img", "object", "picture", "svg", "video", "audio"}
_SILENT = {"script", "style", "templateInline", "templateBlock", "printedVariable"}


def named(root: Element) -> Node:
    """Take namespaces off, and the names of version 3 to those of 2.1."""
    children = [root.text or ""]
    parts: list[Node | str] = [*children]
    for child in root:
        parts += [named(child), child.tail or ""]
    attrs = {_camel(_local(str(key))): str(value) for key, value in root.attrib.items()}
    return inline(_name(_local(str(root.tag))), attrs, *(one for one in parts if one != ""))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _name(name: str) -> str:
    return _camel(name.removeprefix("qti-")) if name.startswith("qti-") else name


def _camel(name: str) -> str:
    if name.startswith(("data-", "aria-")):
        return name
    return _HYPHEN.sub(lambda found: found[1].upper(), name)


def within(node: Node) -> Iterator[Node]:
    """Give all elements below one, in order."""
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from within(child)


def first(node: Node, name: str) -> Node | None:
    """Find the first element of a name."""
    return next((one for one in within(node) if one.name == name), None)


def said(node: Node) -> str:
    """Give the words of an element, as they are."""
    return "".join(one if isinstance(one, str) else said(one) for one in node.children)


def texts(children: Tree, lost: set[str], deep: int = 0) -> Tree:
    """Keep the elements that texts may have; what else is dropped or unwrapped is named in `lost`.

    An interaction in a line becomes a gap of its response's name.
    """
    pieces: list[Node | str] = []
    for child in children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.name == "textEntryInteraction":
            pieces.append(inline(GAP, {"id": dict(child.attrs).get("responseIdentifier", "")}))
        elif child.name not in _SILENT and not child.name.endswith("Interaction"):
            pieces += _text(child, lost, deep)
    return tuple(pieces)


def _text(node: Node, lost: set[str], deep: int) -> Tree:
    if node.name in _PICTURES:
        lost.add("a picture, film or sound")
        attrs = dict(node.attrs)
        return (inline("img", {"alt": attrs.get("alt", "") or said(node)}),)
    if node.name in ("feedbackInline", "feedbackBlock", "rubricBlock"):
        lost.add("feedback, or a text beside the question")
        return ()
    inner = texts(node.children, lost, deep + 1)
    if node.name == "math":
        lost.add("a formula's layout")
        return (" ", said(node), " ")
    if node.name not in KNOWN or deep > DEEPEST:
        return inner
    if node.name in ("br", "hr"):  # which hold nothing, but XML lets them
        return (inline(node.name, {}), *inner)
    href = dict(node.attrs).get("href")
    return (inline(node.name, {"href": href}, *inner),)

"""Trees of texts: from HTML that nobody vouches for, to HTML, and to words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from pathya.authoring.sanitise import keep
from pathya.authoring.xml.write import Node, inline
from pathya.exporters.html import escape
from pathya.exporters.interchange.model import GAP, Tree

DEEPEST = 12
"""Levels of elements; what lies deeper loses its markup."""
INLINE = frozenset("a b bdi br code del em i img s small span strike strong sub sup u".split())
BLOCKS = frozenset(
    "blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td th "
    "thead tr ul".split()
)
KNOWN = INLINE | BLOCKS
_WORD = re.compile(r"[^ \t\n\r\f\v]+")
"""Spaces that do not break belong to the text."""
_VOID = frozenset({"br", "hr", "img", "input"})
_ATTRIBUTES = {"a": {"href"}, "img": {"alt"}}


def from_html(html: str, *, gaps: bool = False) -> Tree:
    """Parse HTML; scripts and all that is not known are dropped. `gaps`: inputs are blanks."""
    tags = KNOWN | {"input"} if gaps else KNOWN
    attributes = _ATTRIBUTES | ({"input": {"id"}} if gaps else {})
    builder = _Builder()
    builder.feed(keep(html, tags, attributes))
    builder.close()
    return builder.tree()


def to_html(tree: Tree) -> str:
    """Print a tree."""
    return "".join(_printed(piece) for piece in tree)


def words(tree: Tree) -> str:
    """Give the words on one line: of a picture its alternative text, of a blank a line."""
    return " ".join(_WORD.findall("".join(_words(tree)))).strip()


def names_in(tree: Tree) -> Iterator[str]:
    """Name the elements of a tree."""
    for piece in tree:
        if isinstance(piece, Node):
            yield piece.name
            yield from names_in(piece.children)


def without(tree: Tree, names: frozenset[str]) -> Tree:
    """Take elements out with all that is in them."""
    return tuple(
        piece
        if isinstance(piece, str)
        else inline(piece.name, dict(piece.attrs), *without(piece.children, names))
        for piece in tree
        if isinstance(piece, str) or piece.name not in names
    )


def attribute(node: Node, name: str) -> str:
    """Give the value of an attribute, empty if there is none."""
    return dict(node.attrs).get(name, "")


def _words(tree: Tree) -> Iterator[str]:
    for piece in tree:
        if isinstance(piece, str):
            yield piece
        elif piece.name == GAP:
            yield "___"
        elif piece.name == "img":
            yield attribute(piece, "alt")
        else:
            space = " " if piece.name in BLOCKS or piece.name == "br" else ""
            yield from (space, *_words(piece.children), space)


def _printed(piece: Node | str) -> str:
    if isinstance(piece, str):
        return escape(piece)
    attrs = "".join(f' {name}="{escape(value)}"' for name, value in piece.attrs)
    if piece.name in _VOID:
        return f"<{piece.name}{attrs}>"
    return f"<{piece.name}{attrs}>{to_html(piece.children)}</{piece.name}>"


class _Builder(HTMLParser):
    """Builds a tree from tags that the sanitiser has balanced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[Node, list[Node | str]]] = [(inline("root"), [])]
        self.deeper = 0

    def tree(self) -> Tree:
        return tuple(self.open[0][1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        node = inline(GAP if tag == "input" else tag, given)
        if tag in _VOID:
            self.open[-1][1].append(node)
        elif len(self.open) > DEEPEST:
            self.deeper += 1
        else:
            self.open.append((node, []))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.deeper:
            self.deeper -= 1
        elif len(self.open) > 1:
            node, children = self.open.pop()
            self.open[-1][1].append(inline(node.name, dict(node.attrs), *children))

    def handle_data(self, data: str) -> None:
        self.open[-1][1].append(data)

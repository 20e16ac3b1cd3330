"""Blocks of text as Markdown that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard

from pathya.authoring.xml.write import Node
from pathya.exporters.interchange.inline_markdown import cell, paragraph
from pathya.exporters.interchange.model import GAP, Tree
from pathya.exporters.interchange.trees import INLINE, names_in

Gaps = Mapping[str, str]
"""The Markdown of each blank."""


def blocks(tree: Tree, gaps: Gaps) -> list[str]:
    """Write each block; a block has no empty lines at its ends."""
    found: list[str] = []
    run: list[Node | str] = []
    for piece in _merged(tree):
        if isinstance(piece, str) or piece.name in INLINE or piece.name == GAP:
            run.append(piece)
        else:
            found += _paragraph(tuple(run), gaps)
            run = []
            found += _BLOCKS.get(piece.name, _inner)(piece, gaps)
    return found + _paragraph(tuple(run), gaps)


def _merged(tree: Tree) -> Iterator[Node | str]:
    """Make one of lists that stand together: Markdown has nothing to part them."""
    held: list[Node] = []
    spaces: list[str] = []
    for piece in tree:
        if held and isinstance(piece, str) and not piece.strip():
            spaces.append(piece)
            continue
        if held and not (_is(piece, "ul", "ol") and piece.name == held[0].name):
            yield _one_of(held)
            yield from spaces
            held = []
        spaces = []
        if _is(piece, "ul", "ol"):
            held.append(piece)
        else:
            yield piece
    if held:
        yield _one_of(held)


def _one_of(lists: list[Node]) -> Node:
    return replace(lists[0], children=tuple(child for one in lists for child in one.children))


def _is(piece: Node | str, *names: str) -> TypeGuard[Node]:
    return isinstance(piece, Node) and piece.name in names


def indented(text: str, first: str, rest: str) -> str:
    """Put something before each line; an empty line gets no spaces."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip(" ") for line in lines[1:])])


def _paragraph(tree: Tree, gaps: Gaps) -> list[str]:
    text = paragraph(tree, gaps)
    return [text] if text else []


def _inner(node: Node, gaps: Gaps) -> list[str]:
    return blocks(node.children, gaps)


def _heading(node: Node, gaps: Gaps) -> list[str]:
    """Write it in bold: a heading would start a section."""
    return _paragraph((Node("b", (), node.children, inline=True),), gaps)


def _list(node: Node, gaps: Gaps) -> list[str]:
    # Markers other than those of answers: else the two lists would be one.
    # What lies between items is one itself, as browsers show it.
    insides = (one.children if _is(one, "li") else (one,) for one in node.children)
    items = [blocks(inside, gaps) for inside in insides]
    items = [item for item in items if item]
    marks = (f"{n}) " if node.name == "ol" else "* " for n in range(1, len(items) + 1))
    listed = [
        indented("\n\n".join(item), mark, " " * len(mark))
        for mark, item in zip(marks, items, strict=True)
    ]
    return ["\n".join(listed)] if listed else []


def _code(node: Node, gaps: Gaps) -> list[str]:
    if GAP in names_in(node.children):  # which no code has
        return _paragraph(tuple(_broken(node.children)), gaps)
    text = "".join(_texts(node.children)).strip("\n")
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}\n{text}\n{fence}"] if text.strip() else []


def _broken(tree: Tree) -> Iterator[Node | str]:
    """Make breaks of the ends of lines."""
    for piece in tree:
        if isinstance(piece, str):
            first, *lines = piece.split("\n")
            yield first
            for line in lines:
                yield from (Node("br", (), (), inline=True), line)
        else:
            yield replace(piece, children=tuple(_broken(piece.children)))


def _texts(tree: Tree) -> Iterator[str]:
    for piece in tree:
        if isinstance(piece, str):
            yield piece
        else:
            yield from ("\n",) if piece.name == "br" else _texts(piece.children)


def _table(node: Node, gaps: Gaps) -> list[str]:
    strays: list[Node | str] = []
    rows = [[cell(one.children, gaps) for one in row] for row in _rows(node, strays)]
    rows = [row for row in rows if any(row)]
    # What stands in no cell goes before the table, as in browsers.
    return [*blocks(tuple(strays), gaps), *([table(rows)] if rows else [])]


def _rows(node: Node, strays: list[Node | str]) -> Iterator[list[Node]]:
    for child in node.children:
        if _is(child, "tr"):
            strays += [one for one in child.children if not _is(one, "td", "th")]
            yield [one for one in child.children if _is(one, "td", "th")]
        elif _is(child, "thead", "tbody"):
            yield from _rows(child, strays)
        else:
            strays.append(child)


def table(rows: list[list[str]]) -> str:
    """Write a table whose first row is its head, and wide enough; Markdown fills short rows."""
    wide = max(map(len, rows))
    head = [*rows[0], *[""] * (wide - len(rows[0]))]
    lines = (head, ["---"] * wide, *rows[1:])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_BLOCKS: Mapping[str, Callable[[Node, Gaps], list[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "ul": _list,
    "ol": _list,
    "pre": _code,
    "table": _table,
    "hr": lambda _node, _gaps: [],
}

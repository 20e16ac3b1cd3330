"""Write XML as text: the same tree gives the same bytes, with escaping in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """An element to write."""

    name: str
    attrs: tuple[tuple[str, str], ...]
    children: tuple[Node | str, ...]
    inline: bool
    """True: no white space is put between the children."""


Attrs = Mapping[str, str | None]

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_SPECIAL = re.compile('[&<>"]')
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, even as a reference."""


def element(name: str, attrs: Attrs | None = None, *children: Node | str) -> Node:
    """Make an element: its children stand on lines of their own, unless one of them is text.

    Attributes are written in the order given; one that is None is left out.
    """
    return _node(name, attrs, children, any(isinstance(child, str) for child in children))


def inline(name: str, attrs: Attrs | None = None, *children: Node | str) -> Node:
    """Make an element in which white space matters: nothing is put between its children."""
    return _node(name, attrs, children, inline=True)


def document(root: Node) -> bytes:
    """Write a whole file: UTF-8 without BOM, two spaces a level, a newline at the end."""
    body = "".join(_written(root, "\n"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def written_text(text: str) -> str:
    """Write text, for those who put elements together themselves."""
    return _escaped(text, _TEXT)


def written_attributes(attrs: Attrs) -> str:
    """Write attributes, each behind a space, for those who put elements together themselves."""
    return "".join(
        [f' {key}="{_escaped(one, _ATTRIBUTE)}"' for key, one in attrs.items() if one is not None]
    )


def _node(name: str, attrs: Attrs | None, children: tuple[Node | str, ...], inline: bool) -> Node:
    kept = tuple((key, value) for key, value in (attrs or {}).items() if value is not None)
    return Node(name, kept, children, inline)


def _written(node: Node, margin: str) -> Iterator[str]:
    # An empty margin says that an element around this one is inline.
    attrs = "".join(f' {key}="{_escaped(value, _ATTRIBUTE)}"' for key, value in node.attrs)
    if not node.children:
        yield f"<{node.name}{attrs}/>"
        return
    inner = "" if node.inline or not margin else f"{margin}  "
    yield f"<{node.name}{attrs}>"
    for child in node.children:
        yield inner
        if isinstance(child, str):
            yield _escaped(child, _TEXT)
        else:
            yield from _written(child, inner)
    yield f"{margin if inner else ''}</{node.name}>"


def _escaped(text: str, table: dict[int, str]) -> str:
    if text.isprintable() and not _SPECIAL.search(text):
        return text
    # U+FFFD stands for what XML cannot hold, as Markdown has it for U+0000.
    return in_xml(text).translate(table)


def in_xml(text: str) -> str:
    """Put U+FFFD in the place of what XML cannot hold (XML 1.0 §2.2)."""
    return _NOT_XML.sub("\ufffd", text)

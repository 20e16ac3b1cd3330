"""Texts of GIFT: what is escaped, and in which form they are."""

from __future__ import annotations

import re

from pathya.authoring.xml.write import Node, inline
from pathya.exporters.interchange.model import GAP, Tree
from pathya.exporters.interchange.trees import from_html

_SIGNS = "\\~=#{}:"
# Texts that come in have no private-use characters, so these forge nothing.
_HIDE = {sign: chr(0xE000 + n) for n, sign in enumerate(_SIGNS)} | {"n": "\ue0ff"}
_SHOW = {ord(hidden): sign for sign, hidden in _HIDE.items()} | {0xE0FF: "\n"}
_GAP = "\ue0fe"
ONLY = "1"
"""The id of the one blank that a question may have."""
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")


def hidden(text: str) -> str:
    """Put a character that means nothing in the place of each that is escaped."""
    return _ESCAPE.sub(lambda found: _HIDE[found[1]], text)


def shown(text: str) -> str:
    """Give escaped characters back."""
    return text.translate(_SHOW)


def tree_of(text: str, form: str) -> Tree:
    """Read a text that says its form, or has that of its question."""
    own = _FORM.match(text)
    kind = own[1].lower() if own else form
    said = shown(text[own.end() :] if own else text).strip()
    if kind == "html":
        return from_html(said)
    if kind == "moodle" and _MARKUP.search(said):
        return from_html(said.replace("\n", "<br>"))
    return _lines(said)


def with_gap(before: str, after: str, form: str) -> Tree:
    """Read a text in which a blank stands; tags may stand on both sides of it."""
    return _parted(tree_of(f"{before}{_GAP}{after}", form))


def _parted(tree: Tree) -> Tree:
    pieces: list[Node | str] = []
    for piece in tree:
        if isinstance(piece, Node):
            pieces.append(inline(piece.name, dict(piece.attrs), *_parted(piece.children)))
            continue
        first, gap, rest = piece.partition(_GAP)
        pieces += [first, *([inline(GAP, {"id": ONLY})] if gap else []), rest]
    return tuple(piece for piece in pieces if piece != "")


def _lines(text: str) -> Tree:
    pieces: list[Node | str] = []
    for line in text.split("\n"):
        pieces += [inline("br"), line.strip()]
    return tuple(piece for piece in pieces[1:] if piece != "")

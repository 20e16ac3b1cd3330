"""Markdown to a tree of blocks: CommonMark without HTML, plus what lessons need.

Tables, footnotes, definition lists, attributes, task lists and colon containers. Line numbers count
from 0 here, as markdown-it gives them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

DEEPEST = 40
"""Levels of nesting; markdown-it drops what lies deeper, so the reader refuses it."""
_ATTRIBUTES = ("id", "class", "lang")
_OPTION = re.compile(r":([A-Za-z-]+):\s*(.*)$")
_CODE = ("fence", "code_block")
_TASK = re.compile(r"\[([ xX])\]\s+")
_TRAILING = re.compile(r"(\{[^{}]*\})\s*\Z")


_LABEL = re.compile(r"\[([^\[\]]+)\]")
_DEFINITION = re.compile(r"\s{0,3}\[([^\]]+)\]:")


class Node:
    """A block or a piece of text, and what lies in it. It does not change once it is made.

    A class with nothing to compute: a course has thousands, and each is asked many times.
    """

    __slots__ = (
        *("attrs", "children", "content", "hidden", "info", "level", "map", "markup", "meta"),
        *("parent", "rows", "tag", "type"),
    )

    def __init__(self, token: Token, parent: Node | None) -> None:
        self.type = token.type.removesuffix("_open")
        self.tag = token.tag
        self.attrs = token.attrs
        self.meta = token.meta
        self.markup = token.markup
        self.info = token.info
        self.content = token.content
        self.level = token.level
        self.hidden = token.hidden
        self.map = token.map
        self.rows: Sequence[int] = token.map or (parent.rows if parent else (0, 0))
        """The first row of the node, or of the nearest block around it, and the row after it."""
        self.parent = parent
        self.children: list[Node] = []

    def walk(self) -> Iterator[Node]:
        """Give the node and all that lies in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def _tree(tokens: Iterable[Token], root: Node) -> Node:
    """Put a list of tokens, which open and close, below a node."""
    at = root
    for token in tokens:
        if token.nesting < 0 and at.parent:
            at = at.parent
            continue
        node = Node(token, at)
        at.children.append(node)
        if token.nesting > 0:
            at = node
        elif token.children:
            _tree(token.children, node)
    return root


def parse_markdown(text: str) -> tuple[Node, tuple[tuple[str, int], ...]]:
    """Parse a document: a root with its blocks, and the definitions that have no effect.

    These are footnotes and link addresses that nothing uses or that stand twice, each with its line
    from 1.
    """
    env: dict[str, Any] = {}
    # The container plugin looks at the letter after an empty last line.
    tokens = _parser().parse(f"{text}\n", env)
    root = _tree(tokens, Node(Token("root", "", 0), None))
    return root, (*_idle_notes(env), *_idle_addresses(tokens, text.split("\n"), env))


def _idle_notes(env: dict[str, Any]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for label, line in env.get("notes written", ()):
        if env["footnotes"]["refs"][f":{label}"] < 0 or label in seen:
            yield f"^{label}", line
        seen.add(label)


def _idle_addresses(
    tokens: list[Token], lines: list[str], env: dict[str, Any]
) -> Iterator[tuple[str, int]]:
    code = {row for one in tokens if one.type in _CODE for row in range(*(one.map or (0, 0)))}
    addresses = env.get("references", {})
    seen: set[str] = set()
    times = Counter(_LABEL.findall("\n".join(lines).casefold()))
    for row, line in enumerate(lines):
        found = _DEFINITION.match(line) if row not in code else None
        label = found[1] if found else ""
        if not label or normalizeReference(label) not in addresses:
            continue
        here = _LABEL.findall(line.casefold()).count(label.casefold())
        if times[label.casefold()] <= here or label.casefold() in seen:
            yield label, row + 1
        seen.add(label.casefold())


def cells_in(line: str) -> int:
    """Count the cells that a row of a table was written with."""
    cells = escapedSplit(line.strip("> \t"))
    return len(cells) - (cells[:1] == [""]) - (cells[-1:] == [""])


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    md.enable(["table", "strikethrough"]).disable(["html_block", "html_inline"])
    md.use(attrs_plugin, spans=True, allowed=_ATTRIBUTES)
    md.use(attrs_block_plugin, allowed=_ATTRIBUTES)
    md.use(deflist_plugin).use(footnote_plugin, inline=False)
    md.use(container_plugin, "directive", validate=lambda info, _markup: bool(info.strip()))
    md.block.ruler.before("container_directive", "option", _option)
    md.core.ruler.before("footnote_tail", "notes_in_notes", _notes_in_notes)
    md.core.ruler.after("attr", "heading_attributes", _heading_attributes)
    md.core.ruler.after("inline", "tasks", _tasks)
    md.core.ruler.after("inline", "shallow", _shallow)
    return md


def _option(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a `:name: value` line directly under a directive's opening line."""
    if not state.tokens or state.tokens[-1].type not in ("container_directive_open", "option"):
        return False
    found = _OPTION.match(
        state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    )
    if not found:
        return False
    if not silent:
        token = state.push("option", "", 0)
        token.info, token.content = found[1].lower(), found[2].strip()
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _heading_attributes(state: StateCore) -> None:
    """Read `## Title {#id key=value}`; the attribute plugins read it only on a line of its own."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        found = _TRAILING.search(inline.content) if opening.type == "heading_open" else None
        if not found:
            continue
        try:
            _, attributes = parse(found[1])
        except ParseError:
            continue
        if not attributes:
            continue  # braces without a meaning are words
        inline.content = inline.content[: found.start()].rstrip()
        opening.attrs.update(
            {key: value for key, value in attributes.items() if key in _ATTRIBUTES}
        )
        opening.meta["options"] = attributes
        opening.meta["insecure_attrs"] = {
            key: value for key, value in attributes.items() if key not in _ATTRIBUTES
        }


def _notes_in_notes(state: StateCore) -> None:
    """Take footnotes out of footnotes: what gathers them would cut the outer one in two."""
    kept: list[Token] = []
    written = state.env.setdefault("notes written", [])
    open_notes: list[list[Token]] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_notes.append([])
            written.append((token.meta["label"], (token.map or [0])[0] + 1))
        (open_notes[-1] if open_notes else kept).append(token)
        if token.type == "footnote_reference_close":
            note = open_notes.pop()
            kept += note
    state.tokens = kept


def _shallow(state: StateCore) -> None:
    """Leave marks as they are written in a text where they nest deeper than one can walk."""
    for token in state.tokens:
        if any(child.level >= DEEPEST for child in token.children or ()):
            token.children = [Token("text", "", 0, content=token.content)]
            token.meta["deep"] = True


def _tasks(state: StateCore) -> None:
    """Mark `- [x] …` items and take the box off their text."""
    for item, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        shape = (item.type, paragraph.type, inline.type)
        if shape != ("list_item_open", "paragraph_open", "inline") or not inline.children:
            continue
        first = inline.children[0]
        if first.type == "text" and (found := _TASK.match(first.content)):
            first.content = first.content[found.end() :]
            item.meta["task"] = found[1] != " "

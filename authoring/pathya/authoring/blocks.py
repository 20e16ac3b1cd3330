"""Blocks of Markdown to HTML with slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from pathya.authoring import rules
from pathya.authoring.course import Html
from pathya.authoring.inlines import attributes, line_of, print_inline, words
from pathya.authoring.markdown import DEEPEST, Node, cells_in
from pathya.authoring.sanitise import clean
from pathya.authoring.scribe import Scribe
from pathya.authoring.slots import mark, split_slots

Printer = Callable[[Node, Scribe], str]


def to_html(blocks: Iterable[Node], scribe: Scribe) -> Html:
    """Print blocks, clean the result and part it into pieces and slots."""
    return split_slots(clean(print_blocks(blocks, scribe)))


def print_blocks(blocks: Iterable[Node], scribe: Scribe) -> str:
    """Print blocks one after the other."""
    return "".join(_print_block(node, scribe) for node in blocks)


def _print_block(node: Node, scribe: Scribe) -> str:
    """Print one block; a block of no known kind is a bug of the parser's set-up."""
    if node.level >= DEEPEST - 2:
        message = f"this is nested more than {DEEPEST // 2} levels deep"
        scribe.say(rules.MDN008, line_of(node), message, "Write it as a list of fewer levels.")
    return PRINTERS[node.type](node, scribe)


def leaf(tag: str, node: Node, scribe: Scribe, more: str = "", role: str = "") -> str:
    """Print a block that holds one text."""
    where, text = print_inline(node.children[0], role, scribe) if node.children else ("", "")
    return f"<{tag}{attributes(node, scribe)}{more}{where}>{text}</{tag}>"


def _heading(node: Node, scribe: Scribe) -> str:
    level = int(node.tag[1])
    if level == 1:
        hint = "Start the headings inside a lesson with `##`."
        scribe.say(rules.MDN002, line_of(node), "a second title starts with `#`", hint)
    scribe.heading, scribe.level = "", max(level, 2)
    printed = leaf(f"h{max(level, 2)}", node, scribe, role="heading")
    scribe.heading = words(node)
    return printed


def _paragraph(node: Node, scribe: Scribe) -> str:
    if scribe.lines and (row := _stray_colons(node, scribe)):
        hint = "A directive opens with three colons or more and closes once, with as many."
        scribe.say(rules.DIR003, row, "this row of colons opens or closes nothing", hint)
    tight = ' class="tight"' if node.hidden else ""
    return leaf("p", node, scribe, tight, "text")


def _stray_colons(node: Node, scribe: Scribe) -> int:
    start, end = node.map or (0, 0)
    rows = (row for row in range(start, end) if scribe.lines[row].lstrip().startswith("::"))
    return next(rows, -1) + 1


def _cell(node: Node, scribe: Scribe) -> str:
    style = str(node.attrs.get("style", ""))
    side = {"text-align:right": "right", "text-align:center": "center"}.get(style, "")
    scope = ' scope="col"' if node.tag == "th" else ""
    align = f' class="{side}"' if side else ""
    return leaf(node.tag, node, scribe, scope + align, "table cell")


def _code_block(node: Node, scribe: Scribe) -> str:
    end = scribe.lines[node.map[1] - 1].strip("> \t") if node.map and scribe.lines else node.markup
    if not end.startswith(node.markup):
        hint = f"Write {node.markup} on a line of its own where it ends."
        scribe.say(rules.MDN012, line_of(node), "this block of code is not closed", hint)
    return f'<pre dir="ltr"><code>{escape(node.content)}</code></pre>'


def _footnote(node: Node, scribe: Scribe) -> str:
    name = f"{scribe.scope}-{node.meta['id'] + 1}"
    label = mark("plain", "ui:footnote-back")
    back = f'<a class="back" href="#fnref-{name}" role="doc-backlink" aria-label="{label}"></a>'
    return f'<li id="fn-{name}">{print_blocks(node.children, scribe)}{back}</li>'


def _footnotes(node: Node, scribe: Scribe) -> str:
    label = mark("plain", "ui:footnotes")
    notes = print_blocks(node.children, scribe)
    return f'<section class="footnotes" aria-label="{label}"><ol>{notes}</ol></section>'


def _within(tag: str) -> Printer:
    return lambda node, scribe: (
        f"<{tag}{attributes(node, scribe)}>{print_blocks(node.children, scribe)}</{tag}>"
    )


def _item(node: Node, scribe: Scribe) -> str:
    done = ' class="task done"' if node.meta.get("task") else ' class="task"'
    task = done if "task" in node.meta else ""
    inner = print_blocks(node.children, scribe)
    return f"<li{task}{attributes(node, scribe)}>{inner}</li>"


def _numbered(node: Node, scribe: Scribe) -> str:
    start = node.attrs.get("start", 1)
    first = f' start="{start}"' if start != 1 else ""
    inner = print_blocks(node.children, scribe)
    return f"<ol{first}{attributes(node, scribe)}>{inner}</ol>"


def check_cells(table: Node, scribe: Scribe) -> None:
    """Report rows with more cells than the table has columns: Markdown drops them."""
    # The header sets the number, and may stand behind the mark of a list.
    rows = (row for part in table.children if part.type == "tbody" for row in part.children)
    for row in rows:
        if row.map and scribe.lines:
            written = cells_in(scribe.lines[row.map[0]])
            if written > len(row.children):
                hint = "Give the header row as many cells, or write `\\|` for a bar."
                message = f"the row has {written} cells in {len(row.children)} columns"
                scribe.say(rules.MDN011, row.map[0] + 1, message, hint)


def _table(node: Node, scribe: Scribe) -> str:
    label = mark("plain", "ui:table")
    around = f'<div class="table" role="region" tabindex="0" aria-label="{label}">'
    check_cells(node, scribe)
    inner = print_blocks(node.children, scribe)
    return f"{around}<table{attributes(node, scribe)}>{inner}</table></div>"


PRINTERS: dict[str, Printer] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _within("ul"),
    "ordered_list": _numbered,
    "list_item": _item,
    "blockquote": _within("blockquote"),
    "table": _table,
    "thead": _within("thead"),
    "tbody": _within("tbody"),
    "tr": _within("tr"),
    "th": _cell,
    "td": _cell,
    "dl": _within("dl"),
    "dt": lambda node, scribe: leaf("dt", node, scribe, role="term"),
    "dd": _within("dd"),
    "hr": lambda _node, _scribe: "<hr>",
    "fence": _code_block,
    "code_block": _code_block,
    "footnote_block": _footnotes,
    "footnote": _footnote,
    "footnote_anchor": lambda _node, _scribe: "",
    "container_directive": lambda node, scribe: scribe.directive(node, scribe),
    "option": lambda _node, _scribe: "",
}

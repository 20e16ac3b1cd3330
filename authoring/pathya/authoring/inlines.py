"""One line or paragraph of Markdown to a text with numbered codes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from pathya.authoring import rules
from pathya.authoring.course import Code, Inline, plain
from pathya.authoring.markdown import Node
from pathya.authoring.media import DOCUMENTS, IMAGES, SOUNDS, VIDEOS, use_media
from pathya.authoring.sanitise import clean
from pathya.authoring.scribe import Scribe
from pathya.authoring.slots import lang_mark, mark, split_slots

_OUTSIDE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_UNSAFE_LINK = re.compile(r"\]\(\s*(javascript|vbscript|file|data):", re.IGNORECASE)
_LOST_NOTE = re.compile(r"\[\^([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class _Markup:
    """A code before the sanitiser has seen it."""

    kind: str
    open: str
    close: str | None = None
    key: str = ""


def print_inline(node: Node, role: str, scribe: Scribe) -> tuple[str, str]:
    """Make a unit of an inline node: its `lang` mark and its text mark, as HTML.

    A text of nothing but codes (an image alone) has nothing to translate and becomes plain HTML.
    """
    pieces: list[str | int] = []
    markup: list[_Markup] = []
    _walk(node, pieces, markup, scribe)
    inline = _tidy(pieces)
    if not plain(inline):
        return "", "".join(_raw(piece, markup) for piece in inline)
    unit = scribe.add_unit(inline, role, line_of(node), tuple(_code(one) for one in markup))
    _look_for_slips(plain(inline), line_of(node), scribe)
    return lang_mark(unit), mark("text", unit)


def line_of(node: Node) -> int:
    """Find the line (from 1) that a node starts on; inside a paragraph that of the paragraph."""
    at: Node | None = node
    while at is not None and not at.is_root:
        if at.map:
            return at.map[0] + 1
        at = at.parent
    return 1


def _walk(node: Node, pieces: list[str | int], markup: list[_Markup], scribe: Scribe) -> None:
    for child in node.children:
        if child.type == "text":
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        else:
            _add_code(child, pieces, markup, scribe)


def _add_code(node: Node, pieces: list[str | int], markup: list[_Markup], scribe: Scribe) -> None:
    one = MARKUP[node.type](node, scribe)
    markup.append(one)
    number = len(markup)
    pieces.append(number)
    if one.close is None:
        return
    if node.type == "code_inline":
        pieces.append(node.content)
    else:
        _walk(node, pieces, markup, scribe)
    pieces.append(-number)


def _tidy(pieces: list[str | int]) -> Inline:
    """Join neighbouring strings, and take the white space off both ends."""
    joined: list[str | int] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return tuple(piece for piece in joined if piece != "")


def _raw(piece: str | int, markup: list[_Markup]) -> str:
    if isinstance(piece, str):
        return piece
    return markup[piece - 1].open if piece > 0 else markup[-piece - 1].close or ""


def _code(one: _Markup) -> Code:
    if one.close is None:
        return Code(one.kind, split_slots(clean(one.open)), None, one.key)
    opening, _, close = clean(f"{one.open}\ue002{one.close}").partition("\ue002")
    return Code(one.kind, split_slots(opening), close, one.key)


def _look_for_slips(text: str, line: int, scribe: Scribe) -> None:
    if found := _HTML.search(text):
        hint = "Use Markdown or a directive instead."
        scribe.say(rules.MDN006, line, f"`{found[0][:40]}` is shown as it is written", hint)
    if found := _UNSAFE_LINK.search(text):
        scribe.say(
            rules.MDN005, line, f"a `{found[1]}:` link is not allowed", "Link to a web page."
        )
    if found := _LOST_NOTE.search(text):
        hint = f"Write it on a line of its own: `[^{found[1]}]: …`"
        scribe.say(rules.MDN009, line, f"the footnote [^{found[1]}] is not written", hint)


# --- what each piece of markup becomes -----------------------------------------------------------


def attributes(node: Node, scribe: Scribe) -> str:
    """Print a node's own id, class and lang; report those that are not kept."""
    kept = node.attrs
    if "id" in kept:
        scribe.take_id(str(kept["id"]), line_of(node))
    for name in node.meta.get("insecure_attrs", {}):
        scribe.say(rules.MDN007, line_of(node), f"the attribute {name} is not used", "Remove it.")
    shown = (name for name in ("id", "class", "lang") if name in kept)
    return "".join(f' {name}="{escape(str(kept[name]))}"' for name in shown)


def _paired(kind: str, tag: str) -> Callable[[Node, Scribe], _Markup]:
    return lambda node, scribe: _Markup(kind, f"<{tag}{attributes(node, scribe)}>", f"</{tag}>")


def _span(node: Node, scribe: Scribe) -> _Markup:
    if "blank" in str(node.attrs.get("class", "")).split():
        name = str(node.attrs.get("id", ""))
        if not name:
            scribe.say(rules.QST001, line_of(node), "the blank has no id", "Write {.blank #b1}.")
        return _Markup("x-blank", f"<span{attributes(node, scribe)}>", "</span>", name)
    return _Markup("x-span", f"<span{attributes(node, scribe)}>", "</span>")


def _image(node: Node, scribe: Scribe) -> _Markup:
    name = use_media(str(node.attrs["src"]), IMAGES, line_of(node), scribe)
    text = _alternative(node).strip()
    source = f' src="{mark("media", name)}"' if name else ""
    if not text:
        return _Markup("image", f'<img{attributes(node, scribe)}{source} alt="">')
    unit = scribe.add_unit((text,), "alternative text", line_of(node))
    alternative = f' alt="{mark("plain", unit)}"{lang_mark(unit)}'
    return _Markup("image", f"<img{attributes(node, scribe)}{source}{alternative}>")


def _alternative(node: Node) -> str:
    own = node.content if node.type in ("text", "code_inline") else ""
    return (own or (" " if node.type == "softbreak" else "")) + "".join(
        _alternative(child) for child in node.children
    )


def _footnote(node: Node, scribe: Scribe) -> _Markup:
    number = node.meta["id"] + 1
    again = f"-{node.meta['subId'] + 1}" if node.meta.get("subId") else ""
    name = f"{scribe.scope}-{number}"
    link = f'<a href="#fn-{name}" id="fnref-{name}{again}" role="doc-noteref">{number}</a>'
    return _Markup("x-footnote", f"<sup>{link}</sup>")


def _link(node: Node, scribe: Scribe) -> _Markup:
    href, line = str(node.attrs["href"]), line_of(node)
    return _Markup("link", f"<a{attributes(node, scribe)}{_target(href, line, scribe)}>", "</a>")


def _target(href: str, line: int, scribe: Scribe) -> str:
    """Print the attributes that lead to a web page, a place in the course, or a file of it."""
    if found := _OUTSIDE.match(href):
        new = ' target="_blank" rel="noopener noreferrer"' if found[1].startswith("http") else ""
        return f' href="{escape(href)}"{new}'
    if _SCHEME.match(href):
        hint = "Use an https, mailto or tel address."
        scribe.say(rules.MDN005, line, f"the address {href} is not allowed", hint)
        return ""
    path, _, place = unquote(href).partition("#")
    if not path or path.endswith(".md"):
        return _place(path, place, line, scribe)
    name = use_media(path, IMAGES | VIDEOS | SOUNDS | DOCUMENTS, line, scribe)
    return f' href="{mark("media", name)}" target="_blank"' if name else ""


def _place(path: str, place: str, line: int, scribe: Scribe) -> str:
    if path:
        folder = posixpath.dirname(scribe.name)
        name = posixpath.normpath(posixpath.join(folder, path))
        if name not in scribe.reading.lessons:
            hint = "Write the path from this file, such as ../02-fees/01-amounts.md."
            scribe.say(rules.MDN004, line, f"{path} is not a lesson of this course", hint)
            return ""
        place = place or scribe.reading.lessons[name]
    scribe.reading.links.append((place, scribe.where(line)))
    return f' href="#{escape(place)}"'


MARKUP: dict[str, Callable[[Node, Scribe], _Markup]] = {
    "strong": _paired("bold", "strong"),
    "em": _paired("italic", "em"),
    "s": _paired("x-strike", "del"),
    "code_inline": _paired("x-code", "code"),
    "span": _span,
    "link": _link,
    "image": _image,
    "hardbreak": lambda node, scribe: _Markup("lb", "<br>"),
    "footnote_ref": _footnote,
}

"""One line or paragraph of Markdown to a text with numbered codes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from pathya.authoring import rules
from pathya.authoring.course import Code, Inline, plain
from pathya.authoring.markdown import Node
from pathya.authoring.media import use_media
from pathya.authoring.media_kinds import DOCUMENTS, IMAGES, SOUNDS, VIDEOS
from pathya.authoring.sanitise import clean
from pathya.authoring.scribe import Scribe
from pathya.authoring.slots import lang_mark, mark, split_slots

BLANK = "blank"
"""The class that makes a span a blank to fill."""

_OUTSIDE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?\Z")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_UNSAFE_LINK = re.compile(r"\]\(\s*(javascript|vbscript|file|data):", re.IGNORECASE)
_LOST_NOTE = re.compile(r"\[\^([^\[\]]+)\]")


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
    if node.meta.get("deep"):
        hint = "Take marks away, or write a backslash before those that are no marks."
        scribe.say(rules.MDN008, line_of(node), "marks are nested too deeply here", hint)
    inline = _tidy(pieces)
    if not plain(inline):
        return "", "".join(_raw(piece, markup) for piece in inline)
    unit = scribe.add_unit(inline, role, line_of(node), tuple(_code(one) for one in markup))
    scribe.last = 0  # the words are gone through once more
    for piece in _prose(inline, markup):
        _look_for_slips(piece, node, scribe)
    own_language = node.parent is not None and "lang" in node.parent.attrs
    return "" if own_language else lang_mark(unit), mark("text", unit)


def _prose(inline: Inline, markup: list[_Markup]) -> Iterator[str]:
    """Give the words of a text that are not shown as code."""
    depth = 0
    for piece in inline:
        if isinstance(piece, int):
            is_code = markup[abs(piece) - 1].kind == "x-code"
            depth += is_code * (1 if piece > 0 else -1)
        elif not depth:
            yield piece


def line_of(node: Node) -> int:
    """Find the line (from 1) that a node starts on; inside a paragraph that of the paragraph."""
    return node.rows[0] + 1


def line_with(words: str, node: Node, scribe: Scribe) -> int:
    """Find the line of a node's block on which these words stand; else the block's first."""
    return scribe.line_of(words, node.rows[0] + 1, node.rows[1])


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


@lru_cache(maxsize=1024)
def _code(one: _Markup) -> Code:
    """Clean a code; most are the same few, `<strong>` above all."""
    if one.close is None:
        return Code(one.kind, split_slots(clean(one.open)), None, one.key)
    opening, _, close = clean(f"{one.open}\ue002{one.close}").partition("\ue002")
    return Code(one.kind, split_slots(opening), close, one.key)


def _look_for_slips(text: str, node: Node, scribe: Scribe) -> None:
    if "<" in text and (found := _HTML.search(text)):
        line = line_with(found[0], node, scribe)
        hint = "Use Markdown or a directive instead."
        scribe.say(rules.MDN006, line, f"`{found[0][:40]}` is shown as it is written", hint)
    if "](" in text and (found := _UNSAFE_LINK.search(text)):
        line = line_with(found[0], node, scribe)
        hint = "Link to a web page."
        scribe.say(rules.MDN005, line, f"a `{found[1]}:` link is not allowed", hint)
    if "[^" in text and (found := _LOST_NOTE.search(text)):
        line = line_with(found[0], node, scribe)
        hint = f"Write it on a line of its own: `[^{found[1]}]: …`"
        scribe.say(rules.MDN009, line, f"the footnote [^{found[1]}] is not written", hint)


# --- what each piece of markup becomes -----------------------------------------------------------


def attributes(node: Node, scribe: Scribe) -> str:
    """Print a node's own id and lang; report what is not kept."""
    if not node.attrs and not node.meta:
        return ""
    kept = {name: str(value) for name, value in node.attrs.items()}
    line = line_of(node)
    lost = [*node.meta.get("insecure_attrs", {})]
    if "class" in kept and kept["class"] != BLANK:
        lost.append(f"class {kept['class']}")
    if "title" in kept and node.type in ("link", "image"):
        lost.append(f'title "{kept["title"]}"')
    for name in lost:
        scribe.say(rules.MDN007, line, f"the {name} is not used", "Remove it.")
    shown = f' id="{escape(scribe.take_id(kept["id"], line, anchor=True))}"' if "id" in kept else ""
    if "lang" in kept and not _LANGUAGE.match(kept["lang"]):
        scribe.say(rules.MDN007, line, f"the lang {kept['lang']} is not used", "Write lang=hi.")
    elif "lang" in kept:
        shown += f' lang="{kept["lang"]}" dir="auto"'
    return shown


def _paired(kind: str, tag: str) -> Callable[[Node, Scribe], _Markup]:
    return lambda node, scribe: _Markup(kind, f"<{tag}{attributes(node, scribe)}>", f"</{tag}>")


def _span(node: Node, scribe: Scribe) -> _Markup:
    if node.attrs.get("class") == BLANK:
        name, line = str(node.attrs.get("id", "")), line_of(node)
        if not name:
            scribe.say(rules.QST001, line, "the blank has no id", "Write {.blank #b1}.")
        if not scribe.fills:
            hint = "Blanks stand in the text of a question with `:type: fill`."
            scribe.say(rules.QST010, line, "a blank cannot stand here", hint)
        return _Markup("x-blank", f"<span{attributes(node, scribe)}>", "</span>", name)
    return _Markup("x-span", f"<span{attributes(node, scribe)}>", "</span>")


def _image(node: Node, scribe: Scribe) -> _Markup:
    address = str(node.attrs["src"])
    name = use_media(address, IMAGES, line_with(unquote(address), node, scribe), scribe)
    text = words_of(node, "an alternative text", scribe)
    source = f' src="{mark("media", name)}"' if name else ""
    if not text:
        _draw(name, node, scribe)
        return _Markup("image", f'<img{attributes(node, scribe)}{source} alt="">')
    unit = scribe.add_unit((text,), "alternative text", line_of(node))
    _draw(name, node, scribe)
    alternative = f' alt="{mark("plain", unit)}"{lang_mark(unit)}'
    return _Markup("image", f"<img{attributes(node, scribe)}{source}{alternative}>")


def _draw(name: str, node: Node, scribe: Scribe) -> None:
    """Make units of the texts of a picture that is a drawing."""
    if name.lower().endswith(".svg"):
        from pathya.authoring.drawing_reader import read_drawing  # noqa: PLC0415 - brings XML

        read_drawing(name, line_of(node), scribe)


def words_of(node: Node, what: str, scribe: Scribe) -> str:
    """Give the words of a node without markup; say what a title or alternative text cannot hold."""
    for child in node.walk():
        if child is not node and child.type in _HELD:
            hint = "Put it into the text below."
            message = f"{what} cannot hold {_HELD[child.type]}"
            scribe.say(rules.MDN010, line_of(node), message, hint)
    return words(node)


def words(node: Node) -> str:
    """Give the words of a node without markup, on one line."""
    return " ".join("".join(_words(child) for child in node.walk()).split())


_HELD = {"image": "a picture", "footnote_ref": "a footnote"}


def _words(node: Node) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    return " " if node.type in ("softbreak", "hardbreak") else ""


def _footnote(node: Node, scribe: Scribe) -> _Markup:
    number = node.meta["id"] + 1
    again = f"-{node.meta['subId'] + 1}" if node.meta.get("subId") else ""
    name = f"{scribe.scope}-{number}"
    link = f'<a href="#fn-{name}" id="fnref-{name}{again}" role="doc-noteref">{number}</a>'
    return _Markup("x-footnote", f"<sup>{link}</sup>")


def _link(node: Node, scribe: Scribe) -> _Markup:
    href = str(node.attrs["href"])
    line = line_with(unquote(href), node, scribe)
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
    if posixpath.splitext(path)[1].lower() not in _FILES:
        hint = "Write a web address with https://, a lesson's .md file, or a file of the course."
        scribe.say(rules.MDN004, line, f"{path} is not something to link to", hint)
        return ""
    name = use_media(path, _FILES, line, scribe)
    return f' href="{mark("media", name)}" target="_blank"' if name else ""


# A drawing that is opened by itself could run scripts of its own; in a page it cannot.
_FILES = (IMAGES | VIDEOS | SOUNDS | DOCUMENTS) - {".svg"}


def _place(path: str, place: str, line: int, scribe: Scribe) -> str:
    if posixpath.basename(path) == "glossary.md" and place:
        scribe.reading.links.append((place, scribe.where(line)))
        return f' class="term" href="#{escape(place)}"'
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

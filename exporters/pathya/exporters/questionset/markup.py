"""Texts of questions as HTML that the platform's pages show by themselves, and as words."""

from __future__ import annotations

import re
from html import unescape

from pathya.authoring.course import Html
from pathya.authoring.sanitise import keep
from pathya.exporters.html import Sheet, escape, print_html

BLANK = '<input style="border-style:none none solid none" />'
"""How the platform's form writes a blank."""

_TAGS = frozenset(
    "a b bdi blockquote br caption code dd del dl dt em h2 h3 h4 h5 h6 hr i input li ol p pre span "
    "strong sub sup table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"*": {"lang", "dir"}, "a": {"href", "target", "rel"}, "ol": {"start"}}
_INNER = re.compile(r'<a href="#[^"]*">((?:(?!</a>).)*)</a>', re.DOTALL)
"""A link to a place in the course, which is not where the question is."""
_BARE = re.compile(r"<a>((?:(?!</a>).)*)</a>|<span>((?:(?!</span>).)*)</span>", re.DOTALL)
_ONE_PARAGRAPH = re.compile(r"\A<p( [^>]*)?>((?:(?!</?p\b).)*)</p>\s*\Z", re.DOTALL)
_BLOCKS = re.compile(r"<(?:blockquote|dl|h[2-6]|hr|ol|p|pre|table|ul)\b")


def body(html: Html, sheet: Sheet) -> str:
    """Print a question or an answer; one paragraph stands without its tags."""
    printed = keep(print_html(html, sheet), _TAGS, _ATTRIBUTES)
    printed = _BARE.sub(r"\1\2", _INNER.sub(r"\1", printed)).strip()
    printed = printed.replace("<input>", BLANK)
    one = _ONE_PARAGRAPH.match(printed)
    if one:
        printed = f"<span{one[1]}>{one[2]}</span>" if one[1] else one[2]
    return _turned(printed, sheet) if printed else ""


def _turned(printed: str, sheet: Sheet) -> str:
    """Say that a text is written from right to left: the page around it is not."""
    if sheet.edition.language.dir == "ltr":
        return printed
    tag = "div" if _BLOCKS.search(printed) else "span"
    return f'<{tag} lang="{sheet.edition.language.tag}" dir="rtl">{printed}</{tag}>'


def words(printed: str, gap: str = "___") -> str:
    """Take the tags off; `gap` stands for a blank."""
    text = re.sub(r"<[^>]*>", lambda tag: _space(tag[0], gap), printed)
    return " ".join(unescape(text).split())


def _space(tag: str, gap: str) -> str:
    if tag.startswith("<input"):
        return escape(gap)
    return "" if re.match(r"</?(?:a|b|bdi|code|del|em|i|span|strong|sub|sup)\b", tag) else " "


def shows_media(html: Html, sheet: Sheet) -> bool:
    """Tell whether a text holds a picture, film or sound."""
    return bool(re.search(r"<(?:img|video|audio)\b", print_html(html, sheet)))

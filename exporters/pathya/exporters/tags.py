"""Find the tags of a page that nobody vouches for, in time that grows with its length alone.

libxml2's HTML parser needs hours for one tag with a million attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_OPENING = re.compile(r"<(?!/[a-z][a-z0-9]*>)(?:(!--)|(/?[a-z][^\s/>]*)|[!?/])", re.IGNORECASE)
"""What begins like a tag, but for end tags as everyone writes them: nothing rests on them."""
_COMMENT = re.compile(r"-?>|.*?(?:--!?>|\Z)", re.DOTALL)
"""The rest of a comment; one that begins `<!-->` is over (WHATWG HTML §13.2.5.43)."""
_ODD = re.compile(r"[^>]*>?")
"""The rest of what only looks like a tag, such as `<!DOCTYPE html>`."""
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""", re.DOTALL
)
_CLOSING = re.compile(r"[\s/=]*>?")
_NOUGHTS = re.compile(r"(&#x?)0+(?=[0-9a-f])", re.IGNORECASE)
_HUGE = re.compile(r"&#[0-9]{8,};?")
"""No character; `unescape` fails on a number of 4,300 digits."""
_TEXTS = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements whose content is text, whatever it looks like, up to their end tag."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    """In lower case, as the attributes' names are."""
    attrs: tuple[tuple[str, str], ...]
    line: int
    """Where the tag begins."""
    text: str = ""
    """The content of a style element."""

    def get(self, name: str) -> str:
        """The value of an attribute; empty when there is none."""
        return dict(self.attrs).get(name, "")


def find_tags(page: str) -> Iterator[Tag]:
    """List the start tags of a page, those in templates too, those in comments and scripts not."""
    line, counted, place = 1, 0, 0
    while opening := _OPENING.search(page, place):
        name = (opening[2] or "").lower()
        if not name:
            place = _end(_COMMENT if opening[1] else _ODD, page, opening.end())
            continue
        attrs, place = _attributes(page, opening.end())
        if not name.startswith("/"):
            line += page.count("\n", counted, opening.start())
            counted = opening.start()
            end = _raw_end(page, name, place)
            yield Tag(name, attrs, line, page[place:end] if name == "style" else "")
            place = end


def _attributes(page: str, place: int) -> tuple[tuple[tuple[str, str], ...], int]:
    if page.startswith(">", place):  # as with most tags
        return (), place + 1
    attrs: dict[str, str] = {}
    while found := _ATTRIBUTE.match(page, place):
        value = found[2] or found[3] or found[4] or ""
        attrs.setdefault(found[1].lower(), _unescaped(value))
        place = found.end()
    return tuple(attrs.items()), _end(_CLOSING, page, place)


def _unescaped(value: str) -> str:
    if "&" not in value:
        return value
    return unescape(_HUGE.sub("\ufffd", _NOUGHTS.sub(r"\1", value)))


def _raw_end(page: str, name: str, place: int) -> int:
    if name not in _TEXTS:
        return place
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, place)
    return end.start() if end else len(page)


def _end(pattern: re.Pattern[str], page: str, place: int) -> int:
    """Say where something ends that begins at a place; the pattern takes any text."""
    found = pattern.match(page, place)
    return found.end() if found else place

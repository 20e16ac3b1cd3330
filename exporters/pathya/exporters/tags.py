"""Find the tags of a page that nobody vouches for, in time that grows with its length alone.

libxml2's HTML parser needs hours for one tag with a million attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_OPENING = re.compile(r"<(?:(!--)|([a-z][^\s/>]*))", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""", re.DOTALL
)
_CLOSING = re.compile(r"[\s/=]*>?")
_LONG = 4_000
"""Characters; `unescape` fails on a number of 4,300 digits."""
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
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
        line += page.count("\n", counted, opening.start())
        counted = opening.start()
        if opening[1]:
            place = _after(page, "-->", opening.end())
            continue
        name = opening[2].lower()
        attrs, place = _attributes(page, opening.end())
        end = _raw_end(page, name, place)
        yield Tag(name, attrs, line, page[place:end] if name == "style" else "")
        place = end


def _attributes(page: str, place: int) -> tuple[tuple[tuple[str, str], ...], int]:
    attrs: dict[str, str] = {}
    while found := _ATTRIBUTE.match(page, place):
        value = found[2] or found[3] or found[4] or ""
        attrs.setdefault(found[1].lower(), unescape(value) if len(value) < _LONG else value)
        place = found.end()
    closing = _CLOSING.match(page, place)
    return tuple(attrs.items()), closing.end() if closing else place


def _raw_end(page: str, name: str, place: int) -> int:
    if name not in _RAW:
        return place
    end = _RAW[name].search(page, place)
    return end.start() if end else len(page)


def _after(page: str, mark: str, place: int) -> int:
    found = page.find(mark, place)
    return len(page) if found < 0 else found + len(mark)

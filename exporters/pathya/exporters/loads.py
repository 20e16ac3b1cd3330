"""Find what a page loads by itself, or sends word to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from posixpath import dirname, join, normpath

from pathya.exporters.css import css_loads
from pathya.exporters.tags import Tag, find_tags

EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
"""How an address begins that leads out of the package."""
INLINE = re.compile(r"(?:data:|blob:|about:|javascript:|#|\Z)", re.IGNORECASE)
"""How one begins that is loaded from nowhere; it comes before the other."""

_UNLINKED = ("a", "area", "base")
"""Elements whose href is followed only when the learner wants it, or is no place at all."""
_RELATIONS = {"alternate", "author", "canonical", "help", "license", "next", "prev", "search"}
"""What a link element only speaks of; of other relations the target is loaded."""
_SOURCE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:,+(?=\s|\Z)|\s[^,]*)?")
"""An address in a srcset, which may hold commas, and what is said of it."""
_REFRESH = re.compile(r"\s*[\d.]*[\s;,]+(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_IGNORED = str.maketrans("", "", "\t\n\r")
_AROUND = "".join(map(chr, range(33)))
_FRAMES = 3
"""How deep pages in frames in pages are looked into; each costs as much as all in it."""


def page_loads(tags: tuple[Tag, ...], frames: int = _FRAMES) -> Iterator[tuple[int, str]]:
    """List all that a page loads: (line, address), relative ones from where the page lies."""
    base = _base(tags)
    for tag in tags:
        for name, value in tag.attrs:
            for address in _ATTRIBUTES[name](tag, value) if name in _ATTRIBUTES else ():
                yield tag.line, _from_base(base, address)
        for line, address in css_loads(tag.text, tag.line) if tag.text else ():
            yield line, _from_base(base, address)
        if frames and tag.name == "iframe":
            inner = tuple(find_tags(tag.get("srcdoc")))
            for _, address in page_loads(inner, frames - 1):
                yield tag.line, _from_base(base, address)


def printed_loads(page: str) -> Iterator[str]:
    """List the addresses that a page of ours loads: what else there is in it is passed over.

    Its attributes stand in double quotes, and it has no comments, scripts or styles inside.
    """
    tags = "".join(tag for tag in _PRINTED.findall(page) if _LOADING.search(tag))
    return (address for _, address in page_loads(tuple(find_tags(tags))))


def cleaned(address: str) -> str:
    """Drop what browsers drop from an address before they read it (WHATWG URL §4.4)."""
    return address.strip(_AROUND).translate(_IGNORED)


def _base(tags: tuple[Tag, ...]) -> str:
    """Say where relative addresses begin: in a folder, or outside if any base leads out."""
    bases = [cleaned(tag.get("href")) for tag in tags if tag.name == "base"]
    bases = [base for base in bases if not INLINE.match(base)]
    if outside := next(filter(EXTERNAL.match, bases), ""):
        return outside
    # Made short once, for it stands before every address.
    return normpath(dirname(bases[0])) if bases else ""


def _from_base(base: str, address: str) -> str:
    address = cleaned(address)
    if INLINE.match(address) or EXTERNAL.match(address):
        return address
    return base + address if EXTERNAL.match(base) else join(base, address)


def _one(_: Tag, value: str) -> Iterator[str]:
    yield value


def _data(tag: Tag, value: str) -> Iterator[str]:
    if tag.name == "object":
        yield value


def _href(tag: Tag, value: str) -> Iterator[str]:
    said = set(tag.get("rel").lower().split()) if tag.name == "link" else set()
    only_spoken_of = said and said <= _RELATIONS
    if tag.name not in _UNLINKED and not only_spoken_of:
        yield value


def _sources(_: Tag, value: str) -> Iterator[str]:
    return (found[1] for found in _SOURCE.finditer(value))


def _style(_: Tag, value: str) -> Iterator[str]:
    return (address for _, address in css_loads(value))


def _refresh(tag: Tag, value: str) -> Iterator[str]:
    found = _REFRESH.match(value)
    if found and tag.get("http-equiv").lower() == "refresh":
        yield found[1]


def _ping(_: Tag, value: str) -> Iterator[str]:
    yield from value.split()


_ATTRIBUTES: Mapping[str, Callable[[Tag, str], Iterator[str]]] = {
    "background": _one,
    "content": _refresh,
    "data": _data,
    "href": _href,
    "imagesrcset": _sources,
    "ping": _ping,
    "poster": _one,
    "src": _one,
    "srcset": _sources,
    "style": _style,
    "xlink:href": _href,
}
"""What attributes load."""
_PRINTED = re.compile(r'<(?!a[\s>])[a-z][^"<>]*(?:"[^"]*"[^"<>]*)*>')
"""A start tag as we print it, but for links: what they lead to is not loaded."""
_LOADING = re.compile(rf"\s(?:srcdoc|{'|'.join(_ATTRIBUTES)})=")

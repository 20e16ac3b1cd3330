"""The rules for the pages and styles of a package: what they load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pathya.authoring.diagnostics import Diagnostic
from pathya.exporters import rules
from pathya.exporters.archive import Archive
from pathya.exporters.tags import Tag, find_tags

PAGE_LIMIT = 800_000
"""Bytes."""

_PAGES = (".htm", ".html", ".xhtml")
_LOADS = ("src", "poster", "data", "background", "srcset")
"""Attributes that load what they name, whatever the element."""
_LINKS = ("a", "area")
"""Elements whose href is followed only when the learner wants it."""
_RELATIONS = {"alternate", "author", "canonical", "help", "license", "next", "prev", "search"}
"""What a link element only speaks of; of other relations the target is loaded."""
_EXTERNAL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_INLINE = re.compile(r"\s*(?:data:|blob:|about:|javascript:|#|$)", re.IGNORECASE)
"""What is loaded from nowhere."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# The bounds keep the time down for a style sheet that opens a million quotes.
_URL = re.compile(
    r"""(?:url\(\s*|@import\s+(?!url\())(?:"([^"\n]{0,500})"|'([^'\n]{0,500})'|([^\s"')]{1,500}))""",
    re.IGNORECASE,
)


def check_pages(archive: Archive) -> Iterator[Diagnostic]:
    """Check every page, style sheet and drawing."""
    for name, data in archive.texts.items():
        if name.lower().endswith(".css"):
            yield from _check_loads(archive, name, _css_loads(data.decode("utf-8", "replace")))
        elif name.lower().endswith((*_PAGES, ".svg")):
            yield from _check_page(archive, name, data)


def _check_page(archive: Archive, name: str, data: bytes) -> Iterator[Diagnostic]:
    tags = tuple(find_tags(data.decode("utf-8", "replace")))
    yield from _check_loads(archive, name, _page_loads(tags))
    if name.lower().endswith(_PAGES):
        yield from _check_policy(archive, name, tags)
        if len(data) > PAGE_LIMIT:
            said = f"it has {len(data) // 1000} kB"
            yield rules.PKG063.at(archive.where(name), said)


def _check_policy(archive: Archive, name: str, tags: tuple[Tag, ...]) -> Iterator[Diagnostic]:
    metas = (tag.get("http-equiv").lower() for tag in tags if tag.name == "meta")
    if "content-security-policy" not in metas:
        yield rules.PKG061.at(archive.where(name), "there is no such meta element")


def _check_loads(
    archive: Archive, name: str, loads: Iterator[tuple[int, str]]
) -> Iterator[Diagnostic]:
    for line, url in loads:
        if _INLINE.match(url):
            continue
        if _EXTERNAL.match(url):
            yield rules.PKG060.at(archive.where(name, line), f"it loads {url[:200]}")
        elif (target := _target(name, url)) not in archive.sizes:
            yield rules.PKG062.at(archive.where(name, line), f"{target[:200]!r} is missing")


def _target(name: str, url: str) -> str:
    """Name the file that a relative address means."""
    path = unquote(re.split(r"[?#]", url.strip(), maxsplit=1)[0])
    return normpath(join(dirname(name), path))


def _page_loads(tags: tuple[Tag, ...]) -> Iterator[tuple[int, str]]:
    """All that a page loads by itself: (line, address)."""
    for tag in tags:
        if _RELATIONS & set(tag.get("rel").lower().split()):
            continue
        for attribute, value in tag.attrs:
            for url in _attribute_loads(tag.name, attribute, value):
                yield tag.line, url
        yield from _css_loads(tag.text, tag.line)


def _attribute_loads(tag: str, attribute: str, value: str) -> Iterator[str]:
    if attribute == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.strip())
    elif attribute in _LOADS or (attribute in ("href", "xlink:href") and tag not in _LINKS):
        yield value
    elif attribute == "style":
        yield from (url for _, url in _css_loads(value))


def _css_loads(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """All that a style sheet loads: (line, address), lines counted from `first`."""
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    line, end = first, 0
    for found in _URL.finditer(bare):
        line += bare.count("\n", end, found.start())
        end = found.start()
        yield line, found[1] or found[2] or found[3] or ""

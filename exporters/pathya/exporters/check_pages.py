"""The rules for the pages and styles of a package: what they load."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pathya.authoring.diagnostics import Diagnostic
from pathya.exporters import rules
from pathya.exporters.css import css_loads
from pathya.exporters.loads import EXTERNAL, INLINE, cleaned, page_loads
from pathya.exporters.package import PAGE_LIMIT
from pathya.exporters.tags import Tag, find_tags
from pathya.exporters.unpacked import Archive

_PAGES = (".htm", ".html", ".xhtml")
_ENCODINGS = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0?\0": "utf-16-le",
    b"\0<\0?": "utf-16-be",
}
"""By the first bytes, as browsers go by them; all else is read as UTF-8."""


def check_pages(archive: Archive) -> Iterator[Diagnostic]:
    """Check every page, style sheet and drawing."""
    for name, data in archive.texts.items():
        if name.lower().endswith(".css"):
            yield from check_loads(archive, name, css_loads(_decoded(data)))
        elif name.lower().endswith((*_PAGES, ".svg")):
            yield from _check_page(archive, name, data)


def _decoded(data: bytes) -> str:
    encodings = (name for mark, name in _ENCODINGS.items() if data.startswith(mark))
    return data.decode(next(encodings, "utf-8-sig"), "replace")


def _check_page(archive: Archive, name: str, data: bytes) -> Iterator[Diagnostic]:
    tags = tuple(find_tags(_decoded(data)))
    yield from check_loads(archive, name, page_loads(tags))
    if name.lower().endswith(_PAGES):
        yield from _check_policy(archive, name, tags)
        if len(data) > PAGE_LIMIT:
            said = f"it has {len(data) // 1000} kB"
            yield rules.PKG063.at(archive.where(name), said)


def _check_policy(archive: Archive, name: str, tags: tuple[Tag, ...]) -> Iterator[Diagnostic]:
    metas = (tag.get("http-equiv").lower() for tag in tags if tag.name == "meta")
    if "content-security-policy" not in metas:
        yield rules.PKG061.at(archive.where(name), "there is no such meta element")


def check_loads(
    archive: Archive, name: str, loads: Iterable[tuple[int, str]]
) -> Iterator[Diagnostic]:
    """Check what a file of the package loads: (line, address)."""
    for line, written in loads:
        url = cleaned(written)
        if INLINE.match(url):
            continue
        if EXTERNAL.match(url):
            yield rules.PKG060.at(archive.where(name, line), f"it loads {url[:200]}")
        elif (target := _target(name, url)) not in archive.sizes:
            yield rules.PKG062.at(archive.where(name, line), f"{target[:200]!r} is missing")


@lru_cache(maxsize=4096)  # the same in each language
def _target(name: str, url: str) -> str:
    """Name the file that a relative address means."""
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
    return normpath(join(dirname(name), path))

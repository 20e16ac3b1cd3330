"""The rules for the pages and styles of a package: what they load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from pathya.authoring.diagnostics import Diagnostic
from pathya.authoring.xml.html import parse_html
from pathya.authoring.xml.parse import Element, XmlFault, line_of
from pathya.exporters import rules
from pathya.exporters.archive import Archive

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
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(
    r"""(?:url\(\s*|@import\s+(?!url\())(?:"([^"\n]{0,2000})"|'([^'\n]{0,2000})'|([^\s"')]{1,2000}))""",
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
    try:
        root = parse_html(data)
    except XmlFault:
        return  # an empty page loads nothing
    yield from _check_loads(archive, name, _html_loads(root))
    if name.lower().endswith(_PAGES):
        yield from _check_policy(archive, name, root)
        if len(data) > PAGE_LIMIT:
            said = f"it has {len(data) // 1000} kB"
            yield rules.PKG063.at(archive.where(name), said)


def _check_policy(archive: Archive, name: str, root: Element) -> Iterator[Diagnostic]:
    metas = (meta.get("http-equiv", "").lower() for meta in root.iter("meta"))
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


def _html_loads(root: Element) -> Iterator[tuple[int, str]]:
    """All that a page loads by itself: (line, address)."""
    for node in root.iter():
        line = line_of(node)
        if _RELATIONS & set(node.get("rel", "").lower().split()):
            continue
        for attribute, value in node.attrib.items():
            for url in _attribute_loads(str(node.tag), str(attribute), str(value)):
                yield line, url
        if node.tag == "style":
            yield from ((line + skip, url) for skip, url in _css_loads(node.text or "", 0))


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

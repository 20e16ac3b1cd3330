"""Drawings: an SVG is a document that may run scripts, so it is looked into before it is packed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathya.authoring.xml.parse import Element, XmlFault, parse_xml

_ACTIVE = frozenset(("script", "foreignobject", "iframe", "handler"))
_OUTSIDE = re.compile(r"\s*(?!#|data:image/(?:png|jpeg|gif|webp);)\S", re.IGNORECASE)
_STYLE_OUTSIDE = re.compile(r"@import|url\(\s*[\"']?(?!#|data:)", re.IGNORECASE)


def svg_faults(data: bytes) -> tuple[str, ...]:
    """Say what a drawing holds that a picture must not: scripts, and what lies outside of it.

    In a page the Content-Security-Policy stops both; a learner who opens the drawing by itself has
    no such guard.
    """
    try:
        root = parse_xml(data)
    except XmlFault as fault:
        return (f"is not an SVG drawing (line {fault.line}: {fault.message})",)
    return tuple(dict.fromkeys(_faults(root)))


def _faults(root: Element) -> Iterator[str]:
    if _local(root.tag) != "svg":
        yield f"is not an SVG drawing, but <{_local(root.tag)}>"
    for element in root.iter():
        name = _local(element.tag)
        if name in _ACTIVE:
            yield f"holds <{name}>"
        if name == "style" and _STYLE_OUTSIDE.search("".join(map(str, element.itertext()))):
            yield "holds a style that loads something"
        for key, value in element.attrib.items():
            yield from _attribute_faults(_local(key), str(value))


def _attribute_faults(name: str, value: str) -> Iterator[str]:
    if name.startswith("on"):
        yield f"holds the script attribute {name}"
    elif name == "attributename" and value.lower().endswith("href"):
        yield "holds an animation of an address"
    elif name in ("href", "src") and _OUTSIDE.match(value):
        yield f"refers to {value.strip()[:60]}"
    elif _STYLE_OUTSIDE.search(value):
        yield "holds a style that loads something"


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()

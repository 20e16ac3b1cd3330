"""Drawings: an SVG is a document that may run scripts, so it is looked into before it is packed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pathya.authoring.svg_names import (
    ATTRIBUTES,
    EDITORS,
    ELEMENTS,
    GEOMETRY,
    LINK_ATTRIBUTES,
    LINKS,
    PREFIXES,
    PRESENTATION,
    SPACES,
    XML,
    XML_ATTRIBUTES,
)
from pathya.authoring.xml.parse import LIMIT, Element, XmlFault, parse_xml

MOST_DRAWN = 200_000
"""Elements that are drawn when each `use` is followed: ten that each use the next one ten times
over are a page of text and ten thousand million shapes."""

_HELD = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);", re.IGNORECASE)
_PICTURES = ("image", "feimage")
_IGNORED = str.maketrans("", "", "\t\n\r")
_AROUND = "".join(map(chr, range(33)))
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_LOADING = re.compile(
    r"@import|(?:image-set|image|src|cross-fade|element|expression|paint)\(|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
_URL = re.compile(r"url\([\s\"']*", re.IGNORECASE)
_HELD_IN_STYLE = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp|avif)|font/|application/(?:x-)?font)", re.IGNORECASE
)
_ENCODINGS = (None, "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ASCII", "US-ASCII", "ISO-8859-1")
_HARMLESS = ("xpacket",)
"""Processing instructions: the edges of notes by Adobe."""


def svg_faults(data: bytes, limit: int = LIMIT) -> tuple[str, ...]:
    """Say what a drawing holds that a picture must not: scripts, and what lies outside of it.

    In a page the Content-Security-Policy stops both; a learner who opens the drawing by itself has
    no such guard.
    """
    try:
        root = parse_xml(data, limit, instructions=True)
    except XmlFault as fault:
        return (f"is not an SVG drawing (line {fault.line}: {fault.message})",)
    return tuple(dict.fromkeys(_faults(root)))


def _faults(root: Element) -> Iterator[str]:
    if parted(root.tag)[1] != "svg":
        yield f"is not an SVG drawing, but <{parted(root.tag)[1]}>"
        return
    if (encoding := root.getroottree().docinfo.encoding) and encoding.upper() not in _ENCODINGS:
        yield f"is written in {encoding}, and not in UTF-8"
    for beside in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield from _instruction_faults(beside)
    for element in root.iter():
        yield from _element_faults(element)
    yield from _repeated(root)


def _element_faults(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield from _instruction_faults(element)
        return
    space, name = parted(element.tag)
    if space.startswith(EDITORS):
        return
    if space not in SPACES or name not in ELEMENTS:
        yield f"holds <{name}>"
    if name == "style" and _loads("".join(map(str, element.itertext()))):
        yield "holds a style that loads something"
    for key, value in element.attrib.items():
        yield from _attribute_faults(name, *parted(key), str(value))


def _instruction_faults(node: Element) -> Iterator[str]:
    target = str(getattr(node, "target", ""))
    if target and target not in _HARMLESS:
        yield f"holds the instruction <?{target[:40]}?>"


def _attribute_faults(element: str, space: str, name: str, value: str) -> Iterator[str]:
    if space.startswith(EDITORS):
        return
    if not _is_known(space, name):
        what = "the script attribute" if name.startswith("on") else "the attribute"
        yield f"holds {what} {name[:40]}"
    elif name == "href":
        yield from _address_faults(element, value)
    elif name == "attributename" and value.strip().lower() not in PRESENTATION | GEOMETRY:
        what = "of an address" if value.strip().lower().endswith("href") else f"of {value[:40]}"
        yield f"holds an animation {what}"
    elif _loads(value):
        yield "holds a style that loads something"


def _is_known(space: str, name: str) -> bool:
    if space == LINKS:
        return name in LINK_ATTRIBUTES
    if space == XML:
        return name in XML_ATTRIBUTES
    return not space and (name in ATTRIBUTES or name.startswith(PREFIXES))


def _address_faults(element: str, value: str) -> Iterator[str]:
    address = value.strip(_AROUND).translate(_IGNORED)
    is_held = element in _PICTURES and _HELD.match(address)
    if address and not address.startswith("#") and not is_held:
        yield f"refers to {address[:60]}"


def _loads(style: str) -> bool:
    """Tell whether a style loads anything, however its letters are written (CSS Syntax §4.3.7)."""
    plain = _ESCAPE.sub(_unescaped, style) if "\\" in style else style
    addresses = (found.end() for found in _URL.finditer(plain))
    outside = any(not _HELD_IN_STYLE.match(plain, at) for at in addresses)
    return outside or bool(_LOADING.search(plain))


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else ord(found[2])
    return chr(code) if code < 0x110000 else "\ufffd"


# --- what is drawn again and again ---------------------------------------------------------------


def _repeated(root: Element) -> Iterator[str]:
    """Follow each `use` to what it uses, but not through more than a browser should draw."""
    if drawn_by(root) > MOST_DRAWN:
        yield f"draws more than {MOST_DRAWN} shapes, or uses itself"


def drawn_by(root: Element) -> int:
    """Count what is drawn when each `use` is followed; beyond `MOST_DRAWN` it is not counted on."""
    named = {str(one.get("id")): one for one in root.iter() if one.get("id")}
    return _drawn(root, named, {}, 0)


def _drawn(
    element: Element, named: dict[str, Element], known: dict[Element, int], deep: int
) -> int:
    """Count what is drawn; what is nested too deeply, or in itself, counts as too much."""
    if deep > 50:
        return MOST_DRAWN + 1
    if element not in known:
        count = 0
        for one in element.iter():
            count += 1
            if parted(one.tag)[1] == "use" and (target := _target(one, named)) is not None:
                count += _drawn(target, named, known, deep + 1)
            if count > MOST_DRAWN:
                break
        known[element] = count
    return known[element]


def _target(use: Element, named: dict[str, Element]) -> Element | None:
    address = use.get("href", use.get(f"{{{LINKS}}}href", ""))
    return named.get(str(address).strip().removeprefix("#"))


@lru_cache(maxsize=1024)
def parted(tag: object) -> tuple[str, str]:
    """Part a name: its namespace, and the rest in lower case."""
    space, _, name = str(tag).rpartition("}")
    return space.removeprefix("{"), name.lower()

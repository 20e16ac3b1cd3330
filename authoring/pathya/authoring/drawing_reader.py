"""Drawings whose texts are translated: an SVG to what stands in a page, and units.

An `<img>` cannot have the page's fonts, so each device would draw Urdu or Odia as it can. Such a
drawing therefore stands in the page itself, made of what our own lists name (`svg_names.SHOWN`) and
of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from posixpath import basename

from pathya.authoring import media_rules as rules
from pathya.authoring.drawing import OWN, Drawing, Label
from pathya.authoring.drawing_styles import Look, look_of, shown_attributes, written
from pathya.authoring.drawing_texts import Place, is_text, label_of, length, words_in
from pathya.authoring.scribe import Scribe
from pathya.authoring.svg import drawn_by, parted
from pathya.authoring.svg_names import EDITORS, SHOWN, UNSEEN
from pathya.authoring.xml.parse import Element, parse_xml
from pathya.authoring.xml.write import written_text

LARGEST = 64_000
"""Bytes of a drawing that stands in a page, which in all may have 800,000."""
MOST_DRAWN = 4_000
"""Shapes, each `use` followed: what a page can hold besides its text on a small phone."""

_FRAME = ("viewbox", "preserveaspectratio", "width", "height")
_UNKEPT = ("id", "x", "y", "overflow", "display", "visibility", "transform")
"""What the element itself would do to the page around it."""
_NO_WORDS = {"a", *SHOWN} - {"tspan"}
_TURNED = ("writing-mode", "glyph-orientation-vertical")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all of a drawing's elements are printed with."""

    look: Look
    scribe: Scribe
    role: str


def read_drawing(name: str, line: int, scribe: Scribe) -> None:
    """Make units of the texts of a drawing that a page shows; the first page that does has them.

    The file is sound. A drawing that has no words stays a file; so does one that cannot stand in a
    page, and that is said.
    """
    reading = scribe.reading
    if name in reading.drawings:
        return
    reading.drawings[name] = None
    data = reading.folder.media[name].path.read_bytes()
    if not re.search(rb"t\0?e\0?x\0?t", data):
        return
    root = parse_xml(data, reading.folder.limits.drawing_bytes)
    if not any(is_text(words_in(one)) for one in root.iter() if parted(one.tag)[1] == "text"):
        return
    look = look_of(root)
    if fault := look if isinstance(look, str) else _fault(root, len(data), look):
        stem = name.rpartition(".")[0]
        hint = f"Draw it with plain shapes, or make a file for each language: {stem}.hi.svg."
        scribe.say(rules.MED011, line, f"{name} {fault}", hint)
    elif not isinstance(look, str):
        inside = replace(scribe, name=name)
        reading.drawings[name] = _drawing(root, _Sheet(look, inside, f"text in {basename(name)}"))


def _fault(root: Element, size: int, look: Look) -> str:
    """Say why a drawing cannot stand in a page; empty if it can."""
    if size > LARGEST:
        return f"has {size // 1000} kB, and {LARGEST // 1000} are the most for one in a page"
    if drawn_by(root) > MOST_DRAWN:
        return f"draws more than {MOST_DRAWN} shapes"
    if not _box(root):
        return "has no viewBox of four lengths"
    return next((fault for one in root.iter() for fault in _element_faults(one, look)), "")


def _element_faults(element: Element, look: Look) -> Iterator[str]:
    space, name = parted(element.tag)
    if space.startswith(EDITORS):
        return
    if name not in SHOWN | UNSEEN | {"a"}:
        yield f"holds <{name}>"
    own = shown_attributes(element, look) if name in ("text", "tspan", "g", "svg") else {}
    if any(turned in own and not own[turned].startswith(("h", "lr")) for turned in _TURNED):
        yield "has text that runs downwards"
    if name in ("text", "tspan"):
        if any("%" in own.get(key, "") for key in ("x", "y", "dx", "dy", "font-size")):
            yield "places a text by per cent"
        if any(parted(child.tag)[1] in _NO_WORDS for child in element):
            yield "has more than words in a text"
    if name == "text" and is_text(words_in(element)) and _lettered(element, look):
        yield "turns or raises letters one by one"
    if name == "use" and _cuts(element) and _leads_to_words(element):
        yield "cuts a shape out with words that stand elsewhere"


def _lettered(text: Element, look: Look) -> bool:
    """Tell whether letters are turned, or stand on other heights, which no translation's can.

    Places along the line are none of the drawing's own: programs write them for each letter.
    """
    for one in text.iter():
        own = shown_attributes(one, look) if parted(one.tag)[1] in ("text", "tspan") else {}
        turns, *heights = (own.get(key, "").replace(",", " ").split() for key in _HEIGHTS)
        if any(length(turn, 0) for turn in turns) or any(len({*many}) > 1 for many in heights):
            return True
    return False


_HEIGHTS = ("rotate", "y", "dy")


def _leads_to_words(use: Element) -> bool:
    """Tell whether a `use` shows a text, of which the page makes a group."""
    names = {str(value) for key, value in use.items() if parted(key)[1] == "href"}
    shown = (one for one in use.getroottree().iter() if f"#{one.get('id')}" in names)
    return any(parted(inner.tag)[1] == "text" for one in shown for inner in one.iter())


def _drawing(root: Element, sheet: _Sheet) -> Drawing:
    own = shown_attributes(root, sheet.look)
    frame = {key: one for key, one in own.items() if key.lower() in _FRAME}
    for key in ("width", "height"):
        if length(own.get(key, ""), Place().size) is None:
            frame.pop(key, None)
    # The page's style goes before attributes of its element, so they stand in one inside.
    look = {key: one for key, one in own.items() if key.lower() not in (*_FRAME, *_UNKEPT)}
    inside = _inside(root, Place().inside(own), sheet)
    # Browsers let screen readers into a picture's texts, in spite of its role.
    pieces = _joined((f'<g aria-hidden="true"{written(look)}>', *inside, "</g>"))
    return Drawing(written({"viewBox": _box(root), **frame}), tuple(pieces))


def _box(root: Element) -> str:
    """Give the drawing's own lengths: without them it would be cut off on a narrow screen."""
    box = str(root.get("viewBox", "")).strip()
    if not box:
        width, height = (length(str(root.get(key, "")), 16) for key in ("width", "height"))
        return f"0 0 {width:g} {height:g}" if width and height else ""
    sides = [length(one, 16) for one in re.split(r"[\s,]+", box)]
    sound = len(sides) == 4 and None not in sides
    return box if sound and min(side or 0 for side in sides[2:]) > 0 else ""


def _inside(element: Element, place: Place, sheet: _Sheet) -> Iterator[str | Label]:
    for child in element:
        name = parted(child.tag)[1]
        if name in SHOWN and not parted(child.tag)[0].startswith(EDITORS):
            yield from _element(child, name, place, sheet)
        elif name == "a":
            yield from _element(child, "g", place, sheet)


def _element(element: Element, name: str, place: Place, sheet: _Sheet) -> Iterator[str | Label]:
    own = shown_attributes(element, sheet.look)
    if name == "text" and is_text(words_in(element)) and not _cuts(element):
        yield label_of(element, place, sheet.look, sheet.scribe, sheet.role)
        return
    tag = "g" if name == "g" else str(element.tag).rpartition("}")[2]
    yield f"<{tag}{written(own)}>"
    if name in ("text", "tspan"):
        yield from _fixed(element, place, sheet)
    else:
        yield from _inside(element, place.inside(own), sheet)
    yield f"</{tag}>"


def _cuts(element: Element) -> bool:
    """Tell whether a text is a hole that others are seen through: there it can have no lines."""
    return any(parted(one.tag)[1] == "clippath" for one in element.iterancestors())


def _fixed(element: Element, place: Place, sheet: _Sheet) -> Iterator[str | Label]:
    """Print a text that is the same in all languages."""
    yield _said(element.text)
    for child in element:
        if parted(child.tag)[1] == "tspan":
            yield from _element(child, "tspan", place, sheet)
        yield _said(child.tail)


def _said(text: object) -> str:
    return written_text(str(text or "").replace(OWN, ""))


def _joined(pieces: Iterable[str | Label]) -> Iterator[str | Label]:
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        yield from (text, piece) if text else (piece,)
        text = ""
    yield text

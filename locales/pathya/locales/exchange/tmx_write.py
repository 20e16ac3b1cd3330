"""Write a catalog as TMX 1.4, for translation memories."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.authoring.course import Inline
from pathya.authoring.xml.write import Node, document, element, inline
from pathya.locales.catalog import Catalog, Entry

COURSE, STATE, REVIEWER, REVIEWED = "x-course", "x-state", "x-reviewer", "x-reviewed"
"""What we say in <prop>: TMX has no place of its own for it."""
_DOCTYPE = b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


def tmx_serialize(catalog: Catalog) -> bytes:
    """Write all texts that have a translation: a memory has no place for others."""
    header = {
        "creationtool": "Pathya",
        "creationtoolversion": "1",
        "segtype": "block",
        "o-tmf": "pathya",
        "adminlang": "en",
        "srclang": catalog.source_tag,
        "datatype": "html",
    }
    units = (_unit(entry, catalog) for entry in catalog.entries.values() if entry.target)
    head = element("header", header, _prop(COURSE, catalog.course))
    root = element("tmx", {"version": "1.4"}, head, element("body", None, *units))
    declaration, line, rest = document(root).partition(b"\n")
    return declaration + line + _DOCTYPE + rest


def _unit(entry: Entry, catalog: Catalog) -> Node:
    people = {"creationid": entry.by or None, "creationdate": _stamp(entry.date)}
    reviewer = [(REVIEWER, entry.reviewer), (REVIEWED, entry.reviewed)]
    props = [(STATE, str(entry.state)), *(pair for pair in reviewer if pair[1])]
    return element(
        "tu",
        {"tuid": entry.id},
        *(inline("note", None, entry.note) for _ in [0] if entry.note),
        *(_prop(name, value) for name, value in props),
        _variant(catalog.source_tag, {}, entry.source),
        _variant(catalog.tag, people, entry.target),
    )


def _prop(name: str, value: str) -> Node:
    return inline("prop", {"type": name}, value)


def _stamp(date: str) -> str | None:
    """Write a date, or a date and time, as TMX does: 20261122T093000Z."""
    digits = "".join(char for char in date if char.isascii() and char.isdigit())
    return f"{digits[:8]}T{digits[8:14]:0<6}Z" if len(digits) in (8, 14) else None


def _variant(tag: str, people: dict[str, str | None], text: Inline) -> Node:
    segment = inline("seg", None, *_pieces(text))
    return element("tuv", {"xml:lang": tag, **people}, segment)


def _pieces(text: Inline) -> Iterator[Node | str]:
    """Write codes as <bpt>, <ept> and <ph>; `x` says which of them belong together."""
    open_codes: list[tuple[int, int]] = []
    for at, piece in enumerate(text):
        if isinstance(piece, str):
            yield piece
        elif piece < 0:
            begun = [i for i, number in open_codes if number == -piece]
            if begun:
                open_codes.remove((begun[-1], -piece))
                yield inline("ept", {"i": str(begun[-1])}, f"</{-piece}>")
        elif -piece in text[at:]:
            open_codes.append((at + 1, piece))
            yield inline("bpt", {"i": str(at + 1), "x": str(piece)}, f"<{piece}>")
        else:
            yield inline("ph", {"x": str(piece)}, f"<{piece}/>")

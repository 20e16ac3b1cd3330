"""Write a catalog as XLIFF 2.1, for tools that do not read 1.2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pathya.authoring.course import Inline
from pathya.authoring.xml.write import Node, document, element, inline
from pathya.locales.catalog import Catalog, Entry, State, Suggestion
from pathya.locales.checks import EMPHASIS
from pathya.locales.xliff_write import nested

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
SEGMENT = "s"
NOTE, REMARK = "pathya", "remark"
"""What notes are: where the text stands, and what people noted."""
PREFIX = "pathya:"

STATES = {State.TRANSLATED: "translated", State.SIGNED_OFF: "final"}
"""All others are `initial`, and a sub-state names them."""
_TYPES = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "lb": ("fmt", "xlf:lb"),
    "link": ("link", None),
    "image": ("image", None),
}


def xliff21_serialize(catalog: Catalog) -> bytes:
    """Write the whole file, UTF-8."""
    root = {
        "xmlns": NAMESPACE,
        "xmlns:mda": METADATA,
        "xmlns:mtc": MATCHES,
        "version": "2.1",
        "srcLang": catalog.source_tag,
        "trgLang": catalog.tag,
    }
    units = (_unit(entry) for entry in catalog.entries.values())
    file = element("file", {"id": "f", "original": catalog.course}, *units)
    return document(element("xliff", root, file))


def _unit(entry: Entry) -> Node:
    state = STATES.get(entry.state, "initial")
    sub = None if entry.state in STATES or not entry.target else f"{PREFIX}{entry.state}"
    texts = [_text("source", entry.source, entry.kinds)]
    if entry.target:
        texts.append(_text("target", entry.target, entry.kinds))
    segment = element("segment", {"id": SEGMENT, "state": state, "subState": sub}, *texts)
    attrs = {"id": entry.id, "canResegment": "no", "xml:space": "preserve"}
    return element("unit", attrs, *_matches(entry), *_people(entry), *_notes(entry), segment)


def _matches(entry: Entry) -> Iterator[Node]:
    """Offer what the text was before it changed, and what machines and memories suggest."""
    offers = list(entry.suggestions)
    if entry.previous_source and entry.previous_target:
        before = Suggestion(entry.previous_target, "previous version", 0, entry.previous_source)
        offers.insert(0, before)
    if offers:
        yield element("mtc:matches", None, *(_match(one, entry) for one in offers))


def _match(offer: Suggestion, entry: Entry) -> Node:
    attrs = {
        "ref": f"#{SEGMENT}",
        "origin": offer.origin or None,
        "similarity": f"{offer.score}.0" if offer.score else None,
    }
    source = _text("source", offer.source or entry.source, ())
    return element("mtc:match", attrs, source, _text("target", offer.target, ()))


def _people(entry: Entry) -> Iterator[Node]:
    fields = (
        ("by", entry.by),
        ("date", entry.date),
        ("reviewer", entry.reviewer),
        ("reviewed", entry.reviewed),
    )
    known = [inline("mda:meta", {"type": name}, value) for name, value in fields if value]
    if known:
        yield element("mda:metadata", None, element("mda:metaGroup", {"category": NOTE}, *known))


def _notes(entry: Entry) -> Iterator[Node]:
    notes = [inline("note", {"category": NOTE}, entry.note)] if entry.note else []
    for name, text in entry.remarks:
        category = f"{REMARK} {name}".strip()
        notes.append(inline("note", {"category": category}, text))
    if notes:
        yield element("notes", None, *notes)


def _text(name: str, text: Inline, kinds: tuple[str, ...]) -> Node:
    times: Counter[int] = Counter()

    def code(number: int, inner: tuple[Node | str, ...] | None) -> Node:
        times[number] += 1
        again = times[number] > 1
        attrs = {
            # Ids are never twice in a text; a copy names what it is one of.
            "id": f"{number}-{times[number]}" if again else str(number),
            "copyOf": str(number) if again else None,
            **_kind(kinds[number - 1] if number <= len(kinds) else ""),
        }
        return inline("ph" if inner is None else "pc", attrs, *(inner or ()))

    return inline(name, None, *nested(text, code))


def _kind(kind: str) -> dict[str, str | None]:
    if not kind:
        return {}
    type_, sub = _TYPES.get(kind, ("other", f"{PREFIX}{kind}"))
    return {"canDelete": None if kind in EMPHASIS else "no", "type": type_, "subType": sub}

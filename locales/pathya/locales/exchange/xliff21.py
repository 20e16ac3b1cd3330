"""Read translations from XLIFF 2.0 and 2.1, as Pathya or a translator's tool writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.xml.parse import Element, XmlFault, line_of, parse_xml
from pathya.locales import rules
from pathya.locales.catalog import Entry, State, joined
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.xliff21_write import METADATA, NAMESPACE, NOTE, PREFIX, REMARK
from pathya.locales.xliff_tree import own_texts

_NS = f"{{{NAMESPACE}}}"
_MDA = f"{{{METADATA}}}"
_NUMBER = re.compile(r"[1-9][0-9]{0,5}\Z")
_STATES = {"translated": State.TRANSLATED, "reviewed": State.TRANSLATED, "final": State.SIGNED_OFF}
_DRAFTS = {f"{PREFIX}{state}": state for state in (State.MACHINE, State.MEMORY, State.FUZZY)}
_RANK = list(State)


@dataclass(slots=True)
class _Reading:
    path: str
    found: list[Diagnostic] = field(default_factory=list)


def xliff21_parse(data: bytes, path: str) -> tuple[Incoming | None, Diagnostics]:
    """Read a file that came back; None when it cannot be used as a whole."""
    try:
        root = parse_xml(data)
    except XmlFault as fault:
        return None, (rules.EXC001.at(Where(path, fault.line), fault.message),)
    file = root.find(f"{_NS}file")
    if root.tag != f"{_NS}xliff" or file is None:
        message = "this is not XLIFF 2 with a <file> in it"
        return None, (rules.EXC001.at(Where(path), message),)
    reading = _Reading(path)
    units = tuple(_unit(unit, reading) for unit in root.iter(f"{_NS}unit"))
    course, source_tag = file.get("original", ""), root.get("srcLang", "")
    return Incoming(course, source_tag, root.get("trgLang", ""), units), tuple(reading.found)


def _unit(unit: Element, reading: _Reading) -> Entry:
    """Read a unit, which tools may have cut into segments with their targets in another order."""
    source, target = _Text(), _Text()
    parts = [part for part in unit if part.tag in (f"{_NS}segment", f"{_NS}ignorable")]
    for part in parts:
        source.add(part.find(f"{_NS}source"))
    for part in sorted(parts, key=lambda part: _order(part, parts)):
        written = part.find(f"{_NS}target")
        # What stands between segments has no target unless it was changed.
        target.add(part.find(f"{_NS}source") if _is_between(part, written) else written)
    where = Where(reading.path, line_of(unit))
    entry = Entry(unit.get("id", ""), joined(source.pieces), where=where)
    entry = _with_notes(_with_people(entry, unit), unit)
    if strange := (*source.strange, *target.strange):
        message = f"{entry.id}: {', '.join(strange)}"
        reading.found.append(rules.EXC005.at(where, message, "Take the codes from the source."))
        return replace(entry, broken=True)
    text = joined(target.pieces)
    if all(isinstance(piece, str) and not piece.strip() for piece in text):
        return entry
    return replace(entry, target=text, state=_state(parts))


def _is_between(part: Element, written: Element | None) -> bool:
    return written is None and part.tag == f"{_NS}ignorable"


def _order(part: Element, parts: list[Element]) -> int:
    target = part.find(f"{_NS}target")
    order = target.get("order", "") if target is not None else ""
    return int(order) if _NUMBER.match(order) else parts.index(part) + 1


def _state(parts: list[Element]) -> State:
    """Read the state of a unit that has text: that of its least finished segment."""
    states = [_of_segment(part) for part in parts if part.tag == f"{_NS}segment"]
    return min(states, key=_RANK.index, default=State.TRANSLATED)


def _of_segment(segment: Element) -> State:
    state, sub = segment.get("state"), segment.get("subState", "")
    if state == "initial":
        return _DRAFTS.get(sub, State.FUZZY)
    return _STATES.get(state or "translated", State.FUZZY)


def _with_people(entry: Entry, unit: Element) -> Entry:
    known = {
        meta.get("type", ""): meta.text or ""
        for group in unit.iterfind(f"{_MDA}metadata/{_MDA}metaGroup[@category='{NOTE}']")
        for meta in group.iterfind(f"{_MDA}meta")
    }
    fields = {name: known[name] for name in ("by", "date", "reviewer", "reviewed") if name in known}
    return replace(entry, **fields)  # type: ignore[arg-type]  # all four are texts


def _with_notes(entry: Entry, unit: Element) -> Entry:
    notes = [
        (note.get("category", ""), note.text or "")
        for note in unit.iterfind(f"{_NS}notes/{_NS}note")
    ]
    remarks = tuple(
        (category.removeprefix(REMARK).strip(), text)
        for category, text in notes
        if category != NOTE and text
    )
    return replace(entry, remarks=remarks)


# --- text and codes ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Text:
    """A text while its segments are put together."""

    pieces: list[str | int] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def add(self, element: Element | None) -> None:
        """Add a segment's text."""
        if element is not None:
            self.pieces += _pieces(element, self.strange)


def _pieces(element: Element, strange: list[str]) -> Iterator[str | int]:
    texts = own_texts(element)
    yield texts[0]
    for child, tail in zip(element, texts[1:], strict=True):
        yield from _code(child, strange)
        yield tail


def _code(child: Element, strange: list[str]) -> Iterator[str | int]:
    name = str(child.tag).removeprefix(_NS)
    if name in ("mrk", "sm", "em"):
        # Terms and comments that tools mark; the text in them is text.
        yield from _pieces(child, strange)
        return
    written = child.get("copyOf") or child.get("startRef") or child.get("id") or ""
    if name not in ("pc", "ph", "sc", "ec") or not _NUMBER.match(written):
        strange.append(f'<{name} id="{written}">')
        return
    number = int(written)
    yield -number if name == "ec" else number
    if name == "pc":
        yield from _pieces(child, strange)
        yield -number

"""Write a catalog: XLIFF 1.2 strict, the same bytes for the same catalog.

Every element stands on a line of its own, so that the change of one unit touches its lines only;
who and when is named in the header, once for each person and day.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from pathya.authoring.course import Inline
from pathya.authoring.xml.write import Node, document, element, inline
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.xliff_names import (
    MIDNIGHT,
    NAMESPACE,
    NOTE_FROM,
    REVIEW,
    SIGNED_FROM,
    TRANSLATION,
)

# Weblate, Poedit and OmegaT take `needs-translation` alone as unfinished; a qualifier has a meaning
# in that state only.
_STATES: dict[State, tuple[str, str | None]] = {
    State.NEW: ("new", None),
    State.MACHINE: ("needs-translation", "mt-suggestion"),
    State.MEMORY: ("needs-translation", "tm-suggestion"),
    State.FUZZY: ("needs-translation", "fuzzy-match"),
    State.TRANSLATED: ("translated", None),
    State.SIGNED_OFF: ("signed-off", None),
}


def xliff_serialize(catalog: Catalog) -> bytes:
    """Write the whole file, UTF-8."""
    entries = catalog.entries.values()
    phases = sorted({phase for entry in entries for phase in _phases(entry) if any(phase[:2])})
    header = [element("header", None, _phase_group(phases))] if phases else []
    body = element("body", None, *(_unit(entry) for entry in entries))
    attrs = {
        "original": catalog.course,
        "source-language": catalog.source_tag,
        "target-language": catalog.tag,
        "datatype": "html",
    }
    root = {"xmlns": NAMESPACE, "version": "1.2"}
    return document(element("xliff", root, element("file", attrs, *header, body)))


_Phase = tuple[str, str, str]
"""When, by whom, what."""


def _phases(entry: Entry) -> tuple[_Phase, _Phase]:
    made = (entry.date, entry.by, TRANSLATION)
    return made, (entry.reviewed, entry.reviewer, REVIEW)


def _phase_group(phases: list[_Phase]) -> Node:
    return element("phase-group", None, *(_phase(*phase) for phase in phases))


def _phase(date: str, by: str, process: str) -> Node:
    attrs = {
        "phase-name": _phase_name(date, by, process),
        "process-name": process,
        "contact-name": by or None,
        "date": f"{date}{'' if 'T' in date else MIDNIGHT}" if date else None,
    }
    return element("phase", attrs)


def _phase_name(date: str, by: str, process: str) -> str | None:
    if not date and not by:
        return None
    # An NMTOKEN: readable as far as ASCII goes, and told from others by a hash.
    said = f"{date} {by}" if process == TRANSLATION else f"{date} {by} {process}"
    readable = re.sub("[^A-Za-z0-9-]+", "-", said).strip("-")
    return f"{readable}.{hashlib.sha256(said.encode()).hexdigest()[:6]}"


def _unit(entry: Entry) -> Node:
    approved = "yes" if entry.state is State.SIGNED_OFF else None
    # Tools look for xml:space on the unit itself, not on what surrounds it.
    attrs = {
        "id": entry.id,
        "approved": approved,
        "xml:space": "preserve",
        "phase-name": _phase_name(*_phases(entry)[1]),
    }
    source = inline("source", None, *_pieces(entry.source, entry.kinds))
    others = (*_notes(entry), *_previous(entry), *_suggestions(entry))
    return element("trans-unit", attrs, source, _target(entry), *others)


def _target(entry: Entry) -> Node:
    state, qualifier = _STATES[entry.state]
    attrs = {
        "state": state,
        "state-qualifier": qualifier,
        "phase-name": _phase_name(*_phases(entry)[0]),
    }
    return inline("target", attrs, *_pieces(entry.target, entry.kinds))


def _notes(entry: Entry) -> Iterator[Node]:
    if entry.note:
        yield inline("note", {"from": NOTE_FROM}, entry.note)
    for name, text in entry.remarks:
        yield inline("note", {"from": name or None}, text)
    if entry.signed:
        yield inline("note", {"from": SIGNED_FROM}, entry.signed)


def _previous(entry: Entry) -> Iterator[Node]:
    if entry.previous_source or entry.previous_target:
        source = inline("source", None, *_pieces(entry.previous_source, ()))
        target = inline("target", None, *_pieces(entry.previous_target, ()))
        yield element("alt-trans", {"alttranstype": "previous-version"}, source, target)


def _suggestions(entry: Entry) -> Iterator[Node]:
    for one in entry.suggestions:
        attrs = {
            "match-quality": f"{one.score}%" if one.score else None,
            "origin": one.origin or None,
            "alttranstype": "proposal",
        }
        source = [inline("source", None, *_pieces(one.source, ()))] if one.source else []
        target = inline("target", None, *_pieces(one.target, entry.kinds))
        yield element("alt-trans", attrs, *source, target)


def _pieces(text: Inline, kinds: tuple[str, ...]) -> tuple[Node | str, ...]:
    """Turn code numbers into <g> and <x>."""

    def code(number: int, inner: tuple[Node | str, ...] | None) -> Node:
        kind = kinds[number - 1] if number <= len(kinds) else ""
        return inline(
            "x" if inner is None else "g",
            {"id": str(number), "ctype": kind or None},
            *(inner or ()),
        )

    return nested(text, code)


MakeCode = Callable[[int, tuple[Node | str, ...] | None], Node]
"""Makes an element of a code: its number, and what it goes around; None: it stands alone."""


def nested(text: Inline, code: MakeCode) -> tuple[Node | str, ...]:
    """Turn code numbers into elements; a code that is never closed stands alone."""
    open_codes: list[int] = []
    levels: list[list[Node | str]] = [[]]
    for piece in text:
        if isinstance(piece, str):
            levels[-1].append(piece)
        elif piece > 0:
            open_codes.append(piece)
            levels.append([])
        elif -piece in open_codes:
            _stand_alone(open_codes, levels, -piece, code)
            inner = levels.pop()
            levels[-1].append(code(open_codes.pop(), tuple(inner)))
    _stand_alone(open_codes, levels, 0, code)
    return tuple(levels[0])


def _stand_alone(
    open_codes: list[int], levels: list[list[Node | str]], until: int, code: MakeCode
) -> None:
    """Let codes that were taken as open, down to code `until`, stand for themselves."""
    while open_codes and open_codes[-1] != until:
        inner = levels.pop()
        levels[-1] += [code(open_codes.pop(), None), *inner]

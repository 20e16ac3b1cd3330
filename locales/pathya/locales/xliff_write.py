"""Write a catalog: XLIFF 1.2 strict, the same bytes for the same catalog.

Every element stands on a line of its own, so that the change of one unit touches its lines only;
who and when is named in the header, once for each person and day.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from pathya.authoring.course import Inline
from pathya.authoring.xml.write import Node, document, element, written_attributes, written_text
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
    attrs = {
        "original": catalog.course,
        "source-language": catalog.source_tag,
        "target-language": catalog.tag,
        "datatype": "html",
    }
    root = {"xmlns": NAMESPACE, "version": "1.2"}
    body = element("body")
    whole = document(element("xliff", root, element("file", attrs, *header, body))).decode()
    # Units are written at once: a tree of thousands of them would take four times as long.
    before, _, after = whole.partition("<body/>")
    units = "".join([line for entry in entries for line in _unit(entry)])
    return (f"{before}<body>\n{units}    </body>{after}" if units else whole).encode()


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


@lru_cache(maxsize=256)
def _phase_name(date: str, by: str, process: str) -> str | None:
    if not date and not by:
        return None
    # An NMTOKEN: readable as far as ASCII goes, and told from others by a hash.
    said = f"{date} {by}" if process == TRANSLATION else f"{date} {by} {process}"
    readable = re.sub("[^A-Za-z0-9-]+", "-", said).strip("-")
    return f"{readable}.{hashlib.sha256(said.encode()).hexdigest()[:6]}"


# --- units: each line with its margin ------------------------------------------------------------


def _unit(entry: Entry) -> Iterator[str]:
    approved = "yes" if entry.state is State.SIGNED_OFF else None
    # Tools look for xml:space on the unit itself, not on what surrounds it.
    attrs = {
        "id": entry.id,
        "approved": approved,
        "xml:space": "preserve",
        "phase-name": _phase_name(*_phases(entry)[1]),
    }
    yield f"      <trans-unit{written_attributes(attrs)}>\n"
    yield _line(8, "source", "", _source(entry.source, entry.kinds))
    yield _target(entry)
    yield from _notes(entry)
    yield from _previous(entry)
    yield from _suggestions(entry)
    yield "      </trans-unit>\n"


def _line(margin: int, name: str, attrs: str, inside: str) -> str:
    shape = f"<{name}{attrs}>{inside}</{name}>" if inside else f"<{name}{attrs}/>"
    return f"{' ' * margin}{shape}\n"


def _target(entry: Entry) -> str:
    attrs = _target_attributes(entry.state, _phase_name(*_phases(entry)[0]))
    return _line(8, "target", attrs, _inline(entry.target, entry.kinds))


@lru_cache(maxsize=256)
def _target_attributes(of: State, phase: str | None) -> str:
    state, qualifier = _STATES[of]
    attrs = {"state": state, "state-qualifier": qualifier, "phase-name": phase}
    return written_attributes(attrs)


def _notes(entry: Entry) -> Iterator[str]:
    if entry.note:
        yield _note(NOTE_FROM, entry.note)
    for name, text in entry.remarks:
        yield _note(name, text)
    if entry.signed:
        yield _note(SIGNED_FROM, entry.signed)


def _note(name: str, text: str) -> str:
    attrs = written_attributes({"from": name or None})
    return f"        <note{attrs}>{written_text(text)}</note>\n"


def _previous(entry: Entry) -> Iterator[str]:
    if entry.previous_source or entry.previous_target:
        yield '        <alt-trans alttranstype="previous-version">\n'
        yield _line(10, "source", "", _inline(entry.previous_source, ()))
        yield _line(10, "target", "", _inline(entry.previous_target, ()))
        yield "        </alt-trans>\n"


def _suggestions(entry: Entry) -> Iterator[str]:
    for one in entry.suggestions:
        attrs = {
            "match-quality": f"{one.score}%" if one.score else None,
            "origin": one.origin or None,
            "alttranstype": "proposal",
        }
        yield f"        <alt-trans{written_attributes(attrs)}>\n"
        if one.source:
            yield _line(10, "source", "", _inline(one.source, ()))
        yield _line(10, "target", "", _inline(one.target, entry.kinds))
        yield "        </alt-trans>\n"


# --- text and codes ------------------------------------------------------------------------------


def _inline(text: Inline, kinds: tuple[str, ...]) -> str:
    """Turn code numbers into <g> and <x>."""
    if len(text) == 1 and isinstance(text[0], str):
        return written_text(text[0])

    def code(number: int, inner: tuple[str, ...] | None) -> str:
        kind = kinds[number - 1] if number <= len(kinds) else ""
        attrs = written_attributes({"id": str(number), "ctype": kind or None})
        if not inner:
            return f"<{'x' if inner is None else 'g'}{attrs}/>"
        return f"<g{attrs}>{''.join(inner)}</g>"

    words = (written_text(piece) if isinstance(piece, str) else piece for piece in text)
    return "".join(nested(words, code))


_source = lru_cache(maxsize=4096)(_inline)
"""A source is the same in all languages."""


T = TypeVar("T")
MakeCode = Callable[[int, "tuple[T | str, ...] | None"], T]
"""Makes an element of a code: its number, and what it goes around; None: it stands alone."""


def nested(text: Iterable[str | int], code: MakeCode[T]) -> tuple[T | str, ...]:
    """Turn code numbers into elements; a code that is never closed stands alone."""
    open_codes: list[int] = []
    levels: list[list[T | str]] = [[]]
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
    open_codes: list[int], levels: list[list[T | str]], until: int, code: MakeCode[T]
) -> None:
    """Let codes that were taken as open, down to code `until`, stand for themselves."""
    while open_codes and open_codes[-1] != until:
        inner = levels.pop()
        levels[-1] += [code(open_codes.pop(), None), *inner]

"""Read a catalog whose text is as Pathya writes it, ten times as fast as from its tree.

One regular expression takes unit after unit, with no gap between them. Whatever it does not know,
and whatever there is to say about a unit, is left to `xliff_tree`: it alone decides what a file
means, and here the same comes out, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pathya.authoring.course import Inline
from pathya.authoring.diagnostics import Where
from pathya.authoring.sources import nfc
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, digest_of
from pathya.locales.scripts import is_nfc
from pathya.locales.xliff_names import (
    MIDNIGHT,
    NAMESPACE,
    NO_PHASE,
    NOTE_FROM,
    REVIEW,
    SIGNED_FROM,
    People,
    Phase,
    people_of,
    state_of,
)

_LARGEST = 8_000_000
"""Bytes; libxml2 takes no text of 10 MB."""
_LINES = 65_000
"""libxml2 counts no further than 65,535."""
_DEEPEST = 100
"""Codes in codes; libxml2 takes 256 elements."""
_NOT_XML = tuple(bytes([code]) for code in range(0x20) if code not in (0x09, 0x0A))
"""What XML cannot hold, and carriage returns, which it takes for line feeds."""
_STRANGE = re.compile("&(?!(?:amp|lt|gt|quot|#13|#9|#10);)")

# Entities are looked at once, in the whole file; so a text is all up to the next `<`.
_VALUE = r'[^"<\t\n]*+'
_NAME = r'[^"<>&\s]++'
_TEXT = r"[^<]*+"
_INNER = r"[^<]*+(?:</?[gx][^<>]*+>[^<]*+)*+"
_TAG = re.compile("<([^>]*)>")
_CODE = re.compile(rf'([gx]) id="([1-9][0-9]{{0,8}})"(?: ctype="({_NAME})")?(/?)')
_EMPTY = re.compile("<(g [^<>/]*)/>")
_FORMATTING = re.compile(r"\n[ \t]+\Z")
_HEAD = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"\?>\n'
    rf'<xliff xmlns="{NAMESPACE}" version="1\.2">\n'
    rf'  <file original="({_VALUE})" source-language="({_VALUE})" target-language="({_VALUE})"'
    r' datatype="html">\n'
    r"(?:    <header>\n      <phase-group>\n"
    r"((?:        <phase [^\n]*+\n)++)"
    r"      </phase-group>\n    </header>\n)?"
    r"    <body(/)?>\n"
)
_PHASE = re.compile(
    rf'        <phase phase-name="({_NAME})" process-name="({_NAME})"'
    rf'(?: contact-name="({_VALUE})")?(?: date="({_VALUE})")?/>\n'
)
_END = "  </file>\n</xliff>\n"


_OTHER = re.compile(
    rf'        <note(?: from="({_VALUE})")?>({_TEXT})</note>\n'
    r'|        <alt-trans(?: match-quality="([0-9]{1,3})%")?'
    rf'(?: origin="({_VALUE})")? alttranstype="(proposal|previous-version)">\n'
    rf"(?:          <source(?:>({_INNER})</source|/)>\n)?"
    rf"          <target(?:>({_INNER})</target|/)>\n"
    r"        </alt-trans>\n"
)
_UNIT = re.compile(
    rf'      <trans-unit id="({_VALUE})"(?: approved="(yes)")? xml:space="preserve"'
    rf'(?: phase-name="({_NAME})")?>\n'
    rf"        <source(?:>({_INNER})</source|/)>\n"
    r'        <target state="([a-z0-9-]++)"(?: state-qualifier="([a-z-]++)")?'
    rf'(?: phase-name="({_NAME})")?(?:>({_INNER})</target|/)>\n'
    rf'(?:        <note from="{NOTE_FROM}">({_TEXT})</note>\n)?'
    rf'(?:        <note from="{SIGNED_FROM}">([0-9a-f]++)</note>\n)?'
    r"(        <[na][^<]*+(?:<(?!/trans-unit>)[^<]*+)*+)?(?:(?<=\n      )|      )</trans-unit>\n"
)
_MARGIN = "      "
"""Stands before the end of a unit."""
_Groups = tuple[str | None, ...]


class _Deviates(Exception):
    """The text is not canonical, or there is something to say about it."""


@dataclass(slots=True)
class _Reading:
    """What is known of a file while its units are read."""

    phases: Mapping[str, Phase]
    people: dict[tuple[str, str], People] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    """All targets as they are written; they have to be in NFC."""


def parse_canonical(data: bytes, path: str) -> Catalog | None:
    """Read a catalog as `xliff_serialize` writes it; None: it is another, or has faults."""
    try:
        return _catalog(_decoded(data), path)
    except _Deviates:
        return None


def _decoded(data: bytes) -> str:
    if len(data) > _LARGEST or any(one in data for one in _NOT_XML):
        raise _Deviates
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise _Deviates from None
    if "\ufffe" in text or "\uffff" in text or ("]" in text and "]]>" in text):
        raise _Deviates
    if "&" in text and _STRANGE.search(text):
        raise _Deviates
    return text


def _catalog(text: str, path: str) -> Catalog:
    head = _HEAD.match(text)
    if not head or not (head[1] and head[2] and head[3]):
        raise _Deviates
    end = _END if head[5] else f"    </body>\n{_END}"
    if not text.endswith(end):
        raise _Deviates
    reading = _Reading(dict(_phases(head[4] or "")))
    entries: dict[str, Entry] = {}
    at, last, line = head.end(), len(text) - len(end), text.count("\n", 0, head.end()) + 1
    while at < last:
        found = _UNIT.match(text, at)
        if not found:
            raise _Deviates
        entry = _entry(found.groups(), Where(path, line), reading)
        if entries.setdefault(entry.id, entry) is not entry:
            raise _Deviates
        line += text.count("\n", at, found.end())
        at = found.end()
    if line > _LINES or not is_nfc("\n".join(reading.targets)):
        raise _Deviates
    return Catalog(_plain(head[1]), _plain(head[2]), _plain(head[3]), entries)


def _phases(text: str) -> Iterator[tuple[str, Phase]]:
    for found in _tiles(_PHASE, text):
        name, process, by, date = found.groups()
        date = _plain(date or "").removesuffix(MIDNIGHT)
        yield name, Phase(process == REVIEW, _plain(by or ""), date)


def _tiles(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give the matches of a pattern that follow each other without a gap from end to end."""
    at = 0
    while at < len(text):
        found = pattern.match(text, at)
        if not found:
            raise _Deviates
        yield found
        at = found.end()


# --- one unit ------------------------------------------------------------------------------------


def _entry(groups: _Groups, where: Where, reading: _Reading) -> Entry:
    name, approved, whole, source, written, qualifier, made, target, note, signed, others = groups
    inline, kinds = _source(source or "")
    shown = _target(target, kinds, reading) if target else ()
    # OmegaT fills what nobody has translated with the source, and leaves the state as it was.
    if not shown or (written == "new" and shown == inline):
        shown, state = (), State.NEW
    else:
        state = _state(written, qualifier, approved)
    by, date, reviewer, reviewed = _people(made or "", whole or "", reading)
    if others:
        note, signed, remarks, before, target_before, offers = _apart(note, signed, others)
    else:
        note, remarks, before, target_before, offers = _plain(note or ""), (), (), (), ()
    if state is State.SIGNED_OFF:
        signed = _accepted(signed or "", inline, kinds, shown)
    else:
        signed = reviewer = reviewed = ""
    if state is State.SIGNED_OFF or state is State.TRANSLATED:
        before, target_before, offers = (), (), ()
    return Entry(
        _plain(name or ""),
        inline,
        kinds,
        shown,
        state,
        by,
        date,
        before,
        target_before,
        offers,
        note,
        remarks,
        signed,
        reviewer,
        reviewed,
        where=where,
    )


@lru_cache(maxsize=256)
def _state(written: str | None, qualifier: str | None, approved: str | None) -> State:
    state = state_of(written, qualifier or "", approved)
    if state is None:
        raise _Deviates
    return state


def _people(made: str, whole: str, reading: _Reading) -> People:
    found = reading.people.get((made, whole))
    if found is None:
        phases = reading.phases
        found = people_of(phases.get(made, NO_PHASE), phases.get(whole, NO_PHASE))
        reading.people[made, whole] = found
    return found


def _accepted(signed: str, source: Inline, kinds: tuple[str, ...], target: Inline) -> str:
    now = digest_of(source, kinds, target)
    if signed not in ("", now):
        raise _Deviates
    return now


_Apart = tuple[str, str, tuple[tuple[str, str], ...], Inline, Inline, tuple[Suggestion, ...]]
"""Note, sign-off, remarks, previous source and target, suggestions."""


def _apart(note: str | None, signed: str | None, others: str) -> _Apart:
    """Read what stands behind a target: the two notes that most have, and any others."""
    written = ((NOTE_FROM, note), (SIGNED_FROM, signed))
    notes = [(name, text) for name, text in written if text is not None]
    before: list[tuple[Inline, Inline]] = []
    offers: list[Suggestion] = []
    for found in _tiles(_OTHER, others.removesuffix(_MARGIN)):
        name, text, quality, origin, kind, source, target = found.groups()
        if kind is None:
            notes.append((_plain(name or ""), text))
        elif kind != "proposal":
            before.append((_source(source or "")[0], _coded(target or "")[0]))
        elif inline := _composed(target or ""):
            score, made_for = int(quality or 0), _source(source or "")[0]
            offers.append(Suggestion(inline, _plain(origin or ""), score, made_for))
    notes = [(name, _plain(text)) for name, text in notes]
    first = dict(reversed(notes))
    remarks = (one for one in notes if one[1] and one[0] not in (NOTE_FROM, SIGNED_FROM))
    previous = before[0] if before else ((), ())
    own = first.get(NOTE_FROM, ""), first.get(SIGNED_FROM, "")
    return *own, tuple(remarks), *previous, tuple(offers)


# --- text and codes ------------------------------------------------------------------------------


class _Codes(NamedTuple):
    """The codes of one text."""

    numbers: tuple[int, ...]
    kinds: tuple[str, ...]
    """Of as many as there are, code 1 first."""
    by_number: Mapping[int, str]


_NO_CODES = _Codes((), (), MappingProxyType({}))


@lru_cache(maxsize=4096)
def _source(text: str) -> tuple[Inline, tuple[str, ...]]:
    """Read a source, which is the same in all languages, and the kinds of its codes."""
    inline, codes = _coded(text)
    return inline, codes.kinds


def _target(text: str, kinds: tuple[str, ...], reading: _Reading) -> Inline:
    """Read a target; empty if it is blank."""
    reading.targets.append(text)
    if "<" not in text and "&" not in text:
        return () if text.isspace() else (text,)
    inline, codes = _coded(text)
    if codes.kinds != kinds and not _agree(codes.by_number, kinds):
        raise _Deviates
    if "&" in text and not all(is_nfc(piece) for piece in inline if isinstance(piece, str)):
        raise _Deviates
    return inline if "<" in text or not str(inline[0]).isspace() else ()


def _agree(found: Mapping[int, str], kinds: tuple[str, ...]) -> bool:
    return not any(
        kind and kinds[number - 1 : number] not in ((), (kind,)) for number, kind in found.items()
    )


def _composed(text: str) -> Inline:
    return tuple(nfc(one) if isinstance(one, str) else one for one in _coded(text)[0])


def _coded(text: str) -> tuple[Inline, _Codes]:
    """Read a text with its codes."""
    if "<" not in text:
        return ((_plain(text),) if text else ()), _NO_CODES
    if "/>" in text:
        text = _EMPTY.sub(r"<\1></g>", text)
    parts = _TAG.split(text)
    if "&" in text:
        parts[::2] = map(_plain, parts[::2])
    if ("\n" in text or "&" in text) and any(map(_FORMATTING.match, parts[::2])):
        raise _Deviates  # a tool may have indented it
    codes = _codes(*parts[1::2])
    made: list[str | int] = [*parts]
    made[1::2] = codes.numbers
    return tuple(filter(None, made)), codes


@lru_cache(maxsize=4096)
def _codes(*tags: str) -> _Codes:
    """Read the insides of a text's tags."""
    numbers: list[int] = []
    kinds: dict[int, str] = {}
    opened: list[int] = []
    for tag in tags:
        found = _CODE.fullmatch(tag)
        if found and (found[1] == "x") == bool(found[4]) and len(opened) < _DEEPEST:
            numbers.append(int(found[2]))
            kinds.setdefault(numbers[-1], found[3] or "")
            if found[1] == "g":
                opened.append(numbers[-1])
        elif tag == "/g" and opened:
            numbers.append(-opened.pop())
        else:
            raise _Deviates
    if opened:
        raise _Deviates
    in_order = tuple(kinds.get(number, "") for number in range(1, len(kinds) + 1))
    return _Codes(tuple(numbers), in_order, kinds)


_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#13;", "\r"), ("&#9;", "\t"))


def _plain(text: str) -> str:
    if "&" in text:
        for entity, char in (*_ENTITIES, ("&#10;", "\n"), ("&amp;", "&")):
            text = text.replace(entity, char)
    return text

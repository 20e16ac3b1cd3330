"""Read a catalog from the tree of its elements: XLIFF 1.2, whichever tool has written it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pathya.authoring.course import Inline
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, Where
from pathya.authoring.sources import nfc
from pathya.authoring.xml.parse import Element, XmlFault, parse_xml
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, joined, settled
from pathya.locales.xliff_names import (
    MIDNIGHT,
    NAMESPACE,
    NO_PHASE,
    NOTE_FROM,
    REVIEW,
    SIGNED_FROM,
    Phase,
    people_of,
    state_of,
)

_NS = f"{{{NAMESPACE}}}"
_FORMATTING = re.compile(r"\n[ \t]+\Z")
_CODE_ID = re.compile(r"[1-9][0-9]{0,8}\Z")
_QUALITY = re.compile(r"([0-9]{1,3})(?:\.[0-9]+)? ?%?\Z")


@dataclass(slots=True)
class _Reading:
    """What is known of a file while its units are read."""

    path: str
    phases: Mapping[str, Phase]
    found: list[Diagnostic] = field(default_factory=list)

    def where(self, element: Element) -> Where:
        return _where(self.path, element)

    def say(self, rule: Rule, element: Element, message: str, hint: str = "") -> None:
        self.found.append(rule.at(self.where(element), message, hint))


def _where(path: str, element: Element) -> Where:
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs leave it open
    return Where(path, line or 0)


@dataclass(slots=True)
class _Codes:
    """The codes met in one text."""

    kinds: dict[int, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)


def parse_tree(data: bytes, path: str) -> tuple[Catalog | None, Diagnostics]:
    """Read a catalog; None when the file as a whole cannot be used. Targets come out in NFC.

    A unit that cannot be read is left out if it cannot be told from others, or is `broken`.
    """
    try:
        root = parse_xml(data)
    except XmlFault as fault:
        return None, (rules.CAT001.at(Where(path, fault.line), fault.message),)
    file = _file(root)
    if isinstance(file, str):
        hint = "Write the catalog anew with `pathya catalog update`, or import the file."
        return None, (rules.CAT002.at(_where(path, root), file, hint),)
    return _catalog(file, path)


def _file(root: Element) -> Element | str:
    """Find the one <file>, or say what is wrong with the document."""
    if root.tag != f"{_NS}xliff" or root.get("version") != "1.2":
        return 'the root is not <xliff version="1.2"> in the namespace of XLIFF'
    files = root.findall(f"{_NS}file")
    if len(files) != 1:
        return f"{len(files)} <file> elements; a catalog has one"
    needed = ("original", "source-language", "target-language")
    lacking = [name for name in needed if not files[0].get(name)]
    return f"<file> lacks {', '.join(lacking)}" if lacking else files[0]


def _catalog(file: Element, path: str) -> tuple[Catalog, Diagnostics]:
    reading = _Reading(path, dict(_phases(file)))
    entries: dict[str, Entry] = {}
    for unit in file.iter(f"{_NS}trans-unit"):
        entry = _entry(unit, reading)
        if entry is None:
            continue
        first = entries.setdefault(entry.id, entry)
        if first is not entry:
            message = f"{entry.id} stands already in line {first.where.line}"
            reading.say(rules.CAT003, unit, message, "Keep one of the two.")
            entries[entry.id] = replace(first, broken=True)
    course, source_tag = file.get("original", ""), file.get("source-language", "")
    catalog = Catalog(course, source_tag, file.get("target-language", ""), entries)
    return catalog, tuple(reading.found)


def _phases(file: Element) -> Iterator[tuple[str, Phase]]:
    for phase in file.iter(f"{_NS}phase"):
        date = phase.get("date", "").removesuffix(MIDNIGHT)
        review = phase.get("process-name") == REVIEW
        yield phase.get("phase-name", ""), Phase(review, phase.get("contact-name", ""), date)


def _entry(unit: Element, reading: _Reading) -> Entry | None:
    name, source = unit.get("id", ""), unit.find(f"{_NS}source")
    if not name or source is None:
        message = f"the unit {name} has no source" if name else "a unit has no id"
        reading.say(rules.CAT004, unit, message)
        return None
    codes = _Codes()
    inline = _inline(source, codes)
    entry = Entry(name, inline, _kinds(codes), where=reading.where(unit))
    entry = _with_people(entry, unit, reading.phases)
    entry = _with_target(_with_notes(entry, unit), unit, reading)
    entry = _or_broken(entry, codes, source, reading)
    return entry if entry.broken else _settle(entry, unit, reading)


def _settle(entry: Entry, unit: Element, reading: _Reading) -> Entry:
    now = settled(entry)
    if now.state is not entry.state:
        message = f"{entry.id} is not what was signed off any more; it counts as translated"
        reading.say(rules.CAT006, unit, message, "Read it again, and accept it again.")
    if now.state in (State.TRANSLATED, State.SIGNED_OFF):
        return replace(now, previous_source=(), previous_target=(), suggestions=())
    return now


def _with_people(entry: Entry, unit: Element, phases: Mapping[str, Phase]) -> Entry:
    target = unit.find(f"{_NS}target")
    made = phases.get(target.get("phase-name", "") if target is not None else "", NO_PHASE)
    whole = phases.get(unit.get("phase-name", ""), NO_PHASE)
    by, date, reviewer, reviewed = people_of(made, whole)
    return replace(entry, by=by, date=date, reviewer=reviewer, reviewed=reviewed)


def _with_notes(entry: Entry, unit: Element) -> Entry:
    notes = [(note.get("from", ""), note.text or "") for note in unit.iterfind(f"{_NS}note")]
    first = dict(reversed(notes))
    others = (note for note in notes if note[0] not in (NOTE_FROM, SIGNED_FROM) and note[1])
    before = unit.find(f"{_NS}alt-trans[@alttranstype='previous-version']")
    return replace(
        entry,
        note=first.get(NOTE_FROM, ""),
        signed=first.get(SIGNED_FROM, ""),
        remarks=tuple(others),
        previous_source=_child_inline(before, "source"),
        previous_target=_child_inline(before, "target"),
        suggestions=tuple(_suggestions(unit)),
    )


def _suggestions(unit: Element) -> Iterator[Suggestion]:
    """Read what is offered; what has codes that no catalog has cannot be offered again."""
    for offer in unit.iterfind(f"{_NS}alt-trans"):
        element, codes = offer.find(f"{_NS}target"), _Codes()
        if element is None or offer.get("alttranstype", "proposal") != "proposal":
            continue
        target = tuple(_composed(piece) for piece in _inline(element, codes))
        if target and not codes.strange:
            quality = _QUALITY.match(offer.get("match-quality", ""))
            score = int(quality[1]) if quality else 0
            source = _child_inline(offer, "source")
            yield Suggestion(target, offer.get("origin", ""), score, source)


def _child_inline(parent: Element | None, name: str) -> Inline:
    child = parent.find(f"{_NS}{name}") if parent is not None else None
    return _inline(child, _Codes()) if child is not None else ()


# --- the target and its state --------------------------------------------------------------------


def _with_target(entry: Entry, unit: Element, reading: _Reading) -> Entry:
    element = unit.find(f"{_NS}target")
    if element is None:
        return entry
    codes = _Codes()
    written = _inline(element, codes)
    target = tuple(_composed(piece) for piece in written)
    if target != written:
        hint = "`pathya catalog update` writes it so."
        reading.say(rules.LNG010, element, f"{entry.id} is composed as it is read", hint)
    for number, kind in codes.kinds.items():
        known = entry.kinds[number - 1] if number <= len(entry.kinds) else kind
        if kind and kind != known:
            codes.strange.append(f'code {number} with ctype="{kind}" instead of "{known}"')
    entry = _or_broken(entry, codes, element, reading)
    # OmegaT fills what nobody has translated with the source, and leaves the state as it was.
    filled = element.get("state") == "new" and target == entry.source
    if filled or all(isinstance(piece, str) and not piece.strip() for piece in target):
        return entry
    return replace(entry, target=target, state=_state(unit, element, reading))


def _composed(piece: str | int) -> str | int:
    return nfc(piece) if isinstance(piece, str) else piece


def _state(unit: Element, target: Element, reading: _Reading) -> State:
    """Read the state of a target that has text."""
    written = target.get("state")
    state = state_of(written, target.get("state-qualifier", ""), unit.get("approved"))
    if state is None:
        reading.say(rules.CAT005, target, f'the state "{written}" is not known')
    return state or State.FUZZY


# --- text and codes ------------------------------------------------------------------------------


def _inline(element: Element, codes: _Codes) -> Inline:
    return joined(_pieces(element, codes))


def _pieces(element: Element, codes: _Codes) -> Iterator[str | int]:
    texts = own_texts(element)
    yield texts[0]
    for child, tail in zip(element, texts[1:], strict=True):
        yield from _code(child, codes)
        yield tail


def own_texts(element: Element) -> list[str]:
    """Give the texts before and after each child; none, where a tool has only indented them."""
    texts = [element.text or "", *(child.tail or "" for child in element)]
    formatted = len(element) and all(_FORMATTING.match(text) for text in texts)
    return [""] * len(texts) if formatted else texts


def _code(element: Element, codes: _Codes) -> Iterator[str | int]:
    name, written = str(element.tag).removeprefix(_NS), element.get("id", "")
    if name in ("g", "x") and _CODE_ID.match(written):
        number = int(written)
        codes.kinds.setdefault(number, element.get("ctype", ""))
        yield number
        if name == "g":
            yield from _pieces(element, codes)
            yield -number
        return
    if name != "mrk":
        codes.strange.append(f'<{name} id="{written}">')
    # Tools mark segments with <mrk>; what other elements hold is not text.
    if name in ("g", "mrk"):
        yield from _pieces(element, codes)


def _kinds(codes: _Codes) -> tuple[str, ...]:
    # As many as there are: the numbers of a file that nobody vouches for may be of any size.
    return tuple(codes.kinds.get(number, "") for number in range(1, len(codes.kinds) + 1))


def _or_broken(entry: Entry, codes: _Codes, element: Element, reading: _Reading) -> Entry:
    """Report codes that are not the catalog's own: the entry is broken by them."""
    if not codes.strange:
        return entry
    hint = "Take the codes from the source as they are: tools insert them with a key."
    reading.say(rules.CAT007, element, ", ".join(codes.strange), hint)
    return replace(entry, broken=True)

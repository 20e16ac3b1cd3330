"""Read terms from TBX: ISO 30042 of 2019, in both its styles, and of 2008."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.sources import nfc
from pathya.authoring.xml.parse import Element, XmlFault, line_of, parse_xml
from pathya.locales import term_rules
from pathya.locales.exchange.tbx_write import KEEP, REVIEWED, STATUSES
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import known_tag
from pathya.locales.terms import Rendering, Status, Term, is_review
from pathya.locales.words import SOURCE_TAG

_ROOTS = ("tbx", "martif")
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUSES = {name: status for status, name in STATUSES.items()} | {
    "supersededTerm-admn-sts": Status.FORBIDDEN,
    "standardizedTerm-admn-sts": Status.PREFERRED,
}
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+(?:tbx|martif)(?:\s[^\[\]<>]*)?>")
"""One that only names the DTD. Nothing is read from there; any other is refused."""
_LONGEST = 10_000
"""Characters of a term or a note. Longer ones are none, and no table with them could be read."""
_ROOT = re.compile(rb"<(?:tbx|martif)\b")


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a file: a term and what languages call it."""

    term: Term
    renderings: tuple[tuple[str, Rendering], ...]
    """Each with the tag of its language; the id is that of the entry."""


@dataclass(slots=True)
class _Reading:
    path: str
    found: list[Diagnostic] = field(default_factory=list)
    strange: Counter[str] = field(default_factory=Counter)
    """Languages that Pathya does not know."""

    def where(self, node: Element) -> Where:
        return Where(self.path, line_of(node))


def tbx_parse(data: bytes, path: str) -> tuple[tuple[Concept, ...], Diagnostics]:
    """Read the terms of a file; what cannot be used is told of. Texts come out in NFC."""
    try:
        root = parse_xml(_without_doctype(data))
    except XmlFault as fault:
        return (), (term_rules.TRM012.at(Where(path, fault.line), fault.message),)
    if _name(root) not in _ROOTS:
        message = f"the root is <{_name(root)}>, not <tbx> or <martif>"
        return (), (term_rules.TRM012.at(Where(path, line_of(root)), message),)
    reading = _Reading(path)
    entries = (node for node in root.iter() if _name(node) in _ENTRIES)
    concepts = tuple(one for entry in entries if (one := _concept(entry, reading)))
    for tag, count in reading.strange.items():
        message = f"`{tag}` is not a language that Pathya knows; {count} terms are left out"
        reading.found.append(term_rules.TRM013.at(Where(path), message))
    return concepts, tuple(reading.found)


def _without_doctype(data: bytes) -> bytes:
    start = _ROOT.search(data)
    end = start.start() if start else 0
    return _DOCTYPE.sub(b"", data[:end], count=1) + data[end:]


def _concept(entry: Element, reading: _Reading) -> Concept | None:
    name = entry.get("id", "")
    sources: list[str] = []
    renderings: list[tuple[str, Rendering]] = []
    for section in _children(entry, _LANGUAGES):
        written = section.get(_LANG, "")
        tag = known_tag(written)
        if tag == SOURCE_TAG:
            sources += (_term(node) for node in _children(section, _TERMS))
        elif tag:
            renderings += ((tag, one) for one in _renderings(section, name, reading))
        else:
            reading.strange[written] += 1
    if not sources or not sources[0]:
        message = f"the entry {name} has no term in {LANGUAGES[SOURCE_TAG].name}"
        reading.found.append(term_rules.TRM014.at(reading.where(entry), message))
        return None
    if len(sources) > 1:
        message = f"{name}: `{sources[0]}` is taken, not {', '.join(sources[1:])}"
        reading.found.append(term_rules.TRM014.at(reading.where(entry), message))
    concept = Concept(_about(entry, name, sources[0], reading), tuple(renderings))
    longest = max(map(len, _texts(concept)))
    if longest > _LONGEST:
        message = f"an entry has a text of {longest} characters; {_LONGEST} are the most"
        reading.found.append(term_rules.TRM002.at(reading.where(entry), message))
        return None
    return concept


def _texts(concept: Concept) -> tuple[str, ...]:
    term = concept.term
    renderings = (one.text for _, one in concept.renderings)
    return (term.id, term.text, term.domain, term.note, *renderings)


def _about(entry: Element, name: str, text: str, reading: _Reading) -> Term:
    notes = (_text(node) for node in _children(entry, ("note",)))
    return Term(
        name,
        text,
        _category(entry, "subjectField"),
        next(notes, ""),
        _category(entry, "projectSubset") == KEEP,
        reading.where(entry),
    )


def _renderings(section: Element, name: str, reading: _Reading) -> Iterator[Rendering]:
    """Read the terms of a language; the first of those without a status is the preferred one."""
    nodes = {node: _status(node) for node in _children(section, _TERMS) if _term(node)}
    open_ = Status.PREFERRED not in nodes.values()
    for node, told in nodes.items():
        status = told or (Status.PREFERRED if open_ else Status.ADMITTED)
        open_ = open_ and status is not Status.PREFERRED
        yield Rendering(name, _term(node), status, _reviewed(node), reading.where(node))


def _status(node: Element) -> Status | None:
    return _STATUSES.get(_category(node, "administrativeStatus"))


def _reviewed(node: Element) -> str:
    notes = (_text(one) for one in node.iter() if _name(one) == "note")
    said = (note.removeprefix(REVIEWED) for note in notes if note.startswith(REVIEWED))
    return next((one for one in said if is_review(one)), "")


def _category(node: Element, name: str) -> str:
    """Give a data category: an element of that type, or of that name; not one of the languages."""
    for one in node.iter():
        if one.get("type") == name or _name(one) == name:
            return _text(one)
        if _name(one) in _LANGUAGES:
            return ""
    return ""


def _term(section: Element) -> str:
    return next((_text(one) for one in section.iter() if _name(one) == "term"), "")


def _text(node: Element) -> str:
    words = "".join(str(part) for part in node.itertext())
    return nfc(" ".join(words.split()))


def _children(node: Element, names: tuple[str, ...]) -> Iterator[Element]:
    return (child for child in node if _name(child) in names)


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]

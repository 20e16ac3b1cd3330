"""Write terms as TBX-Basic: ISO 30042:2019, the style with data categories as attributes."""

from __future__ import annotations

from collections.abc import Iterator

from pathya.authoring.xml.write import Node, document, element, inline
from pathya.locales.terms import Rendering, Status, Term, Termbase
from pathya.locales.words import SOURCE_TAG

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
KEEP = "do-not-translate"
"""TBX-Basic has no data category for names that are kept; they are a subset of the project."""
REVIEWED = "Reviewed: "
"""Begins the note that says who found a translation right."""
STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}


def tbx_serialize(base: Termbase) -> bytes:
    """Write the whole file. TBX wants at least one term."""
    by_term: dict[str, dict[str, list[Rendering]]] = {}
    for tag, renderings in base.renderings.items():
        for one in renderings:
            by_term.setdefault(one.id, {}).setdefault(tag, []).append(one)
    entries = (_entry(term, by_term.get(term.id, {})) for term in base.terms.values())
    about = element("sourceDesc", None, element("p", None, "Terms of a Pathya project"))
    header = element("tbxHeader", None, element("fileDesc", None, about))
    text = element("text", None, element("body", None, *entries))
    root = {"xmlns": NAMESPACE, "style": "dca", "type": "TBX-Basic", "xml:lang": SOURCE_TAG}
    return document(element("tbx", root, header, text))


def _entry(term: Term, renderings: dict[str, list[Rendering]]) -> Node:
    source = element("langSec", {"xml:lang": SOURCE_TAG}, _term(term.text))
    others = (
        element("langSec", {"xml:lang": tag}, *map(_rendering, rows))
        for tag, rows in renderings.items()
    )
    return element("conceptEntry", {"id": term.id}, *_about(term), source, *others)


def _about(term: Term) -> Iterator[Node]:
    if term.keep:
        yield inline("admin", {"type": "projectSubset"}, KEEP)
    if term.domain:
        yield inline("descrip", {"type": "subjectField"}, term.domain)
    if term.note:
        yield inline("note", None, term.note)


def _rendering(one: Rendering) -> Node:
    status = inline("termNote", {"type": "administrativeStatus"}, STATUSES[one.status])
    notes = (inline("note", None, REVIEWED + one.reviewed),) if one.reviewed else ()
    return _term(one.text, status, *notes)


def _term(text: str, *more: Node) -> Node:
    return element("termSec", None, inline("term", None, text), *more)

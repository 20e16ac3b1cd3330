"""Take translations that came back into a catalog: each is judged by itself, the good ones come in.

What is signed off stays, unless its replacement is forced; what a person has finished gives way
only to what is finished too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry
from pathya.locales.exchange.incoming import Incoming, composed, iso, unit_id
from pathya.locales.exchange.judge import Offer, Terms, judge
from pathya.locales.exchange.places import astray, find, places, words
from pathya.locales.localise import claims


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalog after translations were taken into it."""

    catalog: Catalog
    changed: tuple[str, ...]
    """The ids of the texts that are not what they were."""
    found: Diagnostics


def take(course: Course, catalog: Catalog, incoming: Incoming, terms: Terms) -> Taken:
    """Take what fits into a catalog that is up to date with its course."""
    if foreign := tuple(_foreign(catalog, incoming)):
        return Taken(catalog, (), foreign)
    entries, known = dict(catalog.entries), places(catalog.entries)
    units, found = _told_apart(_cleaned(incoming.units))
    strayed = frozenset() if terms.force else astray(known, units)
    for theirs in units:
        names, stale = find(known, theirs)
        if not names and (theirs.target or theirs.remarks):
            message = f"{_called(theirs)} is not in {catalog.course}"
            found.append(rules.EXC003.at(theirs.where, message, _UNKNOWN))
        for name in names:
            if name in strayed:
                message = f"{name}: this is the translation of another text"
                found.append(rules.EXC013.at(theirs.where, message, _STRAYED))
                continue
            texts = course.units[name], entries[name], theirs
            offer = Offer(catalog.tag, *texts, stale, incoming.typed_states)
            entries[name], said = judge(offer, terms)
            found += said
    changed = tuple(name for name, entry in entries.items() if entry != catalog.entries[name])
    return Taken(replace(catalog, entries=entries), changed, tuple(found))


_STRAYED = "Was a column sorted without the others, or a cell deleted?"
_UNKNOWN = "The text is gone, or it is another course's file. Nothing was taken from it."


def _foreign(catalog: Catalog, incoming: Incoming) -> Iterator[Diagnostic]:
    """Say that a file is for another course or language, as far as it tells."""
    said = Catalog(
        incoming.course or catalog.course,
        incoming.source_tag or catalog.source_tag,
        incoming.tag or catalog.tag,
        {},
    )
    if claims(said) != claims(catalog):
        where = Where(incoming.units[0].where.path) if incoming.units else Where(catalog.course)
        message = (
            f"this is {said.course} from {said.source_tag} to {said.tag}, and not "
            f"{catalog.course} from {catalog.source_tag} to {catalog.tag}"
        )
        yield rules.EXC002.at(where, message, "Nothing was taken from it.")


def _cleaned(units: Iterable[Entry]) -> Iterator[Entry]:
    """Give the units that can be used, in our own form; of the others the reader has told."""
    for unit in units:
        if not unit.broken:
            yield replace(
                unit,
                id=unit_id(unit.id),
                source=composed(unit.source),
                target=composed(unit.target),
                date=iso(unit.date),
                reviewed=iso(unit.reviewed),
            )


def _told_apart(units: Iterable[Entry]) -> tuple[list[Entry], list[Diagnostic]]:
    """Give each text once; none of those that have two translations."""
    groups: defaultdict[object, list[Entry]] = defaultdict(list)
    for unit in units:
        groups[unit.id or words(unit.source) or unit.where].append(unit)
    kept, found = [], []
    for group in groups.values():
        filled = [unit for unit in group if unit.target] or group
        if len({unit.target for unit in filled}) == 1:
            kept.append(filled[0])
            continue
        message = f"{_called(filled[0])} has {len(filled)} translations"
        found.append(rules.EXC008.at(filled[1].where, message, "Keep one of them."))
    return kept, found


def _called(unit: Entry) -> str:
    said = " ".join(str(word) for word in words(unit.source))
    return unit.id or (f'"{said}"' if said else "a text with neither id nor source")

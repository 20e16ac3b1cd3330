"""How far a translation has come: only what a reviewer has accepted is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.exporters.edition import Edition
from pathya.exporters.gates import rules
from pathya.locales.catalog import State
from pathya.locales.words import interface_catalog


def check_states(edition: Edition, states: Mapping[str, int], where: Where) -> Iterator[Diagnostic]:
    """Check the counts of a course's texts by state (`coverage`), and the words of the page."""
    name = edition.language.name
    if edition.course.tag == edition.course.source_tag:
        return
    total = sum(states.values()) or len(edition.course.units)
    left = total - states.get(State.SIGNED_OFF, 0)
    if left:
        counts = ", ".join(
            f"{count} {state}" for state, count in states.items() if state != State.SIGNED_OFF
        )
        message = f"{left} of {total} texts in {name} are not signed off: {counts or 'no catalog'}"
        hint = "A reviewer signs off in the catalog; who publishes may `--allow-unsigned REASON`."
        yield rules.CAT011.at(where, message, hint)
    catalog, _ = interface_catalog(edition.course.tag)
    entries = catalog.entries.values() if catalog else ()
    unread = sum(entry.state is not State.SIGNED_OFF for entry in entries)
    if unread or catalog is None:
        message = f"{unread or 'all'} of the page's own words in {name} are not signed off"
        yield rules.CAT012.at(where, message)

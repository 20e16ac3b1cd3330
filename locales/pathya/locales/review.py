"""Who may sign a translation off: not the one who made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, same_person, unsigned


def by_others(catalog: Catalog) -> tuple[Catalog, Diagnostics]:
    """Take back the sign-offs of people who accepted their own translations.

    A sign-off without a name stands: nobody can tell whose it is.
    """
    own = {name: entry for name, entry in catalog.entries.items() if signs_own(entry)}
    if not own:
        return catalog, ()
    entries = {**catalog.entries, **{name: unsigned(entry) for name, entry in own.items()}}
    return replace(catalog, entries=entries), tuple(_said(own.values()))


def signs_own(entry: Entry) -> bool:
    """Tell whether the person who signed a text off is the one who translated it."""
    return same_person(entry.by, entry.reviewer)


def _said(own: Iterable[Entry]) -> Iterator[Diagnostic]:
    for entry in own:
        message = f"{entry.id} was translated and signed off by {entry.reviewer}"
        yield rules.CAT010.at(entry.where, message, "Let somebody else read and accept it.")

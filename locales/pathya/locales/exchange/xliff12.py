"""XLIFF 1.2: the catalog itself, as translators' tools give it back."""

from __future__ import annotations

from pathya.authoring.diagnostics import Diagnostics
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.xliff import xliff_parse


def xliff12_parse(data: bytes, path: str) -> tuple[Incoming | None, Diagnostics]:
    """Read a catalog as a file that came back; None when it cannot be used as a whole."""
    catalog, found = xliff_parse(data, path)
    if catalog is None:
        return None, found
    units = tuple(catalog.entries.values())
    return Incoming(catalog.course, catalog.source_tag, catalog.tag, units), found

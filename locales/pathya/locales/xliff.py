"""Read a catalog: XLIFF 1.2, as Pathya writes it or as a translator's tool has rewritten it."""

from __future__ import annotations

from pathya.authoring.diagnostics import Diagnostics
from pathya.locales.catalog import Catalog


def xliff_parse(data: bytes, path: str) -> tuple[Catalog | None, Diagnostics]:
    """Read a catalog; None when the file as a whole cannot be used. Targets come out in NFC.

    A unit that cannot be read is left out if it cannot be told from others, or is `broken`.
    """
    # A build that has all texts of its catalogs in the store reads none.
    from pathya.locales.xliff_canonical import parse_canonical  # noqa: PLC0415 - many patterns

    catalog = parse_canonical(data, path)
    if catalog:
        return catalog, ()
    # The tree needs lxml, and ten times as long; most builds read nothing that needs it.
    from pathya.locales.xliff_tree import parse_tree  # noqa: PLC0415

    return parse_tree(data, path)

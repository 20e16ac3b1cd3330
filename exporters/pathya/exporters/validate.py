"""Check a package, of ours or of others: it is treated as hostile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, in_order
from pathya.exporters.archive import read_archive
from pathya.exporters.check_manifest import MOST, check_manifest
from pathya.exporters.check_pages import check_pages
from pathya.exporters.unpacked import Archive, Limits

WEB = "-web.zip"
"""How the names of packages without a learning platform end."""


Check = Callable[[Archive], Iterable[Diagnostic]]


def validate(
    source: Path | BinaryIO,
    name: str = "",
    limits: Limits | None = None,
    more: tuple[Check, ...] = (),
) -> Diagnostics:
    """Check a SCORM package by all rules; `name` stands before places in it (a path: its own name).

    A zip that is not sound is not looked into any further. One that is named `…-web.zip` needs no
    manifest. `more` are checks that a target adds.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return validate(stream, name or source.name, limits, more)
    archive, found = read_archive(source, name, limits or Limits())
    if archive is None:
        return in_order(found)
    manifest = () if name.endswith(WEB) else check_manifest(archive)
    added = (one for check in more for one in islice(check(archive), MOST))
    return in_order((*found, *manifest, *islice(check_pages(archive), MOST), *added))

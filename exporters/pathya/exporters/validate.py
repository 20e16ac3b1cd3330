"""Check a package, of ours or of others: it is treated as hostile."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pathya.authoring.diagnostics import Diagnostics, in_order
from pathya.exporters.archive import Archive, Limits, read_archive
from pathya.exporters.check_manifest import MOST, check_manifest
from pathya.exporters.check_pages import check_pages
from pathya.exporters.manifest_file import read_manifest


def validate(source: Path | BinaryIO, name: str = "", limits: Limits | None = None) -> Diagnostics:
    """Check a SCORM package by all rules; `name` stands before places in it (a path: its own name).

    A zip that is not sound is not looked into any further.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return validate(stream, name or source.name, limits)
    archive, found = read_archive(source, name, limits or Limits())
    return in_order((*found, *_check(archive))) if archive else in_order(found)


def _check(archive: Archive) -> Diagnostics:
    manifest, found = read_manifest(archive)
    checked = check_manifest(manifest) if manifest else ()
    return (*found, *checked, *islice(check_pages(archive), MOST))

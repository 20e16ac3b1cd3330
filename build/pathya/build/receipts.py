"""Packages on the disk, and build.json, which says what they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pathya.build.files import renew, write
from pathya.exporters.edition import Edition
from pathya.exporters.package import Package, content_digest, pack, zip_pieces

BUILD_FILE = "build.json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One package that was written."""

    package: str
    """The file's name, beside build.json."""
    language: str
    """BCP 47."""
    format: str
    content_digest: str
    """What is in the package, however it is compressed: SHA-256 in hex."""
    sha256: str
    """Of the file's bytes."""
    size: int
    """Bytes."""
    states: Mapping[str, int]
    """How many texts stand in which state; none for the source language."""


def write_package(
    package: Package, edition: Edition, form: str, states: Mapping[str, int], dist: Path
) -> Receipt:
    """Write a package into its course's folder, unless the same bytes are already there."""
    path = dist / edition.course.id / f"{package.name}.zip"
    members = tuple(map(pack, package.members))
    # Films are never held in memory.
    renew(path, lambda stream: stream.writelines(zip_pieces(members)))
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Receipt(
        package=path.name,
        language=edition.course.tag,
        format=form,
        content_digest=content_digest(members),
        sha256=digest,
        size=path.stat().st_size,
        states=states,
    )


def save_receipts(folder: Path, receipts: Sequence[Receipt]) -> None:
    """Write build.json: what was built now, and what an earlier build left and is still there."""
    if not receipts and not (folder / BUILD_FILE).is_file():
        return
    there = {one.package: one for one in (*read_receipts(folder), *receipts)}
    entries = [asdict(there[name]) for name in sorted(there) if (folder / name).is_file()]
    content = json.dumps({"course": folder.name, "packages": entries}, indent=2)
    write(folder / BUILD_FILE, f"{content}\n".encode())


def read_receipts(folder: Path) -> tuple[Receipt, ...]:
    """Read build.json; what cannot be read is as good as not there."""
    try:
        noted = json.loads((folder / BUILD_FILE).read_text("utf-8"))["packages"]
        return tuple(Receipt(**entry) for entry in noted)
    except (OSError, ValueError, KeyError, TypeError):
        return ()

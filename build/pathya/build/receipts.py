"""Packages on the disk, and build.json, which says what they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pathya.build.files import renew, write
from pathya.build.store.digests import sha256_of
from pathya.exporters.package import Package, Packed, content_digest, pack, zip_pieces

if TYPE_CHECKING:
    from pathya.exporters.edition import Edition

BUILD_FILE = "build.json"
_BEGUN = ".begun"
"""Names packages that were begun to be written: those of a killed build are in no build.json."""


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
    members = tuple(map(pack, package.members))
    return write_packed(package.name, members, edition, form, states, dist / edition.course.id)


def write_packed(
    name: str,
    members: Sequence[Packed],
    edition: Edition,
    form: str,
    states: Mapping[str, int],
    folder: Path,
) -> Receipt:
    """Write a package of members that are ready for it."""
    path = folder / f"{name}.zip"
    digest, size = write_members(path, members)
    return Receipt(
        package=path.name,
        language=edition.course.tag,
        format=form,
        content_digest=content_digest(members),
        sha256=digest,
        size=size,
        states=states,
    )


def write_members(path: Path, members: Iterable[Packed]) -> tuple[str, int]:
    """Write a zip, unless the same bytes are there; give their SHA-256 and number."""
    digest = hashlib.sha256()

    def fill(stream: BinaryIO) -> None:
        for piece in zip_pieces(members):  # films are never held in memory
            digest.update(piece)
            stream.write(piece)

    renew(path, fill)
    return digest.hexdigest(), path.stat().st_size


def save_receipts(folder: Path, receipts: Sequence[Receipt]) -> None:
    """Write build.json: what was built now, and what an earlier build left and is still there."""
    if not receipts and not (folder / BUILD_FILE).is_file():
        return
    there = {one.package: one for one in (*read_receipts(folder), *receipts)}
    entries = [asdict(there[name]) for name in sorted(there) if (folder / name).is_file()]
    content = json.dumps({"course": folder.name, "packages": entries}, indent=2)
    write(folder / BUILD_FILE, f"{content}\n".encode())


def remove_stale(folder: Path, made: Collection[str], failed: Collection[str]) -> tuple[str, ...]:
    """Remove packages of ours that were not made now, all others being done; give their names.

    Those in languages that failed stay, and what somebody put in the place of one of ours.
    """
    old = (one for one in read_receipts(folder) if one.package not in made)
    stale = {one.package for one in old if one.language not in failed and is_ours(folder, one)}
    left = () if failed else tuple(one for one in read_begun(folder) if (folder / one).is_file())
    gone = sorted({*stale, *left}.difference(made))
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    if gone:
        save_receipts(folder, ())
    return tuple(gone)


def is_ours(folder: Path, receipt: Receipt) -> bool:
    """Tell whether a package lies there as we wrote it."""
    path = folder / receipt.package
    ours = is_package(receipt.package) and path.is_file() and path.stat().st_size == receipt.size
    return ours and sha256_of(path) == receipt.sha256


def is_package(name: str) -> bool:
    """Tell whether this is the name of a package, and not one that leads elsewhere."""
    return name.endswith(".zip") and name.isprintable() and not set(name) & set("/\\:")


# --- packages of killed builds -------------------------------------------------------------------


def begin_package(path: Path) -> None:
    """Note that a package is begun to be written: build.json has it when all of a course are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / _BEGUN).open("a", encoding="utf-8") as noted:
        noted.write(f"{path.name}\n")


def read_begun(folder: Path) -> tuple[str, ...]:
    """Name the packages that were begun, and are perhaps in no build.json."""
    try:
        names = (folder / _BEGUN).read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(filter(is_package, names))


def forget_begun(folder: Path) -> None:
    """Take what was begun for done: build.json has it, or it is no more."""
    (folder / _BEGUN).unlink(missing_ok=True)


def all_there(dist: Path, made: Iterable[tuple[str, int]]) -> bool:
    """Tell whether packages still lie there, by names from the folder of all and sizes in bytes."""
    try:
        return all((dist / name).stat().st_size == size for name, size in made)
    except OSError:
        return False


def sweep(folder: Path) -> None:
    """Remove what killed builds left half-written; nobody else writes here now."""
    for path in folder.glob(".*.part"):
        path.unlink(missing_ok=True)


def read_receipts(folder: Path) -> tuple[Receipt, ...]:
    """Read build.json; what cannot be read is as good as not there."""
    try:
        noted = json.loads((folder / BUILD_FILE).read_text("utf-8"))["packages"]
        return tuple(map(_receipt, noted))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _receipt(noted: dict[str, Any]) -> Receipt:
    """Take an entry of build.json, which anybody may have changed. Raises ValueError, TypeError."""
    one = Receipt(**noted)
    texts = (one.package, one.language, one.format, one.content_digest, one.sha256)
    numbers = (one.size, *one.states.values()) if isinstance(one.states, dict) else (None,)
    sound = all(isinstance(text, str) for text in texts) and is_package(one.package)
    if not sound or any(type(number) is not int for number in numbers):
        raise ValueError("not a receipt")
    return one

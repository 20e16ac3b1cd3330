"""Packages held against what a clean build of the same sources gives."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.build import rules
from pathya.build.building import Built
from pathya.build.files import show
from pathya.build.project import Project
from pathya.build.receipts import BUILD_FILE, Receipt, read_receipts
from pathya.build.store.digests import sha256_of
from pathya.exporters.package import Packed, content_digest

_PIECE = 1 << 20
"""Bytes that are held in memory."""


def differences(project: Project, built: Sequence[Built], *, whole: bool) -> Iterator[Diagnostic]:
    """Compare what lies in a course's folder for packages with what was built elsewhere.

    `whole`: it was built in all languages and formats, so that nothing else should lie there.
    """
    made = {receipt.package: receipt for one in built for receipt in one.receipts}
    for one in built:
        yield from (each for each in one.found if each.rule.severity == "error")
    for folder in {project.dist / one.course: 0 for one in built}:
        for name, receipt in made.items():
            if message := _difference(folder / name, receipt):
                yield rules.BLD001.at(Where(show(folder / name)), message, "Build with --no-store.")
        if made:
            yield from _misnoted(folder, made)
        failed = {one.language for one in built if one.language and not one.receipts}
        if whole and made and not failed:
            yield from extra(folder, made)


def _misnoted(folder: Path, made: Mapping[str, Receipt]) -> Iterator[Diagnostic]:
    """Say where build.json does not tell of what is made."""
    path = folder / BUILD_FILE
    noted = {one.package: one for one in read_receipts(folder)}
    if not path.is_file():
        message = "this file is not there"
    elif not noted:
        message = "this file cannot be read, or says nothing"
    elif other := sorted(name for name, one in made.items() if noted.get(name) != one):
        message = f"this file does not say what a clean build says of {', '.join(other)}"
    else:
        return
    yield rules.BLD003.at(Where(show(path)), message, f"Run `pathya build {folder.name}`.")


def extra(folder: Path, made: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Name the packages in a folder that nobody makes."""
    ours = {one.package for one in read_receipts(folder)}
    for path in sorted(folder.glob("*.zip")):
        if path.name not in made:
            hint = "Build all, and it is removed." if path.name in ours else "Put it elsewhere."
            yield rules.BLD002.at(Where(show(path)), "no build makes this package", hint)


def _difference(path: Path, receipt: Receipt) -> str:
    if not path.is_file():
        return "this package is not there"
    if sha256_of(path) == receipt.sha256:
        return ""
    try:
        content = _content(path)
    except (BadZipFile, OSError, ValueError, EOFError, RuntimeError, zlib.error):
        return "this package cannot be read"
    if content == receipt.content_digest:
        return "this package has the right content in other bytes: another compressor packed it"
    wanted = receipt.content_digest
    return f"this package has the content {content[:12]}…, a clean build gives {wanted[:12]}…"


def _content(path: Path) -> str:
    members: list[Packed] = []
    with ZipFile(path) as archive:
        for info in archive.infolist():
            hashed = hashlib.sha256()
            with archive.open(info) as member:
                while piece := member.read(_PIECE):
                    hashed.update(piece)
            digest = hashed.hexdigest()
            members.append(Packed(info.filename, info.CRC, info.file_size, digest, 0, b""))
    return content_digest(members)

"""Packages held against what a clean build of the same sources gives."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.build import rules
from pathya.build.building import Built
from pathya.build.files import show
from pathya.build.project import Project
from pathya.build.receipts import Receipt
from pathya.build.store.digests import sha256_of
from pathya.exporters.package import Packed, content_digest

_PIECE = 1 << 20
"""Bytes that are held in memory."""


def differences(project: Project, built: Iterable[Built]) -> Iterator[Diagnostic]:
    """Compare what lies in the project's folder for packages with what was built elsewhere."""
    for one in built:
        yield from (each for each in one.found if each.rule.severity == "error")
        for receipt in one.receipts:
            path = project.dist / one.course / receipt.package
            if message := _difference(path, receipt):
                yield rules.BLD001.at(Where(show(path)), message, "Build with --no-store.")


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

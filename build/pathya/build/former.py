"""Courses that a project had: what was made of them goes when all that it has is built."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pathya.build.project import Project
from pathya.build.receipts import (
    BUILD_FILE,
    forget_begun,
    is_ours,
    read_begun,
    read_receipts,
    save_receipts,
    sweep,
)
from pathya.build.store.locks import locked


def former_courses(project: Project) -> Iterator[Path]:
    """Find folders of packages whose course is no longer there.

    None where the folder for packages lies elsewhere: other projects may build there too.
    """
    if not project.dist.resolve().is_relative_to(project.root.resolve()):
        return
    courses = project.root / project.settings.courses
    for noted in sorted(project.dist.glob(f"*/{BUILD_FILE}")):
        folder = noted.parent
        there = os.path.lexists(courses / folder.name)  # be it a link to a disk that is away
        if not there and not folder.is_symlink() and _is_of(noted, folder.name):
            yield folder


def _is_of(noted: Path, name: str) -> bool:
    try:
        return bool(json.loads(noted.read_text("utf-8"))["course"] == name)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def remove_former(folder: Path) -> int:
    """Remove what we made of a course, and give the number of its packages. Raises OSError.

    What somebody changed or put there stays, and the folder with it.
    """
    with locked(folder) as alone:
        receipts = read_receipts(folder)
        listed = {one.package for one in receipts}
        gone = {one.package for one in receipts if is_ours(folder, one)}
        gone |= {one for one in read_begun(folder) if one not in listed}
        gone = {name for name in gone if (folder / name).is_file()}
        for name in gone:
            (folder / name).unlink()
        if alone:
            sweep(folder)
        forget_begun(folder)
        if any((folder / name).exists() for name in listed):
            save_receipts(folder, ())
        else:
            (folder / BUILD_FILE).unlink()
            _remove_statement(folder)
        with suppress(OSError):  # somebody else's files
            folder.rmdir()
    return len(gone)


def _remove_statement(folder: Path) -> None:
    from pathya.build.attestation import (  # noqa: PLC0415 - brings all that builds
        STATEMENT_FILE,
        statement_parse,
    )

    path = folder / STATEMENT_FILE
    try:
        statement_parse(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # not ours
        return
    path.unlink()

"""Files: what lies in a course folder, and writing so that nothing is ever half-written."""

from __future__ import annotations

import filecmp
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pathya.authoring.limits import LIMITS, Limits
from pathya.authoring.sources import CourseFolder, MediaFile

_TEXTS = (".md", ".markdown", ".yaml", ".yml")


def find_course(folder: Path, limits: Limits = LIMITS) -> CourseFolder:
    """List a course's files, without hidden ones; what leads out of the folder is named apart.

    Of too many files one more is listed than may be there. Names are NFC whatever the disk has.
    Raises OSError when a folder cannot be read.
    """
    texts: dict[str, bytes] = {}
    media: dict[str, MediaFile] = {}
    passed: list[str] = []
    root = folder.resolve()
    inside = cache(lambda path: path.resolve().is_relative_to(root))  # a folder is asked for often
    for path in sorted(islice(_walk(folder), limits.course_files + 1)):
        name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if not _lies_in(path, inside):
            passed.append(name)
        elif name.lower().endswith(_TEXTS):
            texts[name] = _start(path, limits.text_bytes)
        else:
            media[name] = MediaFile(path, path.stat().st_size)
    return CourseFolder(show(folder), texts, media, tuple(passed), limits)


def _walk(folder: Path) -> Iterator[Path]:
    """Give files, and links to folders, which are not followed."""
    for parent, folders, names in os.walk(folder, onerror=_stop):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in (*names, *links) if not name.startswith("."))


def _stop(fault: OSError) -> None:
    raise fault


def _lies_in(path: Path, inside: Callable[[Path], bool]) -> bool:
    try:
        return path.is_file() and inside(path if path.is_symlink() else path.parent)
    except (OSError, RuntimeError):  # a link to itself; Python before 3.13 raises the second
        return False


def _start(path: Path, limit: int) -> bytes:
    """Read a text, but not more of it than shows that it is too large."""
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def show(path: Path) -> str:
    """Name a path as the user would: from the current folder if it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, RuntimeError):  # the second: a link to itself
        return path.as_posix()


def write(
    path: Path, fill: Callable[[BinaryIO], object] | bytes, *, unless_same: bool = False
) -> None:
    """Write a file whole or not at all: into a file beside it, which then takes its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as stream:
            if isinstance(fill, bytes):
                stream.write(fill)
            else:
                fill(stream)
        if not (unless_same and path.is_file() and filecmp.cmp(beside, path, shallow=False)):
            os.replace(beside, path)
    except OSError as fault:
        if fault.filename in {None, str(beside)}:  # a full disk names no file
            fault.filename = str(path)
        raise
    finally:
        with suppress(OSError):  # what kept it from being written is what one wants to know
            beside.unlink()


def renew(path: Path, fill: Callable[[BinaryIO], object] | bytes) -> None:
    """Write a file, unless the same bytes are already there."""
    write(path, fill, unless_same=True)

"""Files: what lies in a course folder, and writing so that nothing is ever half-written."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from pathya.authoring.sources import TEXT_LIMIT, CourseFolder, MediaFile

_TEXTS = (".md", ".yaml")


def find_course(folder: Path) -> CourseFolder:
    """List a course's files; hidden ones and links that lead out of the folder are passed over."""
    texts: dict[str, bytes] = {}
    media: dict[str, MediaFile] = {}
    for path in sorted(_walk(folder)):
        name = path.relative_to(folder).as_posix()
        if name.endswith(_TEXTS):
            texts[name] = _start(path)
        else:
            media[name] = MediaFile(path, path.stat().st_size)
    return CourseFolder(show(folder), texts, media)


def _walk(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            inside = path.resolve().is_relative_to(root)
            if inside and not name.startswith(".") and path.is_file():
                yield path


def _start(path: Path) -> bytes:
    """Read a text, but not more of it than shows that it is too large."""
    with path.open("rb") as stream:
        return stream.read(TEXT_LIMIT + 1)


def show(path: Path) -> str:
    """Name a path as the user would: from the current folder if it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def write(path: Path, fill: Callable[[BinaryIO], object] | bytes) -> None:
    """Write a file whole or not at all: into a file beside it, which then takes its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as stream:
            if isinstance(fill, bytes):
                stream.write(fill)
            else:
                fill(stream)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)

"""The project's memory: an index in `.pathya/`, in step with catalogs and imported memories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pathya.authoring.diagnostics import Diagnostics
from pathya.build.files import show
from pathya.build.project import Project
from pathya.locales.exchange.tmx import tmx_languages
from pathya.locales.localise import known_tag
from pathya.locales.memory.pairs import Pair, catalog_pairs, foreign_pairs
from pathya.locales.memory.store import (
    DamagedMemory,
    Memory,
    forget,
    open_memory,
    origins,
    remember,
)
from pathya.locales.xliff import xliff_parse

FOLDER = ".pathya"
"""Holds what can be made anew at any time; git passes over it."""


def project_memory(project: Project, *, update: bool = True) -> Memory:
    """Open the memory of a project, after indexing every file that has changed.

    Without `update` it is as it was the last time. Close it, or use it in a `with` statement.
    Raises OSError.
    """
    path = project_folder(project) / "memory.sqlite"
    memory = open_memory(path)
    if not update:
        return memory
    try:
        _update(memory, project)
    except DamagedMemory:
        memory.close()  # which removes it
        memory = open_memory(path)
        _update(memory, project)
    return memory


def project_folder(project: Project) -> Path:
    """Give the folder for what can be made anew at any time."""
    folder = project.root / FOLDER
    ignored = folder / ".gitignore"
    if not ignored.is_file():
        folder.mkdir(exist_ok=True)
        ignored.write_text("*\n", "utf-8")
    return folder


def check_memories(project: Project) -> Diagnostics:
    """Say which imported memories cannot be read."""
    files = (project.root / project.settings.memories).glob(_MEMORIES)
    return tuple(
        one for path in sorted(files) for one in tmx_languages(path.read_bytes(), show(path))[1]
    )


_MEMORIES = "[!.]*.tmx"


def _update(memory: Memory, project: Project) -> None:
    known = origins(memory)
    catalogs = (project.root / project.settings.catalogs).glob("[!.]*/**/[!.]*.xlf")
    memories = (project.root / project.settings.memories).glob(_MEMORIES)
    files = {
        path.relative_to(project.root).as_posix(): path for path in sorted((*catalogs, *memories))
    }
    for name in known.keys() - files.keys():
        forget(memory, name)
    for name, path in files.items():
        data = path.read_bytes()
        stamp = hashlib.sha256(data).hexdigest()
        if known.get(name) != stamp:
            remember(memory, name, stamp, _pairs(path, data))


def _pairs(path: Path, data: bytes) -> Iterator[Pair]:
    """Give what a file has to remember; what is wrong with it is told where it is checked."""
    if path.suffix == ".tmx":
        for one in tmx_languages(data, show(path))[0]:
            languages = known_tag(one.source_tag), known_tag(one.tag)
            if all(languages):
                yield from foreign_pairs(languages, one.units)
        return
    catalog, _ = xliff_parse(data, show(path))
    if catalog:
        yield from catalog_pairs(catalog)

"""The project's memory: an index in `.pathya/`, kept in step with the catalogs."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pathya.build.files import show
from pathya.build.project import Project
from pathya.locales.memory.pairs import catalog_pairs
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


def project_memory(project: Project) -> Memory:
    """Open the memory of a project, after indexing every catalog that has changed.

    Close it, or use it in a `with` statement. Raises OSError.
    """
    path = _folder(project) / "memory.sqlite"
    memory = open_memory(path)
    try:
        _update(memory, project)
    except DamagedMemory:
        memory.close()  # which removes it
        memory = open_memory(path)
        _update(memory, project)
    return memory


def _folder(project: Project) -> Path:
    folder = project.root / FOLDER
    ignored = folder / ".gitignore"
    if not ignored.is_file():
        folder.mkdir(exist_ok=True)
        ignored.write_text("*\n", "utf-8")
    return folder


def _update(memory: Memory, project: Project) -> None:
    known = origins(memory)
    files = {
        path.relative_to(project.root).as_posix(): path
        for path in sorted((project.root / project.settings.catalogs).glob("[!.]*/[!.]*.xlf"))
    }
    for name in known.keys() - files.keys():
        forget(memory, name)
    for name, path in files.items():
        data = path.read_bytes()
        stamp = hashlib.sha256(data).hexdigest()
        if known.get(name) != stamp:
            # What is wrong with a catalog is told where it is used.
            catalog, _ = xliff_parse(data, show(path))
            remember(memory, name, stamp, catalog_pairs(catalog) if catalog else ())

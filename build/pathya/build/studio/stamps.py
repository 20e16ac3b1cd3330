"""What files look like from outside: enough to know that nothing changed, without reading them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pathya.build.project import PROJECT_FILE, Project, newest_snapshot
from pathya.locales.languages import LANGUAGES


def project_stamp(project: Project) -> str:
    """Stamp what every course depends on: the tool, settings, terms, competencies."""
    terms = sorted((project.root / project.settings.terms).glob("*.csv"))
    snapshot = newest_snapshot(project)
    paths = [project.root / PROJECT_FILE, *terms, *([snapshot] if snapshot else [])]
    return _hash((_tool(), *_looks(paths)))


def source_stamp(project: Project, name: str) -> str:
    """Stamp a course's folder."""
    return _hash(_looks(_walk(project.root / project.settings.courses / name)))


def catalog_stamp(project: Project, name: str, tag: str) -> str:
    """Stamp a course's catalogs in a language, or in that which it is written from, and sounds."""
    own = LANGUAGES[tag].parent or tag
    paths = [project.catalog(name, own, suffix) for suffix in ("", ".obsolete")]
    sounds = (*_walk(project.narrations(name, tag)), project.lexicon(tag))
    return _hash(_looks([*paths, *project.caption_catalogs(name, own), *sounds]))


def has_catalog(project: Project, name: str, tag: str) -> bool:
    """Tell whether a translation has its file; what is made from the source needs none."""
    language = LANGUAGES[tag]
    return language.pseudo or project.catalog(name, language.parent or tag).is_file()


def changed_at(project: Project, name: str, tag: str) -> float:
    """Say when a course or its catalog in a language was last changed, in seconds since 1970."""
    own = LANGUAGES[tag].parent or tag
    paths = (
        *_walk(project.root / project.settings.courses / name),
        project.catalog(name, own),
        *project.caption_catalogs(name, own),
    )
    return max((path.stat().st_mtime for path in paths if path.is_file()), default=0.0)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names))


def _looks(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        try:
            seen = path.stat()
        except OSError:
            yield f"{path} -"
        else:
            yield f"{path} {seen.st_size} {seen.st_mtime_ns} {seen.st_ino}"


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:32]


@cache
def _tool() -> str:
    return version("pathya")

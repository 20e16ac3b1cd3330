"""Catalogs as builds need them: read from the disk, for one course and language."""

from __future__ import annotations

from pathlib import Path

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics
from pathya.build.files import show
from pathya.build.project import Project
from pathya.locales.catalog import Catalog
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import adopt
from pathya.locales.review import by_others
from pathya.locales.xliff import xliff_parse


def read_catalog(path: Path) -> tuple[Catalog | None, Diagnostics]:
    """Read a catalog; None when there is none, or when it cannot be read (an error says so)."""
    if not path.is_file():
        return None, ()
    return xliff_parse(path.read_bytes(), show(path))


def read_translation(
    project: Project, course: Course, tag: str, suffix: str = ""
) -> tuple[Catalog | None, Diagnostics]:
    """Read the catalog of a course in a language, or its texts put aside (`OBSOLETE`).

    None when there is none, or when an error says why the file as a whole cannot be used.
    """
    if LANGUAGES[tag].pseudo:
        from pathya.locales.engines.pseudo import pseudo_catalog  # noqa: PLC0415 - brings engines

        return (None if suffix else pseudo_catalog(course, tag)), ()
    if LANGUAGES[tag].parent:
        from pathya.locales.variants import derived  # noqa: PLC0415 - brings all scripts

        parent, found = read_translation(project, course, LANGUAGES[tag].parent, suffix)
        return (derived(parent, tag) if parent else None), found
    path = project.catalog(course.id, tag, suffix)
    catalog, found = read_catalog(path)
    if catalog is None:
        return None, found
    catalog, more = adopt(course, tag, catalog, show(path))
    found += more
    if catalog is None or project.settings.translator_may_sign_off:
        return catalog, found
    catalog, more = by_others(catalog)
    return catalog, found + more

"""Put a catalog's translations into a course: the same course, in another language."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from pathya.authoring.course import Course, Text
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog
from pathya.locales.checks import check_entry, stands_in
from pathya.locales.languages import LANGUAGES


def localise(course: Course, catalog: Catalog) -> tuple[Course, Diagnostics]:
    """Return the course in the catalog's language; where nothing fits, the source stands in."""
    texts = dict(course.texts)
    found: list[Diagnostic] = []
    for unit in course.units.values():
        entry = catalog.entries.get(unit.id)
        if entry is None or not entry.target or entry.broken:
            continue
        faults = check_entry(unit, entry)
        found += faults
        if not faults or not stands_in(faults):
            texts[unit.id] = Text(entry.target, catalog.tag)
    first = next(iter(catalog.entries.values()), None)
    path = first.where.path if first else ""
    found += behind(course, catalog.tag, catalog.entries.keys(), path)
    return replace(course, tag=catalog.tag, texts=texts), tuple(found)


def adopt(
    course: Course, tag: str, catalog: Catalog, path: str
) -> tuple[Catalog | None, Diagnostics]:
    """Take a catalog as the one of this course and language, whose file it was read from.

    Tools put regions into language tags; None is for another course, language or script.
    """
    wanted = Catalog(course.id, course.source_tag, tag, catalog.entries)
    if claims(catalog) == claims(wanted):
        return wanted, ()
    hint = "Move the file to its place, or correct the attributes of <file>."
    message = f"it says {_head(catalog)}, and should say {_head(wanted)}"
    return None, (rules.CAT008.at(Where(path), message, hint),)


def _head(catalog: Catalog) -> str:
    return f"{catalog.course} from {catalog.source_tag} to {catalog.tag}"


def claims(catalog: Catalog) -> tuple[str, tuple[str, str], tuple[str, str]]:
    """Say what a catalog is for: course, source and target language; regions don't count."""
    return catalog.course, written(catalog.source_tag), written(catalog.tag)


_REVERSED = [one for one in LANGUAGES.values() if not one.pseudo][::-1]
_SCRIPTS = {one.tag.partition("-")[0]: one.script for one in _REVERSED}
"""The usual script of each language: that of its first entry."""


def written(tag: str) -> tuple[str, str]:
    """Reduce a tag to its language and script, which may be left out where it is the usual one."""
    language, *others = tag.replace("_", "-").lower().split("-")
    scripts = (part.title() for part in others if len(part) == 4 and part.isalpha())
    return language, next(scripts, _SCRIPTS.get(language, ""))


def known_tag(tag: str) -> str:
    """Give our own tag of a language whose tag is written as tools do: `hi-IN`; empty: unknown."""
    return _TAGS.get(written(tag), "")


_TAGS = {written(one.tag): one.tag for one in _REVERSED}
_UPDATE = "Run `pathya catalog update`: it brings the new texts and keeps old translations aside."


def behind(course: Course, tag: str, names: Set[str], path: str) -> Iterator[Diagnostic]:
    """Say how a catalog that has these texts is behind its course; path: where it has them."""
    stray = len(names - course.units.keys())
    missing = len(course.units.keys() - names)
    if stray or missing:
        where = Where(path or f"{tag}/{course.id}.xlf")
        message = f"{missing} texts of the course are not in it, {stray} of its texts are gone"
        yield rules.CAT009.at(where, message, _UPDATE)

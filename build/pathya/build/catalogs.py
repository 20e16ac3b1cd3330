"""Catalogs on the disk: bringing them up to date, and counting what they hold."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, has_errors
from pathya.authoring.xml.parse import LIMIT
from pathya.build.files import write
from pathya.build.locks import holding_catalogs
from pathya.build.project import Project
from pathya.build.said import remembered
from pathya.build.terms import read_terms
from pathya.build.translations import read_catalog, read_translation
from pathya.locales.catalog import Catalog, State
from pathya.locales.coverage import REJECTED, coverage
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import localise
from pathya.locales.merge import merge
from pathya.locales.term_match import glossary, glossary_digest
from pathya.locales.terms import Termbase
from pathya.locales.wording.check import check_catalog
from pathya.locales.xliff_write import xliff_serialize

OBSOLETE = ".obsolete"


@dataclass(frozen=True, slots=True)
class Update:
    """What `catalog update` did to one language of one course."""

    tag: str
    changed: bool
    found: Diagnostics


@dataclass(frozen=True, slots=True)
class Status:
    """How far one language of one course has come."""

    tag: str
    states: Mapping[str, int]
    """Texts in each state that occurs, or rejected."""
    percent: float
    """The share of the source's words that have a translation that can be shown, 0 to 1."""
    found: Diagnostics


def check_translation(
    project: Project, course: Course, tag: str, terms: Termbase
) -> Iterator[Diagnostic]:
    """Read the wording of a course's translation; what is wrong with its file is said elsewhere."""
    catalog, _ = read_translation(project, course, tag)
    if catalog and not LANGUAGES[tag].pseudo:
        known = glossary(terms, tag)
        with remembered(project, course.id, tag, glossary_digest(known)) as remember:
            yield from check_catalog(catalog, LANGUAGES[tag], known, remember)


def update_catalogs(project: Project, course: Course, tags: tuple[str, ...]) -> Iterator[Update]:
    """Bring a course's catalogs up to date; those with anything unreadable are left as they are."""
    for tag in tags:
        with holding_catalogs(project):
            merged, found = merged_catalogs(project, course, tag)
            changed = save_catalogs(project, merged) if merged else False
        yield Update(tag, changed, found)


Catalogs = tuple[Catalog, Catalog]
"""A course's catalog in a language, and that of the texts put aside."""
LastLook = Callable[[Path, BinaryIO], None]


def merged_catalogs(
    project: Project, course: Course, tag: str
) -> tuple[Catalogs | None, Diagnostics]:
    """Bring a course's catalogs up to date without writing them; None if one cannot be read.

    None as well for a pseudo-locale, which has no file.
    """
    if LANGUAGES[tag].pseudo:
        return None, ()
    now, found = read_translation(project, course, tag)
    aside, more = read_translation(project, course, tag, OBSOLETE)
    found += more
    return (None if has_errors(found) else merge(course, tag, now, aside)), found


def save_catalogs(
    project: Project, catalogs: Catalogs, last_look: LastLook = lambda *_: None
) -> bool:
    """Write what differs from the disk, and tell whether anything does.

    `last_look` is called right before a file is replaced, with what will take its place; if it
    raises, the file stays.
    """
    now, aside = catalogs
    path, beside = (project.catalog(now.course, now.tag, suffix) for suffix in ("", OBSOLETE))
    # What goes from one file into the other is in both for a moment: whoever is stopped then, by
    # a full disk for one, has lost nothing.
    both = _with_known(beside, aside)
    steps = [(beside, both), (path, now), *([] if both is aside else [(beside, aside)])]
    changed = [_save(*step, last_look) for step in steps]
    return any(changed)


def catalog_status(project: Project, course: Course, tags: tuple[str, ...]) -> Iterator[Status]:
    """Count the states of a course's translations, language by language."""
    terms, _ = read_terms(project)
    for tag in tags:
        catalog, found = read_translation(project, course, tag)
        _, more = read_translation(project, course, tag, OBSOLETE)
        counts = coverage(localise(course, catalog)[0] if catalog else course, catalog)
        states = {str(state): n for state, n in counts.units.items() if n}
        words = sum(counts.words.values())
        done = words - counts.words[State.NEW] - counts.words[REJECTED]
        more += tuple(check_translation(project, course, tag, terms))
        yield Status(tag, states, done / words if words else 1.0, found + more)


def _with_known(path: Path, aside: Catalog) -> Catalog:
    """Add to texts put aside what lies there already, if they are not the same."""
    if not path.is_file() or path.read_bytes() == xliff_serialize(aside):
        return aside
    before, _ = read_catalog(path)
    return replace(aside, entries={**before.entries, **aside.entries}) if before else aside


def _save(path: Path, catalog: Catalog, last_look: LastLook) -> bool:
    """Write a catalog if it differs from what is there; an empty obsolete one needs no file.

    Raises OSError also for one that nobody could read again.
    """
    if not catalog.entries and not path.is_file():
        return False
    data = xliff_serialize(catalog)
    if path.is_file() and path.read_bytes() == data:
        return False
    if len(data) > LIMIT:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))

    def fill(stream: BinaryIO) -> None:
        stream.write(data)
        stream.flush()
        last_look(path, stream)

    write(path, fill)
    return True

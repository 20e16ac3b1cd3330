"""Courses as packages would have them, in memory: made again only as far as files changed."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics, in_order
from pathya.authoring.documents import parse_document
from pathya.build.files import find_course
from pathya.build.pipeline import in_language, read_listed
from pathya.build.project import (
    PROJECT_FILE,
    Project,
    course_folders,
    read_framework,
    read_project,
)
from pathya.build.studio.stamps import catalog_stamp, project_stamp, source_stamp
from pathya.exporters.edition import shown
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import Member
from pathya.exporters.page import Page, Plan, plan_pages
from pathya.locales.languages import LANGUAGES

WHOLE = "whole"
"""The part of a course that is packed whole."""
OPEN = 8
"""Editions that are kept in memory; the one that was used longest ago makes room."""

_Name = TypeVar("_Name")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Reading:
    """A course as it stands on the disk."""

    stamp: str
    found: Diagnostics
    course: Course | None
    """As it was when it had no errors last; None: it never was."""
    plans: tuple[Plan, ...]
    fresh: bool
    """The course is that of the files as they are."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A course in a language as it stands on the disk."""

    reading: Reading
    stamp: str
    found: Diagnostics
    """What was found in this language alone."""
    pages: tuple[Page, ...]
    """The last that were good: one, or one per module."""
    fresh: bool
    """The pages are those of the files as they are."""
    packages: dict[str, Package] = field(default_factory=dict, compare=False)
    """Those that were asked for, by format."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package, not zipped."""

    id: str
    title: str
    members: Mapping[str, Member]
    """By name."""


@dataclass(frozen=True, slots=True)
class Package:
    """All packages of a course in a language and a format."""

    revision: str
    """Another one as soon as anything that a learner gets is another."""
    parts: Mapping[str, Part]
    """By id."""


NOTHING = Package("", {})

Key = tuple[str, str, str]
"""The course's folder, the language's tag, the format."""


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to see of a course in a language and a format."""

    project: Project
    filled: Filled
    package: Package

    @property
    def found(self) -> Diagnostics:
        """All that is wrong with the files as they are."""
        return in_order(self.filled.reading.found + self.filled.found)

    @property
    def fresh(self) -> bool:
        """The page is that of the files as they are; else it is the last good one."""
        return self.filled.reading.fresh and self.filled.fresh


@dataclass(slots=True)
class Previews:
    """All that is looked at. Any thread may use it; one builds at a time."""

    project: Project
    """With the settings that were good last."""
    _settings: tuple[int, Diagnostics] = (0, ())
    _readings: OrderedDict[str, Reading] = field(default_factory=OrderedDict)
    _filled: OrderedDict[tuple[str, str], Filled] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def look(self, key: Key) -> Look | None:
        """Give what is on the disk now; None if there is no such course, language or format.

        The key may be anything that somebody typed. Raises OSError.
        """
        course, tag, form = key
        with self._lock:
            fault = self._renew_settings()
            folder = next((one for one in course_folders(self.project) if one.name == course), None)
            if folder is None or tag not in LANGUAGES or form not in EXPORTERS:
                return None
            filled = self._fill(self._reading(folder, fault), tag)
            return Look(self.project, filled, _package(filled, form))

    def known(self, key: Key) -> Package | None:
        """Give what was built last, without a look at the disk."""
        filled = self._filled.get(key[:2])
        return filled.packages.get(key[2]) if filled else None

    def _renew_settings(self) -> Diagnostics:
        """Read pathya.toml again if it was saved; while it has errors, the old settings hold."""
        try:
            saved = (self.project.root / PROJECT_FILE).stat().st_mtime_ns
        except OSError:
            return self._settings[1]
        if saved != self._settings[0]:
            project, found = read_project(self.project.root)
            self.project = project or self.project
            self._settings = saved, found
        return self._settings[1]

    def _reading(self, folder: Path, fault: Diagnostics) -> Reading:
        stamp = f"{project_stamp(self.project)} {source_stamp(self.project, folder.name)}"
        before = self._readings.get(folder.name)
        if before is None or before.stamp != stamp:
            before = _read(self.project, folder, stamp, fault, before)
        return _kept(self._readings, folder.name, before)

    def _fill(self, reading: Reading, tag: str) -> Filled:
        name = reading.course.id if reading.course else ""
        stamp = catalog_stamp(self.project, name, tag) if name else ""
        before = self._filled.get((name, tag))
        if before is None or before.reading is not reading or before.stamp != stamp:
            before = _fill(self.project, reading, tag, stamp, before)
        return _kept(self._filled, (name, tag), before) if name else before


def _kept(known: OrderedDict[_Name, _Value], key: _Name, value: _Value) -> _Value:
    known[key] = value
    known.move_to_end(key)
    while len(known) > OPEN:
        known.popitem(last=False)
    return value


_parse = lru_cache(maxsize=512)(parse_document)
"""Of a course's files most stay as they are while somebody writes one of them."""


def _read(
    project: Project, folder: Path, stamp: str, fault: Diagnostics, before: Reading | None
) -> Reading:
    framework, more = read_framework(project)
    listing = find_course(folder, project.limits)
    course, found = read_listed(listing, folder.name, framework, parse=_parse)
    found = fault + more + found
    if course is None:
        old = before or Reading("", (), None, (), False)
        return replace(old, stamp=stamp, found=found, fresh=False)
    return Reading(stamp, found, course, plan_pages(course), fresh=True)


def _fill(
    project: Project, reading: Reading, tag: str, stamp: str, before: Filled | None
) -> Filled:
    if reading.course is None:
        return Filled(reading, stamp, (), (), fresh=False)
    made = in_language(project, reading.course, tag, reading.plans)
    if made.pages:
        return Filled(reading, stamp, made.found, made.pages, fresh=True)
    return Filled(reading, stamp, made.found, before.pages if before else (), fresh=False)


def _package(filled: Filled, form: str) -> Package:
    if not filled.pages:
        return NOTHING
    if form not in filled.packages:
        filled.packages[form] = _exported(filled.pages, form)
    return filled.packages[form]


def _exported(pages: tuple[Page, ...], form: str) -> Package:
    parts = [
        Part(
            page.edition.course.part or WHOLE,
            shown(page.edition.course, page.edition.course.title),
            {member.name: member for member in EXPORTERS[form](page).members},
        )
        for page in pages
    ]
    return Package(_revision(parts), {part.id: part for part in parts})


def _revision(parts: list[Part]) -> str:
    """Hash what differs between two makes: names of scripts and styles hold their content."""
    digest = hashlib.sha256()
    for part in parts:
        for name, member in part.members.items():
            digest.update(f"\n{part.id} {name} ".encode())
            if isinstance(member.data, Path):
                stats = member.data.stat()
                digest.update(f"{stats.st_size} {stats.st_mtime_ns}".encode())
            elif not member.shared:
                for segment in (member.data,) if isinstance(member.data, bytes) else member.data:
                    digest.update(segment)
    return digest.hexdigest()[:16]

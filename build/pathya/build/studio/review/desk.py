"""Catalogs that people have open: read once, kept in step with the disk, written without loss."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from pathya.authoring.course import Course, plain
from pathya.authoring.diagnostics import Diagnostics
from pathya.build.captions import catalog_tags, documents
from pathya.build.catalogs import OBSOLETE, Catalogs, merged_catalogs, save_catalogs
from pathya.build.locks import holding_catalogs
from pathya.build.pipeline import open_course
from pathya.build.project import Project, newest_snapshot, read_framework
from pathya.build.studio.review.edits import Refusal
from pathya.build.studio.stamps import source_stamp
from pathya.build.terms import read_terms
from pathya.exporters.subtitles import caption_faults
from pathya.locales.catalog import Entry, Wording, wording
from pathya.locales.languages import LANGUAGES
from pathya.locales.term_match import Glossary, glossary

OPEN = 8
"""Catalogs, and courses, that are kept in memory; the oldest make room."""
_AGAIN = 5
"""How often a catalog is read anew because somebody wrote it while it was being changed."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""Files as they were: name, time, size, inode."""
Key = tuple[str, str]
"""A course's id and a language's tag."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A course's catalog in a language as it stands on the disk, up to date with its course."""

    course: Course
    catalogs: Catalogs
    stamp: Stamp
    known: Glossary
    twins: Mapping[Wording, tuple[str, ...]]
    """The ids of texts that have the same words, in reading order."""
    around: Mapping[str, tuple[str, str]]
    """The plain text of the texts before and after each."""
    places: Mapping[str, int]
    """Where each text stands in reading order."""
    found: dict[str, tuple[Entry, Diagnostics]] = field(default_factory=dict, compare=False)
    """What checks said of an entry, for as long as it stays as it was."""

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All texts by id, in reading order."""
        return self.catalogs[0].entries

    @property
    def tag(self) -> str:
        """The language, BCP 47."""
        return self.catalogs[0].tag


@dataclass(frozen=True, slots=True)
class Changed:
    """A catalog after a change."""

    opened: Opened
    before: Mapping[str, Entry]
    """What was in the place of the entries that are not what they were."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a catalog cannot be opened."""

    message: str
    found: Diagnostics = ()
    unknown: bool = False
    """There is no such thing."""


class _Overtaken(Exception):
    """Somebody else has written the file since it was read."""


@dataclass(slots=True)
class _Place:
    """One catalog, and who may touch it."""

    writing: threading.RLock = field(default_factory=threading.RLock)
    reading: threading.Lock = field(default_factory=threading.Lock)
    opened: Opened | None = None


@dataclass(slots=True)
class Desk:
    """All that is open in a project. Any thread may use it."""

    project: Project
    _places: OrderedDict[Key, _Place] = field(default_factory=OrderedDict)
    _courses: dict[str, tuple[object, Course]] = field(default_factory=dict)
    _documents: dict[str, tuple[Course, ...]] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _glossaries: dict[str, tuple[Stamp, Glossary]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)


def open_catalog(desk: Desk, course: str, tag: str) -> Opened | Closed:
    """Give a catalog as it stands on the disk; it is read only if anything has changed.

    Course, or captions of one, and tag may be anything that somebody typed.
    """
    folder = _folder(desk.project, course.partition("/")[0])
    if folder is None or tag not in LANGUAGES:
        return Closed("There is no such course or language.", unknown=True)
    whole = _course(desk, folder)
    if isinstance(whole, Closed):
        return whole
    read = next((one for one in _documents(desk, whole) if one.id == course), None)
    if read is None:
        return _without(whole, course)
    if not catalog_tags(read, (tag,)) or LANGUAGES[tag].parent or LANGUAGES[tag].pseudo:
        message = f"{course} has no catalog of its own in {LANGUAGES[tag].name}."
        return Closed(message, unknown=True)
    place = _place(desk, (course, tag))
    with place.reading:
        if place.opened is None or not _is_current(desk, place.opened, read):
            fresh = _read(desk, read, tag)
            place.opened = None if isinstance(fresh, Closed) else fresh
            return fresh
        return place.opened


def _without(whole: Course, captions: str) -> Closed:
    """Say why captions cannot be opened."""
    if faults := caption_faults(whole).get(captions):
        return Closed(f"{captions} has errors, which its author has to mend first.", faults)
    return Closed("There are no such captions.", unknown=True)


def open_newest(desk: Desk) -> None:
    """Open the catalog that was saved last: there people go on, and it takes a while to read."""
    folder = desk.project.root / desk.project.settings.catalogs
    with suppress(OSError):  # nobody asked for it
        files = folder.glob("*/[!.]*.xlf")
        newest = max(files, key=lambda path: path.stat().st_mtime, default=None)
        if newest:
            open_catalog(desk, newest.name.partition(".")[0], newest.parent.name)


Made = Mapping[str, Entry]
"""Entries that take the places of those with the same ids."""


def change(
    desk: Desk, key: Key, make: Callable[[Opened], Made | Refusal]
) -> Changed | Closed | Refusal:
    """Change entries of a catalog as it stands on the disk now, and write it; others wait.

    `make` is asked again if somebody else writes the file meanwhile. Raises OSError.
    """
    with _writing(desk, key):
        for _ in range(_AGAIN):
            opened = open_catalog(desk, *key)
            if isinstance(opened, Closed):
                return opened
            made = make(opened)
            if isinstance(made, Refusal):
                return made
            made = {name: one for name, one in made.items() if one != opened.entries[name]}
            written = _write(desk, opened, made) if made else opened
            if written:
                return Changed(written, {name: opened.entries[name] for name in made})
    return Closed("The file changes faster than it can be written. Try again.")


def twins_of(opened: Opened, entry: Entry) -> list[Entry]:
    """Give the other entries with the same words."""
    names = opened.twins.get(wording(entry), ())
    return [opened.entries[name] for name in names if name != entry.id]


# --- reading -------------------------------------------------------------------------------------


def _place(desk: Desk, key: Key) -> _Place:
    with desk._guard:
        place = desk._places.setdefault(key, _Place())
        desk._places.move_to_end(key)
        for old in list(desk._places)[:-OPEN]:
            desk._places[old].opened = None  # the locks stay: somebody may hold them
        return place


def _folder(project: Project, course: str) -> Path | None:
    """Find a course by its name, without looking at the others."""
    folder = project.root / project.settings.courses / course
    plain_name = Path(course).parts == (course,) and not course.startswith(".")
    try:
        return folder if plain_name and "\0" not in course and folder.is_dir() else None
    except OSError:  # longer than any name
        return None


def _course(desk: Desk, folder: Path) -> Course | Closed:
    """Read a course if it has changed; while it has errors, what it was before them."""
    with desk._guard:
        lock = desk._locks.setdefault(folder.name, threading.Lock())
    with lock:
        stamp = source_stamp(desk.project, folder.name), newest_snapshot(desk.project)
        before = desk._courses.get(folder.name)
        if before and before[0] == stamp:
            return before[1]
        course, found = open_course(folder, read_framework(desk.project)[0], desk.project.limits)
        if course is None and before is None:
            return Closed(f"{folder.name} has errors, which its author has to mend first.", found)
        course = course or before[1]  # type: ignore[index]  # one of the two is there
        desk._courses[folder.name] = stamp, course
        for old in list(desk._courses)[:-OPEN]:
            del desk._courses[old]
            desk._documents.pop(old, None)
        return course


def documents_of(desk: Desk, opened: Opened) -> tuple[str, ...]:
    """Name what of a course has a catalog in the language of one that is open."""
    known = desk._documents.get(opened.course.id.partition("/")[0], ())
    return tuple(one.id for one in known if catalog_tags(one, (opened.tag,)))


def _documents(desk: Desk, course: Course) -> tuple[Course, ...]:
    """Give a course and its captions, the same as long as the course is the same."""
    known = desk._documents.get(course.id)
    if known is None or known[0] is not course:
        known = desk._documents[course.id] = documents(course)
    return known


def _read(desk: Desk, course: Course, tag: str) -> Opened | Closed:
    stamp = _stamp(desk, course, tag)  # before the files are read: what comes between is seen
    catalogs, found = merged_catalogs(desk.project, course, tag)
    if catalogs is None:
        return Closed("The catalog cannot be read; it is left as it is until it is mended.", found)
    entries = catalogs[0].entries.values()
    places = {entry.id: place for place, entry in enumerate(entries)}
    known = _glossary(desk, tag)
    return Opened(course, catalogs, stamp, known, _twins(entries), _around(entries), places)


def _twins(entries: Iterable[Entry]) -> Mapping[Wording, tuple[str, ...]]:
    twins: defaultdict[Wording, list[str]] = defaultdict(list)
    for entry in entries:
        twins[wording(entry)].append(entry.id)
    return {words: tuple(names) for words, names in twins.items() if len(names) > 1}


def _around(entries: Iterable[Entry]) -> Mapping[str, tuple[str, str]]:
    texts = {entry.id: plain(entry.source) for entry in entries}
    words = ("", *texts.values(), "")
    return dict(zip(texts, zip(words, words[2:], strict=False), strict=True))


def _is_current(desk: Desk, opened: Opened, course: Course) -> bool:
    same = opened.course is course and opened.known is _glossary(desk, opened.tag)
    return same and opened.stamp == _stamp(desk, course, opened.tag)


def _glossary(desk: Desk, tag: str) -> Glossary:
    folder = desk.project.root / desk.project.settings.terms
    stamp = stamp_of(sorted(folder.glob("[!.]*.csv")))
    if tag not in desk._glossaries or desk._glossaries[tag][0] != stamp:
        desk._glossaries[tag] = stamp, glossary(read_terms(desk.project)[0], tag)
    return desk._glossaries[tag][1]


def _stamp(desk: Desk, course: Course, tag: str) -> Stamp:
    return stamp_of([desk.project.catalog(course.id, tag, suffix) for suffix in ("", OBSOLETE)])


def stamp_of(paths: Sequence[Path]) -> Stamp:
    """Say how files are, without reading them; those that are not there are left out."""
    found = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((str(path), *_look(stat)))
    return tuple(found)


def _look(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


# --- writing -------------------------------------------------------------------------------------


@contextmanager
def _writing(desk: Desk, key: Key) -> Iterator[None]:
    with _place(desk, key).writing, holding_catalogs(desk.project):
        yield


def _write(desk: Desk, opened: Opened, made: Made) -> Opened | None:
    """Write a catalog with new entries; None if the file is not any more what was read."""
    catalog, aside = opened.catalogs
    catalogs = replace(catalog, entries={**catalog.entries, **made}), aside
    key = opened.course.id, opened.tag

    stamp = {one[0]: one for one in opened.stamp}

    def last_look(path: Path, new: BinaryIO) -> None:
        if stamp_of([path]) != tuple(one for name, one in stamp.items() if name == str(path)):
            raise _Overtaken
        # As it will be seen from now on: what comes after it is somebody else's.
        stamp[str(path)] = (str(path), *_look(os.fstat(new.fileno())))

    try:
        save_catalogs(desk.project, catalogs, last_look)
    except _Overtaken:
        return None
    place = _place(desk, key)
    with place.reading:
        place.opened = replace(opened, catalogs=catalogs, stamp=tuple(stamp.values()))
        return place.opened

"""Building courses: what the store has is taken from there, the rest goes down the straight line.

What makes things is imported when there is something to make.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pathya.authoring.diagnostics import Diagnostics
from pathya.build.ahead import read_ahead
from pathya.build.editions import (
    Opened,
    catalog_file,
    course_inputs,
    edition_key,
    kept_files,
    known_segments,
    language_inputs,
    load_course,
    load_finished,
    load_opened,
    members_of,
    open_recall,
    save_course,
    save_finished,
    save_opened,
    source_keys,
)
from pathya.build.files import find_course, show
from pathya.build.project import Project, read_framework
from pathya.build.reasons import Made, made_of, note_made, reasons
from pathya.build.receipts import (
    Receipt,
    all_there,
    begin_package,
    forget_begun,
    read_begun,
    remove_stale,
    save_receipts,
    sweep,
    write_members,
)
from pathya.build.segments import Segments
from pathya.build.shelf import Shelf, digests_of, key, note_outputs, open_shelf
from pathya.build.store.codec import dumps, loads
from pathya.build.store.locks import locked
from pathya.build.store.records import Start, recall, remember, start
from pathya.build.store.watch import Place
from pathya.exporters.package import ChangedError, Packer, packer

if TYPE_CHECKING:
    from pathya.authoring.course import Course
    from pathya.authoring.sources import CourseFolder
    from pathya.exporters.page import Plan
    from pathya.locales.kept import Sources


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has to tell: of a course as it was read, or of one of its languages."""

    course: str
    """The folder's name."""
    receipts: tuple[Receipt, ...]
    found: Diagnostics
    language: str = ""
    """BCP 47; empty: the course as it was read."""
    why: tuple[str, ...] = ()
    """What had changed; nothing: all was there."""
    notes: tuple[str, ...] = ()
    """What people should hear besides: what was removed, or damaged."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A course's source: what was found in it, and the course, which is read when it is needed."""

    project: Project
    name: str
    """The folder's."""
    listing: CourseFolder
    found: Diagnostics
    tag: str
    """The language that it is written in; empty: it has errors and cannot be built."""
    course: Callable[[], Course]
    plans: Callable[[], tuple[Plan, ...]]
    """Of its pages, printed once for all languages."""
    sources: Callable[[], Sources]
    """What its translations are held against."""
    inputs: Mapping[str, str]
    """What it was read from; nothing without a store."""
    shelf: Shelf | None


@dataclass(frozen=True, slots=True)
class _Work:
    """A course while it is built: what lies there, and what is done."""

    source: _Source
    place: Path
    """The folder of its packages."""
    there: Mapping[Path, str]
    """The packages that lie there, with their SHA-256; none without a store."""
    before: Made
    made: dict[str, tuple[str, Mapping[str, str]]]
    done: list[Built]
    pack: Packer


def build_course(project: Project, folder: Path, tags: tuple[str, ...]) -> Iterator[Built]:
    """Build a course, telling of each language as it is done; with errors it is not built.

    Without tags it is built in its source language and all languages of the project. What was
    built before is taken from the project's store; where nothing changed, nothing is looked into.
    """
    shelf = open_shelf(project)
    if shelf is None:
        yield from _build(project, folder, tags, None)
        return
    record = _start(project, shelf, folder, tags)
    again = _recalled(shelf, record.key)
    if again is not None:
        yield from again
        return
    done: list[Built] = []
    for built in _build(project, folder, tags, shelf):
        if not built.notes:  # those are told once
            done.append(replace(built, why=()))
        yield built
    outputs: tuple[Place, ...] = (("list", str(project.dist / folder.name)),)
    said = dumps(done).decode("utf-8", "surrogatepass")  # not all names of files are text
    made = ((f"{folder.name}/{r.package}", r.size) for one in done for r in one.receipts)
    if all_there(project.dist, made):  # somebody may have cleared up meanwhile
        remember(shelf.index, record, outputs, said)


def _recalled(shelf: Shelf, key: str) -> tuple[Built, ...] | None:
    said = recall(shelf.index, key)
    try:
        return None if said is None else loads(tuple[Built, ...], said)
    except ValueError:  # a damaged index
        return None


def _start(project: Project, shelf: Shelf, folder: Path, tags: tuple[str, ...]) -> Start:
    """Look at all that a course is made of, before it is read."""
    wanted = (project.root, Path.cwd(), folder, tags, project.settings, project.narrowed)
    inputs: tuple[Place, ...] = (
        ("tree", str(folder)),
        ("list", str(project.root / project.settings.competencies)),
        *_looked_at(_catalogs(project, folder.name, tags)),
        ("tree", str(project.root / project.settings.narration / folder.name)),
        ("list", str(project.root / project.settings.speech)),
    )
    return start(key(shelf, "built", *map(repr, wanted)), inputs)


def _looked_at(catalogs: Iterable[Path]) -> Iterator[Place]:
    """Place catalogs, each with the folder of those of its captions."""
    for path in catalogs:
        yield "file", str(path)
        yield "tree", str(path.with_suffix(""))


def _catalogs(project: Project, name: str, tags: tuple[str, ...]) -> Iterator[Path]:
    for tag in tags or project.settings.languages:
        if path := catalog_file(project, name, tag):
            yield path


def _build(
    project: Project, folder: Path, tags: tuple[str, ...], shelf: Shelf | None
) -> Iterator[Built]:
    if shelf:  # all that will be asked for, at once
        files = (
            *_catalogs(project, folder.name, tags),
            *(project.dist / folder.name).glob("*.zip"),
        )
        digests_of(shelf, (path for path in files if path.is_file()))
    source = _open_source(project, folder, shelf)
    yield Built(folder.name, (), source.found)
    if not source.tag:
        return
    place = project.dist / folder.name
    with locked(place) as alone:
        if alone:
            sweep(place)
        killed = read_begun(place)
        work = _open_work(source, place)
        every = tags or _all_tags(project, source.tag)
        if shelf:
            read_ahead(shelf, project, folder.name, source.inputs, every)
        try:
            for tag in every:
                work.done.append(build_language(work, tag))
                yield work.done[-1]
        finally:  # also when the build is stopped: what was written is told of
            _close_work(work)
        whole = not (tags or project.narrowed)
        notes = (*(shelf.notes if shelf else ()), *(_remove_stale(work) if whole else ()))
        if not killed or (whole and all(built.receipts for built in work.done)):
            forget_begun(place)
    if notes:
        yield Built(folder.name, (), source.found, notes=tuple(dict.fromkeys(notes)))


def _open_work(source: _Source, place: Path) -> _Work:
    if source.shelf is None:
        return _Work(source, place, {}, {}, {}, [], packer())
    files = (path for path in place.glob("*.zip") if path.is_file())
    there = digests_of(source.shelf, files)
    return _Work(source, place, there, made_of(source.shelf.index, source.name), {}, [], packer())


def _close_work(work: _Work) -> None:
    receipts = tuple(one for built in work.done for one in built.receipts)
    save_receipts(work.place, receipts)
    if work.source.shelf:
        new = [one for one in receipts if work.there.get(work.place / one.package) != one.sha256]
        note_outputs(work.source.shelf, work.place, new)
        keys = source_keys(work.source.shelf, work.source.inputs)
        made = work.made | {step: (name, {}) for step, name in keys.items()}
        note_made(work.source.shelf.index, work.source.name, made)


def _remove_stale(work: _Work) -> Iterator[str]:
    """Remove the packages that we made once and would make no more; all languages were built."""
    failed = {built.language for built in work.done if not built.receipts}
    made = {one.package for built in work.done for one in built.receipts}
    for name in remove_stale(work.place, made, failed):
        yield f"Removed, as it is no longer made: {show(work.place / name)}"


def build_language(work: _Work, tag: str) -> Built:
    """Write all packages of one course in one language; none if its catalog cannot be read."""
    source, shelf = work.source, work.source.shelf
    if shelf is None:
        return replace(_anew(work, tag, {}, {}), why=("nothing is kept, so nothing was compared",))
    mine = language_inputs(shelf, source.project, source.name, tag)
    inputs = {**source.inputs, **mine}
    built = _again(work, shelf, tag, inputs)
    if built is None:
        _, before = work.before.get(tag, ("", None))
        why = reasons(before, inputs)
        built = replace(_anew(work, tag, inputs, mine), why=why)
    work.made[tag] = edition_key(shelf, inputs), inputs
    return built


def _again(work: _Work, shelf: Shelf, tag: str, inputs: Mapping[str, str]) -> Built | None:
    """Put packages together of what the store has; None if it lacks anything."""
    known = load_finished(shelf, inputs)
    if known is None:
        return None
    finished, inside = known
    source = work.source
    why: list[str] = []
    for recipe in finished.recipes:
        receipt, path = recipe.receipt, work.place / recipe.receipt.package
        if work.there.get(path) == receipt.sha256:
            continue
        why.append(f"{show(path)} was not there, or another")
        files = kept_files(source.project, source.listing, source.name, tag)
        members = members_of(shelf, recipe, inside, files)
        if members is None:
            return None
        begin_package(path)
        try:
            if write_members(path, members) != (receipt.sha256, receipt.size):
                return None
        except (ValueError, struct.error, ChangedError):  # made up, or media changed meanwhile
            return None
    receipts = tuple(recipe.receipt for recipe in finished.recipes)
    return Built(work.source.name, receipts, finished.found, tag, tuple(why))


def _anew(work: _Work, tag: str, inputs: Mapping[str, str], mine: Mapping[str, str]) -> Built:
    """Make a language; `mine` are those of its inputs that it does not share with others."""
    from pathya.build.localised import (  # noqa: PLC0415 - most of Pathya
        catalog_key,
        translate_again,
    )
    from pathya.build.pipeline import (  # noqa: PLC0415
        localised,
        pack_language,
        translate,
    )

    source = work.source
    project, shelf, course = source.project, source.shelf, source.course()
    if shelf:
        made = translate_again(shelf, project, course, source.sources(), tag, mine)
        work.made[f"catalog {tag}"] = catalog_key(shelf, course, mine), {}  # gc keeps it
    else:
        made = translate(project, course, tag)
    name, _ = work.before.get(tag, ("", {}))
    known = known_segments(shelf, name, inputs) if shelf and name else Segments()
    pages = localised(project, made, tag, source.plans(), known.printed)
    pack = partial(work.pack, deflate=known.deflate)
    packages, found = pack_language(project, pages, work.place, pack, known.sound)
    if shelf and inputs.items() >= _inputs_now(source, shelf, tag).items():
        files = kept_files(project, source.listing, source.name, tag)
        save_finished(shelf, inputs, found, packages, files)
    return Built(source.name, tuple(one.receipt for one in packages), found, tag)


def _inputs_now(source: _Source, shelf: Shelf, tag: str) -> dict[str, str]:
    """Look again at what a language is made of, but for what is looked at when it is packed."""
    project = source.project
    mine = language_inputs(shelf, project, source.name, tag)
    if not project.settings.smaller_pictures:
        return mine
    return mine | course_inputs(shelf, project, source.listing)


def _open_source(project: Project, folder: Path, shelf: Shelf | None) -> _Source:
    """Open a course to build it; it is not read where the store knows what is found in it."""
    listing = find_course(folder, project.limits)
    inputs = course_inputs(shelf, project, listing) if shelf else {}

    @cache
    def read() -> tuple[Course | None, Diagnostics]:
        from pathya.build.pipeline import read_listed  # noqa: PLC0415

        framework, fault = read_framework(project)
        if shelf is None:
            course, found = read_listed(listing, folder.name, framework)
        else:
            recall, lines = open_recall(shelf, folder.name, inputs)
            course, found = read_listed(listing, folder.name, framework, recall=recall)
            if course and course_inputs(shelf, project, listing) == inputs:
                save_course(shelf, inputs, course, recall, lines)
        return course, fault + found

    opened = _lacking(project) or (load_opened(shelf, inputs) if shelf else None)

    @cache
    def course() -> Course:
        known = load_course(shelf, inputs, listing) if shelf and opened else None
        known = known or read()[0]
        if known is None:  # the store said otherwise
            raise OSError(f"{folder} changed while it was read")
        return known

    @cache
    def plans() -> tuple[Plan, ...]:
        from pathya.exporters.page import plan_pages  # noqa: PLC0415

        return plan_pages(course())

    @cache
    def sources() -> Sources:
        from pathya.locales.kept import sources_of  # noqa: PLC0415

        return sources_of(course())

    state = opened or _opened(*read())
    if shelf and opened is None and course_inputs(shelf, project, listing) == inputs:
        save_opened(shelf, inputs, state)
    name, tag = folder.name, state.source_tag
    return _Source(project, name, listing, state.found, tag, course, plans, sources, inputs, shelf)


def _lacking(project: Project) -> Opened | None:
    """Say what a project wants and this machine cannot do."""
    if not project.settings.smaller_pictures:
        return None
    from pathya.build.pictures import picture_faults  # noqa: PLC0415 - few projects want any

    faults = picture_faults(project)
    return Opened(faults, "") if faults else None


def _opened(course: Course | None, found: Diagnostics) -> Opened:
    return Opened(found, course.source_tag if course else "")


def _all_tags(project: Project, source_tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((source_tag, *project.settings.languages)))

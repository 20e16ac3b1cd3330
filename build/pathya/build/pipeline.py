"""The straight line: read, check, localise, export, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics, has_errors, in_order, nearest
from pathya.authoring.framework import Framework
from pathya.authoring.limits import LIMITS, Limits
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder
from pathya.build import rules
from pathya.build.editions import (
    Opened,
    catalog_file,
    course_inputs,
    edition_key,
    language_inputs,
    load_course,
    load_finished,
    load_opened,
    members_of,
    save_course,
    save_finished,
    save_opened,
    source_keys,
)
from pathya.build.files import find_course, show
from pathya.build.limit_settings import zip_limits
from pathya.build.project import Project, read_framework
from pathya.build.reasons import Made, made_of, note_made, reasons
from pathya.build.receipts import (
    Receipt,
    remove_stale,
    save_receipts,
    sweep,
    write_members,
    write_packed,
)
from pathya.build.shelf import Shelf, digests_of, key, note_outputs, open_shelf
from pathya.build.store.codec import dumps, loads
from pathya.build.store.locks import locked
from pathya.build.store.records import Start, recall, remember, start
from pathya.build.store.watch import Place
from pathya.build.translations import read_translation
from pathya.exporters.check_built import check_built
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import Member, Packed, packer
from pathya.exporters.page import Page, Plan, check_page, plan_pages, print_pages
from pathya.locales.catalog import State
from pathya.locales.coverage import coverage
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import localise
from pathya.locales.words import interface_words


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
class Translated:
    """A course in one language, not parted into packages yet."""

    course: Course | None
    """None if the catalog cannot be read."""
    states: Mapping[str, int]
    """How many texts stand in which state; none for the source language."""
    found: Diagnostics


@dataclass(frozen=True, slots=True)
class Localised:
    """A course in one language, ready to be packed."""

    pages: tuple[Page, ...]
    """One, or one per module; none if the catalog cannot be read."""
    states: Mapping[str, int]
    """How many texts stand in which state; none for the source language."""
    found: Diagnostics


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
    pack: Callable[[Member], Packed]


def open_course(
    folder: Path, framework: Framework, limits: Limits = LIMITS
) -> tuple[Course | None, Diagnostics]:
    """Read a course from its folder; None if it has errors."""
    return _read_listed(find_course(folder, limits), folder.name, framework)


def open_courses(
    project: Project, folders: tuple[Path, ...]
) -> Iterator[tuple[Path, Course | None, Diagnostics]]:
    """Read courses one after the other, against the project's competency framework."""
    framework, fault = read_framework(project)
    for folder in folders:
        course, found = open_course(folder, framework, project.limits)
        yield folder, course, fault + found
        fault = ()  # said once


def _open_source(project: Project, folder: Path, shelf: Shelf | None) -> _Source:
    """Open a course to build it; it is not read where the store knows what is found in it."""
    listing = find_course(folder, project.limits)
    inputs = course_inputs(shelf, project, listing) if shelf else {}

    @cache
    def read() -> tuple[Course | None, Diagnostics]:
        framework, fault = read_framework(project)
        course, found = _read_listed(listing, folder.name, framework)
        if shelf and course and course_inputs(shelf, project, listing) == inputs:
            save_course(shelf, inputs, course)
        return course, fault + found

    @cache
    def course() -> Course:
        known = load_course(shelf, inputs, listing) if shelf else None
        known = known or read()[0]
        if known is None:  # the store said otherwise
            raise OSError(f"{folder} changed while it was read")
        return known

    @cache
    def plans() -> tuple[Plan, ...]:
        return plan_pages(course())

    opened = load_opened(shelf, inputs) if shelf else None
    if opened is None:
        known, found = read()
        opened = Opened(found, known.source_tag if known else "")
        if shelf and course_inputs(shelf, project, listing) == inputs:
            save_opened(shelf, inputs, opened)
    name, tag = folder.name, opened.source_tag
    return _Source(project, name, listing, opened.found, tag, course, plans, inputs, shelf)


def _read_listed(
    listing: CourseFolder, name: str, framework: Framework
) -> tuple[Course | None, Diagnostics]:
    course, found = read_course(listing, framework)
    if course and course.id != name:
        message = f"the course `{course.id}` lies in the folder `{name}`"
        found += (rules.PRJ004.at(course.where, message, "Rename one of the two."),)
    if course and course.source_tag not in LANGUAGES:
        message = f"`{course.source_tag}` is not a language that Pathya knows"
        hint = nearest(course.source_tag, LANGUAGES)
        found += (rules.PRJ005.at(course.where, message, hint),)
    return (None if has_errors(found) else course), found


def build_courses(
    project: Project, folders: tuple[Path, ...], tags: tuple[str, ...]
) -> Iterator[Built]:
    """Build courses one after the other, telling of each language as it is done."""
    for folder in folders:
        yield from build_course(project, folder, tags)


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
    said = recall(shelf.index, record.key)
    if said is not None:
        yield from loads(tuple[Built, ...], said)
        return
    done: list[Built] = []
    for built in _build(project, folder, tags, shelf):
        if not built.notes:  # those are told once
            done.append(replace(built, why=()))
        yield built
    outputs: tuple[Place, ...] = (("list", str(project.dist / folder.name)),)
    remember(shelf.index, record, outputs, dumps(done).decode())


def _start(project: Project, shelf: Shelf, folder: Path, tags: tuple[str, ...]) -> Start:
    """Look at all that a course is made of, before it is read."""
    wanted = (project.root, Path.cwd(), folder, tags, project.settings, project.narrowed)
    inputs: tuple[Place, ...] = (
        ("tree", str(folder)),
        ("list", str(project.root / project.settings.competencies)),
        *(("file", str(path)) for path in _catalogs(project, folder.name, tags)),
    )
    return start(key(shelf, "built", *map(repr, wanted)), inputs)


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
    with locked(place):
        sweep(place)
        work = _open_work(source, place)
        try:
            for tag in tags or _all_tags(project, source.tag):
                work.done.append(build_language(work, tag))
                yield work.done[-1]
        finally:  # also when the build is stopped: what was written is told of
            _close_work(work)
        notes = (
            *(shelf.notes if shelf else ()),
            *(() if tags or project.narrowed else _remove_stale(work)),
        )
    if notes:
        yield Built(folder.name, (), source.found, notes=tuple(dict.fromkeys(notes)))


def _open_work(source: _Source, place: Path) -> _Work:
    if source.shelf is None:
        return _Work(source, place, {}, {}, {}, [], packer())
    there = digests_of(source.shelf, place.glob("*.zip"))
    return _Work(source, place, there, made_of(source.shelf.index, source.name), {}, [], packer())


def _close_work(work: _Work) -> None:
    receipts = tuple(one for built in work.done for one in built.receipts)
    save_receipts(work.place, receipts)
    if work.source.shelf:
        note_outputs(work.source.shelf, work.place, receipts)
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
        return _anew(work, tag, {})
    mine = language_inputs(shelf, source.project, source.name, tag)
    inputs = {**source.inputs, **mine}
    built = _again(work, shelf, tag, inputs)
    if built is None:
        why = reasons(work.before.get(tag), inputs)
        built = replace(_anew(work, tag, inputs), why=why)
    work.made[tag] = edition_key(shelf, inputs), inputs
    return built


def _again(work: _Work, shelf: Shelf, tag: str, inputs: Mapping[str, str]) -> Built | None:
    """Put packages together of what the store has; None if it lacks anything."""
    known = load_finished(shelf, inputs)
    if known is None:
        return None
    finished, inside = known
    why: list[str] = []
    for recipe in finished.recipes:
        receipt, path = recipe.receipt, work.place / recipe.receipt.package
        if work.there.get(path) == receipt.sha256:
            continue
        why.append(f"{show(path)} was not there, or another")
        members = members_of(shelf, recipe, inside, work.source.listing)
        if members is None or write_members(path, members) != (receipt.sha256, receipt.size):
            return None
    receipts = tuple(recipe.receipt for recipe in finished.recipes)
    return Built(work.source.name, receipts, finished.found, tag, tuple(why))


def _anew(work: _Work, tag: str, inputs: Mapping[str, str]) -> Built:
    source = work.source
    project, shelf = source.project, source.shelf
    localised = in_language(project, source.course(), tag, source.plans())
    packages = []
    found = localised.found
    limits = zip_limits(project.settings.limits)
    for page in localised.pages:
        for form in project.settings.formats:
            package = EXPORTERS[form](page)
            members = tuple((member, work.pack(member)) for member in package.members)
            packed = tuple(one for _, one in members)
            found += check_built(page, package, packed, limits)
            receipt = write_packed(
                package.name, packed, page.edition, form, localised.states, work.place
            )
            packages.append((receipt, members))
    if shelf and inputs.items() >= language_inputs(shelf, project, source.name, tag).items():
        save_finished(shelf, inputs, found, packages, source.listing)
    return Built(source.name, tuple(one for one, _ in packages), found, tag)


def in_language(
    project: Project, course: Course, tag: str, plans: tuple[Plan, ...] = ()
) -> Localised:
    """Put the catalog's translations into a course; without a catalog the source stands in.

    Plans, where they are given, are those of the course's pages.
    """
    translated = translate(project, course, tag)
    if translated.course is None:
        return Localised((), {}, translated.found)
    draft = State.MACHINE in translated.states
    edition = Edition(translated.course, LANGUAGES[tag], interface_words(tag), draft)
    pages = print_pages(edition, plans)
    checked = tuple(one for page in pages for one in check_page(page))
    return Localised(pages, translated.states, in_order(translated.found + checked))


def translate(project: Project, course: Course, tag: str) -> Translated:
    """Put the catalog's translations into a course, whole."""
    if tag == course.source_tag:
        return Translated(course, {}, ())
    catalog, found = read_translation(project, course, tag)
    if catalog is None and has_errors(found):
        return Translated(None, {}, found)
    course, more = localise(course, catalog) if catalog else (replace(course, tag=tag), ())
    states = {str(state): n for state, n in coverage(course, catalog).units.items() if n}
    return Translated(course, states, found + more)


def all_tags(project: Project, course: Course) -> tuple[str, ...]:
    """The source language first, then those of the project."""
    return _all_tags(project, course.source_tag)


def _all_tags(project: Project, source_tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((source_tag, *project.settings.languages)))

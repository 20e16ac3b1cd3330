"""The straight line: read, check, localise, export, write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics, has_errors, in_order, nearest
from pathya.authoring.framework import Framework
from pathya.authoring.limits import LIMITS, Limits
from pathya.authoring.reader import read_course
from pathya.build import rules
from pathya.build.files import find_course
from pathya.build.project import Project, read_framework
from pathya.build.receipts import Receipt, save_receipts, write_package
from pathya.build.translations import read_translation
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
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


def open_course(
    folder: Path, framework: Framework, limits: Limits = LIMITS
) -> tuple[Course | None, Diagnostics]:
    """Read a course from its folder; None if it has errors."""
    course, found = read_course(find_course(folder, limits), framework)
    if course and course.id != folder.name:
        message = f"the course `{course.id}` lies in the folder `{folder.name}`"
        found += (rules.PRJ004.at(course.where, message, "Rename one of the two."),)
    if course and course.source_tag not in LANGUAGES:
        message = f"`{course.source_tag}` is not a language that Pathya knows"
        hint = nearest(course.source_tag, LANGUAGES)
        found += (rules.PRJ005.at(course.where, message, hint),)
    return (None if has_errors(found) else course), found


def open_courses(
    project: Project, folders: tuple[Path, ...]
) -> Iterator[tuple[Path, Course | None, Diagnostics]]:
    """Read courses one after the other, against the project's competency framework."""
    framework, fault = read_framework(project)
    for folder in folders:
        course, found = open_course(folder, framework, project.limits)
        yield folder, course, fault + found
        fault = ()  # said once


def build_courses(
    project: Project, folders: tuple[Path, ...], tags: tuple[str, ...]
) -> Iterator[Built]:
    """Build courses, telling of each language as it is done; one with errors is left out.

    Without tags each is built in its source language and all languages of the project.
    """
    for folder, course, found in open_courses(project, folders):
        yield Built(folder.name, (), found)
        if course is not None:
            yield from _build_course(project, course, tags or all_tags(project, course))


def _build_course(project: Project, course: Course, tags: tuple[str, ...]) -> Iterator[Built]:
    receipts: list[Receipt] = []
    plans = plan_pages(course)
    try:
        for tag in tags:
            built = build_language(project, course, tag, plans)
            receipts += built.receipts
            yield built
    finally:  # also when the build is stopped: what was written is told of
        save_receipts(project.dist / course.id, receipts)


def build_language(
    project: Project, course: Course, tag: str, plans: tuple[Plan, ...] = ()
) -> Built:
    """Write all packages of one course in one language; none if its catalog cannot be read."""
    localised = in_language(project, course, tag, plans)
    receipts = tuple(
        write_package(EXPORTERS[form](page), page.edition, form, localised.states, project.dist)
        for page in localised.pages
        for form in project.settings.formats
    )
    return Built(course.id, receipts, localised.found, tag)


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
    return tuple(dict.fromkeys((course.source_tag, *project.settings.languages)))

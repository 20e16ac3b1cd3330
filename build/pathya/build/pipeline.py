"""The straight line: read, check, localise, export, write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics, has_errors, in_order
from pathya.authoring.limits import LIMITS, Limits
from pathya.authoring.sources import CourseFolder
from pathya.build import rules
from pathya.build.files import find_course
from pathya.build.limit_settings import zip_limits
from pathya.build.project import Project, read_framework
from pathya.build.receipts import (
    Receipt,
    begin_package,
    write_packed,
)
from pathya.build.translations import read_translation
from pathya.exporters.check_built import check_built, looked_into
from pathya.exporters.edition import Edition, Narrated
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import Member, Packed
from pathya.exporters.page import Page, Plan, check_page, print_pages
from pathya.locales.catalog import Catalog, State
from pathya.locales.coverage import coverage
from pathya.locales.languages import LANGUAGES, nearest_tag
from pathya.locales.localise import localise
from pathya.locales.words import interface_words

if TYPE_CHECKING:
    from pathya.authoring.framework import Framework
    from pathya.authoring.reader import Parse
    from pathya.authoring.recall import Recall
    from pathya.exporters.captions import Cue
    from pathya.exporters.pictures import Smaller

Pack = Callable[[Member], Packed]
"""Makes a member ready for a zip, and may remember what it made before."""


@dataclass(frozen=True, slots=True)
class Done:
    """A package that was written."""

    receipt: Receipt
    members: tuple[tuple[Member, Packed], ...]
    sound: str
    """Names what its checks looked into; empty: they found something."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A course in one language, not parted into packages yet."""

    course: Course | None
    """None if a catalog cannot be read."""
    states: Mapping[str, int]
    """How many texts stand in which state; none for the source language."""
    found: Diagnostics
    captions: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    """Those that come from catalogs of their own, by the names of their files."""


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
    return read_listed(find_course(folder, limits), folder.name, framework)


def open_courses(
    project: Project, folders: tuple[Path, ...]
) -> Iterator[tuple[Path, Course | None, Diagnostics]]:
    """Read courses one after the other, against the project's competency framework."""
    framework, fault = read_framework(project)
    for folder in folders:
        course, found = open_course(folder, framework, project.limits)
        yield folder, course, fault + found
        fault = ()  # said once


def read_listed(
    listing: CourseFolder,
    name: str,
    framework: Framework,
    *,
    parse: Parse | None = None,
    recall: Recall | None = None,
) -> tuple[Course | None, Diagnostics]:
    """Read a course from its files, named as its folder is; None if it has errors.

    `parse` makes documents of Markdown, if another one should than usual; `recall` has lessons as
    they were read before.
    """
    from pathya.authoring.documents import parse_document  # noqa: PLC0415 - brings Markdown
    from pathya.authoring.reader import read_course  # noqa: PLC0415
    from pathya.locales.overrides import check_overrides  # noqa: PLC0415 - of sources alone

    course, found = read_course(listing, framework, parse or parse_document, recall)
    if course and course.id != name:
        message = f"the course `{course.id}` lies in the folder `{name}`"
        found += (rules.PRJ004.at(course.where, message, "Rename one of the two."),)
    if course and course.source_tag not in LANGUAGES:
        message = f"`{course.source_tag}` is not a language that Pathya knows"
        hint = nearest_tag(course.source_tag)
        found += (rules.PRJ005.at(course.where, message, hint),)
    if course:
        found += tuple(check_overrides(listing.path, listing.media, course.media))
    return (None if has_errors(found) else course), found


def in_language(
    project: Project, course: Course, tag: str, plans: tuple[Plan, ...] = ()
) -> Localised:
    """Put the catalog's translations into a course; without a catalog the source stands in.

    Plans, where they are given, are those of the course's pages.
    """
    return localised(project, translate(project, course, tag), tag, plans)


def localised(
    project: Project,
    translated: Translated,
    tag: str,
    plans: tuple[Plan, ...],
    known: Mapping[str, bytes] = MappingProxyType({}),
) -> Localised:
    """Print the pages of a course that its translations were put into.

    `known` has segments of pages that were printed before, by their keys.
    """
    if translated.course is None:
        return Localised((), {}, translated.found)
    edition, stale = edition_of(project, translated)
    pages = print_pages(edition, plans, known)
    checked = (*stale, *(one for page in pages for one in check_page(page)))
    return Localised(pages, translated.states, in_order(translated.found + checked))


def edition_of(project: Project, translated: Translated) -> tuple[Edition, Diagnostics]:
    """Bring all together that the packages of a language are made from, and say what is left out.

    Raises ValueError without a course: a fault of ours.
    """
    course = translated.course
    if course is None:
        raise ValueError("a catalog that cannot be read makes no edition")
    draft = State.MACHINE in translated.states
    words = interface_words(course.tag)
    pictures = _smaller(project, course)
    heard, stale = _heard(project, course)
    made = Edition(
        course, LANGUAGES[course.tag], words, draft, pictures, heard, translated.captions
    )
    return made, stale


def _smaller(project: Project, course: Course) -> Mapping[str, Smaller]:
    if not project.settings.smaller_pictures:
        return {}
    from pathya.build.pictures import pictures_of  # noqa: PLC0415 - few projects want any

    return pictures_of(project, course)


def _heard(project: Project, course: Course) -> tuple[Mapping[str, Narrated], Diagnostics]:
    """Read the narrations of a course, and say which are out of date."""
    if not course.narration.on:
        return {}, ()
    from pathya.build.narration.files import narrations_of  # noqa: PLC0415 - few courses have any

    return narrations_of(project, course)


def translate(project: Project, course: Course, tag: str) -> Translated:
    """Put the catalogs' translations into a course, whole, and into its captions."""
    if tag == course.source_tag:
        return Translated(course, {}, ())
    made = translated(course, tag, *read_translation(project, course, tag))
    return captioned(project, course, made)


def captioned(project: Project, course: Course, made: Translated) -> Translated:
    """Put the translations of captions to what was made of their course."""
    if made.course is None or not _has_captions(project, course, made.course.tag):
        return made
    from pathya.build.captions import caption  # noqa: PLC0415 - few courses have any

    cues, states, found = caption(project, course, made.course.tag)
    if cues is None:
        return Translated(None, {}, made.found + found)
    counts = Counter(made.states) + Counter(states)
    return replace(made, states=dict(counts), found=made.found + found, captions=cues)


def _has_captions(project: Project, course: Course, tag: str) -> bool:
    """Tell whether there are any, or catalogs of some that there were."""
    named = any(name.lower().endswith(".vtt") for name in course.media)
    return named or bool(project.caption_catalogs(course.id, tag))


def translated(course: Course, tag: str, catalog: Catalog | None, found: Diagnostics) -> Translated:
    """Put the translations of a catalog that was read into a course, with what was found in it."""
    if catalog is None and has_errors(found):
        return Translated(None, {}, found)
    course, more = localise(course, catalog) if catalog else (replace(course, tag=tag), ())
    states = {str(state): n for state, n in coverage(course, catalog).units.items() if n}
    return Translated(course, states, found + more)


def all_tags(project: Project, course: Course) -> tuple[str, ...]:
    """The source language first, then those of the project."""
    return tuple(dict.fromkeys((course.source_tag, *project.settings.languages)))


def pack_language(
    project: Project,
    localised: Localised,
    place: Path,
    pack: Pack,
    sound: Container[str] = (),
) -> tuple[tuple[Done, ...], Diagnostics]:
    """Write all packages of a course in one language; what was sound before is not checked anew."""
    found = localised.found
    limits = zip_limits(project.settings.limits)
    done: list[Done] = []
    for page in localised.pages:
        for form in project.settings.formats:
            package = EXPORTERS[form](page)
            members = tuple((member, pack(member)) for member in package.members)
            packed = tuple(one for _, one in members)
            looked = looked_into(page, package, packed)
            here = check_built(page, package, packed, limits, sound=looked in sound)
            found += here
            named = (package.name, packed, page.edition, form)
            begin_package(place / f"{package.name}.zip")
            receipt = write_packed(*named, localised.states, place)
            done.append(Done(receipt, members, "" if here else looked))
    return tuple(done), found

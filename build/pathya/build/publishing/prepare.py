"""Make the plan of a course: its packages on the disk, its fields, its question set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pathya.authoring.competencies import competencies_v6
from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, has_errors
from pathya.authoring.framework import Framework
from pathya.build.gates import Gate, check_package, gate_language, gate_source, refusals
from pathya.build.pipeline import edition_of, translate
from pathya.build.project import Project
from pathya.build.publishing.metadata import (
    course_fields,
    course_making,
    language_making,
    resource_fields,
    resource_making,
)
from pathya.build.publishing.papers import paper_of
from pathya.build.publishing.plan import Paper, Parcel, Wanted, code, digest_of, identifier
from pathya.build.publishing.settings import Account
from pathya.build.receipts import write_package
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.gates.rules import CAT011
from pathya.exporters.gates.targets import TARGETS
from pathya.exporters.package import Package
from pathya.exporters.page import check_page, print_pages
from pathya.exporters.parts import ungraded
from pathya.exporters.questionset.make import questionset

FORM = "scorm12"
"""What the platform's players know best."""
FOLDER = "igot"
"""Within `dist`: packages without the final assessment."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A course in one language, as it must be on the platform."""

    course_id: str
    tag: str
    course: Wanted | None
    """None if it may not be published."""
    things: tuple[Wanted, ...]
    """What the course consists of there, in its order."""
    found: Diagnostics


@dataclass(frozen=True, slots=True)
class Sources:
    """What plans are made from, beside the course."""

    project: Project
    account: Account
    framework: Framework
    today: date
    unsigned: bool = False
    """True when texts may go out that nobody has signed off."""


def prepare(sources: Sources, course: Course, tag: str) -> Prepared:
    """Build a course's packages in a language and say what must be on the platform."""
    project, account = sources.project, sources.account
    translated = translate(project, course, tag)
    gate = Gate(project, sources.framework, TARGETS["igot"], sources.today)
    asked = (*gate_source(gate, course), *gate_language(gate, course, translated))
    found = (*translated.found, *_refused(sources, gate, course, asked))
    if translated.course is None or has_errors(found):
        return Prepared(course.id, tag, None, (), found)
    edition, stale = edition_of(project, translated)
    pages = print_pages(replace(edition, course=ungraded(edition.course)))
    found += (*stale, *(one for page in pages for one in check_page(page)))
    test = questionset(edition)
    found += test.found if test else ()
    packages = tuple(EXPORTERS[FORM](page) for page in pages)
    checked = tuple(one for package in packages for one in check_package(gate, package))
    found += tuple(_refused(sources, gate, course, checked))
    if has_errors(found):
        return Prepared(course.id, tag, None, (), found)
    resources = tuple(
        _resource(sources, page.edition, package, len(pages), translated.states)
        for page, package in zip(pages, packages, strict=True)
    )
    sets = (_question_set(account, edition, paper_of(test, account)),) if test else ()
    whole = _course(sources, edition, (*resources, *sets))
    return Prepared(course.id, tag, whole, (*resources, *sets), found)


def _refused(
    sources: Sources, gate: Gate, course: Course, asked: Diagnostics
) -> Iterator[Diagnostic]:
    """Give what stops publishing; texts without a sign-off do not where somebody answers for it."""
    for one in refusals(gate, course, asked):
        if one.rule.code == CAT011.code and sources.unsigned:
            continue
        yield one


def _names(account: Account, edition: Edition, *more: str) -> tuple[str, ...]:
    course = edition.course
    return (account.organisation, course.id, course.tag, *more)


def _resource(
    sources: Sources, edition: Edition, package: Package, total: int, states: Mapping[str, int]
) -> Wanted:
    account = sources.account
    dist = sources.project.dist / FOLDER
    receipt = write_package(package, edition, FORM, states, dist)
    name = f"{package.name}-{receipt.content_digest[:12]}.zip"
    path = dist / edition.course.id / receipt.package
    parcel = Parcel(path, name, receipt.sha256, receipt.size)
    names = _names(account, edition, "resource", edition.course.part)
    fields = resource_fields(edition, total)
    return Wanted(
        key="/".join(part for part in names[1:] if part),
        kind="resource",
        id=identifier(*names),
        values=fields,
        making=resource_making(account, code(*names)),
        parcel=parcel,
        digest=digest_of(fields, receipt.content_digest),
    )


def _course(sources: Sources, edition: Edition, things: tuple[Wanted, ...]) -> Wanted:
    course, account = edition.course, sources.account
    entries = [competencies_v6(sources.framework, one) for one in course.competencies]
    fields = course_fields(edition) | ({"competencies_v6": entries} if entries else {})
    names = _names(account, edition, "course")
    is_first = course.tag == course.source_tag
    return Wanted(
        key=course_key(course.id, course.tag),
        kind="course",
        id=identifier(*names) if is_first else "",
        values=fields,
        making=course_making(account, code(*names)) if is_first else language_making(account),
        children=tuple(thing.key for thing in things),
        base="" if is_first else course_key(course.id, course.source_tag),
        digest=digest_of(fields, [thing.digest for thing in things]),
    )


def course_key(course: str, tag: str) -> str:
    """Name a course in a language, as the journal does."""
    return f"{course}/{tag}/course"


def base_id(account: Account, course: Course) -> str:
    """Give the identifier that the course has in its first language, unless the journal knows."""
    return identifier(account.organisation, course.id, course.source_tag, "course")


def _question_set(account: Account, edition: Edition, paper: Paper) -> Wanted:
    """Name a question set after what it asks: a changed one is another one."""
    digest = digest_of(paper.fields, paper.sections)
    names = _names(account, edition, "questionset", digest)
    fields = {**paper.fields, "code": code(*names)}
    return Wanted(
        key="/".join((*names[1:4], digest[:12])),
        kind="questionset",
        id=identifier(*names),
        values={},
        making={"code": fields["code"]},
        paper=replace(paper, fields=fields),
        digest=digest,
    )

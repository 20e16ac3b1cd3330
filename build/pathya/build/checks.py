"""Check courses: their sources and translations, and, for a target, all that it asks for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from pathya.authoring import rules as source_rules
from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, Where
from pathya.authoring.framework import Framework
from pathya.authoring.waivers import check_idle, check_waivers, waive
from pathya.build.catalogs import OBSOLETE, check_translation, read_translation
from pathya.build.files import show
from pathya.build.memory import check_memories
from pathya.build.pipeline import all_tags, in_language, open_courses, translate
from pathya.build.project import Project, read_framework
from pathya.build.terms import read_terms
from pathya.exporters import rules as page_rules
from pathya.exporters.edition import Edition, package_name
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.gates import rules as gate_rules
from pathya.exporters.gates.access import check_captions
from pathya.exporters.gates.metadata import check_texts
from pathya.exporters.gates.packages import check_size
from pathya.exporters.gates.states import check_states
from pathya.exporters.gates.targets import (
    GATES,
    PACKAGE_CHECKS,
    Target,
    check_source,
    judge,
    waivable,
)
from pathya.exporters.gates.timing import check_captioned
from pathya.exporters.package import write_zip
from pathya.exporters.parts import parts, ungraded
from pathya.exporters.questionset import rules as set_rules
from pathya.exporters.questionset.make import questionset
from pathya.exporters.validate import validate
from pathya.locales import rules as locale_rules
from pathya.locales.languages import LANGUAGES
from pathya.locales.terms import Termbase
from pathya.locales.words import interface_words

_IN_MEMORY = 32_000_000
"""Bytes of a package from which on it is checked on the disk."""

KNOWN: Mapping[str, Rule] = {
    rule.code: rule
    for module in (source_rules, locale_rules, page_rules, gate_rules, set_rules)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
}
"""Every rule that a course, its translations or its packages can break, by code."""


def check_courses(
    project: Project,
    folders: tuple[Path, ...],
    tags: tuple[str, ...],
    today: date,
    target: Target | None = None,
) -> Iterator[Diagnostic]:
    """Say everything about courses, their translations, terms and memories; waivers are applied.

    Without tags each course is checked in its source language and all languages of the project.
    """
    terms, faults = read_terms(project)
    yield from faults
    yield from check_memories(project)
    framework, _ = read_framework(project)
    for _, course, found in open_courses(project, folders):
        if course is None:
            yield from found
            continue
        wanted = tags or all_tags(project, course)
        more = (*_in_languages(project, course, wanted, terms),)
        if target:
            more += gate(project, course, wanted, framework, target)
        yield from _waived(course, found + more, target, today, every=not tags)


def gate(
    project: Project, course: Course, tags: tuple[str, ...], framework: Framework, target: Target
) -> Diagnostics:
    """Say what keeps a course from a target, in these languages; waivers are not applied."""
    found = (*check_source(course, framework), *_gate_languages(project, course, tags, target))
    return judge(found, target)


def _in_languages(
    project: Project, course: Course, tags: tuple[str, ...], terms: Termbase
) -> Iterator[Diagnostic]:
    for tag in tags:
        yield from in_language(project, course, tag).found
        yield from check_translation(project, course, tag, terms)
        yield from read_translation(project, course, tag, OBSOLETE)[1]


def _gate_languages(
    project: Project, course: Course, tags: tuple[str, ...], target: Target
) -> Iterator[Diagnostic]:
    formats = [one for one in project.settings.formats if one != "web"]
    for tag in tags:
        translated = translate(project, course, tag)
        if translated.course is None:
            continue  # its faults are said where it is read
        where = course.where
        if tag != course.source_tag:
            where = Where(show(project.catalog(course.id, LANGUAGES[tag].parent or tag)))
        whole = Edition(translated.course, LANGUAGES[tag], interface_words(tag))
        yield from check_texts(whole, where)
        yield from check_captions(whole)
        yield from check_captioned(whole)
        yield from check_states(whole, translated.states, where)
        if not target.takes_assessment and (test := questionset(whole)):
            yield from test.found
        for part in parts(whole.course if target.takes_assessment else ungraded(whole.course)):
            for form in formats if target.takes_assessment else ("scorm12",):
                yield from check_package(replace(whole, course=part), form)


def check_package(edition: Edition, form: str) -> Iterator[Diagnostic]:
    """Pack an edition and check the package by all rules, those of targets too."""
    package = EXPORTERS[form](edition)
    name = f"{package_name(edition, form)}.zip"
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        stream = cast(BinaryIO, file)
        write_zip(package, stream)
        yield from check_size(stream.tell(), Where(name))
        yield from validate(stream, name, more=PACKAGE_CHECKS)


def _waived(
    course: Course, found: Diagnostics, target: Target | None, today: date, *, every: bool
) -> Iterator[Diagnostic]:
    """Apply the course's waivers; `every`: all languages were looked at."""
    known = waivable(KNOWN, target)
    yield from check_waivers(course.waivers, known, today)
    noted, used = waive(found, course.waivers, known, today)
    yield from noted
    if every:
        yield from check_idle(course.waivers, used, known & _looked_at(target), today)


def _looked_at(target: Target | None) -> frozenset[str]:
    return frozenset(KNOWN.keys() - GATES.keys()) | (target.asks.keys() if target else set())

"""Check courses: their sources and translations, and, for a target, all that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.authoring.waivers import check_idle, check_waivers, waive
from pathya.build.captions import catalog_tags, documents
from pathya.build.catalogs import OBSOLETE, check_translation
from pathya.build.gates import KNOWN, Gate, gate_language, gate_packages, gate_source
from pathya.build.memory import check_memories
from pathya.build.pictures import picture_faults
from pathya.build.pipeline import all_tags, in_language, open_courses, translate
from pathya.build.project import Project, read_framework
from pathya.build.terms import read_terms
from pathya.build.translations import read_translation
from pathya.exporters.gates.targets import GATES, Target, waivable
from pathya.exporters.page import plan_pages
from pathya.locales.overrides import check_written
from pathya.locales.terms import Termbase


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
    yield from picture_faults(project)
    framework, _ = read_framework(project)
    for _, course, found in open_courses(project, folders):
        if course is None:
            yield from found
            continue
        wanted = tags or all_tags(project, course)
        more = (*check_written(course, wanted), *_in_languages(project, course, wanted, terms))
        if target:
            more += (*_gated(Gate(project, framework, target, today), course, wanted),)
        yield from _waived(course, found + more, target, today, every=not tags)


def _in_languages(
    project: Project, course: Course, tags: tuple[str, ...], terms: Termbase
) -> Iterator[Diagnostic]:
    plans = plan_pages(course)
    for tag in tags:
        yield from in_language(project, course, tag, plans).found
        for document in documents(course):
            if catalog_tags(document, (tag,)):
                yield from check_translation(project, document, tag, terms)
                yield from read_translation(project, document, tag, OBSOLETE)[1]


def _gated(gate: Gate, course: Course, tags: tuple[str, ...]) -> Iterator[Diagnostic]:
    yield from gate_source(gate, course)
    for tag in tags:
        translated = translate(gate.project, course, tag)
        yield from gate_language(gate, course, translated)
        yield from gate_packages(gate, translated)


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

"""Hold a course against a target: its source once, and each language with its packages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO, cast

from pathya.authoring import media_rules
from pathya.authoring import rules as source_rules
from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, Where
from pathya.authoring.framework import Framework
from pathya.authoring.waivers import check_waivers, waive
from pathya.build.files import show
from pathya.build.pipeline import Translated, edition_of
from pathya.build.project import Project
from pathya.exporters import caption_rules
from pathya.exporters import rules as page_rules
from pathya.exporters.edition import Edition
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.gates import rules as gate_rules
from pathya.exporters.gates.access import check_captions
from pathya.exporters.gates.metadata import check_texts
from pathya.exporters.gates.states import check_states
from pathya.exporters.gates.targets import Target, check_source, check_zip, judge, waivable
from pathya.exporters.gates.timing import check_captioned
from pathya.exporters.package import Package, pack, zip_pieces
from pathya.exporters.page import print_pages
from pathya.exporters.parts import ungraded
from pathya.exporters.questionset import rules as set_rules
from pathya.exporters.questionset.make import questionset
from pathya.locales import rules as locale_rules
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

_IN_MEMORY = 32_000_000
"""Bytes of a package from which on it is checked on the disk."""

KNOWN: Mapping[str, Rule] = {
    rule.code: rule
    for module in (
        source_rules,
        media_rules,
        locale_rules,
        page_rules,
        caption_rules,
        gate_rules,
        set_rules,
    )
    for rule in vars(module).values()
    if isinstance(rule, Rule)
}
"""Every rule that a course, its translations or its packages can break, by code."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a course is held against."""

    project: Project
    framework: Framework
    target: Target
    today: date
    """The day on which waivers hold or not."""


def gate_source(gate: Gate, course: Course) -> Diagnostics:
    """Say what keeps a course from the target in all languages; waivers are not applied."""
    return judge(tuple(check_source(course, gate.framework)), gate.target)


def gate_language(gate: Gate, course: Course, translated: Translated) -> Diagnostics:
    """Say what keeps a course from the target in a language, but for what its packages tell."""
    if translated.course is None:
        return ()  # its faults are said where it is read
    tag = translated.course.tag
    where = course.where
    if tag != course.source_tag:
        where = Where(show(gate.project.catalog(course.id, LANGUAGES[tag].parent or tag)))
    edition = Edition(
        translated.course, LANGUAGES[tag], interface_words(tag), captions=translated.captions
    )
    found = (
        *check_texts(edition, where),
        *check_captions(edition),
        *check_captioned(edition),
        *check_states(edition, translated.states, where),
    )
    test = None if gate.target.takes_assessment else questionset(edition)
    return judge(found + (test.found if test else ()), gate.target)


def gate_packages(gate: Gate, translated: Translated) -> Iterator[Diagnostic]:
    """Pack a course in a language as the target takes it, and check the packages."""
    course = translated.course
    if course is None:
        return
    edition, _ = edition_of(gate.project, translated)
    formats = [one for one in gate.project.settings.formats if one != "web"]
    if not gate.target.takes_assessment:
        edition, formats = replace(edition, course=ungraded(course)), ["scorm12"]
    for page in print_pages(edition):
        for form in formats:
            yield from check_package(gate, EXPORTERS[form](page))


def check_package(gate: Gate, package: Package) -> Diagnostics:
    """Check a package by all rules, the target's too."""
    name = f"{package.name}.zip"
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        stream = cast(BinaryIO, file)
        stream.writelines(zip_pieces(map(pack, package.members)))
        return check_zip(stream, name, gate.target)


def refusals(gate: Gate, course: Course, found: Diagnostics) -> Diagnostics:
    """Keep the errors of what gates found that no waiver takes away."""
    known = waivable(KNOWN, gate.target)
    waived, _ = waive(found, course.waivers, known, gate.today)
    faults = (*check_waivers(course.waivers, known, gate.today), *waived)
    return tuple(one for one in faults if one.rule.severity == "error")

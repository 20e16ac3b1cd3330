"""How far a course has come in each language: words by state, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pathya.authoring.course import Course, lessons_of, plain
from pathya.authoring.diagnostics import Diagnostics, has_errors
from pathya.authoring.reading_time import course_minutes
from pathya.authoring.waivers import waive
from pathya.build.captions import catalog_tags, documents
from pathya.build.catalogs import OBSOLETE, check_translation
from pathya.build.gates import KNOWN
from pathya.build.pipeline import in_language, open_course
from pathya.build.project import Project, read_framework
from pathya.build.terms import read_terms
from pathya.build.translations import read_translation
from pathya.exporters.gates.targets import waivable
from pathya.locales.coverage import coverage, word_count
from pathya.locales.localise import localise
from pathya.locales.terms import Termbase


@dataclass(frozen=True, slots=True)
class Found:
    """How many findings there are of each severity."""

    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A course as its authors wrote it."""

    name: str
    """The folder's, which is its id."""
    title: str
    """Empty, as the rest below, if it cannot be read."""
    tag: str = ""
    """BCP 47."""
    words: int = 0
    lessons: int = 0
    minutes: int = 0
    found: Found = Found()


@dataclass(frozen=True, slots=True)
class Edition:
    """A course in one language."""

    tag: str
    """BCP 47."""
    words: Mapping[str, int]
    """Words of the source by the state of their translation; none in the source language."""
    found: Found


def count_source(project: Project, name: str) -> Source:
    """Read a course and count what it has."""
    course, found = _open(project, name)
    if course is None:
        return Source(name, "", found=_counted(found))
    return Source(
        name,
        plain(course.units[course.title].source),
        course.source_tag,
        sum(word_count(unit.source) for one in documents(course) for unit in one.units.values()),
        len(lessons_of(course)),
        course_minutes(course),
        _counted(_waived(course, found)),
    )


def count_editions(project: Project, name: str, tags: tuple[str, ...]) -> tuple[Edition, ...]:
    """Put a course into languages and count what is there; none if it cannot be read."""
    course, _ = _open(project, name)
    terms, _ = read_terms(project)
    return tuple(_edition(project, course, tag, terms) for tag in tags) if course else ()


def tags_of(project: Project, source_tag: str) -> tuple[str, ...]:
    """List the languages of a course that is written in this one, which comes first."""
    return tuple(dict.fromkeys((source_tag, *project.settings.languages)))


def _open(project: Project, name: str) -> tuple[Course | None, Diagnostics]:
    framework, _ = read_framework(project)
    folder = project.root / project.settings.courses / name
    return open_course(folder, framework, project.limits)


def _edition(project: Project, course: Course, tag: str, terms: Termbase) -> Edition:
    found = in_language(project, course, tag).found
    words = Counter[str]()
    for document in documents(course):
        if catalog_tags(document, (tag,)):
            found += (
                *check_translation(project, document, tag, terms),
                *read_translation(project, document, tag, OBSOLETE)[1],
            )
            words.update(_words(project, document, tag))
    return Edition(tag, dict(words), _counted(_waived(course, found)))


def _words(project: Project, course: Course, tag: str) -> Mapping[str, int]:
    catalog, found = read_translation(project, course, tag)
    if catalog is None and has_errors(found):
        return {}
    localised = localise(course, catalog)[0] if catalog else replace(course, tag=tag)
    words = coverage(localised, catalog).words
    return {str(state): number for state, number in words.items() if number}


def _waived(course: Course, found: Diagnostics) -> Diagnostics:
    today = datetime.now(UTC).date()
    return waive(found, course.waivers, waivable(KNOWN, None), today)[0]


def _counted(found: Diagnostics) -> Found:
    severities = Counter(one.rule.severity for one in dict.fromkeys(found))
    return Found(severities["error"], severities["warning"])

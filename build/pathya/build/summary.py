"""The summary of builds: what lies in the folder for packages, and what keeps it from release."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pathya.build.files import renew
from pathya.build.pipeline import Built
from pathya.build.receipts import BUILD_FILE, Receipt, read_receipts
from pathya.build.reports import plain
from pathya.exporters.template import render
from pathya.locales.catalog import State
from pathya.locales.languages import LANGUAGES

SUMMARY_FILE, SUMMARY_PAGE = "summary.json", "summary.html"
_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, as reports in JSON have it."""

    path: str
    line: int
    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """What there is of a course in one language."""

    language: str
    """BCP 47."""
    blocked_by: tuple[str, ...]
    """What keeps it from release, in words; empty: nothing that a build can see."""
    states: Mapping[str, int]
    """How many texts stand in which state; none for the source language."""
    packages: tuple[Receipt, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OfCourse:
    """What there is of a course."""

    course: str
    findings: tuple[Finding, ...]
    """Of its source."""
    languages: tuple[InLanguage, ...]


_Found = dict[tuple[str, str], tuple[Finding, ...]]
"""Findings by course and language; no language: of the source."""


def save_summary(dist: Path, done: Sequence[Built], source_url: str = "") -> None:
    """Write the summary of what was built now, and of what earlier builds left, as JSON and a page.

    `source_url` leads to a line of a file: `https://…/{path}#L{line}`. Without it links lead to
    the files on this disk.
    """
    found = _earlier(dist) | {
        (one.course, one.language): tuple(Finding(**plain(each)) for each in one.found)
        for one in done
    }
    there = {path.parent.name for path in dist.glob(f"*/{BUILD_FILE}")}
    names = sorted(there | {one.course for one in done})
    courses = tuple(_of_course(name, read_receipts(dist / name), found) for name in names)
    content = {"pathya": version("pathya"), "courses": [asdict(course) for course in courses]}
    dumped = json.dumps(content, ensure_ascii=False, indent=2)
    renew(dist / SUMMARY_FILE, f"{dumped}\n".encode())
    renew(dist / SUMMARY_PAGE, render("summary", **_view(courses, dist, source_url)).encode())


def _earlier(dist: Path) -> _Found:
    """Read what earlier builds found; what cannot be read is as good as not there."""
    try:
        noted = json.loads((dist / SUMMARY_FILE).read_text("utf-8"))["courses"]
        return {
            (course["course"], part.get("language", "")): tuple(
                Finding(**one) for one in part["findings"]
            )
            for course in noted
            for part in (course, *course["languages"])
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _of_course(course: str, packages: tuple[Receipt, ...], found: _Found) -> OfCourse:
    tags = {tag for name, tag in found if name == course and tag}
    tags |= {one.language for one in packages}
    of_source = found.get((course, ""), ())
    languages = []
    for tag in sorted(tags):
        mine = tuple(one for one in packages if one.language == tag)
        states = mine[0].states if mine else {}
        findings = found.get((course, tag), ())
        blocks = tuple(_blocks(mine, states, (*of_source, *findings)))
        languages.append(InLanguage(tag, blocks, states, mine, findings))
    languages.sort(key=lambda one: bool(one.states) or not one.packages)  # the source first
    return OfCourse(course, of_source, tuple(languages))


def _blocks(
    packages: Sequence[Receipt], states: Mapping[str, int], findings: Sequence[Finding]
) -> Iterator[str]:
    """Say what keeps a language of a course from release, as far as a build can see."""
    errors = sum(one.severity == "error" for one in findings)
    if errors:
        yield "1 error" if errors == 1 else f"{errors} errors"
    if not packages:
        yield "no package"
    unsigned = sum(number for state, number in states.items() if state != State.SIGNED_OFF)
    if unsigned:
        yield "1 text not signed off" if unsigned == 1 else f"{unsigned} texts not signed off"


# --- the page ------------------------------------------------------------------------------------


def _view(courses: Sequence[OfCourse], dist: Path, source_url: str) -> dict[str, Any]:
    """Give the page what it prints."""
    languages = [one for course in courses for one in course.languages]
    return {
        "tool": version("pathya"),
        "courses": [
            {
                "course": course,
                "ready": sum(not one.blocked_by for one in course.languages),
                "findings": _by_finding(course, dist, source_url),
            }
            for course in courses
        ],
        "ready": sum(not one.blocked_by for one in languages),
        "total": len(languages),
        "packages": sum(len(one.packages) for one in languages),
        "size": sum(each.size for one in languages for each in one.packages),
        "named": lambda tag: LANGUAGES[tag].name if tag in LANGUAGES else tag,
    }


def _by_finding(course: OfCourse, dist: Path, source_url: str) -> list[dict[str, Any]]:
    """Say each finding once, with the languages in which it is true; the gravest first."""
    tags: dict[Finding, list[str]] = {one: [] for one in course.findings}
    for language in course.languages:
        for one in language.findings:
            tags.setdefault(one, []).append(language.language)
    return [
        {"finding": one, "tags": tags[one], "href": _href(one, dist, source_url)}
        for one in sorted(tags, key=lambda one: (_grave(one), one.path, one.line, one.code))
    ]


def _grave(one: Finding) -> int:
    return _SEVERITIES.index(one.severity) if one.severity in _SEVERITIES else len(_SEVERITIES)


def _href(one: Finding, dist: Path, source_url: str) -> str:
    """Address the place of a finding; empty where no address leads there."""
    if source_url:
        return source_url.replace("{path}", quote(one.path)).replace("{line}", str(one.line or 1))
    try:
        return quote(Path(os.path.relpath(one.path, dist)).as_posix())
    except ValueError:  # another drive
        return ""

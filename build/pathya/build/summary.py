"""The summary of builds: what lies in the folder for packages, and what keeps it from release."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

from pathya.authoring.diagnostics import Diagnostic
from pathya.build.building import Built
from pathya.build.files import renew
from pathya.build.project import Project
from pathya.build.receipts import BUILD_FILE, Receipt, read_receipts, sweep
from pathya.build.reports import plain
from pathya.build.store.locks import locked
from pathya.build.summary_page import print_summary
from pathya.build.summary_records import Finding, InLanguage, OfCourse, Remote
from pathya.build.version import VERSION
from pathya.locales.catalog import State

SUMMARY_FILE, SUMMARY_PAGE = "summary.json", "summary.html"


_Found = dict[tuple[str, str], tuple[Finding, ...]]
"""Findings by course and language; no language: of the source."""
_Published = Mapping[tuple[str, str], tuple[Remote, ...]]
"""By course and language."""


def save_summary(project: Project, done: Sequence[Built], source_url: str, shard: str = "") -> None:
    """Write the summary of what was built now, and of what earlier builds left, as JSON and a page.

    `source_url` leads to a line of a file: `https://…/{path}#L{line}`. Without it links lead to
    the files on this disk. `shard` is the part of the courses that was built: `1/4`; empty: all.
    """
    with locked(project.dist) as alone:  # who is last has seen what the others wrote
        if alone:
            sweep(project.dist)
        _save(project, done, source_url, shard)


def _save(project: Project, done: Sequence[Built], source_url: str, shard: str) -> None:
    dist = project.dist
    there = {path.parent.name for path in dist.glob(f"*/{BUILD_FILE}")}
    names = sorted(there | {one.course for one in done})
    packages = {name: read_receipts(dist / name) for name in names}
    earlier = _still_there(_earlier(dist)[0], project, packages)
    found = earlier | {
        (one.course, one.language): tuple(finding_of(project, each) for each in one.found)
        for one in done
    }
    remote = _published(project.journals)
    courses = tuple(_of_course(name, packages[name], found, remote) for name in names)
    content = {
        "pathya": VERSION,
        "source_url": source_url,
        "shard": shard,
        "courses": [asdict(course) for course in courses],
    }
    dumped = json.dumps(content, ensure_ascii=False, indent=2)
    renew(dist / SUMMARY_FILE, f"{dumped}\n".encode("utf-8", "backslashreplace"))  # names of files
    page = print_summary(courses, lambda one: _href(one, project, source_url), shard)
    renew(dist / SUMMARY_PAGE, page.encode("utf-8", "backslashreplace"))


def _still_there(
    found: _Found, project: Project, packages: Mapping[str, Sequence[Receipt]]
) -> _Found:
    """Leave out languages that the project gave up, and of which no package is left."""
    wanted = {"", *project.settings.languages}
    there = {(name, one.language) for name, every in packages.items() for one in every}
    return {key: these for key, these in found.items() if key[1] in wanted or key in there}


def renew_summary(project: Project) -> None:
    """Bring a summary that is there up to date with what was published."""
    if (project.dist / SUMMARY_FILE).is_file():
        save_summary(project, (), *_earlier(project.dist)[1:])


def _earlier(dist: Path) -> tuple[_Found, str, str]:
    """Read findings, `source_url` and `shard` of earlier builds; what is unreadable is as none."""
    try:
        noted = json.loads((dist / SUMMARY_FILE).read_text("utf-8"))
        found = {
            (course["course"], part.get("language", "")): tuple(
                Finding(**one) for one in part["findings"]
            )
            for course in noted["courses"]
            for part in (course, *course["languages"])
        }
        return found, str(noted["source_url"]), str(noted.get("shard", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, "", ""


def finding_of(project: Project, one: Diagnostic) -> Finding:
    """Give a finding with its path from the project's folder, if it lies there."""
    path = Path(os.path.realpath(one.where.path))  # which does not mind a link to itself
    root = Path(os.path.realpath(project.root))
    inside = {"path": path.relative_to(root).as_posix()} if path.is_relative_to(root) else {}
    return Finding(**plain(one) | inside)


def _published(folder: Path) -> _Published:
    """Read the journals of all platforms."""
    things: dict[tuple[str, str], tuple[Remote, ...]] = {}
    for path in sorted(folder.glob("igot-*.sqlite")):
        from pathya.build.publishing.journal import read_things  # noqa: PLC0415 - where one is

        for thing in read_things(path):
            course, tag, kind = thing.key.split("/", 2)
            one = Remote(path.stem.removeprefix("igot-"), kind, thing.id, thing.status)
            things[course, tag] = (*things.get((course, tag), ()), one)
    return things


def _of_course(
    course: str, packages: tuple[Receipt, ...], found: _Found, remote: _Published
) -> OfCourse:
    tags = {tag for name, tag in found if name == course and tag}
    tags |= {one.language for one in packages}
    of_source = found.get((course, ""), ())
    languages = []
    for tag in sorted(tags):
        mine = tuple(one for one in packages if one.language == tag)
        states = mine[0].states if mine else {}
        findings = found.get((course, tag), ())
        blocks = tuple(_blocks(mine, states, (*of_source, *findings)))
        there = remote.get((course, tag), ())
        languages.append(InLanguage(tag, blocks, states, mine, findings, there))
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


def _href(one: Finding, project: Project, source_url: str) -> str:
    """Address the place of a finding; empty where no address leads there."""
    if source_url:
        path = quote(one.path, errors="surrogateescape")
        return source_url.replace("{path}", path).replace("{line}", str(one.line or 1))
    try:
        place = Path(os.path.relpath(project.root / one.path, project.dist))
        return quote(place.as_posix(), errors="surrogateescape")
    except ValueError:  # another drive
        return ""

"""Attestations: an in-toto statement for each course, of what was built from what.

The statement is SLSA's provenance, version 1, unsigned: whoever runs the build signs it. It holds
no clock and no machine, so that the same sources give the same statement.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.build import rules
from pathya.build.building import Built
from pathya.build.files import find_course, renew, show
from pathya.build.pipeline import in_language, open_course
from pathya.build.project import PROJECT_FILE, Project, newest_snapshot, read_framework
from pathya.build.receipts import Receipt
from pathya.build.version import VERSION
from pathya.exporters.exporters import EXPORTERS
from pathya.exporters.package import COMPRESSOR, content_digest, pack
from pathya.exporters.page import plan_pages
from pathya.locales.languages import LANGUAGES

STATEMENT_FILE = "provenance.json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://slsa.dev/provenance/v1"
BUILD_TYPE, BUILDER = "urn:pathya:build:1", "urn:pathya"
"""Ours, described in docs/packages.md."""

Digests = Mapping[str, str]
"""SHA-256 in hex, by the file's path from the project's folder."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says of one course."""

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    tool: str
    packages: Digests
    """Of the zips, by name."""
    contents: Digests
    """The packages' content digests, by name."""
    sources: Digests


def sources(project: Project, course: str, tags: Sequence[str]) -> Digests:
    """Hash all that a course's packages in some languages are made of, but for Pathya itself."""
    folder = Path(project.settings.courses, course)
    found = find_course(project.root / folder, project.limits)
    texts = {name: hashlib.sha256(data).hexdigest() for name, data in found.texts.items()}
    media = {name: _sha256(file.path) for name, file in found.media.items()}
    own = {(folder / name).as_posix(): digest for name, digest in (texts | media).items()}
    from_ = [LANGUAGES[tag].parent or tag for tag in tags]
    others = (
        project.root / PROJECT_FILE,
        newest_snapshot(project),
        *(project.catalog(course, tag) for tag in from_),
        *(path for tag in from_ for path in project.caption_catalogs(course, tag)),
        *(project.lexicon(tag) for tag in tags),
        *project.narrations(course, ".").glob("*/[!.]*.*"),
    )
    own |= {_name(project, path): _sha256(path) for path in others if path and path.is_file()}
    return dict(sorted(own.items()))


def _name(project: Project, path: Path) -> str:
    inside = path.is_relative_to(project.root)
    return (path.relative_to(project.root) if inside else path).as_posix()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# --- making --------------------------------------------------------------------------------------


def attest(
    project: Project, done: Sequence[Built], before: Mapping[str, Digests], epoch: int | None
) -> Iterator[Diagnostic]:
    """Write a statement for each course that was built, from sources hashed before the build.

    `epoch` is the time to be told, in seconds since 1970; None: none is told.
    """
    for course in dict.fromkeys(one.course for one in done):
        receipts = [each for one in done if one.course == course for each in one.receipts]
        if not receipts:
            continue
        path = project.dist / course / STATEMENT_FILE
        after = sources(project, course, [one.language for one in receipts])
        if not after.items() <= before[course].items():
            hint = "Nothing is attested. Build again."
            message = f"the sources of `{course}` changed while it was built"
            yield rules.ATT001.at(Where(show(path)), message, hint)
            continue
        content = json.dumps(_statement(receipts, after, epoch), ensure_ascii=False, indent=2)
        renew(path, f"{content}\n".encode())


def _statement(receipts: Sequence[Receipt], made_of: Digests, epoch: int | None) -> dict[str, Any]:
    """Fill in-toto's form; https://slsa.dev/provenance/v1 says what each part means."""
    packages = sorted(receipts, key=lambda one: one.package)
    run: dict[str, Any] = {"builder": {"id": BUILDER, "version": {"pathya": VERSION}}}
    if epoch is not None:
        run["metadata"] = {"finishedOn": f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%dT%H:%M:%SZ}"}
    definition = {
        "buildType": BUILD_TYPE,
        "externalParameters": {
            "languages": sorted({one.language for one in receipts}),
            "formats": sorted({one.format for one in receipts}),
        },
        "internalParameters": {"zlib-ng": COMPRESSOR},
        "resolvedDependencies": [
            {"name": name, "digest": {"sha256": digest}} for name, digest in made_of.items()
        ],
    }
    return {
        "_type": STATEMENT_TYPE,
        "subject": [_subject(one) for one in packages],
        "predicateType": PREDICATE_TYPE,
        "predicate": {"buildDefinition": definition, "runDetails": run},
    }


def _subject(one: Receipt) -> dict[str, Any]:
    return {
        "name": one.package,
        "digest": {"sha256": one.sha256},
        "annotations": {
            "contentDigest": one.content_digest,
            "language": one.language,
            "format": one.format,
        },
    }


# --- verifying -----------------------------------------------------------------------------------


def verify(project: Project, folder: Path) -> Iterator[Diagnostic]:
    """Compare a course's statement with its packages, its sources, and what they build now."""
    path = project.dist / folder.name / STATEMENT_FILE
    where = Where(show(path))
    try:
        said = statement_parse(path.read_bytes())
    except FileNotFoundError:
        hint = "Run `pathya build --attest`."
        yield rules.ATT002.at(where, "there is no statement", hint)
        return
    except (ValueError, KeyError, TypeError, AttributeError):
        yield rules.ATT002.at(where, "this is not a statement of ours", "Build the course again.")
        return
    yield from _compare_packages(said, path.parent)
    yield from _compare_sources(said, sources(project, folder.name, said.languages), where)
    yield from _compare_builds(project, folder, said, where)


def statement_parse(data: bytes) -> Statement:
    """Read a statement of ours. Raises ValueError, KeyError, TypeError or AttributeError."""
    try:
        whole = json.loads(data)
    except RecursionError:
        raise ValueError("nested without end") from None
    if (whole["_type"], whole["predicateType"]) != (STATEMENT_TYPE, PREDICATE_TYPE):
        raise ValueError("another type")
    definition = whole["predicate"]["buildDefinition"]
    if definition["buildType"] != BUILD_TYPE:
        raise ValueError("another build type")
    named = definition["externalParameters"]
    known = set(named["languages"]) <= set(LANGUAGES) and set(named["formats"]) <= set(EXPORTERS)
    if not known:
        raise ValueError("a language or format of another version")
    subjects = whole["subject"]
    return Statement(
        languages=tuple(named["languages"]),
        formats=tuple(named["formats"]),
        tool=str(whole["predicate"]["runDetails"]["builder"]["version"]["pathya"]),
        packages={str(one["name"]): str(one["digest"]["sha256"]) for one in subjects},
        contents={str(one["name"]): str(one["annotations"]["contentDigest"]) for one in subjects},
        sources={
            str(one["name"]): str(one["digest"]["sha256"])
            for one in definition["resolvedDependencies"]
        },
    )


def _compare_packages(said: Statement, folder: Path) -> Iterator[Diagnostic]:
    for name, digest in said.packages.items():
        path = folder / Path(name).name
        if not path.is_file():
            yield rules.ATT003.at(Where(show(path)), "this package is not there")
        elif (now := _sha256(path)) != digest:
            message = f"this package has SHA-256 {now[:12]}…, attested is {digest[:12]}…"
            yield rules.ATT003.at(Where(show(path)), message)


def _compare_sources(said: Statement, now: Digests, where: Where) -> Iterator[Diagnostic]:
    for name in sorted(said.sources.keys() | now.keys()):
        if name not in now:
            yield rules.ATT004.at(where, f"{name} is not there any more")
        elif name not in said.sources:
            yield rules.ATT004.at(where, f"{name} is new")
        elif said.sources[name] != now[name]:
            yield rules.ATT004.at(where, f"{name} has changed")


def _compare_builds(
    project: Project, folder: Path, said: Statement, where: Where
) -> Iterator[Diagnostic]:
    """Build again, in memory, and compare what is in the packages, however it is compressed."""
    built = _contents(project, folder, said)
    for name, digest in said.contents.items():
        if built.get(name) != digest:
            hint = f"It was built by Pathya {said.tool}, this is {VERSION}."
            yield rules.ATT005.at(where, f"building gives another {name}", hint)


def _contents(project: Project, folder: Path, said: Statement) -> Digests:
    course, _ = open_course(folder, read_framework(project)[0], project.limits)
    if course is None:
        return {}
    plans = plan_pages(course)
    packages = [
        EXPORTERS[form](page)
        for tag in said.languages
        for page in in_language(project, course, tag, plans).pages
        for form in said.formats
    ]
    return {
        f"{package.name}.zip": content_digest(map(pack, package.members)) for package in packages
    }

"""A course as a job: what a process or machine must be told to build it, and what it tells."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.build import rules
from pathya.build.building import Built, build_course
from pathya.build.files import show
from pathya.build.project import Project
from pathya.build.version import VERSION
from pathya.exporters.package import ChangedError


@dataclass(frozen=True, slots=True)
class Job:
    """One course in all its languages, small enough to be sent anywhere."""

    project: Project
    folder: Path
    tags: tuple[str, ...]
    """Empty: the source language, and all of the project."""
    attested: bool
    epoch: int | None
    """What an attestation says of the time, in seconds since 1970; None: nothing."""
    place: Path
    """The folder that findings name their files from."""
    tool: str
    """The version of Pathya that everyone must have, so that everyone makes the same."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a course that was built; the packages lie on the disk."""

    built: tuple[Built, ...]
    attested: Diagnostics
    finished: bool = True
    """False: a file changed while it was packed, so that languages are missing."""


def build_job(job: Job) -> Report:
    """Build a course, here. Raises OSError where this is no place to do so."""
    if job.tool != VERSION:
        raise OSError(f"a worker has Pathya {VERSION}, the build has {job.tool}")
    if Path.cwd() != job.place:
        os.chdir(job.place)
    if job.attested:
        return _attested(job)
    return _built(job)


def _built(job: Job) -> Report:
    """Build a course; a file that changes under the build's hands is no fault of ours."""
    built: list[Built] = []
    try:
        built.extend(build_course(job.project, job.folder, job.tags))  # as many as are done
    except ChangedError as fault:
        where = Where(show(Path(fault.filename)))
        found = rules.BLD004.at(where, str(fault.strerror), "Build again when it is written.")
        before = built[0].found if built else ()
        built.append(Built(job.folder.name, (), (*before, found)))
        return Report(tuple(built), (), finished=False)
    return Report(tuple(built), ())


def _attested(job: Job) -> Report:
    from pathya.build.attestation import attest, sources  # noqa: PLC0415 - most builds do without

    project, name = job.project, job.folder.name
    before = {name: sources(project, name, job.tags or project.settings.languages)}
    report = _built(job)
    if not report.finished:
        return report
    return replace(report, attested=tuple(attest(project, report.built, before, job.epoch)))


def in_shard(folders: Sequence[Path], number: int, count: int) -> tuple[Path, ...]:
    """Take part `number` (from 1) of `count`, by names alone: the same on every machine."""
    return tuple(one for one in folders if _part(one.name, count) == number - 1)


def _part(name: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()) % count

"""`pathya build`."""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from pathya.build.cli.again import Call, Said, begin, call, end, said_before
from pathya.build.cli.common import (
    as_path,
    courses_argument,
    example,
    language_option,
    open_project,
    open_stores,
    pick_courses,
    pick_tags,
    repeat,
    say,
    store_option,
    strict_option,
    text_of,
)
from pathya.build.cli.main import DONE, ERRORS
from pathya.build.cli.progress import tracked
from pathya.build.cli.told import Told, tell, tell_former

if TYPE_CHECKING:
    from pathlib import Path

    from pathya.authoring.diagnostics import Diagnostic
    from pathya.build.executor import Patience
    from pathya.build.jobs import Job, Report
    from pathya.build.outcomes import Outcome
    from pathya.build.project import Project


_WEEK = 7 * 24 * 3600
_ENDING = "Courses that were begun are finished. Ctrl-C again: they are not."


class How(TypedDict):
    """What the options of `build` say."""

    formats: tuple[str, ...]
    output: Path | None
    attested: bool
    source_url: str
    workers: int | None
    address: str
    timeout: int
    shard: str
    place: str
    unkept: bool
    told_why: bool
    verified: bool


def _shard(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Refuse what is no shard."""
    said = re.fullmatch(r"0*([1-9][0-9]{0,5})/0*([1-9][0-9]{0,5})", value, re.ASCII)
    if value and not (said and int(said[1]) <= int(said[2])):
        raise click.BadParameter("write which of how many: 1/4, 2/4, 3/4 or 4/4.")
    return f"{said[1]}/{said[2]}" if said else ""


def _address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Refuse what is no address of a scheduler."""
    if not value:
        return value
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(value if "://" in value else f"tcp://{value}")
        sound = parts.scheme in {"tcp", "tls", "ws", "wss"} and parts.hostname and parts.port
    except ValueError:  # no port
        sound = False
    if not sound:
        raise click.BadParameter("write where the scheduler is: tcp://10.0.0.5:8786.")
    return value


@click.command(epilog=example("pathya build rti-requests -l hi -l ur -f scorm12"))
@courses_argument
@language_option
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["scorm12", "scorm2004", "web"]),
    help="A format; may be given more than once. Default: those of the project.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    callback=as_path,
    help="The folder for packages. Default: dist, or what pathya.toml says.",
)
@click.option(
    "-j",
    "--jobs",
    "workers",
    type=click.IntRange(min=0),
    metavar="N",
    help="Courses built at a time, each in a process of its own; 0: one for each core. Default: 1, "
    "with --cluster two for each of its threads.",
)
@click.option(
    "--cluster",
    "address",
    default="",
    callback=_address,
    metavar="ADDRESS",
    help="Build on the workers of a Dask cluster, such as tcp://10.0.0.5:8786.",
)
@click.option(
    "--timeout",
    type=click.IntRange(min=0, max=_WEEK),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="With -j or --cluster: give a course up that takes longer; 0: never.",
)
@click.option(
    "--shard",
    default="",
    callback=_shard,
    metavar="I/N",
    help="Build one of N parts of the courses, say 1/4 to 4/4 on four machines.",
)
@click.option(
    "--attest",
    "attested",
    is_flag=True,
    help="Write a provenance.json for each course: what was built from what.",
)
@click.option(
    "--source-url",
    default="",
    metavar="URL",
    help="Where findings in summary.html lead: https://… with {path} and {line}. Default: files.",
)
@store_option
@click.option(
    "--no-store",
    "unkept",
    is_flag=True,
    help="Build everything anew, and keep nothing for later builds.",
)
@click.option("--why", "told_why", is_flag=True, help="Say what had changed of what is built anew.")
@click.option(
    "--verify",
    "verified",
    is_flag=True,
    help="Write nothing: build everything anew elsewhere, and compare it with what is there.",
)
@strict_option
def build(courses: tuple[str, ...], tags: tuple[str, ...], strict: bool, **how: Unpack[How]) -> int:
    """Build packages of courses, in languages and formats, and a build.json beside them.

    A summary.html, and summary.json, in the folder for packages says what blocks a release.

    What is not translated yet stands in its source language and is reported. A course with errors
    is not built; the others are. What is printed, and what is built, does not depend on -j.
    """
    source_url = how["source_url"]
    if source_url and not source_url.startswith(("https://", "http://")):
        raise click.UsageError("`--source-url` is no address: it starts with https://.")
    called = _call(courses, tags, strict, how)
    if called and (last := said_before(called)):
        if how["told_why"]:
            click.echo("Nothing has changed.")
        repeat(last.text)
        return last.code
    project = _with(open_project(), how)
    folders, tags = pick_courses(project, courses), pick_tags(tags)
    whole = not (courses or tags or how["formats"] or how["shard"])
    if how["verified"]:
        return _verify(project, folders, tags, how, whole=whole)
    begun = begin(called, project, folders, named=bool(courses))
    told = _build(project, folders, tags, how, whole=whole)
    code = max(told.code, say(tuple(told.found), "text", strict=strict))
    if called and begun and code in (DONE, ERRORS) and _all_there(project, told):
        text = "".join(told.lines) + text_of(tuple(told.found), strict=strict)
        end(called.noted, begun, project, (one.name for one in folders), Said(text, code))
    return code


def _all_there(project: Project, told: Told) -> bool:
    """Tell whether nobody cleared up while we built."""
    from pathya.build.receipts import all_there

    return all_there(project.dist, told.made)


def _call(courses: tuple[str, ...], tags: tuple[str, ...], strict: bool, how: How) -> Call | None:
    """Tell this call from others; None for one that looks at everything, or at another's share."""
    if how["unkept"] or how["verified"] or how["shard"] or how["address"]:
        return None
    attested = _epoch() if how["attested"] else -1
    same = (how["formats"], how["output"], attested, how["source_url"])
    return call((courses, tags, strict, *same))


def _build(
    project: Project, folders: tuple[Path, ...], tags: tuple[str, ...], how: How, *, whole: bool
) -> Told:
    """Build courses, tell of each, and sum up; `whole`: nothing that the project has is left out.

    Then what was made of courses that it had goes.
    """
    from pathya.build.outcomes import ordered
    from pathya.build.summary import save_summary

    jobs = _jobs(project, folders, tags, how)
    told = Told()
    try:
        with closing(_outcomes(jobs, how)) as outcomes:
            for outcome in ordered(tracked(outcomes, len(jobs), "Courses")):
                tell(jobs[outcome.number], outcome, told, why=how["told_why"])
        if whole:
            tell_former(project, told)
    finally:  # also when the build is stopped
        save_summary(project, told.done, how["source_url"], how["shard"])
    return told


def _verify(
    project: Project, folders: tuple[Path, ...], tags: tuple[str, ...], how: How, *, whole: bool
) -> int:
    """Build elsewhere, and compare with what is there."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from pathya.build.former import former_courses
    from pathya.build.outcomes import ordered
    from pathya.build.verify import differences, extra

    told = Told()
    found: list[Diagnostic] = []
    with TemporaryDirectory() as folder:
        settings = replace(project.settings, dist=folder)
        jobs = _jobs(replace(project, settings=settings, store=None), folders, tags, how)
        with closing(_outcomes(jobs, how)) as outcomes:
            for outcome in ordered(tracked(outcomes, len(jobs), "Courses")):
                tell(jobs[outcome.number], outcome, told, why=False)
                if outcome.result:
                    every = not (tags or how["formats"])
                    found += differences(project, outcome.result.built, whole=every)
    for former in former_courses(project) if whole else ():
        found += extra(former)
    return max(told.code, say(tuple(found), "text", strict=False))


def _epoch() -> int | None:
    """Read the time that reproducible builds tell, if any."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value and not (value.isascii() and value.isdecimal() and len(value) <= 11):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: {value}")
    return int(value) if value else None


def _with(project: Project, how: How) -> Project:
    """Put what the command line says in the place of what the project says."""
    from dataclasses import replace

    formats, output = how["formats"], how["output"]
    if output is not None and not output.name and not output.is_absolute():
        raise click.UsageError("`--output` names no folder.")
    settings = replace(
        project.settings,
        dist=str(output.resolve()) if output else project.settings.dist,
        formats=tuple(dict.fromkeys(formats)) or project.settings.formats,
    )
    store = None if how["unkept"] else open_stores(project, how["place"])
    return replace(project, settings=settings, store=store, narrowed=bool(formats))


# --- jobs ----------------------------------------------------------------------------------------


def _jobs(
    project: Project, folders: tuple[Path, ...], tags: tuple[str, ...], how: How
) -> tuple[Job, ...]:
    """Make a job of each course that is in our share."""
    from pathlib import Path

    from pathya.build.jobs import Job, in_shard
    from pathya.build.version import VERSION

    if how["shard"]:
        total, (number, count) = len(folders), map(int, how["shard"].split("/"))
        folders = in_shard(folders, number, count)
        click.echo(f"Shard {number}/{count}: {len(folders)} of {total} courses.")
    epoch = _epoch() if how["attested"] else None
    return tuple(
        Job(project, folder, tags, how["attested"], epoch, Path.cwd(), VERSION)
        for folder in folders
    )


def _outcomes(jobs: tuple[Job, ...], how: How) -> Generator[Outcome[Report], None, None]:
    """Build here, in processes, or on a cluster; all the same to whoever waits for it."""
    from pathya.build.jobs import build_job
    from pathya.build.outcomes import run_here

    width = how["workers"]
    if how["address"]:
        yield from _on_cluster(how["address"], jobs, width, _patience(jobs, how["timeout"]))
        return
    width = min(_cores() if width == 0 else width or 1, len(jobs))
    if width <= 1:
        yield from run_here(build_job, jobs)
        return
    from pathya.build.executor import processes, windowed_map

    with processes() as start:
        try:
            yield from windowed_map(start, build_job, jobs, width, _patience(jobs, how["timeout"]))
        except KeyboardInterrupt:
            click.echo(_ENDING, err=True)
            raise


def _patience(jobs: tuple[Job, ...], seconds: int) -> Patience | None:
    from pathya.build.executor import Patience

    return Patience(seconds, jobs[0].project.dist) if jobs and seconds else None


def _on_cluster(
    address: str, jobs: tuple[Job, ...], width: int | None, patience: Patience | None
) -> Generator[Outcome[Report], None, None]:
    try:
        from pathya.build.cluster import cluster
    except ModuleNotFoundError as fault:
        hint = "Install it with: pip install 'pathya[cluster]'"
        raise click.UsageError(f"`--cluster` needs {fault.name}. {hint}") from fault
    from pathya.build.executor import windowed_map
    from pathya.build.jobs import build_job

    with cluster(address) as (start, wide):
        yield from windowed_map(start, build_job, jobs, width or wide, patience)


def _cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

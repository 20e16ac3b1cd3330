"""`pathya build`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    pick_courses,
    pick_tags,
    say,
    strict_option,
)
from pathya.build.cli.progress import tracked

if TYPE_CHECKING:
    from pathya.build.pipeline import Built
    from pathya.build.project import Project


class How(TypedDict):
    """What the options of `build` say."""

    formats: tuple[str, ...]
    output: Path | None
    attested: bool
    source_url: str


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
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for packages. Default: dist, or what pathya.toml says.",
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
@strict_option
def build(courses: tuple[str, ...], tags: tuple[str, ...], strict: bool, **how: Unpack[How]) -> int:
    """Build packages of courses, in languages and formats, and a build.json beside them.

    A summary.html, and summary.json, in the folder for packages says what blocks a release.

    What is not translated yet stands in its source language and is reported. A course with errors
    is not built; the others are.
    """
    from pathya.build.pipeline import build_courses
    from pathya.build.summary import save_summary

    source_url = how["source_url"]
    if source_url and not source_url.startswith(("https://", "http://")):
        raise click.UsageError("`--source-url` is no address: it starts with https://.")
    project = _with(open_project(), how["formats"], how["output"])
    folders = pick_courses(project, courses)
    chosen = pick_tags(tags)
    tags = chosen or project.settings.languages
    epoch = _epoch() if how["attested"] else None
    before: dict[str, Mapping[str, str]] = {}
    if how["attested"]:
        from pathya.build.attestation import attest, sources

        before = {one.name: sources(project, one.name, tags) for one in folders}
    total = len(folders) * (len(tags) + 1)
    done: list[Built] = []
    try:
        for built in tracked(build_courses(project, folders, chosen), total):
            _tell(built)
            done.append(built)
    finally:  # also when the build is stopped
        save_summary(project, done, source_url)
    found = [one for built in done for one in built.found]
    if how["attested"]:
        found += attest(project, done, before, epoch)
    return say(tuple(found), "text", strict=strict)


def _epoch() -> int | None:
    """Read the time that reproducible builds tell, if any."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value and not (value.isascii() and value.isdecimal() and len(value) <= 11):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is no number of seconds: {value}")
    return int(value) if value else None


def _with(project: Project, formats: tuple[str, ...], output: Path | None) -> Project:
    """Put what the command line says in the place of what the project says."""
    from dataclasses import replace

    if output is not None and not output.name and not output.is_absolute():
        raise click.UsageError("`--output` names no folder.")
    settings = replace(
        project.settings,
        dist=str(output.resolve()) if output else project.settings.dist,
        formats=tuple(dict.fromkeys(formats)) or project.settings.formats,
    )
    return replace(project, settings=settings)


def _tell(built: Built) -> None:
    """Print a line for what was just built."""
    if not built.receipts:
        return
    size = sum(receipt.size for receipt in built.receipts)
    states = ", ".join(f"{n} {state}" for state, n in built.receipts[0].states.items())
    states = states.replace("new", "not translated")
    formats = " ".join(dict.fromkeys(receipt.format for receipt in built.receipts))
    language = built.receipts[0].language
    texts = f"texts: {states}" if states else "source"
    number = len(built.receipts)
    packages = f"{number} package{'s' if number > 1 else ''} ({formats})"
    line = f"{built.course:24} {language:8} {packages}, "
    click.echo(f"{line}{size / 1024:,.0f} kB; {texts}")

"""`pathya competencies`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import courses_argument, example, open_project, pick_courses, say
from pathya.build.cli.main import DONE, ERRORS, UNFINISHED

if TYPE_CHECKING:
    from pathya.authoring.framework import Framework, Node

_PLATFORM = "https://portal.igotkarmayogi.gov.in"


@click.group(epilog=example('pathya competencies search "sound judgement"'))
def competencies() -> None:
    """Read and search the Karmayogi Competency Model, and see what courses cover of it."""


@competencies.command(epilog=example("pathya competencies sync"))
@click.option("--url", default=_PLATFORM, show_default=True, help="The platform's address.")
@click.option(
    "--framework", "name", default="kcmfinal_fw", show_default=True, help="The framework's id."
)
def sync(url: str, name: str) -> int:
    """Read the framework from the platform into a snapshot of today.

    It brings the ids without which nothing is published. No key is needed. When nothing has
    changed nothing is written.
    """
    from pathya.authoring.diagnostics import Diagnostic
    from pathya.build.competencies import TIMEOUT
    from pathya.build.competencies import sync as read_anew
    from pathya.build.files import show
    from pathya.build.http import open_line

    project = open_project()
    with open_line(TIMEOUT) as fetch:
        done = read_anew(project, fetch, datetime.now(UTC).date(), url, name)
    if isinstance(done, Diagnostic):
        say((done,), "text", strict=False, err=True)
        return UNFINISHED
    for line in done.changes:
        click.echo(line)
    said = "" if done.changes else ", unchanged"
    click.echo(f"{show(done.path)}: {len(done.framework)} sub-themes{said}")
    return DONE


@competencies.command(epilog=example('pathya competencies search "noting drafting"'))
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
def search(words: tuple[str, ...]) -> int:
    """Find competencies by words of their names, or by an id."""
    from pathya.authoring.competencies import search as find

    found = find(" ".join(words), _framework())
    for place in found:
        ids = f"  {place.subtheme.id}" if place.subtheme.id else ""
        click.echo(f"{place.competency}{ids}")
    if not found:
        click.echo("Nothing has all these words.", err=True)
    return DONE if found else ERRORS


@competencies.command(
    epilog=example('pathya competencies show "Behavioural / Decision Making / Sound Judgement"')
)
@click.argument("name")
def show(name: str) -> int:
    """Show all that is known of a competency, by its three names or its id."""
    from pathya.authoring.competencies import find_competency, place_of
    from pathya.authoring.diagnostics import Where
    from pathya.authoring.framework import LEVELS

    framework = _framework()
    competency, fault = find_competency(name, framework, Where("NAME"))
    place = place_of(framework, competency) if competency else None
    if place is None:
        return say((fault,) if fault else (), "text", strict=False)
    for kind, node in (("Area", place.area), ("Theme", place.theme), ("Sub-theme", place.subtheme)):
        _say_node(kind, node)
    click.echo(f"Levels: {', '.join(LEVELS)}.")
    if not place.has_ids:
        click.echo("Its ids are not known: run `pathya competencies sync`.")
    return DONE


@competencies.command(
    epilog=example("pathya competencies coverage rti-requests --report html -o coverage.html")
)
@courses_argument
@click.option(
    "--report",
    type=click.Choice(["text", "html", "json"]),
    default="text",
    show_default=True,
    help="How it is printed.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it into this file.",
)
def coverage(courses: tuple[str, ...], report: str, output: Path | None) -> int:
    """Show which objectives, lessons and questions of courses lead to which competency.

    It says too what is claimed and not taught or not asked for, and where all questions are on one
    level. Without COURSE all courses of the project are shown.
    """
    from pathya.build.coverage import COVERAGES, covered
    from pathya.build.files import show as shown
    from pathya.build.files import write
    from pathya.build.pipeline import open_courses

    project = open_project()
    read = tuple(open_courses(project, pick_courses(project, courses)))
    printed = COVERAGES[report]([covered(course) for _, course, _ in read if course])
    if output:
        write(output, printed.encode())
        click.echo(f"{shown(output)} written")
    else:
        click.echo(printed, nl=False)
    faults = tuple(one for _, course, found in read if course is None for one in found)
    return say(faults, "text", strict=False, err=True) if faults else DONE


def _say_node(kind: str, node: Node) -> None:
    click.echo(f"{kind + ':':11}{node.name}")
    for told in (node.id, node.ref, node.description):
        if told:
            click.echo(f"{'':11}{told}")


def _framework() -> Framework:
    """Read the project's framework; without one there is nothing to look into."""
    from pathya.build.project import read_framework

    framework, found = read_framework(open_project())
    if found:
        say(found, "text", strict=False)
        raise click.exceptions.Exit(ERRORS)
    if not framework:
        raise click.UsageError("The project has no snapshot. Run `pathya competencies sync`.")
    return framework

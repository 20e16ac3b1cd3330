"""`pathya new`."""

from __future__ import annotations

from pathlib import Path

import click

from pathya.build.cli.common import example


@click.command(epilog=example('pathya new leave-rules --title "Leave rules for new officials"'))
@click.argument("course", metavar="COURSE")
@click.option("--title", help="What learners read. Default: made from COURSE.")
def new(course: str, title: str | None) -> None:
    """Start a course, and a project if there is none here or above.

    COURSE becomes the course's id and folder: a-z, 0-9 and hyphens. It never changes afterwards.
    """
    from pathya.build.scaffold import ID, start_course, start_project

    if not ID.fullmatch(course):
        raise click.UsageError(
            f"`{course}` is not an id: use a-z, 0-9 and hyphens, as leave-rules."
        )
    if title and not title.isprintable():
        raise click.UsageError("The title has characters that no text has.")
    project, begun = start_project(Path.cwd())
    folder = project.root / project.settings.courses / course
    if folder.exists():
        raise click.UsageError(f"{folder} is already there.")
    written = start_course(folder, title or course.replace("-", " ").capitalize())
    for path in (*begun, *written):
        click.echo(f"wrote {path}")
    click.echo(f"\nNow write, and look at it:\n  pathya check {course}\n  pathya build {course}")

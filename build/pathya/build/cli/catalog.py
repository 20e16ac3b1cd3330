"""`pathya catalog update` and `pathya catalog status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    pick_courses,
    pick_tags,
    say,
)

if TYPE_CHECKING:
    from pathya.authoring.course import Course
    from pathya.authoring.diagnostics import Diagnostic
    from pathya.build.project import Project


@click.group(epilog=example("pathya catalog status rti-requests"))
def catalog() -> None:
    """Keep translations in step with their sources."""


@catalog.command(epilog=example("pathya catalog update rti-requests -l hi"))
@courses_argument
@language_option
def update(courses: tuple[str, ...], tags: tuple[str, ...]) -> int:
    """Bring catalogs up to date with their courses; no translation is lost.

    Moved texts keep their translation; changed ones ask for another look and show their previous
    source; removed ones go to COURSE.obsolete.xlf and come back with their source.
    """
    from pathya.build.catalogs import update_catalogs

    project = open_project()
    chosen = pick_tags(tags) or project.settings.languages
    read, found = _open(project, courses)
    for course in read:
        done = tuple(update_catalogs(project, course, _others(course, chosen)))
        found += [one for update in done for one in update.found]
        changed = [update.tag for update in done if update.changed]
        click.echo(f"{course.id}: {' '.join(changed) or 'nothing'} updated")
    return say(tuple(found), "text", strict=False)


@catalog.command(epilog=example("pathya catalog status -l or -l ur"))
@courses_argument
@language_option
def status(courses: tuple[str, ...], tags: tuple[str, ...]) -> int:
    """Show how much of each course is translated, and how far that has come."""
    from pathya.build.catalogs import catalog_status

    project = open_project()
    chosen = pick_tags(tags) or project.settings.languages
    read, found = _open(project, courses)
    for course in read:
        click.echo(f"{course.id}: {len(course.units)} texts")
        for row in catalog_status(project, course, _others(course, chosen)):
            states = ", ".join(f"{n} {state}" for state, n in row.states.items())
            click.echo(f"  {row.tag:8} {row.percent:4.0%} of the words translated; {states}")
            found += row.found
    return say(tuple(found), "text", strict=False)


def _open(project: Project, names: tuple[str, ...]) -> tuple[list[Course], list[Diagnostic]]:
    """Read the courses; one with errors is left out, since its texts cannot be trusted."""
    from pathya.build.pipeline import open_courses

    read = list(open_courses(project, pick_courses(project, names)))
    found = [one for _, _, diagnostics in read for one in diagnostics]
    return [course for _, course, _ in read if course], found


def _others(course: Course, tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag != course.source_tag)

"""`pathya check`."""

from __future__ import annotations

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    pick_courses,
    pick_tags,
    report_option,
    say,
    strict_option,
)


@click.command(epilog=example("pathya check rti-requests --report sarif > check.sarif"))
@courses_argument
@language_option
@report_option
@strict_option
def check(courses: tuple[str, ...], tags: tuple[str, ...], report: str, strict: bool) -> int:
    """Check courses and their translations and say everything that is wrong.

    Without COURSE all courses of the project are checked.
    """
    from pathya.build.pipeline import check_courses

    project = open_project()
    found = check_courses(project, pick_courses(project, courses), pick_tags(tags))
    return say(tuple(found), report, strict=strict)

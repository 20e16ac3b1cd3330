"""`pathya check`."""

from __future__ import annotations

from pathlib import Path

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    language_option,
    open_project,
    output_option,
    pick_courses,
    pick_tags,
    report_option,
    save_report,
    say,
    strict_option,
)


@click.command(epilog=example("pathya check rti-requests --report sarif -o check.sarif"))
@courses_argument
@language_option
@report_option
@output_option
@strict_option
def check(
    courses: tuple[str, ...],
    tags: tuple[str, ...],
    report: str,
    output: Path | None,
    strict: bool,
) -> int:
    """Check courses and their translations and say everything that is wrong.

    Without COURSE all courses of the project are checked.
    """
    from pathya.build.pipeline import check_courses

    project = open_project()
    found = tuple(check_courses(project, pick_courses(project, courses), pick_tags(tags)))
    if output:
        save_report(found, report, output, strict=strict)
    return say(found, "text" if output else report, strict=strict)

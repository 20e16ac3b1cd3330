"""`pathya check`."""

from __future__ import annotations

from datetime import UTC, datetime
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
    target_option,
)


@click.command(epilog=example("pathya check rti-requests --target igot"))
@courses_argument
@language_option
@target_option
@report_option
@output_option
@strict_option
def check(
    courses: tuple[str, ...],
    tags: tuple[str, ...],
    target: str | None,
    report: str,
    output: Path | None,
    strict: bool,
) -> int:
    """Check courses and their translations and say everything that is wrong.

    Without COURSE all courses of the project are checked. With a target it also says what keeps
    them from being published there, why each rule is there, and where it comes from.
    """
    from pathya.build.checks import check_courses
    from pathya.exporters.gates.targets import TARGETS

    project = open_project()
    today = datetime.now(UTC).date()
    folders = pick_courses(project, courses)
    found = tuple(
        check_courses(project, folders, pick_tags(tags), today, TARGETS.get(target or ""))
    )
    if output:
        save_report(found, report, output, strict=strict)
    return say(found, "text" if output else report, strict=strict, explain=bool(target))

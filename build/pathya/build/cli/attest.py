"""`pathya attest`."""

from __future__ import annotations

import click

from pathya.build.cli.common import (
    courses_argument,
    example,
    open_project,
    pick_courses,
    report_option,
    say,
)


@click.group(epilog=example("pathya attest verify rti-requests"))
def attest() -> None:
    """Compare packages with what was attested of them."""


@attest.command(epilog=example("pathya attest verify rti-requests --report junit"))
@courses_argument
@report_option
def verify(courses: tuple[str, ...], report: str) -> int:
    """Compare what was attested with packages, sources, and what they build now.

    It reads the provenance.json that `pathya build --attest` wrote beside each course's packages.
    Nothing is written. Exit 1 means that something differs, or that nothing was attested.
    """
    from pathya.build.attestation import verify as compare

    project = open_project()
    folders = pick_courses(project, courses)
    found = tuple(one for folder in folders for one in compare(project, folder))
    return say(found, report, strict=False)

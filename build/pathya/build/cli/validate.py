"""`pathya validate`."""

from __future__ import annotations

from pathlib import Path

import click

from pathya.build.cli.common import (
    example,
    open_project,
    report_option,
    say,
    strict_option,
    target_option,
)


@click.command(epilog=example("pathya validate dist/rti-requests/*.zip --report junit"))
@click.argument(
    "packages",
    nargs=-1,
    required=True,
    metavar="PACKAGE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@target_option
@report_option
@strict_option
def validate(packages: tuple[Path, ...], target: str | None, report: str, strict: bool) -> int:
    """Check SCORM packages, ours or of any other make.

    A package is taken for hostile until it is read: nothing is unpacked to the disk.
    """
    from pathya.build.limit_settings import zip_limits
    from pathya.build.packages import validate_file
    from pathya.build.project import find_project
    from pathya.exporters.gates.targets import TARGETS

    asked = TARGETS.get(target or "")
    root = find_project(Path.cwd())
    limits = zip_limits(open_project().settings.limits) if root else None  # any folder will do
    found = tuple(one for path in packages for one in validate_file(path, asked, limits))
    return say(found, report, strict=strict, explain=bool(target))

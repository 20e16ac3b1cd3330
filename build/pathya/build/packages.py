"""Packages on the disk."""

from __future__ import annotations

from pathlib import Path

from pathya.authoring.diagnostics import Diagnostics
from pathya.build.files import show
from pathya.exporters.gates.targets import Target, check_zip
from pathya.exporters.unpacked import Limits
from pathya.exporters.validate import validate


def validate_file(
    path: Path, target: Target | None = None, limits: Limits | None = None
) -> Diagnostics:
    """Check a package file; with a target also for what is asked of packages there."""
    with path.open("rb") as stream:
        name = show(path)
        return check_zip(stream, name, target, limits) if target else validate(stream, name, limits)

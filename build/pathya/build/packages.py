"""Packages on the disk."""

from __future__ import annotations

from pathlib import Path

from pathya.authoring.diagnostics import Diagnostics
from pathya.build.files import show
from pathya.exporters.validate import validate


def validate_file(path: Path) -> Diagnostics:
    """Check a package file."""
    with path.open("rb") as stream:
        return validate(stream, show(path))

"""`[limits]` in pathya.toml: how much is read of courses, and of packages that are checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from pathya.authoring.diagnostics import Diagnostic, Where, nearest
from pathya.authoring.limits import Limits
from pathya.build import rules
from pathya.exporters.unpacked import Limits as ZipLimits

_ZIP = "zip_"
"""Begins the keys for packages that are checked."""
_MOST = 2**40


def limit_faults(settings: Any, where: Where) -> Iterator[Diagnostic]:
    """Say what is wrong with `[limits]`."""
    if not isinstance(settings, dict):
        yield rules.PRJ003.at(where, "`limits` is not a table", "Write [limits] and lines below.")
        return
    known = limit_defaults()
    for key, value in settings.items():
        if key not in known:
            message = f"`{key}` in [limits] is not known"
            yield rules.PRJ002.at(where, message, nearest(key, known))
        elif type(value) is not int or not 1 <= value <= _MOST:
            message = f"`{key}` in [limits] is not a whole number from 1 on"
            yield rules.PRJ003.at(where, message, f"Write {key} = {known[key]}.")


def limit_defaults() -> dict[str, int]:
    """Name the limits, and what holds unless they are set."""
    own = {one.name: int(getattr(Limits(), one.name)) for one in fields(Limits)}
    zips = {f"{_ZIP}{one.name}": int(getattr(ZipLimits(), one.name)) for one in fields(ZipLimits)}
    return own | zips


def course_limits(settings: Mapping[str, Any]) -> Limits:
    """The limits for courses that a project sets."""
    given = {key: value for key, value in settings.items() if not key.startswith(_ZIP)}
    return replace(Limits(), **given)


def zip_limits(settings: Mapping[str, Any]) -> ZipLimits:
    """The limits for packages that a project sets."""
    given = {k.removeprefix(_ZIP): v for k, v in settings.items() if k.startswith(_ZIP)}
    return replace(ZipLimits(), **given)

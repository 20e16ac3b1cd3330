"""The framework of competencies on the platform, and what became of it since the last snapshot."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.authoring.framework import (
    Framework,
    framework_parse,
    framework_read,
    framework_serialize,
)
from pathya.build import rules
from pathya.build.files import write
from pathya.build.http import Fetch, Request
from pathya.build.project import Project, newest_snapshot

PLATFORM = "https://portal.igotkarmayogi.gov.in"
"""Its frameworks are read without any key."""
FRAMEWORK = "kcmfinal_fw"
TIMEOUT = 60.0
"""Seconds without a byte."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    path: Path
    """The newest snapshot now."""
    framework: Framework
    changes: tuple[str, ...]
    """What is new, gone or named otherwise, a line each; none: nothing was written."""


def sync(
    project: Project, fetch: Fetch, today: date, url: str = PLATFORM, name: str = FRAMEWORK
) -> Synced | Diagnostic:
    """Read the platform's framework into a snapshot of this day, if it differs from the last."""
    address = f"{url.rstrip('/')}/api/framework/v1/read/{quote(name, safe='')}"
    framework = _read(fetch, address)
    if isinstance(framework, Diagnostic):
        return framework
    text = framework_serialize(framework)
    last = newest_snapshot(project)
    if last and last.read_bytes() == text.encode():
        return Synced(last, framework, ())
    path = project.root / project.settings.competencies / f"{name}-{today.isoformat()}.csv"
    write(path, text.encode())
    return Synced(path, framework, tuple(_changes(_parse(last), framework)))


def _read(fetch: Fetch, address: str) -> Framework | Diagnostic:
    answer = fetch(Request("GET", address, {"Accept": "application/json"}))
    where = Where(address)
    if answer.fault or answer.status != 200:
        hint = "Try again later, or name another server with --url."
        return rules.PRJ007.at(where, f"there is no answer to read: {answer.why}", hint)
    try:
        framework = framework_read(json.loads(answer.data))
    except (ValueError, RecursionError):
        framework = None
    if framework is None:
        hint = "The address is that of the platform, such as https://portal.example.gov.in."
        return rules.PRJ007.at(where, "the answer is not a framework with sub-themes", hint)
    return framework


def _parse(snapshot: Path | None) -> Framework:
    try:
        return framework_parse(snapshot.read_text("utf-8-sig")) if snapshot else ()
    except (ValueError, KeyError, csv.Error):
        return ()


def _changes(before: Framework, after: Framework) -> Iterator[str]:
    """Tell places by their id where both snapshots know it, else by their names."""
    old = {str(one.competency): one for one in before}
    new = {str(one.competency): one for one in after}
    renamed = {one.subtheme.id: name for name, one in old.items() if name not in new}
    kept: set[str] = set()
    for name, one in new.items():
        was = renamed.get(one.subtheme.id) if one.subtheme.id and name not in old else None
        if was:
            kept.add(was)
            yield f"named otherwise: {was} -> {name}"
        elif name not in old:
            yield f"new: {name}"
    yield from (f"gone: {name}" for name in old if name not in new and name not in kept)
    if any(new[name].has_ids and not old[name].has_ids for name in old.keys() & new.keys()):
        yield "with ids now, where there were names alone"

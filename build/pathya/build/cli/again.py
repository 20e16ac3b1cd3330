"""A build with nothing to do: what the last one said is said again, and nothing is imported."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pathya.build.store.index import Index, index_of
from pathya.build.store.records import Start, recall, remember, start
from pathya.build.store.tool import tool_places
from pathya.build.store.watch import Place, Seen, look

if TYPE_CHECKING:
    from pathya.build.project import Project

_PROJECT_FILE = "pathya.toml"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `build`, as it may come again."""

    root: Path
    index: Index
    key: str
    project_file: Seen
    """pathya.toml before it was read."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a build said, and its exit."""

    text: str
    code: int


def call(arguments: object) -> Call | None:
    """Tell this call from all others; None outside of a project."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        file = folder / _PROJECT_FILE
        if file.is_file():
            place = (sys.version, sys.prefix, str(here), os.environ.get("SOURCE_DATE_EPOCH"))
            key = f"call {(*place, arguments)!r}"
            return Call(folder, index_of(folder), key, look((("file", str(file)),)))
    return None


def said_before(call: Call) -> Said | None:
    """Give what the same call said, if nothing that it read or wrote has changed since."""
    said = recall(call.index, call.key)
    if said is None:
        return None
    text, code = json.loads(said)
    return Said(text, code)


def begin(
    call: Call | None, project: Project, folders: tuple[Path, ...], *, named: bool
) -> Start | None:
    """Look at all that a build will read; None if nothing is to be noted of it.

    `named`: somebody named the courses, so that new ones do not matter.
    """
    file: Place = ("file", str(project.root / _PROJECT_FILE))
    if call is None or look((file,)) != call.project_file:  # it changed since it was read
        return None
    settings, root = project.settings, project.root
    courses = folders if named else (root / settings.courses,)
    inputs: tuple[Place, ...] = (
        file,
        *tool_places(),
        *(("tree", str(folder)) for folder in courses),
        ("list", str(root / settings.competencies)),
        ("tree", str(root / settings.catalogs)),
        *(("file", str(path)) for path in sorted(project.journals.glob("igot-*.sqlite*"))),
    )
    return start(call.key, inputs)


def end(index: Index, begun: Start, project: Project, names: Iterable[str], said: Said) -> None:
    """Note what a build said of what it read and wrote."""
    outputs: tuple[Place, ...] = (
        ("file", str(project.dist / "summary.json")),
        ("file", str(project.dist / "summary.html")),
        *(("list", str(project.dist / name)) for name in names),
    )
    remember(index, begun, outputs, json.dumps([said.text, said.code]))

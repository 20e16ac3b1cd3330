"""A build with nothing to do: what the last one said is said again, and nothing is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pathya.build.store.index import Index, index_of
from pathya.build.store.records import Start, recall, remember, start
from pathya.build.store.tool import tool_places
from pathya.build.store.watch import Place, Seen, look

if TYPE_CHECKING:
    from pathlib import Path

    from pathya.build.project import Project

_PROJECT_FILE = "pathya.toml"


class Call(NamedTuple):
    """A call of `build`, as it may come again."""

    noted: Index
    key: str
    project_file: Seen
    """pathya.toml before it was read."""


class Said(NamedTuple):
    """What a build said, and its exit."""

    text: str
    code: int


def call(arguments: object) -> Call | None:
    """Tell this call from all others; None outside of a project."""
    here = folder = os.getcwd()
    while not os.path.isfile(file := os.path.join(folder, _PROJECT_FILE)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    key = f"call {(sys.version, sys.prefix, here, arguments)!r}"
    return Call(index_of(folder), key, look((("file", file),)))


def said_before(call: Call) -> Said | None:
    """Give what the same call said, if nothing that it read or wrote has changed since."""
    code, _, text = (recall(call.noted, call.key) or "").partition("\n")
    return Said(text, int(code)) if code.isdecimal() else None


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
    inputs: tuple[Place, ...] = (
        file,
        *tool_places(),
        *_courses(project, folders if named else ()),
        ("list", str(root / settings.competencies)),
        ("forest", str(root / settings.catalogs)),
        ("forest", str(root / settings.narration)),
        ("list", str(root / settings.speech)),
        *(("file", str(path)) for path in sorted(project.journals.glob("igot-*.sqlite*"))),
    )
    try:
        return start(call.key, inputs)
    except OSError:  # a course that cannot be read fails alone
        return None


def _courses(project: Project, named: tuple[Path, ...]) -> Iterator[Place]:
    """Place the courses that were named, or all that there are and may come."""
    yield from (("tree", str(folder)) for folder in named)
    if not named:
        yield "trees", str(project.root / project.settings.courses)


def end(index: Index, begun: Start, project: Project, names: Iterable[str], said: Said) -> None:
    """Note what a build said of what it read and wrote."""
    outputs: tuple[Place, ...] = (
        ("file", str(project.dist / "summary.json")),
        ("file", str(project.dist / "summary.html")),
        *(("list", str(project.dist / name)) for name in names),
    )
    remember(index, begun, outputs, f"{said.code}\n{said.text}")

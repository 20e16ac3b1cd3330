"""A new course to start from, and a project around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pathya.build.files import show, write
from pathya.build.project import PROJECT_FILE, Project, find_project, read_project

ID = re.compile(r"[a-z][a-z0-9-]{0,63}")

WORKFLOWS = {"github": ".github/workflows/pathya.yml", "gitlab": ".gitlab-ci.yml"}
"""Where a code host looks for its workflow, by the host."""
LOCK = "pathya-requirements.txt"
"""What workflows install from."""

_PROJECT = """\
# A Pathya project. Every key has a default; docs/commands.md tells all of them.
# languages = ["hi", "ta", "ur"]
# formats = ["scorm12", "scorm2004"]
"""


def start_project(here: Path) -> tuple[Project, tuple[str, ...]]:
    """Find the project here or above, or start one here; give it and what was written."""
    root = find_project(here)
    written: tuple[str, ...] = ()
    if root is None:
        root = here
        write(root / PROJECT_FILE, _PROJECT.encode())
        written = (PROJECT_FILE,)
    project, _ = read_project(root)
    return project or Project(root), written


def start_course(folder: Path, title: str) -> tuple[str, ...]:
    """Write the example course with its own id and title; give the names of the files."""
    template = files("pathya.build").joinpath("template")
    written = []
    for name, source in sorted(_walk(template, "")):
        text = source.read_text("utf-8")
        text = text.replace("COURSE_ID", folder.name).replace(
            '"COURSE_TITLE"', json.dumps(title, ensure_ascii=False)
        )
        write(folder / name, text.encode())
        written.append(show(folder / name))
    return tuple(written)


def start_ci(path: Path, host: str) -> None:
    """Write the workflow for a code host."""
    source = files("pathya.build").joinpath("ci", f"{host}.yml")
    write(path, source.read_bytes())


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        name = f"{prefix}{one.name}"
        if one.is_dir():
            yield from _walk(one, f"{name}/")
        else:
            yield name, one

"""Open a file at a line in the user's editor: no shell, and no file but the project's."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from pathya.build.catalogs import OBSOLETE
from pathya.build.files import find_course, show
from pathya.build.project import PROJECT_FILE, Project, newest_snapshot
from pathya.build.studio_settings import EDITORS, OTHER, editor_command
from pathya.locales.languages import LANGUAGES

_SHELL = frozenset('"%&|<>^!')
"""What Windows reads as commands when it runs a batch file, as some editors' are."""


def editor_of(project: Project, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Name the user's editor with `{path}` and `{line}` in it; empty: none that we can open.

    The user's own word goes first, then the project's, then $VISUAL if it names an editor that
    has windows and takes a line.
    """
    said = environment.get(OTHER) or editor_command(str(project.settings.studio.get("editor", "")))
    visual = _split(environment.get("VISUAL", ""))[:1]
    known = EDITORS.get(PurePath(visual[0]).stem, "") if visual else ""
    words = _split(said) or (*visual, *known.split()[1:]) if said or known else ()
    return tuple(words) if words and shutil.which(words[0]) else ()


def _split(command: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(command, posix=os.name != "nt"))
    except ValueError:  # a quotation mark that is never closed
        return ()


def known_files(project: Project, folder: Path, tag: str) -> dict[str, Path]:
    """List the files that findings of a course in a language can be in, by the name they have."""
    return {show(path): path for path in _files(project, folder, tag)}


def _files(project: Project, folder: Path, tag: str) -> Iterator[Path]:
    listing = find_course(folder, project.limits)
    yield from (folder / name for name in (*listing.texts, *listing.media))
    own = LANGUAGES[tag].parent or tag
    yield from (project.catalog(folder.name, own, suffix) for suffix in ("", OBSOLETE))
    yield from project.caption_catalogs(folder.name, own)
    yield project.root / PROJECT_FILE
    snapshot = newest_snapshot(project)
    if snapshot:
        yield snapshot


def open_at(words: tuple[str, ...], path: Path, line: int) -> bool:
    """Start an editor, and do not wait for it; tell whether it was started."""
    program = shutil.which(words[0])
    place = str(path.absolute())
    if program is None or (program.lower().endswith((".cmd", ".bat")) and _SHELL & set(place)):
        return False
    more = [one.replace("{path}", place).replace("{line}", str(max(1, line))) for one in words[1:]]
    if not any("{path}" in one for one in words):
        more.append(place)
    try:
        process = subprocess.Popen(
            [program, *more],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError:
        return False
    threading.Thread(target=process.wait, daemon=True).start()  # or it would stay as a zombie
    return True

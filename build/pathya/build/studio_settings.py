"""`[studio]` in pathya.toml: which editor the studio opens files in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pathya.authoring.diagnostics import Diagnostic, Where, nearest
from pathya.build import rules

EDITORS: Mapping[str, str] = {
    "code": "code -g {path}:{line}",
    "codium": "codium -g {path}:{line}",
    "emacsclient": "emacsclient -n +{line} {path}",
    "geany": "geany --line {line} {path}",
    "gedit": "gedit +{line} {path}",
    "gvim": "gvim +{line} {path}",
    "idea": "idea --line {line} {path}",
    "kate": "kate --line {line} {path}",
    "mate": "mate --line {line} {path}",
    "notepad++": "notepad++ -n{line} {path}",
    "subl": "subl {path}:{line}",
    "zed": "zed {path}:{line}",
}
"""Editors with windows of their own, and how each is told of a line."""
OTHER = "PATHYA_EDITOR"
"""The environment variable that may hold any other command."""


def editor_command(name: str) -> str:
    """Give the command of an editor, by its name or as it is written; empty: it is not known."""
    return EDITORS.get(name) or (name if name in EDITORS.values() else "")


def studio_faults(settings: Any, where: Where) -> Iterator[Diagnostic]:
    """Say what is wrong with `[studio]`."""
    if not isinstance(settings, dict):
        hint = 'Write [studio] and below it editor = "code".'
        yield rules.PRJ003.at(where, "`studio` is not a table", hint)
        return
    for key, value in settings.items():
        if key != "editor":
            yield rules.PRJ002.at(where, f"`{key}` in [studio] is not known", nearest(key, EDITOR))
        elif not isinstance(value, str) or not editor_command(value):
            # A project that somebody sends must not say what is run here.
            hint = f"{nearest(str(value), EDITORS)} Put any other command into {OTHER}."
            yield rules.PRJ003.at(where, "`editor` in [studio] is no editor that we know", hint)


EDITOR = ("editor",)
"""What may stand in `[studio]`."""

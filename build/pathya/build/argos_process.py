"""Start the process of Argos Translate, and talk with it."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

import platformdirs

from pathya.build import argos_worker
from pathya.locales.engines.argos import NAME, Ask
from pathya.locales.engines.protocol import EngineFault


def packages_folder(named: str, root: Path) -> Path:
    """Place the packages: the folder that pathya.toml names, or where `argospm` installs them."""
    if named:
        return root / named
    if os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(os.environ["ARGOS_PACKAGES_DIR"])
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "argos-translate/packages"


@dataclass(frozen=True, slots=True)
class _Running:
    """The process, and where it complains."""

    process: subprocess.Popen[str]
    errors: IO[str]


def argos_process(packages: Path) -> Ask:
    """Give what talks with the process, which starts with the first request."""
    start = cache(lambda: _start(packages))

    def ask(request: Mapping[str, Any]) -> Any:
        running = start()
        try:
            return _asked(running.process, request)
        except (OSError, ValueError):  # it is gone, or went in the middle of its answer
            raise _stopped(running.errors) from None

    return ask


def _start(packages: Path) -> _Running:
    stack = ExitStack()
    atexit.register(stack.close)
    errors = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115
    process = _started(packages, errors)
    stack.callback(_end, process)
    return _Running(process, errors)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what it did not take any more
            cast(IO[str], stream).close()


def _started(packages: Path, errors: IO[str]) -> subprocess.Popen[str]:
    # Not from pathya.toml: a project that somebody sends must not choose what is run.
    python = os.environ.get("PATHYA_ARGOS_PYTHON", sys.executable)
    try:
        return subprocess.Popen(
            # -P: none of our modules is taken for a library of the same name.
            [python, "-P", argos_worker.__file__],
            env=_environment(packages),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
        )
    except OSError as fault:
        raise EngineFault(f"{python} cannot be started: {fault.strerror}", kind="setup") from None


def _environment(packages: Path) -> dict[str, str]:
    """Set what argostranslate reads when it is imported, and keep it out of the user's folders."""
    own = Path(platformdirs.user_cache_dir("pathya", appauthor=False)) / "argos"
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PATHYA_")},
        "XDG_DATA_HOME": str(own / "data"),
        "XDG_CONFIG_HOME": str(own / "config"),
        "XDG_CACHE_HOME": str(own / "cache"),
        "ARGOS_PACKAGES_DIR": str(packages.resolve()),
        # Set up but never used; NONE would hide every package, the others fetch models.
        "ARGOS_CHUNK_TYPE": "STANZA",
    }


def _asked(process: subprocess.Popen[str], request: Mapping[str, Any]) -> Any:
    to, back = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
    to.write(json.dumps(request) + "\n")
    to.flush()
    return json.loads(back.readline())


def _stopped(errors: IO[str]) -> EngineFault:
    """Say why the process stopped, in its last words."""
    errors.seek(0)
    lines = errors.read().strip().splitlines() or ["it said nothing"]
    if "No module named 'argostranslate'" in lines[-1]:
        hint = "Install Pathya's extra argos, or name a Python that has it: PATHYA_ARGOS_PYTHON."
        return EngineFault(f"{NAME} is not installed", hint, "setup")
    return EngineFault(f"{NAME} stopped: {lines[-1]}")

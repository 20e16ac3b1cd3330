"""Jobs for executors, in a module that workers can import: they note when they start and end."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Chore:
    """A job that takes a while and leaves a file."""

    folder: Path
    name: str
    kind: str = "good"
    seconds: float = 0.0


def do(chore: Chore) -> str:
    """Do a chore, unless its file is there already; give the digest of what is in the file."""
    file = chore.folder / "out" / chore.name
    if not file.is_file():
        note(chore, "start")
        if chore.kind == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        if chore.kind == "bug":
            raise ZeroDivisionError(chore.name)
        if chore.kind == "full":
            raise OSError(28, "No space left on device", chore.name)
        if chore.kind == "stuck":  # in C, where no other thread of Python has a turn
            re.match("(a+)+$", "a" * 64 + "b")
        time.sleep(1000 if chore.kind == "asleep" else chore.seconds)
        beside = file.with_name(f"{chore.name}.{os.getpid()}.part")
        beside.write_text(chore.name * 1000)
        beside.replace(file)
        note(chore, "end")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def note(chore: Chore, event: str) -> None:
    """Append to the log, in one write."""
    log = os.open(chore.folder / "log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, f"{event} {chore.name} {os.getpid()}\n".encode())
    os.close(log)

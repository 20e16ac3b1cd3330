"""Locks between processes, which end with the process that holds them, however it ends."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.05
"""Seconds between two tries on Windows."""


_WITHOUT = {errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What file systems say that know no such locks, as some networks' do."""


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Wait until no other process works in a folder, which is made if it is not there.

    Gives False where there are no locks: then nobody can tell who else works there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _open(folder)
    try:
        yield _waited(handle)
    finally:
        os.close(handle)


def _waited(handle: int) -> bool:
    try:
        _wait(handle)
    except OSError as fault:
        if fault.errno in _WITHOUT:
            return False
        raise
    return True


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _open(folder: Path) -> int:
        """Open a file that stands for the folder, which itself cannot be locked there."""
        import tempfile  # noqa: PLC0415 - brings as many modules as all of the store

        name = hashlib.sha256(str(folder.resolve()).lower().encode()).hexdigest()
        return os.open(Path(tempfile.gettempdir(), f"pathya-{name}.lock"), os.O_RDWR | os.O_CREAT)

    def _wait(handle: int) -> None:
        while True:
            try:
                return msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(_PAUSE)

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _wait(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

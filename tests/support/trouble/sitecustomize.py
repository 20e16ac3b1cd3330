"""Makes trouble for workers that have this folder on their path: hidden files in a course say."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if "--multiprocessing-fork" in sys.orig_argv:  # a worker, of ours or of Dask
    from pathya.build import jobs
    from pathya.build.building import build_course

    def troubled(project: Any, folder: Path, tags: tuple[str, ...]) -> Iterator[Any]:
        if (folder / ".poison").exists():
            os.kill(os.getpid(), signal.SIGKILL)
        if (folder / ".stuck").exists():  # in C, where no other thread of Python has a turn
            re.match("(a+)+$", "a" * 64 + "b")
        if (folder / ".bug").exists():
            raise ZeroDivisionError
        for built in build_course(project, folder, tags):
            if (folder / ".slow").exists():
                time.sleep(0.3)
            yield built

    setattr(jobs, "build_course", troubled)  # noqa: B010

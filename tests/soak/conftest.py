"""What soaks readers: real files, damaged at random, for as long as `SOAK_SECONDS` says."""

from __future__ import annotations

import io
import itertools
import os
import re
import resource
import signal
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

SECONDS = float(os.environ.get("SOAK_SECONDS", "15"))
"""Of the CPU, for each reader: on a busy machine a box of time would hold fewer files."""
CPU_SECONDS, MEMORY = 60.0, 2_000_000_000
"""What a file may take to go all the way and back: CPU seconds for each megabyte begun, and
bytes beside what is in use."""
LONGEST = 1_000_000
Read = Callable[[str, bytes], object]
"""Takes a file's name and what is in it."""
Files = Mapping[str, bytes]


# --- damage --------------------------------------------------------------------------------------

PIECES = re.compile(rb"<[^<>]*>|[\w\x80-\xff]+|\n|[^\w\n\x80-\xff]", re.DOTALL)
"""Damage goes by words, marks and tags, so that much of a damaged file can still be read."""
ODD = (
    *(b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b"    ", b"\\", b"'", b'"'),
    *(b"<", b">", b"&", b"&amp;", b"&#0;", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<!DOCTYPE x>"),
    *(b"0", b"-1", b"99999999999999999999", b"1e999", b"NaN", b"%", b"_x0000_", b"PK\x05\x06"),
    *(b":::", b"::::", b"```", b"- [x] ", b"- [ ] ", b"> ", b"# ", b"| a |", b"{#a}", b"[a](b.md)"),
    *(b"![a](media/b.png)", b"[^1]", b"[^1]: x", b"[", b"]", b"(", b"{", b"}", b"***", b"`", b":"),
    *(b"a: &a b", b"*a", b"!!int 1", b"- - - -", b"{a: [b", b"? ", b"|", b"%s", b"=1+1", b"sep=;"),
    *(b"\xed\xa0\x80", b"\xf0\x9f", "क्\u200dष".encode(), "می\u200cخواهم".encode()),
    *(one.encode() for one in "e\u0301 \u2028 \U0001f600 \u202e \ufeff \x85 ١ ²".split(" ")),
)
PLACE = st.floats(0, 1, exclude_max=True)
SHORT = st.integers(0, 12)
DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "move", "swap", "odd", "odd", "end", "case", "many"]),
        *(PLACE, PLACE, SHORT),
    ),
    max_size=8,
)
Step = tuple[str, float, float, int]


def damaged(data: bytes, steps: list[Step]) -> bytes:
    """Do damage to a file, step by step."""
    pieces = PIECES.findall(data)
    for kind, first, second, length in steps:
        at, other = int(first * len(pieces)), int(second * len(pieces))
        held = pieces[at : at + length]
        if kind == "end":
            pieces = pieces[:at]
        elif kind == "odd":
            pieces[at : at + length // 4] = [ODD[int(second * len(ODD))]]
        elif kind == "case":
            pieces[at : at + length] = [piece.swapcase() for piece in held]
        elif kind == "swap":
            pieces[at : at + length] = pieces[other : other + length]
        elif kind == "cut":
            del pieces[at : at + length]
        elif kind == "move":
            del pieces[at : at + length]
            pieces[other:other] = held
        else:
            most = max(1, LONGEST // 4 // (len(b"".join(held)) or 1))
            pieces[at:at] = held * (2 if kind == "double" else min(int(4 ** (second * 9)), most))
    return b"".join(pieces)[:LONGEST]


# --- bounds --------------------------------------------------------------------------------------


class TooSlow(Exception):
    """A file has taken more time than it may."""


def _stop(_signal: int, frame: FrameType | None) -> None:
    # What Hypothesis lets the garbage collector call may not raise; a second later it is elsewhere.
    if frame is None or frame.f_code.co_name != "gc_callback":
        raise TooSlow


@contextmanager
def bounded(size: int) -> Iterator[None]:
    """End what takes too much time (of the CPU: the machine may be busy)."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS * max(1, size / LONGEST), 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.fixture(autouse=True)
def _little_memory() -> Iterator[None]:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


# --- the trial -----------------------------------------------------------------------------------


def _soak(told: str, read: Read, files: Files) -> None:
    """Read damaged files until the time is up."""
    names = st.sampled_from(sorted(files))

    def damage(name: str, steps: list[Step]) -> tuple[str, bytes]:
        return name, damaged(files[name], steps)

    _soak_grown(told, read, st.builds(damage, names, DAMAGE))


def _soak_grown(told: str, read: Read, grown: st.SearchStrategy[tuple[str, bytes]]) -> None:
    """Read files that a strategy gives with their names until the time is up."""
    count = 0

    def one(file: tuple[str, bytes]) -> None:
        nonlocal count
        count += 1
        try:
            with bounded(len(file[1])):
                read(*file)
        except BaseException as fault:
            fault.add_note(f"The file is kept as {_kept(*file)}")
            raise

    patient = settings(max_examples=100, database=None, suppress_health_check=list(HealthCheck))
    until = time.process_time() + SECONDS
    for number in itertools.count(time.time_ns()):
        with warnings.catch_warnings():  # of a file too long to be shown; it is kept
            warnings.simplefilter("ignore", HypothesisWarning)
            seed(number)(patient(given(grown)(one)))()
        if time.process_time() > until:
            break
    print(f"{told}: {count} files in {SECONDS:g} s")  # noqa: T201


def _kept(name: str, data: bytes) -> Path:
    """Keep a file that could not be read; a smaller one that Hypothesis finds takes its place."""
    path = Path(tempfile.gettempdir(), f"pathya-soak-{os.getpid()}-{Path(name).name or 'zip'}")
    path.write_bytes(data)
    return path


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _soak_parts(told: str, read: Read, parts: Files) -> None:
    """Damage a zip (named by nothing), and what is in it."""
    whole = zipped(parts)

    def one(name: str, data: bytes) -> None:
        read(name, zipped({**parts, name: data}) if name else data)

    _soak(told, one, {"": whole, **{name: data for name, data in parts.items() if data}})


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Read damaged files: `soak(read, files)`."""
    return partial(_soak, request.node.name)


@pytest.fixture
def soak_grown(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Read files that a strategy gives: `soak_grown(read, strategy of name and bytes)`."""
    return partial(_soak_grown, request.node.name)


@pytest.fixture
def soak_parts(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Read damaged zips: `soak_parts(read, parts)`."""
    return partial(_soak_parts, request.node.name)


@pytest.fixture
def pack() -> Callable[[Files], bytes]:
    """Write a zip of files."""
    return zipped

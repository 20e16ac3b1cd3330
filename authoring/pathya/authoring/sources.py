"""Course files as they come from the disk: bytes to clean text, names to media."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pathya.authoring import rules
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.limits import LIMITS, Limits

_UNUSABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]"
    r"|[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that is not text: where it lies and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """The files of one course, by name from its folder, with forward slashes."""

    path: str
    """The folder as the user knows it: diagnostics start with it."""
    texts: Mapping[str, bytes]
    """course.yaml and all Markdown; a file over the limit may be cut one byte above it."""
    media: Mapping[str, MediaFile]
    passed: tuple[str, ...] = ()
    """Names that are no files of the course: links that lead out of it or nowhere."""
    limits: Limits = LIMITS

    def where(self, name: str, line: int = 0) -> Where:
        """Name a place in one of the files."""
        return Where(f"{self.path}/{name}", line)


def decode(
    data: bytes, where: Where, limit: int = LIMITS.text_bytes, hint: str = ""
) -> tuple[str | None, Diagnostics]:
    """Turn a file into NFC text with plain line feeds and no byte-order mark, or say why not.

    `hint` is for files of more than `limit` bytes.
    """
    if len(data) > limit:
        message = f"is larger than {limit / 1024:.4g} KiB"
        return None, (rules.SRC003.at(where, message, hint),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        hint = "Save the file as UTF-8 in your editor."
        message = f"byte 0x{data[fault.start]:02x} is not UTF-8"
        return None, (rules.SRC001.at(Where(where.path, line), message, hint),)
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if found := unusable(text, where) or _heaped(text, where):
        return None, (found,)
    return text, ()


def unusable(text: str, where: Where) -> Diagnostic | None:
    """Find a character that no text has; `where` is the text's first line."""
    found = _UNUSABLE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + max(where.line, 1)
    message = f"the character U+{ord(found[0]):04X} cannot stand in a text"
    return rules.SRC002.at(Where(where.path, line), message, "Delete it, or type the letter again.")


def usable(text: str) -> str:
    """Take out of a text what no text has, and normalise it as `decode` does."""
    return nfc(_UNUSABLE.sub("", text))


# --- direction -----------------------------------------------------------------------------------

_CLOSED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_OVERRIDES = "\u202d\u202e"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
DIRECTED = "Delete it: the page gives each text its direction."
"""What to do about a control that `turned` finds."""


def turned(text: str) -> str:
    """Say which control turns text around that is not its own; empty when none does."""
    if not _TURNING.search(text):
        return ""
    expected: list[tuple[str, str]] = []
    for char in text:
        if char in _OVERRIDES:
            return f"U+{ord(char):04X} overrides the direction of letters"
        if char in _CLOSED_BY:
            expected.append((_CLOSED_BY[char], char))
        elif char in _CLOSED_BY.values() and (not expected or expected.pop()[0] != char):
            return f"U+{ord(char):04X} closes what is not open"
    return f"U+{ord(expected[-1][1]):04X} is not closed" if expected else ""


# --- composing -----------------------------------------------------------------------------------

MARKS = 30
"""So many may stand on one letter (UAX #15 §13): composing more takes time by their square."""
_HEAP = re.compile(rf"[^\w\x00-\x7f]{{{MARKS + 1},}}")
"""Where marks may be heaped: no letters, of which most texts are made."""


def nfc(text: str) -> str:
    """Bring a text to NFC; a heap of more than `MARKS` marks stays as it is."""
    pieces, end = [], 0
    for start, stop in heaps(text):
        pieces += [unicodedata.normalize("NFC", text[end:start]), text[start:stop]]
        end = stop
    return "".join((*pieces, unicodedata.normalize("NFC", text[end:])))


def heaps(text: str) -> Iterator[tuple[int, int]]:
    """Find where more than `MARKS` marks stand on one letter."""
    for found in _HEAP.finditer(text) if not text.isascii() else ():
        at = found.start()
        for marks, chars in groupby(found[0], lambda char: unicodedata.combining(char) > 0):
            start, at = at, at + len([*chars])
            if marks and at - start > MARKS:
                yield start, at


def _heaped(text: str, where: Where) -> Diagnostic | None:
    heap = next(heaps(text), None)
    if heap is None:
        return None
    line = text.count("\n", 0, heap[0]) + 1
    message = f"{heap[1] - heap[0]} marks stand on one letter"
    hint = f"Delete them: no language has more than {MARKS}."
    return rules.SRC002.at(Where(where.path, line), message, hint)

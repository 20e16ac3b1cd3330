"""Course files as they come from the disk: bytes to clean text, names to media."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
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
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if found := unusable(text, where):
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
    return unicodedata.normalize("NFC", _UNUSABLE.sub("", text))

"""What came back from a translator, in whatever format it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pathya.authoring.course import Inline
from pathya.authoring.sources import nfc
from pathya.locales.catalog import Entry, joined


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file of translations, as far as it can be read. Nothing of it is judged yet."""

    course: str
    """As the file says; empty, as the tags, when it does not."""
    source_tag: str
    tag: str
    units: tuple[Entry, ...]
    """In the file's order. A source may be missing (empty), and so may an id; kinds are not told.
    Names that stand in a remark's own text have no `from`."""
    typed_states: bool = False
    """States are typed by hand, so that a new text may stand beside an old state."""


def unit_id(written: str) -> str:
    """Free an id of what tools put before it: `rti-requests///welcome.cc7f1ef2`."""
    return written.rpartition("///")[2].strip()


def composed(text: Inline) -> Inline:
    """Bring the words of a text to NFC, and its line ends to a line feed."""
    return joined(_composed(piece) if isinstance(piece, str) else piece for piece in text)


def _composed(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(lines)


def iso(date: str) -> str:
    """Write a date, or a date and time, as our catalogs do; empty if it is none of ISO 8601."""
    try:
        time = datetime.fromisoformat(date)
        if len(date) <= len("2026-11-22"):
            return time.date().isoformat()
        time = time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{time.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def remark_line(remark: tuple[str, str]) -> str:
    """Write a remark on one line, for formats that have no place for its author."""
    name, text = remark
    return " ".join(f"{name}: {text}".split() if name else text.split())

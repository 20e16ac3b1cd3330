"""Bytes of a file that comes in to text."""

from __future__ import annotations

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.authoring.sources import usable
from pathya.exporters.interchange import rules

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes, path: str) -> tuple[str | None, Diagnostics]:
    """Decode UTF-8, or UTF-16 with its mark, as clean text with plain line feeds."""
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        hint = "Save it as UTF-8: other code pages lose the letters of languages."
        return None, (rules.QSI001.at(Where(path), "this is not UTF-8", hint),)
    return usable(text.replace("\r\n", "\n").replace("\r", "\n")), ()

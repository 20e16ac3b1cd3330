"""Data for the runtime, as classic scripts: a page on a disk can read no other kind of file."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def script(name: str, value: Any) -> str:
    """Write `window.<name> = <JSON>;`, safe also inside a page."""
    return f"window.{name} = {written(value)};\n"


def written(value: Any) -> str:
    """Write a value as JSON that no script can end, and that old browsers read as JavaScript."""
    text = _encode(value)
    for sign in "<\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text

"""Data for the runtime, as classic scripts: a page on a disk can read no other kind of file."""

from __future__ import annotations

import json
from typing import Any


def script(name: str, value: Any) -> bytes:
    """Write `window.<name> = <JSON>;`, safe also inside a page."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f"window.{name} = {written};\n".encode()

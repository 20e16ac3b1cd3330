r"""Codes as people see them where a format has none of its own: `<1>…</1>` and `<2/>`.

A literal `<1>` is written `\<1>`, and backslashes before either are doubled, so that every text
comes back as it was. What people do to codes by hand is understood: `< 1 >`, native digits, and
`&lt;1&gt;`, which some tools make of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathya.authoring.course import Inline
from pathya.locales.catalog import joined

_TOKEN = re.compile(r"(?<!\\)(\\*)(?:<|&lt;)\s{0,2}(/?)\s{0,2}(\d{1,6})\s{0,2}/?\s{0,2}(?:>|&gt;)")


def shown(text: Inline) -> str:
    """Write a text with its codes as people see them."""
    return "".join(_shown(text))


def _shown(text: Inline) -> Iterator[str]:
    for at, piece in enumerate(text):
        if isinstance(piece, str):
            code_follows = at + 1 < len(text)
            yield _escaped(piece, code_follows=code_follows)
        elif piece < 0:
            yield f"</{-piece}>"
        else:
            yield f"<{piece}>" if -piece in text[at:] else f"<{piece}/>"


def _escaped(piece: str, *, code_follows: bool) -> str:
    made = _TOKEN.sub(lambda hit: f"{hit[1]}\\{hit[0]}" if int(hit[3]) else hit[0], piece)
    slashes = len(piece) - len(piece.rstrip("\\"))
    return made + "\\" * slashes if code_follows else made


def unshown(text: str) -> Inline:
    """Read a text with codes as people see them; a code around text is told by its closing."""
    return joined(_unshown(text))


def _unshown(text: str) -> Iterator[str | int]:
    at = 0
    for hit in _TOKEN.finditer(text):
        number = int(hit[3])
        if not number:
            continue
        slashes, odd = divmod(len(hit[1]), 2)
        yield text[at : hit.start()] + "\\" * slashes
        yield hit[0][len(hit[1]) :] if odd else (-number if hit[2] else number)
        at = hit.end()
    yield text[at:]

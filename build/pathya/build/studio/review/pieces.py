"""Texts as they travel to the browser and back: words, and the numbers of codes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from pathya.authoring.course import Inline, Unit
from pathya.locales.catalog import joined

LONGEST = 100_000
"""Characters of a text that a browser may send."""

Piece = str | int
Change = tuple[str, tuple[Piece, ...]]
"""`=` what both have, `-` what only the old one has, `+` what only the new one has."""


def pieces_from(sent: Any) -> Inline | None:
    """Take a text that a browser has sent; None if it is none."""
    if not isinstance(sent, list) or not all(map(_is_piece, sent)):
        return None
    if sum(len(piece) for piece in sent if isinstance(piece, str)) > LONGEST:
        return None
    return joined(sent)


def _is_piece(piece: Any) -> bool:
    # True is an int to Python.
    if isinstance(piece, bool):
        return False
    if isinstance(piece, int):
        return 0 < abs(piece) < 1_000_000
    return isinstance(piece, str) and writable(piece)


def writable(text: str) -> bool:
    """Tell whether a text can stand in a catalog."""
    return not _UNWRITABLE.search(text)


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for; half a letter is one to Python."""


def codes_of(unit: Unit) -> list[dict[str, Any]]:
    """Describe a unit's codes: number, what each is, and whether it stands alone."""
    return [
        {"n": number, "kind": code.kind.removeprefix("x-"), "alone": code.close is None}
        for number, code in enumerate(unit.codes, 1)
    ]


# --- what has changed ----------------------------------------------------------------------------

_WORD = re.compile(r"\s+|[.,;:!?()]|[^\s.,;:!?()]+")
"""A word, a mark or a space: letters are never parted from their signs."""
_MOST = 4_000
"""Words up to which two texts are compared."""


def changes(old: Inline, new: Inline) -> list[Change]:
    """Say word by word what has become of a text."""
    before, after = list(_words(old)), list(_words(new))
    if len(before) + len(after) > _MOST:
        return [("-", tuple(before)), ("+", tuple(after))]
    found: list[Change] = []
    compared = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in compared.get_opcodes():
        if tag == "equal":
            found.append(("=", joined(before[old_from:old_to])))
            continue
        if old_to > old_from:
            found.append(("-", joined(before[old_from:old_to])))
        if new_to > new_from:
            found.append(("+", joined(after[new_from:new_to])))
    return found


def _words(text: Inline) -> Iterator[Piece]:
    for piece in text:
        if isinstance(piece, str):
            yield from _WORD.findall(piece)
        else:
            yield piece

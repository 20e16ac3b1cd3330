"""Texts as a memory keeps them: trimmed, their codes counted from 1, in one string."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from pathya.authoring.course import Inline, plain
from pathya.locales.catalog import joined

_CODED = "\x01"
"""Begins a string that is not the text itself."""


def trimmed(text: Inline) -> Inline:
    """Take the white space off both ends."""
    if len(text) == 1 and isinstance(text[0], str):  # as most texts of a large memory are
        return (words,) if (words := text[0].strip()) else ()
    pieces = list(text)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return joined(pieces)


def numbering(text: Inline) -> dict[int, int]:
    """Count a text's codes from 1 in their order: its number of each → the new one."""
    codes = (abs(piece) for piece in text if isinstance(piece, int))
    return {code: number for number, code in enumerate(dict.fromkeys(codes), 1)}


def renumbered(text: Inline, numbers: Mapping[int, int]) -> Inline:
    """Give a text's codes other numbers; those that have none are left out."""
    made: list[str | int] = []
    for piece in text:
        if isinstance(piece, str):
            made.append(piece)
        elif abs(piece) in numbers:
            made.append(numbers[abs(piece)] * (1 if piece > 0 else -1))
    return joined(made)


def packed(text: Inline) -> str:
    """Write a text as one string."""
    words = plain(text)
    if all(isinstance(piece, str) for piece in text) and not words.startswith(_CODED):
        return words
    return _CODED + json.dumps(text, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Inline:
    """Read what `packed` wrote."""
    if text.startswith(_CODED):
        return tuple(json.loads(text[1:]))
    return (text,) if text else ()


def fingerprint(*texts: str) -> int:
    """Hash texts to 64 bits, as SQLite has integers; 0 if there is nothing to hash."""
    if not any(texts):
        return 0
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def words_of(text: str) -> list[str]:
    """Cut a text into words in small letters, signs of vowels and all; each once."""
    return list(dict.fromkeys(_words().findall(text.lower())))


@cache
def _words() -> re.Pattern[str]:
    """Take what SQLite's tokenizer takes: letters, numbers and the signs on them."""
    signs = (chr(code) for code in range(0x1F000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(rf"(?:[^\W_]|[{''.join(signs)}])+")

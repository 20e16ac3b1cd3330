"""Facts about characters: which script they belong to, digits, nukta, joiners."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pathya.authoring.sources import heaps, nfc

ZWNJ, ZWJ = "\u200c", "\u200d"
"""They change how letters join, and so the word: no function here takes them off."""
VIRAMA = 9
"""The canonical combining class of signs that take a consonant's vowel away."""
NUKTA = 7
"""The canonical combining class of dots that make another consonant."""

_BLOCKS = {
    "Latn": ((0x41, 0x5A), (0x61, 0x7A), (0xAA, 0x24F), (0x1E00, 0x1EFF), (0xFF21, 0xFF5A)),
    "Deva": ((0x900, 0x963), (0x966, 0x97F), (0xA8E0, 0xA8FF)),
    "Beng": ((0x980, 0x9FF),),
    "Guru": ((0xA00, 0xA7F),),
    "Gujr": ((0xA80, 0xAFF),),
    "Orya": ((0xB00, 0xB7F),),
    "Taml": ((0xB80, 0xBFF),),
    "Telu": ((0xC00, 0xC7F),),
    "Knda": ((0xC80, 0xCFF),),
    "Mlym": ((0xD00, 0xD7F),),
    "Arab": (
        *((0x600, 0x63F), (0x641, 0x65F), (0x66E, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF)),
        *((0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    ),
    "Mtei": ((0xABC0, 0xABFF), (0xAAE0, 0xAAFF)),
    "Olck": ((0x1C50, 0x1C7F),),
    "Grek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "Cyrl": ((0x400, 0x52F),),
    "Hebr": ((0x590, 0x5FF),),
    "Sinh": ((0xD80, 0xDFF),),
    "Thai": ((0xE00, 0xE7F),),
    "Tibt": ((0xF00, 0xFFF),),
    "Hang": ((0x1100, 0x11FF), (0xAC00, 0xD7AF)),
    "Hira": ((0x3040, 0x309F),),
    "Kana": ((0x30A0, 0x30FF),),
    "Hani": ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
}
"""Blocks of Unicode by ISO 15924; only their letters and signs count."""

SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "Latn": "Latin",
        "Deva": "Devanagari",
        "Beng": "Bengali",
        "Guru": "Gurmukhi",
        "Gujr": "Gujarati",
        "Orya": "Odia",
        "Taml": "Tamil",
        "Telu": "Telugu",
        "Knda": "Kannada",
        "Mlym": "Malayalam",
        "Arab": "Arabic",
        "Mtei": "Meetei Mayek",
        "Olck": "Ol Chiki",
        "Grek": "Greek",
        "Cyrl": "Cyrillic",
        "Hebr": "Hebrew",
        "Sinh": "Sinhala",
        "Thai": "Thai",
        "Tibt": "Tibetan",
        "Hang": "Hangul",
        "Hira": "Hiragana",
        "Kana": "Katakana",
        "Hani": "Chinese",
    }
)
"""English names, by ISO 15924, of the scripts that are told apart."""

_DIGITS = re.compile(r"[^\D0-9]")


_JOINED = {
    "\u093c": "\u0928\u0930\u0933",
    "\u09be": "\u09c7",
    "\u09d7": "\u09c7",
    "\u0b3e": "\u0b47",
    "\u0b56": "\u0b47",
    "\u0b57": "\u0b47",
    "\u0bbe": "\u0bc6\u0bc7",
    "\u0bd7": "\u0b92\u0bc6",
    "\u0c56": "\u0c46",
    "\u0cc2": "\u0cc6",
    "\u0cd5": "\u0cbf\u0cc6\u0cca",
    "\u0cd6": "\u0cc6",
    "\u0d3e": "\u0d46\u0d47",
    "\u0d57": "\u0d46",
}
"""Signs of India's scripts that compose with a letter before them, and those letters."""


def is_nfc(text: str) -> bool:
    """Tell whether a text is composed; of long texts in some scripts ten times as fast as Python.

    Python composes the whole text anew if it has any sign that might compose with something.
    """
    for sign, (doubtful, other) in _doubtful().items():
        if sign in text:
            if doubtful.search(text):
                break
            # It composes with nothing here; nor does the other, which is of the same class.
            text = text.replace(sign, other)
    if any(heaps(text)):
        return nfc(text) == text
    return unicodedata.is_normalized("NFC", text)


@cache
def _doubtful() -> Mapping[str, tuple[re.Pattern[str], str]]:
    signs: dict[str, tuple[re.Pattern[str], str]] = {}
    for sign, letters in _JOINED.items():
        if unicodedata.combining(sign):
            # It also has its place among other signs: doubtful but right after any other letter.
            signs[sign] = re.compile(f"{sign}(?<![क-ह].)|{sign}(?<=[{letters}].)"), "\u09bc"
        else:
            signs[sign] = re.compile(f"{sign}(?<=[{letters}].)"), "क"
    return signs


def digits_to_ascii(text: str) -> str:
    """Write the digits of every script as 0 to 9; all else stays."""
    if text.isascii():
        return text
    return _DIGITS.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def script_runs(text: str) -> Iterator[tuple[str, str]]:
    """Give each stretch of letters and signs of one script: (ISO 15924 code, stretch).

    Joiners, digits and punctuation part stretches and belong to none.
    """
    for found in _runs().finditer(text):
        yield found.lastgroup or "", found[0]


@cache
def letters_of(script: str) -> str:
    """Give the letters and signs of a script as the inside of a regular expression's class."""
    return "".join(
        f"{chr(first)}-{chr(last)}"
        for first, last in _joined(
            code
            for start, end in _BLOCKS[script]
            for code in range(start, end + 1)
            if unicodedata.category(chr(code))[0] in "LM"
        )
    )


@cache
def digits_of(script: str) -> str:
    """Give the ten digits of a script; of Arabic, those of Urdu and Kashmiri; of Latin, ASCII's."""
    found = [
        chr(code)
        for first, last in _BLOCKS[script]
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)) == "Nd"
    ]
    return "".join(found[-10:]) or "0123456789"


@cache
def _runs() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>[{letters_of(name)}]+)" for name in _BLOCKS))


def _joined(codes: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring numbers into ranges, both ends included."""
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    yield first, last


# --- nukta ---------------------------------------------------------------------------------------


def nukta_composed(text: str) -> str:
    """Write a letter with nukta as one character, where there is one; NFC parts most of them.

    Some tools read only that form: indic-transliteration does, for Bengali and Odia.
    """
    composed = _with_nukta()
    return re.sub("|".join(composed), lambda found: composed[found[0]], nfc(text))


@cache
def _with_nukta() -> dict[str, str]:
    chars = (
        chr(code) for blocks in _BLOCKS.values() for a, b in blocks for code in range(a, b + 1)
    )
    parts = ((nfc(char), char) for char in chars)
    return {
        parted: char
        for parted, char in parts
        if len(parted) == 2 and unicodedata.combining(parted[1]) == NUKTA
    }

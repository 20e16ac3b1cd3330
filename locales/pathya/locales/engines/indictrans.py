"""What IndicTrans2 wants to read, and what it writes: one script, spaced words, tags of languages.

The model was trained on text that indic-nlp-library and Moses had prepared: Brahmic scripts as
Devanagari, letter for letter by their places in Unicode, and punctuation between spaces. See
https://github.com/AI4Bharat/IndicTrans2, `inference/`.
"""

from __future__ import annotations

import re
import string

from pathya.authoring.sources import nfc
from pathya.locales.scripts import digits_to_ascii

DEVANAGARI = 0x900
BLOCKS = {
    "Beng": 0x980,
    "Guru": 0xA00,
    "Gujr": 0xA80,
    "Orya": 0xB00,
    "Taml": 0xB80,
    "Telu": 0xC00,
    "Knda": 0xC80,
    "Mlym": 0xD00,
}
"""Where the scripts begin that are written as Devanagari; all others stay."""
_LAST = 0x6F
_DANDAS = "।॥"

_ALIKE = {
    **dict.fromkeys(map(ord, "`´‘‚’"), "'"),
    **dict.fromkeys(map(ord, "„“”«»"), '"'),
    **dict.fromkeys(map(ord, "–—"), "-"),
    ord("…"): "...",
    ord("\u00a0"): " ",
    ord("\u00ad"): None,
}
_SEPARATE = re.compile(r"([^\w\s.,'\-\u0300-\u036f\u0900-\u0dff\u200c\u200d])")
_DOTS = re.compile(r"\.{2,}")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_LAST_STOP = re.compile(r"(?<![.\s])(\.)(\s*+[\"')\]]*+\s*+)\Z")
_CONTRACTION = re.compile(r"(?<=[A-Za-z])'(?=[A-Za-z])")
_MARK = re.compile(rf"([{re.escape(string.punctuation)}{_DANDAS}])")
_NUMBERS = re.compile(r"(?<!\d)(?:\d+ [,.:/] )+\d+")

_TO_LEFT = re.compile(r"(?<!\s)\s+(?=[.,;:!?%)\]}।॥؟۔،؛᱾᱿꯫])")
_TO_RIGHT = re.compile(r"(?<=[(\[{₹])\s+")
_TO_BOTH = re.compile(r"(?:(?<!\s)\s+)?([-/])\s*")
_QUOTED = re.compile(r"([\"'])([^\"']*)\1")
_DASH = re.compile(r"\s[-–—]\s")


def prepared(text: str, script: str) -> str:
    """Make a sentence what the model was trained on; its tags go before its pieces."""
    text = digits_to_ascii(nfc(text).translate(_ALIKE))
    text = _as_moses(text) if script == "Latn" else _as_indic_nlp(text)
    return unified(" ".join(text.split()), script)


def _as_moses(text: str) -> str:
    """Put spaces between words and marks as the Moses tokenizer does in English."""
    text = _COMMA.sub(" , ", _DOTS.sub(r" \g<0> ", _SEPARATE.sub(r" \1 ", text)))
    return _CONTRACTION.sub(" '", _LAST_STOP.sub(r" \1\2", text))


def _as_indic_nlp(text: str) -> str:
    """Put spaces round marks as indic-nlp-library does, which joins rows of numbers again."""
    text = " ".join(_MARK.sub(r" \1 ", text).split())
    return _NUMBERS.sub(lambda found: found[0].replace(" ", ""), text)


def finished(text: str, script: str, source: str = "") -> str:
    """Make running text, in its script, of what the model wrote.

    It puts spaces round each hyphen; they stay if the source has a dash between spaces.
    """
    text = in_script(text, script)
    text = _QUOTED.sub(lambda found: f"{found[1]}{found[2].strip()}{found[1]}", text)
    text = _TO_RIGHT.sub("", _TO_LEFT.sub("", text))
    if not _DASH.search(source):
        text = _TO_BOTH.sub(r"\1", text)
    return nfc(" ".join(text.split()))


def unified(text: str, script: str) -> str:
    """Write a Brahmic script as Devanagari."""
    return _moved(text, BLOCKS.get(script, DEVANAGARI), DEVANAGARI)


def in_script(text: str, script: str) -> str:
    """Write Devanagari in another Brahmic script."""
    if script == "Taml":
        text = "".join(map(_in_tamil, text))
    return _moved(text, DEVANAGARI, BLOCKS.get(script, DEVANAGARI))


def _moved(text: str, start: int, to: int) -> str:
    if start == to:
        return text
    return "".join(
        chr(to + ord(char) - start)
        if start <= ord(char) <= start + _LAST and char not in _DANDAS
        else char
        for char in text
    )


def _in_tamil(char: str) -> str:
    """Take for a letter that Tamil lacks the one of its row that Tamil has."""
    place = ord(char) - DEVANAGARI
    if 0x15 <= place <= 0x28 and place != 0x1C:  # the rows of क च ट त, without ज
        row, column = divmod(place - 0x15, 5)
        return char if column in (0, 4) else chr(DEVANAGARI + 0x15 + 5 * row)
    return {"फ": "प", "ब": "प", "भ": "प", "श": "ष"}.get(char, char)

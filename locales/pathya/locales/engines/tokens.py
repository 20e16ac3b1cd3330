"""The tokens that stand for codes and names in a text for an engine, and what engines make of them.

IndicTrans2 and its toolkit know `<ID1>`, and list what their models were seen to write for it:
other brackets, spaces, letters and digits of the target's script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pathya.locales.engines.indictrans import BLOCKS, in_script

_DEVANAGARI = r"(?:आ[ईइय]|ऐ)[\s.]*(?:ड[ीि]|टि)"
_ID = "|".join(
    (
        r"i[\s.]*d",
        _DEVANAGARI,
        # IndicTrans2 writes Devanagari, which is then put into other scripts letter for letter.
        *(in_script(_DEVANAGARI, script) for script in BLOCKS),
        r"আ[ইয][\s.]*ডি",
        r"ਆਇ[\s.]*ਡ[ੀਿ]",
        r"આઇ[\s.]*ડ[ીિ]",
        r"ଆଇ[\s.]*ଡି",
        r"ஐ[\s.]*டி",
        r"ఐ[\s.]*డి",
        r"ಐ[\s.]*ಡಿ",
        r"ഐ[\s.]*ഡി",
        r"آ[ئیيى]*[\s.]*[ڈڊد][یيى]",
        r"ᱟᱭᱰᱤ",
        r"ꯑꯥꯏꯗꯤ",
    )
)
_OPENED, _CLOSED = r"(?:&lt;|[<\[{«‹⟨＜])\s*", r"\s*(?:&gt;|[>\]}»›⟩＞])"


@dataclass(frozen=True, slots=True)
class Shape:
    """How tokens are written, and how they are found again."""

    written: str
    found: re.Pattern[str]


SHAPES = (
    Shape(
        "<ID{}>",
        re.compile(
            rf"\(\s*(?:{_ID})[\s.:_᱾।-]*(\d+)\s*\)"
            rf"|(?:{_OPENED}|(?<!\w))(?:{_ID})[\s.:_᱾।-]*(\d+)(?:{_CLOSED})?",
            re.IGNORECASE,
        ),
    ),
    # For a second try: many models copy a word that is none.
    Shape("QZ{}", re.compile(r"(?<!\w)q\s?z\s?(\d+)", re.IGNORECASE)),
)


def find_tokens(text: str, shape: Shape) -> Iterator[tuple[int, int, int]]:
    """Find tokens however they were mangled: (start, end, number), in the order of the text."""
    for hit in shape.found.finditer(text):
        # int() reads the digits of every script.
        yield hit.start(), hit.end(), int(next(filter(None, hit.groups())))

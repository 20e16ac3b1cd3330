"""What the language checks look at: a text without what is the same in every language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pathya.authoring.course import Inline, plain
from pathya.authoring.diagnostics import Rule

Fault = tuple[Rule, str]

MASK = "\ufffc"
"""Stands for words that are not the translator's: code, answers of blanks, addresses."""
GAP = "\ufffb"
"""Stands for what has no words: a picture, a footnote, a line break."""
_CODE, _BLANK = "x-code", "x-blank"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.~:/?#@!$&*+,;=%()-]*[\w/#=&%-]"
    r"|(?<![\w.+-])[\w.+-]++@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![\w.-])[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]+)*\.(?:in|com|org|net|edu|gov|int|info|io)\b"
    r"(?:/[\w./?=&%#-]*\w)?"
    r"|(?<![\w/<])(?:/[\w.-]+){2,}",
    re.ASCII,
)
"""Web and mail addresses, also without a scheme, and the paths of files."""
_PLACEHOLDER = re.compile(r"\{\w+\}|%\d*\$?[sd]\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class View:
    """A text as the checks read it."""

    text: str
    """All of its words."""
    prose: str
    """The words that a translator writes, with MASK and GAP for what is between them."""
    addresses: tuple[str, ...]
    literals: tuple[str, ...]
    """What a machine reads: placeholders, and code of one word."""
    answers: tuple[str, ...]
    """What blanks accept."""


def view(inline: Inline, kinds: Sequence[str]) -> View:
    """Look at a text with codes of these kinds, code 1 first."""
    text = plain(inline)
    prose, code, blanks = _parted(inline, kinds) if len(inline) > 1 else (text, (), ())
    addresses: list[str] = []
    literals = [one for one in code if " " not in one]
    if "{" in prose or "%" in prose:
        literals += _PLACEHOLDER.findall(prose)
        prose = _PLACEHOLDER.sub(MASK, prose)
    if "." in prose or "/" in prose:
        addresses = _ADDRESS.findall(prose)
        prose = _ADDRESS.sub(MASK, prose)
    answers = (answer.strip() for one in blanks for answer in one.split("|"))
    return View(text, prose, tuple(addresses), tuple(literals), tuple(answers))


@lru_cache(maxsize=4096)
def source_view(inline: Inline, kinds: tuple[str, ...]) -> View:
    """Look at a source; it is the same in every language."""
    return view(inline, kinds)


def _parted(inline: Inline, kinds: Sequence[str]) -> tuple[str, Sequence[str], Sequence[str]]:
    """Give the prose of a text, and what stands in its code and in its blanks."""
    shown: dict[str, list[str]] = {"": [], _CODE: [], _BLANK: []}
    prose, inside = shown[""], ""
    for piece in inline:
        if isinstance(piece, str):
            shown[inside].append(piece)
            continue
        kind = kinds[abs(piece) - 1] if abs(piece) <= len(kinds) else ""
        if kind in (_CODE, _BLANK) and -piece in inline:
            inside = kind if piece > 0 else ""
            prose.append(MASK)
        elif -piece not in inline:
            prose.append(GAP)
    return "".join(prose), shown[_CODE], shown[_BLANK]

"""How a language says what is no word: abbreviations, letters, signs, months.

The tables beside this file were drafted by machine, but for the months, which are CLDR's; no
speaker of the languages has read them yet. A project overrules them in `locales/speech/<tag>.csv`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.sources import nfc
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import ZWJ, ZWNJ, letters_of
from pathya.locales.speech import rules

COLUMNS = ("written", "spoken")
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language says for what stands in texts."""

    tag: str
    words: Mapping[str, str]
    """Of signs: `percent`, `rupees`, `month-1` …; a language without a word has no entry."""
    letters: Mapping[str, str]
    """The names of A to Z in its script; empty: nobody wrote them down, or it is Latin."""
    spoken: Mapping[str, str]
    """By what is written, exactly: abbreviations, names, Latin words."""
    written: re.Pattern[str] | None
    """Finds all that `spoken` has, the longest first; None: it is empty."""


def lexicon_of(tag: str, own: Mapping[str, str] | None = None) -> Lexicon:
    """Give a language's lexicon; `own` is the project's and goes before ours."""
    script = LANGUAGES[tag].script
    letters = {row["letter"]: row[script] for row in _table("letters") if row.get(script)}
    words = {row["word"]: row[tag] for row in _table("words") if row.get(tag)}
    ours = {row["written"]: row["spoken"] for row in _table("lexicon") if row["language"] == tag}
    spoken = ours | dict(own or {})
    return Lexicon(tag, words, letters, MappingProxyType(spoken), _any_of(spoken, script))


def lexicon_parse(data: bytes, path: str) -> tuple[Mapping[str, str], Diagnostics]:
    """Read a project's lexicon of one language; rows that cannot be used are told of."""
    hint = f"Save it as CSV in UTF-8, with the first line {','.join(COLUMNS)}."
    try:
        reader = csv.reader(io.StringIO(nfc(data.decode("utf-8-sig")), newline=""), strict=True)
        rows = [(Where(path, reader.line_num), row) for row in reader if any(row)]
    except (UnicodeDecodeError, csv.Error) as fault:
        return {}, (rules.NAR001.at(Where(path), f"this is not a table: {fault}", hint),)
    if not rows or tuple(rows[0][1]) != COLUMNS:
        return {}, (rules.NAR001.at(Where(path, 1), "the columns are others", hint),)
    known: dict[str, str] = {}
    found: list[Diagnostic] = []
    for where, row in rows[1:]:
        cells = tuple(" ".join(cell.split()) for cell in row)
        if len(cells) != len(COLUMNS) or not all(cells):
            found.append(rules.NAR001.at(where, "a row has what is written and how it is said"))
        elif cells[0] in known:
            found.append(rules.NAR001.at(where, f"`{cells[0]}` stands above already"))
        else:
            known[cells[0]] = cells[1]
    return known, tuple(found)


def _any_of(written: Iterable[str], script: str) -> re.Pattern[str] | None:
    """Find any of these, but not as a part of a longer word: a vowel sign is a part of one.

    An ending in the language's own script may follow Latin letters.
    """
    longest = sorted(written, key=lambda one: (-len(one), one))
    own = rf"[\w{letters_of(script)}{ZWNJ}{ZWJ}]"

    def bound(char: str) -> str:
        return "[A-Za-z0-9]" if char.isascii() else own

    bounded = (f"(?<!{bound(one[0])}){re.escape(one)}(?!{bound(one[-1])})" for one in longest)
    return re.compile("|".join(bounded)) if longest else None


@cache
def _table(name: str) -> tuple[Mapping[str, str], ...]:
    text = (_HERE / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))

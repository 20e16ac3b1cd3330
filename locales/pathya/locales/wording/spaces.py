"""Spaces: too many, too few, in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pathya.locales import rules
from pathya.locales.languages import Language
from pathya.locales.scripts import letters_of
from pathya.locales.sentences import is_short
from pathya.locales.wording.facts import MASK, Fault, View

_DOUBLE = re.compile(r"[^\S\n]{2,}|\t")
_BESIDE = re.compile(r"[^\S\n](?:[,،;؛:.](?=\s|\Z)|[)\]}”])|[(\[{“][^\S\n]")
_BEFORE_STOP = re.compile(r"[^\S\n](?:[।۔᱾꯫]|[!?؟](?=\s|\Z))")


def check_spaces(source: View, target: View, language: Language) -> Iterator[Fault]:
    """Find spaces that are not in the source, and marks without one."""
    before, after = source.prose, target.prose
    if message := _edges(before, after):
        yield rules.LNG011, message
    if _SUSPECT.search(after):
        yield from _too_many(before, after, language)
    bracket = _bracket(language.script).search(after) if " (" in before else None
    if bracket and not _ENGLISH_BRACKET.search(before):
        yield rules.LNG011, f"no space before a bracket: {_place(after, bracket)}"
    if not _TIGHT.search(after):
        return
    for found in _missing(language.script).finditer(after):
        stop = found[0][0] == "."
        if not (stop and is_short(after[: found.start()], "", language.tag)):
            yield rules.LNG011, f"no space after a mark: {_place(after, found)}"
            return


_TOO_MANY = (
    (_DOUBLE, "more than one space"),
    (_BESIDE, "a space on the wrong side of a mark"),
    (_BEFORE_STOP, "a space before the end of a sentence"),
)
_SUSPECT = re.compile("|".join(pattern.pattern for pattern, _ in _TOO_MANY))
_TIGHT = re.compile(r"[,،;؛!?؟।۔᱾꯫.](?=\w)")
"""A mark before a letter: most texts have none, and need no closer look."""


def _too_many(before: str, after: str, language: Language) -> Iterator[Fault]:
    for pattern, message in _TOO_MANY:
        found = pattern.search(after)
        spaced = pattern is _BEFORE_STOP and language.spaced_stop
        if found and not spaced and not pattern.search(before):
            yield rules.LNG011, f"{message}: {_place(after, found)}"


def _edges(source: str, target: str) -> str:
    for place, strip in (("begins", str.lstrip), ("ends", str.rstrip)):
        own, wanted = strip(target) != target, strip(source) != source
        if own != wanted:
            return f"it {place} {'with' if own else 'without'} a space"
    return ""


def _place(text: str, found: re.Match[str]) -> str:
    return f"`{text[max(0, found.start() - 12) : found.end() + 12].replace(MASK, '…')}`"


_ENGLISH_BRACKET = re.compile(r"[A-Za-z]\(")


@cache
def _bracket(script: str) -> re.Pattern[str]:
    return re.compile(f"(?<=[{letters_of(script)}])\\(")


@cache
def _missing(script: str) -> re.Pattern[str]:
    own = letters_of(script)
    after = f"(?<=[{own}\\d)])"
    return re.compile(
        f"{after}[,،](?=[{own}A-Za-z])|{after}[;؛!?؟।۔᱾꯫](?=[{own}A-Za-z\\d])"
        f"|(?<=[{own}])\\.(?=[{own}]{{3}})"
    )

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
    for pattern, message in _TOO_MANY:
        found = pattern.search(after)
        if found and not pattern.search(before):
            if pattern is _BEFORE_STOP and language.spaced_stop:
                continue
            yield rules.LNG011, f"{message}: {_place(after, found)}"
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


def _edges(source: str, target: str) -> str:
    for place, strip in (("begins", str.lstrip), ("ends", str.rstrip)):
        own, wanted = strip(target) != target, strip(source) != source
        if own != wanted:
            return f"it {place} {'with' if own else 'without'} a space"
    return ""


def _place(text: str, found: re.Match[str]) -> str:
    return f"`{text[max(0, found.start() - 12) : found.end() + 12].replace(MASK, '…')}`"


@cache
def _missing(script: str) -> re.Pattern[str]:
    own = letters_of(script)
    after = f"(?<=[{own}\\d)])"
    return re.compile(
        f"{after}[,،](?=[{own}A-Za-z])|{after}[;؛!?؟।۔᱾꯫](?=[{own}A-Za-z\\d])"
        f"|(?<=[{own}])\\.(?=[{own}]{{3}})"
    )

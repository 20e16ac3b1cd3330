"""Numbers, in whatever digits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pathya.locales import rules
from pathya.locales.languages import ASCII_DIGITS, Language
from pathya.locales.scripts import digits_of, digits_to_ascii
from pathya.locales.wording.facts import Fault, View

_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,٬،]\d{2,3}){0,8}[,٬،]\d{3}(?!\d)")
_COMPOUND = re.compile(r"(?<!\d)\d++(?:[.:/٫(\[-]{1,2}\d++[)\]]?)+")
_NATIVE = re.compile(r"[^\D0-9]")
_NAMED = re.compile(
    r"[A-Za-z][A-Za-z_.-]{0,40}[0-9][A-Za-z0-9_.-]*|(?<![0-9])[0-9]+[A-Za-z][A-Za-z0-9]*"
)
"""Names with digits in them, which keep those: CR7, mp3, 2G."""
_WORDS = {
    word: str(number)
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty",
        "none first second third fourth fifth sixth seventh eighth ninth tenth",
        "none once twice thrice",
        "none single double triple",
    )
    for number, word in enumerate(words.split())
} | {"both": "2", "half": "2", "thirty": "30", "forty": "40", "fifty": "50", "hundred": "100"}


def check_numbers(source: View, target: View, language: Language) -> Iterator[Fault]:
    """Find numbers that were lost, changed or added, and digits of two systems in one text.

    Zero is often a word, and a translation may say a number again.
    """
    if target.answers:
        yield from _check_answers(source, target, language)
    text = target.prose
    if not _NUMBER.search(text) and not _NUMBER.search(source.prose):
        return
    before, compounds, said = _of_source(source.prose)
    after = _numbers(text)
    lost = Counter(before) - Counter(after)
    missing = [number for number in lost if number != "0"]
    added = [number for number in dict.fromkeys(after) if number not in before + said]
    if missing or added:
        yield rules.LNG005, _difference(missing, added)
    elif torn := next((one for one in compounds if not _has(after, one)), None):
        yield rules.LNG005, f"{', '.join(torn)} stand in another order"
    if _NATIVE.search(text) and (message := _systems(text, language)):
        yield rules.LNG006, message


def _check_answers(source: View, target: View, language: Language) -> Iterator[Fault]:
    """Find accepted answers with a number that the source does not accept."""
    right = [number for answer in source.answers for number in _numbers(answer)]
    for answer in target.answers:
        wrong = [number for number in _numbers(answer) if number not in right]
        if wrong and right:
            yield rules.LNG005, f"`{answer}`: {_difference((), wrong)}"
        if _NATIVE.search(answer) and (message := _systems(answer, language)):
            yield rules.LNG006, message


@lru_cache(maxsize=4096)
def _of_source(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Read a source: its numbers, those that are written as one, and those in words."""
    compounds = (_numbers(found[0]) for found in _COMPOUND.finditer(_ungrouped(text)))
    words = re.findall(r"[a-z]+", text.lower())
    said = tuple(_WORDS[word] for word in words if word in _WORDS)
    return _numbers(text), tuple(compounds), said


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(one.lstrip("0") or "0" for one in _NUMBER.findall(_ungrouped(text)))


def _ungrouped(text: str) -> str:
    text = digits_to_ascii(text)
    return _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text)


def _has(numbers: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    length = len(wanted)
    return any(numbers[at : at + length] == wanted for at in range(len(numbers) - length + 1))


def _difference(missing: Iterable[str], added: Iterable[str]) -> str:
    said = (
        f"{' '.join(numbers)} {what}"
        for numbers, what in ((missing, "is missing"), (added, "is not in the source"))
        if numbers
    )
    return ", ".join(said)


def _systems(text: str, language: Language) -> str:
    """Say which digits a text should not have side by side, or at all; empty when it may."""
    own = language.digits if language.digits != ASCII_DIGITS else digits_of(language.script)
    native = set(_NATIVE.findall(text))
    if strange := sorted(native - set(own)):
        return (
            f"`{''.join(strange)}`: {unicodedata.name(strange[0]).title()} is not {language.name}"
        )
    plain = set(_NAMED.sub("", text)) & set(ASCII_DIGITS)
    if plain:
        return f"`{''.join(sorted(native))}` beside `{''.join(sorted(plain))}`"
    return ""

"""Texts as they are said: no address, no sign, no number that a voice would spell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pathya.authoring.sources import nfc
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import digits_to_ascii, script_runs
from pathya.locales.speech.lexicon import Lexicon

_NUMBER = r"(?<!\d)(?<!\d,)\d+(?:,\d+)*(?:\.\d+)?"
"""Read from its first digit alone: from each, long rows of numbers would take seconds."""
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>()।,;]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]+\.)+(?:in|org|com|net|edu)(?:/[^\s<>()।,;]*)?(?![A-Za-z0-9])"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d-])")
_SECTION = re.compile(r"(?<!\d)(\d+[A-Z]?)((?:\([0-9A-Za-z]{1,4}\))+)")
_ITEM = re.compile(r"(?<![\w)])\(([A-Za-z]|[ivx]{2,5})\)")
_GROUPED = re.compile(
    r"(?<!\d)(?<!\d,)(?:\d{1,2}(?:,\d{2})*,\d{3}|\d{1,3}(?:,\d{3})+)(?!\d)(?!,\d)"
)
"""As India or as others group; sections 8,10 are two."""
_ROMAN = re.compile(r"(?<![A-Za-z])(?=[IVX]{2,6}(?![A-Za-z]))X{0,3}(?:IX|IV|V?I{0,3})(?![A-Za-z])")
"""One letter alone is a letter: clause (i) comes after (h)."""
_SHORT = re.compile(r"(?<![A-Za-z])([A-Z]{2,6})(s?)(?![A-Za-z])")
_CAPITAL = re.compile(r"(?<![A-Za-z])([A-Z])(?:(?=(\d))|(?![A-Za-z'’]))")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*")
_SIGNS = re.compile(r"[\"“”«»*_#<>~^{}\[\]\\|`•·→←↔✓✗]")
_UNHEARD = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks of direction and of where lines may break. Joiners are none: they belong to words."""
_ROMANS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of a text."""

    text: str
    """Empty: nothing can be said of it."""
    foreign: tuple[str, ...] = ()
    """Words in another script that the lexicon has not."""


def spoken(text: str, lexicon: Lexicon) -> Spoken:
    """Write a text as it is said in the lexicon's language."""
    known = _known(lexicon.written.pattern if lexicon.written else "(?!)")
    said = known.sub(lambda found: lexicon.spoken.get(found[0], " "), nfc(_UNHEARD.sub("", text)))
    said = digits_to_ascii(said)
    for step in _STEPS:
        said = step(said, lexicon)
    said, foreign = _in_script(said, lexicon)
    return Spoken(_tidy(said), foreign)


@lru_cache(maxsize=32)
def _known(written: str) -> re.Pattern[str]:
    """Find what the lexicon has, and addresses, which are not said."""
    return re.compile(f"{written}|{_ADDRESS}")


# --- numbers and signs ---------------------------------------------------------------------------


def _dates(text: str, lexicon: Lexicon) -> str:
    text = _YEAR_FIRST.sub(lambda f: _date(f[0], (f[3], f[2], f[1]), lexicon), text)
    return _DAY_FIRST.sub(lambda f: _date(f[0], (f[1], f[3], f[4]), lexicon), text)


def _date(written: str, parts: tuple[str, str, str], lexicon: Lexicon) -> str:
    """Say day, month and year; what is no date stays as it is written."""
    day, month, year = map(int, parts)
    name = lexicon.words.get(f"month-{month}", "")
    return f"{day} {name} {year}" if name and 1 <= day <= 31 else written


def _sections(text: str, lexicon: Lexicon) -> str:
    """Say 8(1)(j) as "8, sub-section 1, clause j"; where there is no word, with pauses alone."""

    def say(found: re.Match[str]) -> str:
        parts = re.findall(r"\(([^)]+)\)", found[2])
        words = ("sub-section" if part.isdigit() else "clause" for part in parts)
        said = (
            f"{lexicon.words.get(word, '')} {_part(part, lexicon)}".strip()
            for word, part in zip(words, parts, strict=True)
        )
        return ", ".join((found[1], *said))

    return _ITEM.sub(lambda f: _part(f[1], lexicon), _SECTION.sub(say, text))


def _part(part: str, lexicon: Lexicon) -> str:
    """Say (ii) as a number, and (b) as a letter."""
    number = _ROMAN.fullmatch(part.upper()) if part.islower() else None
    return _arabic(number) if number else _letters(part, lexicon)


def _rupees(text: str, lexicon: Lexicon) -> str:
    word = lexicon.words.get("rupees", "")
    if not word:
        return text
    large = {"lakh", "crore", lexicon.words.get("lakh", ""), lexicon.words.get("crore", "")} - {""}
    amount = rf"({_NUMBER})(\s+(?:{'|'.join(sorted(map(re.escape, large)))}))?"
    return re.sub(rf"(?:₹|\bRs\.?|रु\.)\s*{amount}", rf"\1\2 {word}", text).replace("₹", f" {word} ")


def _signs(text: str, lexicon: Lexicon) -> str:
    signs = (
        (rf"({_NUMBER})\s*%", "percent", r"\1 {}"),
        (r"(?<=\d)\s*[×x]\s*(?=\d)", "times", " {} "),
        (r"\s=\s", "equals", " {} "),
        (r"(?<=\d)\s*–\s*(?=\d)", "to", " {} "),
    )
    for pattern, name, form in signs:
        if word := lexicon.words.get(name, ""):
            text = re.sub(pattern, form.format(word), text)
    return text


def _numbers(text: str, _: Lexicon) -> str:
    """Take the commas out of 1,00,000: voices read it in parts."""
    return _GROUPED.sub(lambda found: found[0].replace(",", ""), text)


# --- letters -------------------------------------------------------------------------------------


def _letters(word: str, lexicon: Lexicon) -> str:
    """Give the names of letters; as they are where nobody wrote the names down."""
    return (
        " ".join(lexicon.letters.get(one.upper(), one) for one in word) if word.isalpha() else word
    )


def _arabic(found: re.Match[str]) -> str:
    values = [_ROMANS[one] for one in found[0].upper()]
    after = (*values[1:], 0)
    return str(sum(-a if a < b else a for a, b in zip(values, after, strict=True)))


def _short_words(text: str, lexicon: Lexicon) -> str:
    def short(found: re.Match[str]) -> str:
        plural = "'s" if found[2] and not lexicon.letters else ""
        return f"{_letters(found[1], lexicon)}{plural}"

    text = _SHORT.sub(short, _ROMAN.sub(_arabic, text))
    if not lexicon.letters:
        return text
    return _CAPITAL.sub(lambda f: f"{_letters(f[1], lexicon)}{' ' if f[2] else ''}", text)


_STEPS: tuple[Callable[[str, Lexicon], str], ...] = (
    _dates, _sections, _rupees, _signs, _numbers, _short_words,
)  # fmt: skip


def _in_script(text: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Take letters out that no voice of the language can read, and say which words are strange."""
    own = LANGUAGES[lexicon.tag].script
    foreign: dict[str, None] = {}
    for script, run in script_runs(text):
        if script not in (own, "Latn"):
            foreign[run] = None
    for run in foreign:
        text = text.replace(run, " ")
    if own != "Latn":
        foreign |= dict.fromkeys(_LATIN.findall(text))
    return text, tuple(foreign)


def _tidy(text: str) -> str:
    text = re.sub(r" ?/ ?", ", ", " ".join(_SIGNS.sub(" ", text).split()))
    text = re.sub(r"\([\s,]*\)", " ", text)
    text = re.sub(r"\s+([,.;:!?।۔،؛؟)])", r"\1", " ".join(text.split()))
    text = re.sub(r"[,:;](?:\s*,)+", ",", text).lstrip(",;: ")
    return text if any(char.isalnum() for char in text) else ""

"""Punctuation: how a text ends, whose marks it uses, brackets, quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from pathya.locales import rules
from pathya.locales.languages import Language
from pathya.locales.scripts import letters_of
from pathya.locales.sentences import is_short
from pathya.locales.wording.facts import GAP, Fault, View

_DANDAS = "।॥۔᱾᱿꯫\uaaf0৷"
_STOP, _ELLIPSIS = "a full stop", "an ellipsis"
_ENDS = {
    **dict.fromkeys(f".|{_DANDAS}", _STOP),
    **dict.fromkeys("?؟\uaaf1", "a question mark"),
    **dict.fromkeys("!", "an exclamation mark"),
    **dict.fromkeys(":", "a colon"),
    **dict.fromkeys(";؛", "a semicolon"),
    **dict.fromkeys(",،", "a comma"),
    "…": _ELLIPSIS,
}
_CLOSING = f" \n\t\u00a0\"'“”‘’«»)]}}*`{GAP}\u200e\u200f"
_EITHER = "a full stop or none"
"""How a text ends whose last word is an abbreviation."""
_TWICE = re.compile(r"[।۔᱾꯫]{2}|[।۔?!؟]\.|(?<!\.)\.[।۔]|(?<![\w.\"“‘'])\.\.(?!\.)")


def check_marks(source: View, target: View, language: Language) -> Iterator[Fault]:
    """Find ends, brackets and quotes that differ from the source's, and marks of other scripts."""
    wanted, found = _source_end(source.prose), _end(target.prose, language.tag)
    if wanted != found and not (_EITHER in (wanted, found) and {wanted, found} & {"", _STOP}):
        yield rules.LNG012, f"it ends with {found or 'no mark'}, the source with {wanted or 'none'}"
    elif (twice := _TWICE.search(target.prose)) and not _TWICE.search(source.prose):
        yield rules.LNG012, f"`{twice[0]}`: two marks where one ends a sentence"
    if mark := _strange_mark(source.prose, target.prose, language):
        yield rules.LNG013, mark
    if fault := _brackets(source.prose, target.prose):
        yield rules.LNG014, fault
    if fault := _quotes(source.prose, target.prose):
        yield rules.LNG015, fault


# --- the end -------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _source_end(text: str) -> str:
    return _end(text, "en")


def _end(text: str, tag: str) -> str:
    """Say with what kind of mark a text ends; empty if with none."""
    text = text.rstrip(_CLOSING)
    if text.endswith(".."):
        return _ELLIPSIS
    if text.endswith((":-", "–", "—")):  # a colon after a visarga would be mistaken for another
        return _ENDS[":"]
    if text.endswith(".") and is_short(text[:-1], "", tag):
        return _EITHER
    return _ENDS.get(text[-1:], "")


# --- marks of one's own --------------------------------------------------------------------------


def _strange_mark(source: str, target: str, language: Language) -> str:
    """Find a mark that the language writes in another way."""
    marks = "".join(language.marks)
    if not _candidates(language.full_stop, marks).search(target):
        return ""
    pattern = _strange_marks(language.script, language.full_stop, marks)
    for found in pattern.finditer(target):
        mark, start = found[0].strip(), found.start()
        short = mark == "." and (
            start < _ENUMERATOR
            or is_short(target[:start], target[found.end() :].lstrip(), language.tag)
        )
        if not short and not (mark == "|" and "|" in source):
            wanted = language.marks.get(mark, language.full_stop)
            return f"`{mark}` in the place of `{wanted}`"
    return ""


_ENUMERATOR = 4
"""A stop that comes so early ends no sentence: "1. …"."""


@cache
def _candidates(full_stop: str, marks: str) -> re.Pattern[str]:
    """See any mark that might be strange: most texts have none, and need no closer look."""
    return re.compile(f"[{''.join({*_DANDAS, '.', '|'} - {full_stop})}{marks}]")


@cache
def _strange_marks(script: str, full_stop: str, marks: str) -> re.Pattern[str]:
    own = letters_of(script)
    verse = "॥" if full_stop == "।" else ""
    dandas = "".join(set(_DANDAS) - set(full_stop + verse))
    faults = [f"(?<=[{own}\\d)])\\s?[{dandas}]"]
    if marks:
        faults.append(f"(?<=[{own}])[{marks}]")
    if full_stop != ".":
        faults.append(f"(?<=[{own}])\\s?\\|(?=\\s|\\Z)")
        faults.append(f"(?<=[{own}])\\.(?!\\.)(?=[\\s\"'”’)\\]]|\\Z)")
        faults.append(f"(?<=[A-Za-z\\d)])\\.(?=\\s+[{own}]|[\"'”’]?\\Z)")
    return re.compile("|".join(faults))


# --- brackets ------------------------------------------------------------------------------------

_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKET = re.compile(r"[()\[\]{}]")
_PLURAL = re.compile(r"(?<=[a-z])\((?:e?s|ies)\)")


def _brackets(source: str, target: str) -> str:
    """Say which bracket is lost or not paired; a translation may add pairs."""
    wanted, paired = _source_brackets(source)
    found = "".join(_BRACKET.findall(target))
    if found == wanted:
        return ""
    if paired and (open_one := _unpaired(found)):
        return f"`{open_one}` is not paired"
    lost = Counter(wanted) - Counter(found)
    if not paired:
        lost += Counter(found) - Counter(wanted)
    return f"`{''.join(lost)}` does not stand as often as in the source" if lost else ""


@lru_cache(maxsize=4096)
def _source_brackets(text: str) -> tuple[str, bool]:
    found = "".join(_BRACKET.findall(_PLURAL.sub("", text)))
    return found, not _unpaired(found)


def _unpaired(brackets: str) -> str:
    """Give the first bracket that has no partner; empty when all have."""
    opened: list[str] = []
    for one in brackets:
        if one not in _PAIRS:
            opened.append(one)
        elif not opened or opened.pop() != _PAIRS[one]:
            return one
    return opened[0] if opened else ""


# --- quotes --------------------------------------------------------------------------------------

_QUOTE = re.compile(r"[\"“”„«»‘’'`]")
_QUOTED = re.compile(
    r"\"[^\"]*\"|[“„][^”“„]*[”“]|«[^«»]*»|‘[^‘’]*’|(?:(?<=[\s(])|\A)(?:'[^']+'|`[^`']+[`'])"
)


def quotes_turned(text: str) -> str:
    """Write quotes as others do: many who write Urdu open with ” or ’’ and close with “ or ‘‘."""
    if not _CLOSED.search(text):
        return text
    for pattern, written in _TURNED:
        text = pattern.sub(written, text)
    return text


_CLOSED = re.compile("[“‘]")
_TURNED = (
    (re.compile(r"(?<![^\s(])’’([^‘’]+)‘‘(?!\w)"), r"“\1”"),
    (re.compile(r"(?<![^\s(])’([^‘’]+)‘(?!\w)"), r"‘\1’"),
    (re.compile(r"(?<![^\s(])”([^“”]+)“(?!\w)"), r"“\1”"),
)


def _quotes(source: str, target: str) -> str:
    """Say which quotation mark is lost or not paired; a translation may add pairs."""
    wanted, paired = _source_quotes(source)
    if not (wanted or _QUOTE.search(target)):
        return ""
    if paired and (alone := _alone(target, single="‘" in source)):
        return f"`{alone}` is not paired"
    found = len(_QUOTED.findall(target))
    return f"{found} quotations, {wanted} in the source" if found < wanted else ""


@lru_cache(maxsize=4096)
def _source_quotes(text: str) -> tuple[int, bool]:
    return len(_QUOTED.findall(text)), not _alone(text, single=True)


def _alone(text: str, *, single: bool) -> str:
    """Give a mark without a partner; a single one may be an apostrophe too."""
    if text.count('"') % 2:
        return '"'
    for first, last in (("“", "”"), ("«", "»")):
        if text.count(first) != text.count(last) or text.find(last) < text.find(first):
            return first if text.count(first) > text.count(last) else last
    return "‘" if single and text.count("‘") > text.count("’") else ""

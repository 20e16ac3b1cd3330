"""Letters of another script or language, and words in two scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pathya.locales import rules
from pathya.locales.languages import LANGUAGES, Language
from pathya.locales.scripts import SCRIPTS, ZWJ, ZWNJ, letters_of, script_runs
from pathya.locales.wording.facts import Fault, View

_JOINERS = f"[{ZWNJ}{ZWJ}]"


def check_letters(source: View, target: View, language: Language) -> Iterator[Fault]:
    """Find letters that are of another script or language."""
    if _foreign_letter(language.tag).search(target.text):
        yield from _foreign(source, target.text, language)
    if _touching(language.script).search(target.text):
        yield from _mixed(source, target.text)


@cache
def _foreign_letter(tag: str) -> re.Pattern[str]:
    """See a letter of a script that is neither the language's own nor Latin, or a strange one."""
    one = LANGUAGES[tag]
    others = (letters_of(name) for name in SCRIPTS if name not in (one.script, "Latn"))
    return re.compile(f"[{''.join(others)}{one.strange}]")


@cache
def _touching(script: str) -> re.Pattern[str]:
    """See where two scripts touch inside a word; one of the two is Latin or `script`."""
    pairs = []
    for name in dict.fromkeys((script, "Latn")):
        own = letters_of(name)
        others = "".join(letters_of(other) for other in SCRIPTS if other != name)
        pairs += [f"[{own}]{_JOINERS}?[{others}]", f"[{others}]{_JOINERS}?[{own}]"]
    return re.compile("|".join(pairs))


def _foreign(source: View, text: str, language: Language) -> Iterator[Fault]:
    own = (language.script, "Latn")
    words = Counter(script for script, _ in script_runs(source.text))
    for script, stretch in script_runs(text):
        # A name may stay in its script, but not a word of a source that is written in that script.
        named = stretch in source.text and words[script] <= max(1, words.total() // 2)
        if script not in own and not named:
            yield rules.LNG002, f"`{stretch}` is in {SCRIPTS[script]}"
            return
    strange = next((char for char in text if char in language.strange), "")
    if strange and strange not in source.text:
        message = f"{language.name} does not write with `{strange}` (U+{ord(strange):04X})"
        yield rules.LNG002, message


def other_script(source: View, target: View, language: Language) -> str:
    """Name the script, but Latin, that has more letters in a translation than the language's own.

    Words that stand in the source as well do not count.
    """
    counts: Counter[str] = Counter()
    for script, stretch in script_runs(target.prose):
        if stretch not in source.text:
            counts[script] += len(stretch)
    own = counts.pop(language.script, 0)
    counts.pop("Latn", 0)
    script, most = max(counts.items(), key=lambda one: one[1], default=("", 0))
    return SCRIPTS[script] if most > own else ""


def _mixed(source: View, text: str) -> Iterator[Fault]:
    for word in _words().findall(text):
        scripts = list(script_runs(word))
        if len({script for script, _ in scripts}) > 1 and not _is_suffixed(scripts, source):
            yield rules.LNG003, f"`{word}`"
            return


def _is_suffixed(runs: list[tuple[str, str]], source: View) -> bool:
    """Tell whether a word is one of the source's with an ending in another script: CPIOক.

    A letter alone may be one too, but not the article.
    """
    (first, stem), *rest = runs
    endings = {script for script, _ in rest}
    return (
        first == "Latn"
        and (len(stem) > 1 or (stem not in "AI" and stem.isupper()))
        and len(endings) == 1
        and "Latn" not in endings
        and bool(re.search(rf"(?<![A-Za-z]){re.escape(stem)}(?:e?s)?(?![A-Za-z])", source.text))
    )


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(letters_of, SCRIPTS))}\u200c\u200d]+")

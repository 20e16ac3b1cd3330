"""Read a translation as a careful reviewer would, without knowing what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from pathya.authoring.course import Inline
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule
from pathya.authoring.sources import nfc
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State, Wording, digest_of, wording
from pathya.locales.languages import Language
from pathya.locales.scripts import SCRIPTS
from pathya.locales.term_match import Glossary, Lapse, lapses
from pathya.locales.wording.facts import Fault, View, source_view, view
from pathya.locales.wording.latin import check_kept, check_latin, is_source, is_wordless
from pathya.locales.wording.letters import check_letters, other_script
from pathya.locales.wording.marks import check_marks, quotes_turned
from pathya.locales.wording.numbers import check_numbers
from pathya.locales.wording.signs import check_signs
from pathya.locales.wording.spaces import check_spaces

NO_TERMS = Glossary({}, {})

LIMITS = {"course · title": 70, "course · description": 1000, "course · keyword": 50}
"""How many characters iGOT Karmayogi takes, by the note of the text."""


def check_wording(entry: Entry, language: Language, known: Glossary = NO_TERMS) -> Diagnostics:
    """Say what looks wrong in a translation; never an error: a person may know better."""
    return _placed(entry, _said_of(entry, language, known))


Said = tuple[tuple[str, str], ...]
"""What was found in a text, wherever it stands: codes of rules, and messages."""
Remember = Callable[[str, Callable[[], Said]], Said]
"""Gives what is known by a key; else what the function finds, which may be kept."""


def wording_key(entry: Entry) -> str:
    """Name all of an entry that its wording is judged by.

    Language, glossary and tool decide as well, and are the same for a whole catalog.
    """
    limit = LIMITS.get(entry.note, "")
    return f"{digest_of(entry.source, entry.kinds, entry.target)}{limit}"


def _said_of(entry: Entry, language: Language, known: Glossary) -> Said:
    return tuple([(rule.code, message) for rule, message in _faults(entry, language, known)])


def _placed(entry: Entry, said: Said) -> Diagnostics:
    return tuple([_RULE[code].at(entry.where, f"{entry.id}: {message}") for code, message in said])


_RULE = {rule.code: rule for rule in vars(rules).values() if isinstance(rule, Rule)}


def _faults(entry: Entry, language: Language, known: Glossary) -> Iterator[Fault]:
    source, target = source_view(entry.source, entry.kinds), view(entry.target, entry.kinds)
    if language.dir == "rtl":
        target = replace(target, prose=quotes_turned(target.prose))
    if is_source(source, target, language, known):
        yield rules.LNG001, "it is the source"
        return
    if is_wordless(source, target, known):
        yield rules.LNG001, "there are no words"
    yield from check_latin(source, target, language, known)
    yield from check_letters(source, target, language)
    yield from check_signs(target, language)
    yield from check_numbers(source, target, language)
    yield from check_spaces(source, target, language)
    yield from check_marks(source, target, language)
    yield from check_kept(source, target)
    if known.index:
        yield from _terms(source, target, known)
    limit = LIMITS.get(entry.note, 0)
    if limit and len(target.text) > limit:
        yield rules.LNG019, f"{len(target.text)} characters; iGOT Karmayogi takes {limit}"


def not_in_language(entry: Entry, language: Language, known: Glossary = NO_TERMS) -> str:
    """Say why a translation cannot be one into the language; empty if it may be."""
    source, target = source_view(entry.source, entry.kinds), view(entry.target, entry.kinds)
    if is_source(source, target, language, known):
        return "it is the source"
    if is_wordless(source, target, known):
        return "there are no words"
    if script := other_script(source, target, language):
        return f"it is in {script}, and not in {SCRIPTS[language.script]}"
    if any(rule is rules.LNG004 for rule, _ in check_latin(source, target, language, known)):
        return f"it is in Latin letters, and not in {SCRIPTS[language.script]}"
    return ""


def _terms(source: View, target: View, known: Glossary) -> Iterator[Fault]:
    for lapse in lapses(known, source.prose, target.prose):
        yield _RULES[lapse.kind], _said(lapse)


_RULES: dict[str, Rule] = {
    "missing": rules.LNG016,
    "forbidden": rules.LNG017,
    "changed": rules.LNG018,
}


def _said(lapse: Lapse) -> str:
    words = " or ".join(f"`{one.text}`" for one in lapse.renderings)
    if lapse.kind == "missing":
        return f"`{lapse.term.text}` should be {words}"
    if lapse.kind == "forbidden":
        return f"`{lapse.term.text}` should not be {words}"
    return f"`{lapse.term.text}` is kept as it is in every language"


def check_catalog(
    catalog: Catalog,
    language: Language,
    known: Glossary = NO_TERMS,
    remember: Remember | None = None,
) -> Iterator[Diagnostic]:
    """Check the wording of all translations but those that wait for another look.

    `remember` may answer for a text that was looked at before, by its `wording_key`.
    """
    read = [entry for entry in catalog.entries.values() if _is_finished(entry)]
    for entry in read:
        find = partial(_said_of, entry, language, known)
        yield from _placed(entry, remember(wording_key(entry), find) if remember else find())
    yield from inconsistent(read)


def _is_finished(entry: Entry) -> bool:
    return bool(entry.target) and not entry.broken and entry.state is not State.FUZZY


def inconsistent(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Find texts whose source was met before, with another translation."""
    first: dict[Wording, Entry] = {}
    for entry in entries:
        before = first.setdefault(wording(entry), entry)
        if before is not entry and _same(before) != _same(entry):
            message = f"{entry.id} is not translated as {before.id} is, which has the same words"
            yield rules.LNG021.at(entry.where, message)


def _same(entry: Entry) -> Inline:
    return tuple(nfc(piece).strip() if isinstance(piece, str) else piece for piece in entry.target)

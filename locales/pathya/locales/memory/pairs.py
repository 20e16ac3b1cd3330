"""What a memory keeps, made of catalogs: whole texts, and their sentences one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pathya.authoring.course import Inline, plain
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.sentences import sentences

Languages = tuple[str, str]
"""BCP 47: source and target."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation."""

    languages: Languages
    source: Inline
    target: Inline
    state: State = State.MEMORY
    """How far the translation had come; `memory` is what other memories bring."""
    before: str = ""
    """The words of the source's text before it; a sentence of a longer text has none."""
    after: str = ""


def catalog_pairs(catalog: Catalog) -> Iterator[Pair]:
    """Give what a catalog has to remember; what it took from a memory itself is passed over."""
    entries = tuple(catalog.entries.values())
    words = ("", *(plain(entry.source) for entry in entries), "")
    languages = (catalog.source_tag, catalog.tag)
    for at, entry in enumerate(entries):
        source = _source(entry)
        if source and entry.target:
            context = words[at], words[at + 2]
            pair = Pair(languages, source, entry.target, entry.state, *context)
            yield pair
            yield from _sentences(pair)


def foreign_pairs(languages: Languages, entries: Iterable[Entry]) -> Iterator[Pair]:
    """Give what a memory from elsewhere has: nobody here answers for it, so none is signed off."""
    for entry in entries:
        if entry.source and entry.target and entry.state not in (State.NEW, State.FUZZY):
            state = State.MACHINE if entry.state is State.MACHINE else State.MEMORY
            pair = Pair(languages, entry.source, entry.target, state)
            yield pair
            yield from _sentences(pair)


def _source(entry: Entry) -> Inline:
    """Give what the target was made for; nothing if it must not be remembered."""
    if entry.broken or entry.state in (State.NEW, State.MEMORY):
        return ()
    return entry.previous_source if entry.state is State.FUZZY else entry.source


def _sentences(pair: Pair) -> Iterator[Pair]:
    """Give a longer text's sentences, if its translation has as many."""
    sources = sentences(pair.source, pair.languages[0])
    targets = sentences(pair.target, pair.languages[1])
    if len(sources) == len(targets) > 1:
        for source, target in zip(sources, targets, strict=True):
            yield Pair(pair.languages, source, target, pair.state)

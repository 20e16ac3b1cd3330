"""Find the texts of a catalog that a returned translation is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pathya.authoring.course import Inline
from pathya.locales.catalog import Entry

_Words = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The texts of a catalog by what a translation may know of them."""

    entries: Mapping[str, Entry]
    by_words: Mapping[_Words, tuple[str, ...]]
    by_previous: Mapping[_Words, tuple[str, ...]]
    """By the words that a text had before it was changed."""


def places(entries: Mapping[str, Entry]) -> Places:
    """Prepare to look for the texts of a catalog."""
    by_words: defaultdict[_Words, tuple[str, ...]] = defaultdict(tuple)
    by_previous = by_words.copy()
    for name, entry in entries.items():
        by_words[words(entry.source)] += (name,)
        if entry.previous_source:
            by_previous[words(entry.previous_source)] += (name,)
    return Places(dict(entries), by_words, by_previous)


def find(known: Places, theirs: Entry) -> tuple[tuple[str, ...], bool]:
    """Name the texts that a translation is for, and say if it is for an older source of theirs.

    Whoever knows no ids means all texts with these words.
    """
    said = words(theirs.source)
    if theirs.id in known.entries:
        return (theirs.id,), bool(said) and said != words(known.entries[theirs.id].source)
    same = known.by_words.get(said, ())
    if same or not said:
        return same, False
    return known.by_previous.get(said, ()), True


def words(text: Inline) -> _Words:
    """Reduce a text to its words and codes: tools wrap and indent."""
    reduced = (" ".join(piece.split()) if isinstance(piece, str) else piece for piece in text)
    return tuple(piece for piece in reduced if piece)

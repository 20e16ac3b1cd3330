"""Find the texts of a catalog that a returned translation is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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


def astray(known: Places, units: Iterable[Entry]) -> frozenset[str]:
    """Name the texts to which a file gives the translation of another, as careless sorting does.

    An id beside the source of another text tells; so do some translations that others have now.
    One or two may have become the same on purpose.
    """
    owners: defaultdict[Inline, set[_Words]] = defaultdict(set)
    for entry in known.entries.values():
        owners[entry.target].add(words(entry.source))
    strayed, alike = set(), set()
    for theirs in units:
        for name in find(known, theirs)[0] if theirs.target else ():
            ours = known.entries[name]
            own, said = words(ours.source), words(theirs.source)
            if said not in ((), own) and said in known.by_words:
                strayed.add(name)
            elif theirs.target != ours.target and owners[theirs.target] - {own}:
                alike.add(name)
    return frozenset(strayed | alike if len(alike) >= _SORTED else strayed)


_SORTED = 5


def words(text: Inline) -> _Words:
    """Reduce a text to its words and codes: tools wrap and indent."""
    reduced = (" ".join(piece.split()) if isinstance(piece, str) else piece for piece in text)
    return tuple(piece for piece in reduced if piece)

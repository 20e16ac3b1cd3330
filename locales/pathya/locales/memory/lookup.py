"""Look up what a text, or one like it, was translated as."""

from __future__ import annotations

import heapq
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from pathya.authoring.course import Inline, plain
from pathya.locales.catalog import State
from pathya.locales.memory.pairs import Languages
from pathya.locales.memory.store import RANKS, DamagedMemory, Memory, languages_key
from pathya.locales.memory.texts import (
    fingerprint,
    numbering,
    packed,
    renumbered,
    trimmed,
    unpacked,
    words_of,
)

LEAST = 0.7
"""Below this it is quicker to translate than to change what is proposed."""

_ALIKE = 0.99
"""The most that a text which is not the same can score."""
_CODE = 0.01
"""What a code that only one of two texts has takes off."""
_POSTINGS = 3000
"""How many sources of rare words are looked at."""
_SCORED = 100
"""How many of them, those with most words in common, are compared letter by letter."""
_FEW = 3
_MACHINE = RANKS.index(State.MACHINE)
_SAME = "SELECT text, target, name, rank, before, after FROM known WHERE hash = ? AND languages = ?"
_NUMBERED = (
    "SELECT text, target, name, rank FROM known"
    " WHERE id IN (SELECT value FROM json_each(?)) AND languages = ?"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the same text, or of one like it; its codes have the text's own numbers."""

    source: Inline
    target: Inline
    score: float
    """1.0: the same text with the same codes; less: how much of it is the same."""
    origin: str
    """Where it comes from: a catalog or an imported memory."""
    state: State
    """How far it had come there: a machine's draft stays one."""
    context: bool
    """The texts before and after it were the same as well."""


def lookup(
    memory: Memory,
    source: Inline,
    languages: Languages,
    context: tuple[str, str] = ("", ""),
    *,
    least: float = LEAST,
) -> tuple[Match, ...]:
    """Find translations, the best first: of the same text, then of texts alike, down to `least`.

    `context` is the plain text of the texts before and after. Of several for the same text a
    machine's come last, those in the same context first, then those that had come farthest. What is
    alike is looked for only where no person translated the same. Nothing is found in a file that
    turns out to be damaged.
    """
    text = trimmed(source)
    numbers = numbering(text)
    back = {new: old for old, new in numbers.items()}
    counted = renumbered(text, numbers)
    try:
        found = list(_same(memory, counted, languages, context))
        if not any(RANKS.index(match.state) > _MACHINE for match in found):
            found += _alike(memory, counted, languages, least)
    except DamagedMemory:
        return ()
    best = {match.target: match for match in sorted(found, key=_worth)}
    matches = (
        replace(match, source=renumbered(match.source, back), target=renumbered(match.target, back))
        for match in best.values()
    )
    return tuple(sorted(matches, key=_worth, reverse=True))


def _worth(match: Match) -> tuple[float, bool, bool, int]:
    rank = RANKS.index(match.state)
    return round(match.score, 2), rank > _MACHINE, match.context, rank


def _same(
    memory: Memory, text: Inline, languages: Languages, context: tuple[str, str]
) -> Iterator[Match]:
    around = fingerprint(context[0]), fingerprint(context[1])
    key = fingerprint(languages[0], packed(text))
    for row in memory.run(_SAME, (key, languages_key(languages))):
        _, target, origin, rank, *beside = row
        found = tuple(beside) == around != (0, 0)
        yield Match(text, unpacked(target), 1.0, origin, RANKS[rank], found)


def _alike(memory: Memory, text: Inline, languages: Languages, least: float) -> Iterator[Match]:
    numbers = _candidates(memory, words_of(plain(text)))
    rows = memory.run(_NUMBERED, (json.dumps(numbers), languages_key(languages)))
    sources = {row[0]: unpacked(row[0]) for row in rows}
    scores = dict(_scores(text, sources, least))
    for known, target, origin, rank in rows:
        score = scores.get(known, 0.0)
        if score >= least and sources[known] != text:
            found = sources[known], unpacked(target), score, origin, RANKS[rank]
            yield Match(*found, context=False)


def _scores(
    text: Inline, sources: Mapping[str, Inline], least: float
) -> Iterator[tuple[str, float]]:
    choices = {known: plain(source) for known, source in sources.items()}
    codes = set(numbering(text))
    for _, percent, known in process.extract(
        plain(text), choices, scorer=fuzz.ratio, score_cutoff=least * 100, limit=None
    ):
        apart = len(codes ^ set(numbering(sources[known])))
        yield known, min(percent / 100 - _CODE * apart, _ALIKE)


# --- candidates ----------------------------------------------------------------------------------


def _candidates(memory: Memory, words: list[str]) -> tuple[int, ...]:
    """Find the sources that have the most of a text's words, rare words counting more."""
    counts = _counts(memory, words)
    weights: defaultdict[int, float] = defaultdict(float)
    looked, read = 0, 0
    ordered = sorted(counts, key=lambda word: counts[word])
    for word in ordered:
        if read + counts[word] > _POSTINGS:
            break
        weight = 1 / math.log(counts[word] + 2)
        for (number,) in memory.run("SELECT rowid FROM word WHERE word MATCH ?", (f'"{word}"',)):
            weights[number] += weight
        looked, read = looked + 1, read + counts[word]
    if looked < _FEW:
        for number in _together(memory, ordered[looked : looked + _FEW]):
            weights[number] += 1
    return tuple(heapq.nlargest(_SCORED, weights, key=lambda number: weights[number]))


def _counts(memory: Memory, words: list[str]) -> dict[str, int]:
    """Say how many sources have each word, without those that none has."""
    listed = "SELECT word, sources FROM frequent WHERE word IN (SELECT value FROM json_each(?))"
    counts = dict(memory.run(listed, (json.dumps(words),)))
    for word in words:
        if word not in counts:
            # Quick, since it is rare; a word that SQLite would cut up is not in the list.
            for (sources,) in memory.run("SELECT doc FROM vocabulary WHERE term = ?", (word,)):
                counts[word] = sources
    return counts


def _together(memory: Memory, words: list[str]) -> Iterator[int]:
    """Find some sources that have all of these words."""
    if words:
        query = " AND ".join(f'"{word}"' for word in words)
        limit = "SELECT rowid FROM word WHERE word MATCH ? LIMIT ?"
        yield from (number for (number,) in memory.run(limit, (query, _POSTINGS)))

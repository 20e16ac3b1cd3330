"""Find terms in a source text, and what a translation makes of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pathya.locales.term_forms import folded, forms
from pathya.locales.terms import Rendering, Status, Term, Termbase

Index = Mapping[str, tuple[tuple[tuple[str, ...], Term], ...]]
"""Terms by the stem of their first word: (the stems of all words, term), the longest first."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a project as one language needs them, ready to be looked for."""

    index: Index
    renderings: Mapping[str, tuple[Rendering, ...]]
    """By the term's id: the preferred one, those admitted, those forbidden."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that stands in a text, from `start` to `end`."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """What is wrong with a term in a translation."""

    kind: Literal["missing", "forbidden", "changed"]
    """`changed`: a name that is kept does not stand there as it is."""
    term: Term
    renderings: tuple[Rendering, ...] = ()
    """missing: those that would do, the preferred one first; forbidden: the one that was used."""


def glossary(base: Termbase, tag: str) -> Glossary:
    """Prepare the terms of a project for a language."""
    found: dict[str, list[Rendering]] = {}
    for status in Status:
        for one in base.renderings.get(tag, ()):
            if one.status is status:
                found.setdefault(one.id, []).append(one)
    return Glossary(_index(base.terms), {name: tuple(rows) for name, rows in found.items()})


def glossary_digest(known: Glossary) -> str:
    """Hash all that a text is held against."""
    terms = sorted((one.id, one.text, one.keep) for rows in known.index.values() for _, one in rows)
    said = [
        (name, [(one.text, str(one.status)) for one in rows])
        for name, rows in known.renderings.items()
    ]
    return hashlib.sha256(repr((terms, sorted(said))).encode()).hexdigest()


def find_terms(known: Glossary, text: str) -> tuple[Hit, ...]:
    """Find the terms of an English text: the longest at each place, none inside another.

    Plurals and possessives count. Case matters for names that are kept, and for them alone.
    """
    words, stems = _words(text)
    hits: list[Hit] = []
    at = 0
    while at < len(words):
        length, hit = _hit_at(known.index, at, stems, words, text)
        if hit:
            hits.append(hit)
        at += length
    return tuple(hits)


def lapses(known: Glossary, source: str, target: str) -> tuple[Lapse, ...]:
    """Say which terms of an English text its translation has not, or has wrong.

    Cautious: what may be an inflected form counts as one. Terms without a translation are passed
    over.
    """
    terms = {hit.term.id: hit.term for hit in find_terms(known, source)}
    if not terms:
        return ()
    kept = (Lapse("changed", term) for term in terms.values() if _is_changed(term, target))
    return (*kept, *_translated(known, tuple(terms.values()), folded(target)))


def _translated(known: Glossary, terms: tuple[Term, ...], target: str) -> Iterator[Lapse]:
    rest = target
    wrong: list[tuple[Term, Rendering]] = []
    for term in terms:
        rows = known.renderings.get(term.id, ())
        right = tuple(one for one in rows if one.status is not Status.FORBIDDEN)
        wrong += [(term, one) for one in rows if one.status is Status.FORBIDDEN]
        patterns = tuple(forms(one.text).loose for one in right)
        if right and not any(pattern.search(target) for pattern in patterns):
            yield Lapse("missing", term, right)
        for pattern in patterns:
            rest = pattern.sub(_TAKEN, rest)
    for term, one in wrong:
        if forms(one.text).strict.search(rest):
            yield Lapse("forbidden", term, (one,))


_TAKEN = "\ufffc"
"""Stands where a right translation stood, so that a wrong one is not found inside it."""


def _is_changed(term: Term, target: str) -> bool:
    # Letters of another script may follow: RTI takes Indian case endings.
    name = re.escape(term.text)
    return term.keep and not re.search(rf"(?<![A-Za-z0-9]){name}(?![A-Za-z0-9])", target)


# --- English -------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACE = re.compile(r"[\s-]+")
_POSSESSIVE = re.compile(r"['’]s?\Z")


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Give the places and the stems of the words of a text, which is the same for all languages."""
    words = tuple(found.span() for found in _WORD.finditer(text))
    return words, tuple(_stem(text[start:end]) for start, end in words)


def _index(terms: Mapping[str, Term]) -> Index:
    index: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for term in terms.values():
        stems = tuple(_stem(word) for word in _WORD.findall(term.text))
        if stems:
            index.setdefault(stems[0], []).append((stems, term))
    return {name: tuple(sorted(rows, key=lambda row: -len(row[0]))) for name, rows in index.items()}


def _hit_at(
    index: Index, at: int, stems: tuple[str, ...], words: tuple[tuple[int, int], ...], text: str
) -> tuple[int, Hit | None]:
    """Find the longest term that begins with a word, and how many words to go on."""
    for wanted, term in index.get(stems[at], ()):
        end = at + len(wanted)
        if stems[at:end] == wanted:
            hit = Hit(term, words[at][0], words[end - 1][1])
            if _stands(term, text[hit.start : hit.end]):
                return len(wanted), hit
    return 1, None


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Take the plural and the possessive off an English word."""
    word = _POSSESSIVE.sub("", word.casefold())
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _stands(term: Term, said: str) -> bool:
    """Tell whether words with the stems of a term are that term, and not parted by a full stop."""
    if term.keep:
        return said.startswith(term.text)
    return _signs(said) == _signs(term.text)


def _signs(text: str) -> str:
    return _WORD.sub("", _SPACE.sub("", text))

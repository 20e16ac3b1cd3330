"""Draft texts with an engine, sentence by sentence; what the engine broke is a suggestion only."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pathya.authoring.course import Inline, accepted, plain
from pathya.locales.catalog import Wording, joined
from pathya.locales.engines.protect import (
    Names,
    Protected,
    Protection,
    has_words,
    protect,
    restore,
    without_tokens,
)
from pathya.locales.engines.protocol import Engine
from pathya.locales.languages import Language
from pathya.locales.sentences import sentences


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of a text."""

    target: Inline
    sound: bool
    """Every code and name came back; else a translator may read it, and no more."""


@dataclass(frozen=True, slots=True)
class Job:
    """An engine, between which languages, and what it must leave alone."""

    engine: Engine
    source: Language
    target: Language
    names: Names = lambda _: ()
    known: Callable[[Inline], Inline | None] = lambda _: None
    """Gives the translation of a sentence that need not be asked for."""


_Said = Mapping[str, str]


def draft(texts: Sequence[Wording], job: Job) -> tuple[Draft, ...]:
    """Draft texts, given with the kinds of their codes. Raises EngineFault."""
    parts = [_parts(text, kinds, job) for text, kinds in texts]
    blanks = {answer for text, kinds in texts for answer in _answers(text, kinds)}
    said = _ask(_texts(parts) | blanks, job)
    drafts = [_put_together(part, said) for part in parts]
    # Many models copy a word that is none where they translate brackets.
    retries = [
        () if one.sound else _parts(*text, job, shape=1)
        for one, text in zip(drafts, texts, strict=True)
    ]
    again = _ask(_texts(retries), job)
    drafts = [
        better if (better := _put_together(retry, again)).sound and retry else one
        for one, retry in zip(drafts, retries, strict=True)
    ]
    return tuple(_answered(one, kinds, said) for one, (_, kinds) in zip(drafts, texts, strict=True))


_Part = Protected | Inline
"""A sentence made safe, or its translation."""


def _parts(text: Inline, kinds: tuple[str, ...], job: Job, shape: int = 0) -> tuple[_Part, ...]:
    engine = job.engine
    how = Protection(kinds, job.names, engine.numbers, engine.first_token, shape)
    cut = sentences(text, job.source.tag)
    return tuple(job.known(part) or protect(part, how) for part in cut)


def _texts(parts: Sequence[tuple[_Part, ...]]) -> set[str]:
    return {one.text for part in parts for one in part if isinstance(one, Protected)}


def _ask(texts: set[str], job: Job) -> _Said:
    """Have texts translated, each once; those without words stay as they are."""
    said = {text: text for text in texts}
    for some in batches(sorted(filter(has_words, texts)), job.engine):
        said |= zip(some, job.engine.translate(some, job.source, job.target), strict=True)
    return said


def batches(texts: Sequence[str], engine: Engine) -> Iterator[tuple[str, ...]]:
    """Part texts so that none of the calls is too large; a single text never is."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == engine.texts or size + len(text) > engine.chars):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield tuple(batch)


def _put_together(parts: tuple[_Part, ...], said: _Said) -> Draft:
    restored = [
        restore(one, said[one.text]) if isinstance(one, Protected) else one for one in parts
    ]
    if all(one is not None for one in restored):
        return Draft(joined(piece for one in restored if one for piece in one), sound=True)
    words = " ".join(
        without_tokens(one, said[one.text]) if isinstance(one, Protected) else plain(one)
        for one in parts
    )
    return Draft((words,) if words else (), sound=False)


def _answers(text: Inline, kinds: tuple[str, ...]) -> Iterator[str]:
    """Give the accepted answers of a text's blanks: they are translated on their own."""
    for number, kind in enumerate(kinds, 1):
        if kind == "x-blank":
            yield from accepted(text, number)


def _answered(one: Draft, kinds: tuple[str, ...], said: _Said) -> Draft:
    """Put translated answers into the blanks."""
    target = one.target
    for number, kind in enumerate(kinds, 1):
        if kind == "x-blank" and one.sound:
            given = (said[answer].strip() for answer in accepted(target, number))
            told = "|".join(dict.fromkeys(unicodedata.normalize("NFC", one) for one in given))
            start, end = target.index(number), target.index(-number)
            target = (*target[: start + 1], told, *target[end:])
    return replace(one, target=target)

"""Draft texts with an engine, sentence by sentence; what the engine broke is a suggestion only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pathya.authoring.course import Inline, accepted, plain
from pathya.authoring.sources import nfc
from pathya.locales.catalog import Wording, joined
from pathya.locales.engines.protect import (
    Names,
    Protection,
    has_words,
    protect,
    restore,
    without_tokens,
)
from pathya.locales.engines.protocol import Engine
from pathya.locales.engines.tokens import SHAPES
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
    parts = {_Part(one, kinds): None for text, kinds in texts for one in _cut(text, job)}
    drafts = {part: Draft(known, sound=True) for part in parts if (known := job.known(part.text))}
    # Many models copy a word that is none where they translate brackets.
    for shape in range(len(SHAPES)):
        left = [part for part in parts if part not in drafts or not drafts[part].sound]
        for part, made in _drafted(left, shape, job):
            if made.sound or part not in drafts:
                drafts[part] = made
    return tuple(
        _put_together([drafts[_Part(one, kinds)] for one in _cut(text, job)])
        for text, kinds in texts
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, with the kinds of the codes of its text."""

    text: Inline
    kinds: tuple[str, ...]


def _cut(text: Inline, job: Job) -> tuple[Inline, ...]:
    return sentences(text, job.source.tag)


def _drafted(parts: Sequence[_Part], shape: int, job: Job) -> Iterator[tuple[_Part, Draft]]:
    """Have sentences translated with tokens of a shape."""
    engine = job.engine
    safe = {
        part: protect(
            part.text,
            Protection(part.kinds, job.names, engine.numbers, engine.first_token, shape),
        )
        for part in parts
    }
    said = _ask({one.text for one in safe.values()} | set(_answers(parts)), job)
    for part, one in safe.items():
        restored = restore(one, said[one.text])
        if restored is None:
            words = without_tokens(one, said[one.text])
            yield part, Draft((words,) if words else (), sound=False)
        else:
            yield part, Draft(_answered(restored, part.kinds, said), sound=True)


def _ask(texts: set[str], job: Job) -> _Said:
    """Have texts translated, each once; those without words stay as they are."""
    said = {text: text for text in texts}
    for some in batches(sorted(filter(has_words, texts)), job.engine):
        said |= zip(some, job.engine.translate(some, job.source, job.target), strict=True)
    return said


def batches(texts: Sequence[str], engine: Engine) -> Iterator[tuple[str, ...]]:
    """Part texts so that no call is too large; a text that is too large goes alone."""
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


def _put_together(drafts: Sequence[Draft]) -> Draft:
    if all(one.sound for one in drafts):
        return Draft(joined(piece for one in drafts for piece in one.target), sound=True)
    words = " ".join(" ".join(plain(one.target).split()) for one in drafts).strip()
    return Draft((words,) if words else (), sound=False)


def _answers(parts: Sequence[_Part]) -> Iterator[str]:
    """Give the accepted answers of blanks: they are translated on their own."""
    for part in parts:
        for number, kind in enumerate(part.kinds, 1):
            if kind == "x-blank":
                yield from accepted(part.text, number)


def _answered(target: Inline, kinds: tuple[str, ...], said: _Said) -> Inline:
    """Put translated answers into the blanks."""
    for number, kind in enumerate(kinds, 1):
        if kind == "x-blank" and (given := accepted(target, number)):
            words = (nfc(said[answer].strip()) for answer in given)
            start, end = target.index(number), target.index(-number)
            target = (*target[: start + 1], "|".join(dict.fromkeys(words)), *target[end:])
    return target

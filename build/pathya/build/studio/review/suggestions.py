"""What a translator may take over: from the catalog, the memory, and an engine that is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from pathya.authoring.course import Inline
from pathya.build.engine_settings import engine_of
from pathya.build.engines import open_engine
from pathya.build.memory import project_memory
from pathya.build.project import Project
from pathya.build.studio.review.desk import Opened, twins_of
from pathya.build.studio.review.pieces import Change, changes
from pathya.locales.catalog import Entry, State, wording
from pathya.locales.engines.draft import Job, draft
from pathya.locales.engines.names import term_names
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import LANGUAGES
from pathya.locales.memory.lookup import lookup
from pathya.locales.memory.store import Memory

FRESH = 60.0
"""Seconds for which the index is not brought up to date again; more if that takes long."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that is offered."""

    target: Inline
    origin: str
    score: int
    """Per cent; 0: nobody says."""
    state: str = ""
    """How far it had come where it is from; empty: nobody says."""
    differs: tuple[Change, ...] = ()
    """How the source that it was made for differs from this one; empty: not at all."""


@dataclass(slots=True)
class Sources:
    """Where suggestions come from. Any thread may ask."""

    project: Project
    _again: float = 0.0
    """When to look for changes again, on the clock that never goes back."""
    _guard: threading.Lock = field(default_factory=threading.Lock)


def offers(sources: Sources, opened: Opened, entry: Entry) -> tuple[Offer, ...]:
    """Collect what is known, the best first; nothing twice, nor what already stands there."""
    best: dict[Inline, Offer] = {}
    for one in (*_here(opened, entry), *_remembered(sources, opened, entry), *_noted(entry)):
        if one.target and one.target != entry.target:
            best.setdefault(one.target, one)
    return tuple(sorted(best.values(), key=lambda one: -one.score))


def engine_name(project: Project, tag: str) -> str:
    """Name the engine that may be asked for a draft; empty: none is set."""
    return engine_of(project.settings.engines, tag)


def asked(sources: Sources, opened: Opened, entry: Entry) -> Offer | None:
    """Ask the engine of a language; None if it has no answer. Raises EngineFault."""
    settings, root = sources.project.settings.engines, sources.project.root
    name = engine_name(sources.project, opened.tag)
    if not name:
        raise EngineFault(f"pathya.toml names no engine for {opened.tag}", kind="setup")
    engine = open_engine(name, settings, root)
    languages = LANGUAGES[opened.course.source_tag], LANGUAGES[opened.tag]
    if not all(map(engine.code, languages)):
        raise EngineFault(f"{engine.name} does not translate between these languages", kind="pair")
    (made,) = draft([wording(entry)], Job(engine, *languages, term_names(opened.known)))
    return Offer(made.target, engine.name, 0, str(State.MACHINE)) if made.target else None


# --- where they are from -------------------------------------------------------------------------


def _here(opened: Opened, entry: Entry) -> Iterator[Offer]:
    """Give what the same words are translated as elsewhere in the catalog, as it is now."""
    for twin in twins_of(opened, entry):
        if twin.state not in (State.NEW, State.FUZZY):
            yield Offer(
                twin.target, f"{opened.tag}/{opened.course.id} · {twin.id}", 100, twin.state
            )


def _remembered(sources: Sources, opened: Opened, entry: Entry) -> Iterator[Offer]:
    languages = opened.course.source_tag, opened.tag
    with _memory(sources) as memory:
        matches = lookup(memory, entry.source, languages, opened.around[entry.id])
    for match in matches:
        whole = match.score >= 1
        differs = () if whole else tuple(changes(match.source, entry.source))
        score = 101 if match.context else int(match.score * 100)
        yield Offer(match.target, match.origin, score, str(match.state), differs)


def _noted(entry: Entry) -> Iterator[Offer]:
    for one in entry.suggestions:
        differs = tuple(changes(one.source, entry.source)) if one.source else ()
        yield Offer(one.target, one.origin, one.score, "", differs)


def _memory(sources: Sources) -> Memory:
    """Open the index; to bring it up to date takes a while, so that is done now and then."""
    with sources._guard:
        begun = time.monotonic()
        if begun < sources._again:
            return project_memory(sources.project, update=False)
        memory = project_memory(sources.project)
        sources._again = time.monotonic() + max(FRESH, 20 * (time.monotonic() - begun))
        return memory

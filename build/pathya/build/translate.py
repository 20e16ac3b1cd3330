"""Fill what is not translated, and save it as it comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pathya.authoring.course import Course, Inline, plain
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.build import rules
from pathya.build.catalogs import Catalogs, merged_catalogs, save_catalogs
from pathya.build.engine_settings import engine_of
from pathya.build.engines import NAMES
from pathya.build.files import show
from pathya.build.locks import holding_catalogs
from pathya.build.project import PROJECT_FILE, Project
from pathya.locales.catalog import Entry
from pathya.locales.engines.draft import Job
from pathya.locales.engines.names import term_names
from pathya.locales.engines.protocol import Engine, EngineFault
from pathya.locales.languages import LANGUAGES, Language
from pathya.locales.memory.lookup import Match, lookup
from pathya.locales.memory.store import Memory
from pathya.locales.prefill import (
    Context,
    Filling,
    by_engine,
    fillable,
    filling,
    from_memory,
    known_text,
    wants_engine,
)
from pathya.locales.term_match import glossary
from pathya.locales.terms import Termbase

AT_ONCE = 24
"""Texts that are drafted, and saved, in one go."""
_RULES = {"setup": rules.ENG001, "pair": rules.ENG002, "failed": rules.ENG003}


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, of all courses and languages."""

    memory: Memory
    terms: Termbase
    open: Callable[[str], Engine]
    """Sets an engine up, by its name in pathya.toml. Raises EngineFault."""
    today: str
    """ISO 8601."""
    engine: str = ""
    """In the place of what pathya.toml says."""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """How far one language of one course has been filled."""

    tag: str
    counts: Mapping[str, int] = field(default_factory=dict)
    """Texts that were open, by what they are now: a state, or `suggested`."""
    engine: str = ""
    """Empty: none drafts the language."""
    words: int = 0
    """Words of the source that the engine has still to be given."""
    done: bool = False
    """No more comes of this language."""
    found: Diagnostics = ()


def translate_course(
    project: Project, course: Course, tags: tuple[str, ...], order: Order
) -> Iterator[Filled]:
    """Fill the catalogs of a course: each step tells how far a language is, and is on the disk."""
    for tag in tags:
        catalogs, found = merged_catalogs(project, course, tag)
        if catalogs is None:
            yield Filled(tag, done=True, found=found)
            continue
        engine, faults = _engine(project, course, tag, order)
        step = Filled(tag, engine=engine.name if engine else "", found=found + faults)
        yield from _fill(_Work(project, course, catalogs, order), engine, step)


def _engine(
    project: Project, course: Course, tag: str, order: Order
) -> tuple[Engine | None, Diagnostics]:
    """Set up the engine of a language; None if it has none, or an error says why not."""
    settings = project.settings.engines
    name = order.engine or engine_of(settings, tag)
    if not name:
        return None, ()
    try:
        engine = order.open(name)
    except EngineFault as fault:
        return None, (_finding(project, fault),)
    lacking = [one.name for one in _languages(course, tag) if not engine.code(one)]
    if not lacking:
        return engine, ()
    if not order.engine and tag not in settings:
        return None, ()  # the engine for all languages that it knows
    message = f"{engine.name} does not know {' and '.join(lacking)}"
    return None, (_finding(project, EngineFault(message, kind="pair")),)


def _languages(course: Course, tag: str) -> tuple[Language, Language]:
    return LANGUAGES[course.source_tag], LANGUAGES[tag]


def _finding(project: Project, fault: EngineFault) -> Diagnostic:
    where = Where(show(project.root / PROJECT_FILE))
    return _RULES[fault.kind].at(where, fault.message, fault.hint)


# --- filling -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Work:
    """What is filled, and where it goes."""

    project: Project
    course: Course
    catalogs: Catalogs
    order: Order

    @property
    def entries(self) -> Mapping[str, Entry]:
        return self.catalogs[0].entries

    def lookup(self, text: Inline, around: Context) -> tuple[Match, ...]:
        languages = self.course.source_tag, self.catalogs[0].tag
        return lookup(self.order.memory, text, languages, around)

    def with_entries(self, made: Iterable[Entry]) -> _Work:
        """Put entries in their places and save, unless nothing is to be changed."""
        if self.order.dry_run:
            return replace(self, catalogs=_put(self.catalogs, made))
        with holding_catalogs(self.project):
            now, _ = merged_catalogs(self.project, self.course, self.catalogs[0].tag)
            if now is None:  # somebody is mending it: nothing is written over that
                return self
            # What people have done meanwhile stays as they left it.
            mine = [one for one in made if now[0].entries[one.id] == self.entries[one.id]]
            catalogs = _put(now, mine)
            save_catalogs(self.project, catalogs)
        return replace(self, catalogs=catalogs)


def _put(catalogs: Catalogs, made: Iterable[Entry]) -> Catalogs:
    catalog, aside = catalogs
    entries = {**catalog.entries, **{entry.id: entry for entry in made}}
    return replace(catalog, entries=entries), aside


def _fill(work: _Work, engine: Engine | None, step: Filled) -> Iterator[Filled]:
    ready = filling(work.course, work.lookup, work.order.today)
    ids = [entry.id for entry in fillable(work.catalogs[0], NAMES)]
    work = work.with_entries([from_memory(ready, work.entries[name]) for name in ids])
    left = [
        entry
        for entry in fillable(work.catalogs[0], NAMES)
        if engine and wants_engine(entry, engine.name)
    ]
    job = _job(work, ready, engine) if engine and not work.order.dry_run else None
    while True:
        step = _told(step, work, ids, left)
        if job is None or not left:
            break
        yield step
        some, left = left[:AT_ONCE], left[AT_ONCE:]
        try:
            work = work.with_entries(by_engine(ready, some, job))
        except EngineFault as fault:
            step = replace(step, found=(*step.found, _finding(work.project, fault)))
            break
    yield replace(step, done=True)


def _job(work: _Work, ready: Filling, engine: Engine) -> Job:
    tag = work.catalogs[0].tag
    names = term_names(glossary(work.order.terms, tag))
    return Job(engine, *_languages(work.course, tag), names, lambda text: known_text(ready, text))


def _told(step: Filled, work: _Work, ids: list[str], left: list[Entry]) -> Filled:
    counts = Counter(_became(work.entries[name]) for name in ids)
    words = sum(len(plain(entry.source).split()) for entry in left)
    return replace(step, counts=dict(sorted(counts.items())), words=words)


def _became(entry: Entry) -> str:
    return "suggested" if entry.suggestions and not entry.target else str(entry.state)

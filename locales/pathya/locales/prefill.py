"""Fill what nobody has translated: from the memory, by an engine, and with suggestions.

In this order: the same text in the same place, the same text, an engine's draft; what is only alike
is a suggestion. Nothing here counts as a person's work, and no person's work is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pathya.authoring.course import Course, Inline, Unit, plain
from pathya.locales.catalog import Catalog, Entry, State, Suggestion, joined, wording
from pathya.locales.checks import check_entry
from pathya.locales.engines.draft import Draft, Job, draft
from pathya.locales.memory.lookup import Match
from pathya.locales.sentences import sentences

Context = tuple[str, str]
"""The plain text of the texts before and after."""
Lookup = Callable[[Inline, Context], tuple[Match, ...]]
"""Asks the memory: the best match first."""

SAME, IN_CONTEXT = 100, 101
"""Per cent, as translators' tools count."""
OFFERED = 3
"""Suggestions from the memory for one text."""
FROM_MEMORY = "memory"
"""What `by` and `origin` begin with for what the memory gave."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known of a course and a language while its texts are filled."""

    units: Mapping[str, Unit]
    source_tag: str
    context: Mapping[str, Context]
    """Of each text, by id."""
    lookup: Lookup
    today: str
    """ISO 8601."""


def filling(course: Course, lookup: Lookup, today: str) -> Filling:
    """Get ready to fill a course's catalog."""
    words = ("", *(plain(unit.source) for unit in course.units.values()), "")
    context = dict(zip(course.units, zip(words, words[2:], strict=False), strict=True))
    return Filling(course.units, course.source_tag, context, lookup, today)


def fillable(catalog: Catalog, machines: frozenset[str]) -> Iterator[Entry]:
    """Give the entries that may be filled: those without a translation, and a machine's old one.

    `machines` are the engines' names: a draft of theirs whose source has changed is drafted anew.
    """
    for entry in catalog.entries.values():
        if not entry.broken and (not entry.target or _outdated(entry, machines)):
            yield entry


def _outdated(entry: Entry, machines: frozenset[str]) -> bool:
    """Tell whether a machine's work is lent to a changed source, and nobody has touched it since.

    Tools do not always say who has changed a text: it must be word for word the old one.
    """
    by_machine = entry.by in machines or entry.by.startswith(f"{FROM_MEMORY} ")
    lent = entry.state is State.FUZZY and entry.previous_source != ()
    return lent and by_machine and plain(entry.target) == plain(entry.previous_target)


# --- from the memory -----------------------------------------------------------------------------


def from_memory(ready: Filling, entry: Entry) -> Entry:
    """Fill an entry from the memory, or give it suggestions; unchanged if nothing is found."""
    matches = ready.lookup(entry.source, ready.context[entry.id])
    same = [match for match in matches if match.score >= 1 and match.state is not State.FUZZY]
    if same:
        found = _recalled(ready, entry, same[0].target, same[0])
        if fits(ready, found):
            return replace(found, suggestions=_offered(same[1:]))
    whole = _sentence_wise(ready, entry)
    if whole and fits(ready, whole):
        return whole
    return _with_suggestions(entry, matches)


def _with_suggestions(entry: Entry, matches: Sequence[Match]) -> Entry:
    """Offer what the memory has; once something is offered, machines' drafts add nothing.

    Else the drafts of one run would be suggestions in the next, and no run the last.
    """
    if entry.suggestions:
        matches = [match for match in matches if match.state is not State.MACHINE]
    if not matches:
        return entry
    kept = (one for one in entry.suggestions if not one.origin.startswith(FROM_MEMORY))
    return replace(entry, suggestions=(*_offered(matches), *kept))


def _recalled(ready: Filling, entry: Entry, target: Inline, match: Match) -> Entry:
    score = IN_CONTEXT if match.context else SAME
    return _filled(ready, entry, target, _state(match), f"{FROM_MEMORY} {score}%: {match.origin}")


def _state(match: Match) -> State:
    # A machine's draft does not become better by being remembered.
    return State.MACHINE if match.state is State.MACHINE else State.MEMORY


def _filled(ready: Filling, entry: Entry, target: Inline, state: State, by: str) -> Entry:
    return replace(
        entry,
        target=target,
        state=state,
        by=by,
        date=ready.today,
        previous_source=(),
        previous_target=(),
        suggestions=(),
    )


def _sentence_wise(ready: Filling, entry: Entry) -> Entry | None:
    """Put a translation together of sentences, if the memory knows each of them."""
    parts = sentences(entry.source, ready.source_tag)
    if len(parts) < 2:
        return None
    matches = [one for part in parts if (one := _known(ready, part))]
    if len(matches) < len(parts):
        return None
    target = joined(piece for one in matches for piece in one.target)
    return _recalled(ready, entry, target, replace(matches[0], context=False))


def _known(ready: Filling, sentence: Inline) -> Match | None:
    """Find a person's translation of a sentence, with the white space that follows it."""
    for match in ready.lookup(sentence, ("", "")):
        if match.score >= 1 and match.state not in (State.FUZZY, State.MACHINE):
            last = sentence[-1] if sentence else ""
            space = last[len(last.rstrip()) :] if isinstance(last, str) else ""
            return replace(match, target=joined((*match.target, space)))
    return None


def known_text(ready: Filling, sentence: Inline) -> Inline | None:
    """Give a person's translation of a sentence, if the memory has one."""
    match = _known(ready, sentence)
    return match.target if match else None


def _offered(matches: Sequence[Match]) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            match.target,
            f"{FROM_MEMORY}: {match.origin}",
            int(match.score * 100),
            () if match.score >= 1 else match.source,
        )
        for match in matches[:OFFERED]
    )


def fits(ready: Filling, entry: Entry) -> bool:
    """Tell whether a translation has all that its source has: then it may be shown."""
    return not check_entry(ready.units[entry.id], entry)


# --- by an engine --------------------------------------------------------------------------------


def by_engine(ready: Filling, entries: Sequence[Entry], job: Job) -> tuple[Entry, ...]:
    """Draft entries with an engine; a draft that does not fit is a suggestion. May raise."""
    drafts = draft([wording(entry) for entry in entries], job)
    return tuple(
        _drafted(ready, entry, one, job.engine.name)
        for entry, one in zip(entries, drafts, strict=True)
    )


def wants_engine(entry: Entry, engine: str) -> bool:
    """Tell whether an engine has not drafted a text yet."""
    return all(one.origin != engine for one in entry.suggestions)


def _drafted(ready: Filling, entry: Entry, one: Draft, engine: str) -> Entry:
    filled = _filled(ready, entry, one.target, State.MACHINE, engine)
    if one.sound and one.target and fits(ready, filled):
        return replace(filled, suggestions=entry.suggestions)
    if not one.target:
        return entry
    return replace(entry, suggestions=(*entry.suggestions, Suggestion(one.target, engine)))

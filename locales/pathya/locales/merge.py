"""Bring a catalog up to date with its source, and lose no translation.

A text is known by its words, not by its place. So what moves keeps its translation and state; what
changes is lent the old translation, to be looked at again; what goes is put aside, and comes back
with its source.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pathya.authoring.course import Course, Inline, Unit, plain
from pathya.locales.alike import pair_alike
from pathya.locales.catalog import Catalog, Entry, State, Wording, joined, settled, wording
from pathya.locales.recompose import Languages, cut, recompose


def merge(
    course: Course, tag: str, catalog: Catalog | None, obsolete: Catalog | None
) -> tuple[Catalog, Catalog]:
    """Return the catalog of the course's texts, and the catalog of translations put aside.

    Each target is afterwards in the first, as target or previous target, or in the second. Merging
    again changes nothing.
    """
    before = catalog.entries if catalog else {}
    aside = obsolete.entries if obsolete else {}
    languages = (course.source_tag, tag)
    now, put_aside = merge_units(course.units, before, aside, languages)
    head = Catalog(course.id, course.source_tag, tag, now)
    return head, replace(head, entries=put_aside)


def merge_units(
    units: Mapping[str, Unit],
    before: Mapping[str, Entry],
    aside: Mapping[str, Entry],
    languages: Languages | None = None,
) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Merge by id and words: a unit whose id stays while its words change counts as changed.

    With the languages sentences are followed as well, through paragraphs split and joined.
    """
    entries = {name: _carried(unit, before.get(name)) for name, unit in units.items()}
    gone = {
        name: old
        for name, old in before.items()
        if (old.target or old.remarks)
        and (name not in units or wording(old) != wording(units[name]))
    }
    # What stands in both files was on its way from one to the other when somebody was stopped.
    kept_aside = {
        name: old
        for name, old in aside.items()
        if old.target and not (name in before and _said(before[name]) == _said(old))
    }
    _bring_back(entries, gone)
    _bring_back(entries, kept_aside)
    if languages:
        recompose(entries, gone.values(), languages)
    _lend(entries, gone, before)
    if languages:
        _lend_sentences(entries, gone, before, languages)
    _put_aside(kept_aside, gone.values(), entries.values())
    return entries, dict(sorted(kept_aside.items()))


def _carried(unit: Unit, old: Entry | None) -> Entry:
    if old is None or wording(old) != wording(unit):
        return Entry(unit.id, *wording(unit), note=unit.note)
    return settled(replace(old, note=unit.note))


# --- what moved, and what comes back -------------------------------------------------------------


def _bring_back(entries: dict[str, Entry], pool: dict[str, Entry]) -> None:
    """Fill texts that have no target from a pool that has the same words; the pool shrinks."""
    missing = [entry for entry in entries.values() if not entry.target]
    elsewhere = []
    for entry in missing:
        old = pool.get(entry.id)
        if old is not None and wording(old) == wording(entry):
            entries[entry.id] = _moved(entry, pool.pop(entry.id))
        else:
            elsewhere.append(entry)
    by_words: defaultdict[Wording, deque[str]] = defaultdict(deque)
    # Translations before mere remarks, both in the order of the pool.
    for name in sorted(pool, key=lambda name: not pool[name].target):
        by_words[wording(pool[name])].append(name)
    for entry in elsewhere:
        if by_words[wording(entry)]:
            entries[entry.id] = _moved(entry, pool.pop(by_words[wording(entry)].popleft()))


def _moved(entry: Entry, old: Entry) -> Entry:
    return settled(replace(old, id=entry.id, note=entry.note, remarks=_remarks(entry, old)))


def _remarks(entry: Entry, old: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((*old.remarks, *entry.remarks)))


# --- what changed --------------------------------------------------------------------------------


def _lend(
    entries: dict[str, Entry], gone: Mapping[str, Entry], before: Mapping[str, Entry]
) -> None:
    """Give changed texts the old translation: first in the same place, then in the same lesson."""
    left, fresh = dict(gone), _fresh(entries, before)
    for name in [name for name in fresh if name in left]:
        entries[name] = _lent(entries[name], left.pop(name))
    gaps_new, gaps_old = _gaps(entries, before), _gaps(before, entries)
    for places in ((gaps_new, gaps_old), *_wider(entries, left)):
        _lend_in(entries, fresh, left, places)


def _lend_sentences(
    entries: dict[str, Entry],
    gone: Mapping[str, Entry],
    before: Mapping[str, Entry],
    languages: Languages,
) -> None:
    """Give what is left a sentence: a text that was cut apart can be lent as a whole only once."""
    cuts = [sentences for old in gone.values() if len(sentences := cut(old, languages)) > 1]
    left = {sentence.id: sentence for sentences in cuts for sentence in sentences}
    fresh = _fresh(entries, before)
    for places in _wider(entries, left):
        _lend_in(entries, fresh, left, places)


def _fresh(entries: Mapping[str, Entry], before: Mapping[str, Entry]) -> list[str]:
    return [
        name
        for name, entry in entries.items()
        if not entry.target and (name not in before or wording(before[name]) != wording(entry))
    ]


_Places = tuple[Mapping[str, str], Mapping[str, str]]
"""Where new texts stand, and where old ones stood."""


def _wider(entries: Iterable[str], left: Iterable[str]) -> Iterator[_Places]:
    """Look in the same lesson, and then in the whole course."""
    new, old = tuple(entries), tuple(left)
    yield {name: _scope(name) for name in new}, {name: _scope(name) for name in old}
    yield dict.fromkeys(new, ""), dict.fromkeys(old, "")


def _lend_in(
    entries: dict[str, Entry], fresh: Iterable[str], left: dict[str, Entry], places: _Places
) -> None:
    """Lend what is alike and stands in the same place; the pool shrinks."""
    empty = _group((name for name in fresh if not entries[name].target), places[0])
    for new, old in _pairs(empty, _group(left, places[1]), entries, left):
        entries[new] = _lent(entries[new], left.pop(old))


def _scope(name: str) -> str:
    return name.partition(".")[0]


def _gaps(names: Iterable[str], others: Mapping[str, Entry]) -> dict[str, str]:
    """Say for each text which text, known to both sides, stands before it in its lesson."""
    last: dict[str, str] = {}
    places = {}
    for name in names:
        scope = _scope(name)
        places[name] = last.get(scope, scope)
        if name in others:
            last[scope] = name
    return places


def _group(names: Iterable[str], places: Mapping[str, str]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[places[name]].append(name)
    return groups


def _pairs(
    new: Mapping[str, list[str]],
    old: Mapping[str, list[str]],
    entries: Mapping[str, Entry],
    left: Mapping[str, Entry],
) -> list[tuple[str, str]]:
    pairs = []
    for place in (place for place in new if place in old):
        texts = [plain(entries[name].source) for name in new[place]]
        olds = [plain(left[name].source) for name in old[place]]
        pairs += [(new[place][i], old[place][j]) for i, j in pair_alike(texts, olds)]
    return pairs


def _lent(entry: Entry, old: Entry) -> Entry:
    target = _recoded(old.target, old.kinds, entry.kinds)
    if not target:
        return replace(entry, remarks=_remarks(entry, old))
    again = old.state is State.FUZZY and bool(old.previous_target)
    return replace(
        entry,
        target=target,
        state=State.FUZZY,
        by=old.by,
        date=old.date,
        previous_source=old.previous_source if again else old.source,
        previous_target=old.previous_target if again else old.target,
        remarks=_remarks(entry, old),
    )


def _recoded(target: Inline, old: tuple[str, ...], new: tuple[str, ...]) -> Inline:
    """Give codes the numbers that they have in the new source; one that it lacks goes."""
    free: defaultdict[str, list[int]] = defaultdict(list)
    for number, kind in enumerate(new, 1):
        free[kind].append(number)
    numbers = {n: free[kind].pop(0) for n, kind in enumerate(old, 1) if free[kind]}
    return joined(
        piece if isinstance(piece, str) else numbers[abs(piece)] * (1 if piece > 0 else -1)
        for piece in target
        if isinstance(piece, str) or abs(piece) in numbers
    )


# --- what went -----------------------------------------------------------------------------------


def _put_aside(aside: dict[str, Entry], gone: Iterable[Entry], entries: Iterable[Entry]) -> None:
    """Add what is gone, but for remarks alone, and for a loan whose target is kept elsewhere."""
    safe = {target for one in entries for target in (one.target, one.previous_target)}
    safe |= {one.target for one in aside.values()}
    for old in gone:
        if old.target and (old.state is not State.FUZZY or old.target not in safe):
            name = _free_name(old, aside)
            aside[name] = replace(old, id=name)


def _free_name(old: Entry, aside: Mapping[str, Entry]) -> str:
    """Keep the id if it can be; else count on, as units with the same words in a lesson do."""
    name, count = old.id, 1
    while name in aside and _said(aside[name]) != _said(old):
        count += 1
        name = f"{'.'.join(old.id.split('.')[:2])}.{count}"
    return name


def _said(entry: Entry) -> tuple[Wording, Inline]:
    return wording(entry), entry.target

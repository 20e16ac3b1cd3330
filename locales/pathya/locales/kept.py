"""What a catalog gave a course, so that its file need not be read again when the course changes.

A text is used again only for a source that is the same to the last code; whatever there is to say
of a text is found by reading the catalog. Texts stand in groups, one for each lesson, so that those
of a lesson that did not change are found to be the same at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby

from pathya.authoring.course import Course, Inline, Text, Unit
from pathya.authoring.diagnostics import Diagnostics
from pathya.locales import rules
from pathya.locales.catalog import Catalog, State
from pathya.locales.coverage import counted, state_in
from pathya.locales.localise import behind

_HEX = 32


@dataclass(frozen=True, slots=True)
class Sources:
    """Digests of all that translations are held against, made once for all languages."""

    units: Mapping[str, str]
    """By unit."""
    scopes: Mapping[str, str]
    """Of the ids and sources that begin alike, as those of a lesson do."""


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of one scope, as columns of equal length, in the catalog's order."""

    scope: str
    digest: str
    """That of the scope's sources, of which no other was there than these."""
    ids: tuple[str, ...]
    sources: tuple[str, ...]
    """The digest of the source that the translation was held against; empty: of none."""
    targets: tuple[str, ...]
    """Texts without codes; the others are empty, and `coded` has them by id."""
    states: tuple[str, ...]
    coded: Mapping[str, Inline]


@dataclass(frozen=True, slots=True)
class Kept:
    """The texts of a catalog of which there is nothing to say."""

    groups: tuple[Group, ...]


def sources_of(course: Course) -> Sources:
    """Hash what a course's translations are held against."""
    units = {unit.id: _source(unit) for unit in course.units.values()}
    scopes: dict[str, list[str]] = {}
    for name, source in units.items():
        scopes.setdefault(_scope(name), []).append(f"{name} {source}")
    return Sources(units, {scope: _hash("\n".join(told)) for scope, told in scopes.items()})


def keep(
    course: Course, sources: Sources, localised: Course, catalog: Catalog, found: Diagnostics
) -> Kept | None:
    """Keep what a catalog gave a course; None if there is more to say than that it is behind."""
    if any(one.rule is not rules.CAT009 for one in found):
        return None
    states = {
        name: str(state_in(localised, course.units[name], catalog)) if name in course.units else ""
        for name in catalog.entries
    }
    groups = groupby(catalog.entries, _scope)
    return Kept(tuple(_group(one, tuple(ids), sources, states, catalog) for one, ids in groups))


def _group(
    scope: str,
    ids: tuple[str, ...],
    sources: Sources,
    states: Mapping[str, str],
    catalog: Catalog,
) -> Group:
    targets = [catalog.entries[name].target for name in ids]
    held = tuple(sources.units.get(name, "") for name in ids)
    return Group(
        scope,
        _hash("\n".join(map("{} {}".format, ids, held))),
        ids,
        held,
        tuple(target[0] if _is_bare(target) else "" for target in targets),  # type: ignore[misc]
        tuple(states[name] for name in ids),
        {name: one for name, one in zip(ids, targets, strict=True) if one and not _is_bare(one)},
    )


def _is_bare(target: Inline) -> bool:
    return len(target) == 1 and isinstance(target[0], str)


def localise_kept(
    course: Course, sources: Sources, tag: str, kept: Kept, path: str
) -> tuple[Course, Mapping[str, int], Diagnostics] | None:
    """Give the course in a language, its texts by state and what is found, as the catalog would.

    None: the catalog has to be read, as a source stands there that its texts were not held against.
    """
    texts = dict(course.texts)
    known = frozenset(chain.from_iterable(group.ids for group in kept.groups))
    states: list[str] = [State.NEW] * len(course.units.keys() - known)
    for one in kept.groups:
        group = _fitting(one, sources)
        if group is None:
            return None
        states += group.states
        bare = zip(group.ids, group.targets, strict=True)
        texts |= {name: Text((target,), tag) for name, target in bare if target}
        texts |= {name: Text(target, tag) for name, target in group.coded.items()}
    found = behind(course, tag, known, path if known else "")
    return replace(course, tag=tag, texts=texts), counted(states), tuple(found)


def _fitting(group: Group, sources: Sources) -> Group | None:
    """Take out texts that are gone; None if a source is another, or the columns are not equal."""
    columns = (group.ids, group.sources, group.targets, group.states)
    if {*map(len, columns)} != {len(group.ids)}:
        return None
    if group.digest == sources.scopes.get(group.scope):
        return group
    rows = [row for row in zip(*columns, strict=True) if row[0] in sources.units]
    if any(sources.units[name] != source for name, source, _, _ in rows):
        return None
    ids, held, targets, states = zip(*rows, strict=True) if rows else ((), (), (), ())
    coded = {name: one for name, one in group.coded.items() if name in sources.units}
    return replace(group, ids=ids, sources=held, targets=targets, states=states, coded=coded)


def _scope(name: str) -> str:
    return name.partition(".")[0]


def _source(unit: Unit) -> str:
    codes = tuple([(code.kind, code.close is None) for code in unit.codes])
    return _hash(repr((unit.source, codes, unit.room, unit.lines)))


def _hash(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_HEX]

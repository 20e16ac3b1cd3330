"""What a catalog gave a course, so that its file need not be read again when the course changes.

A text is used again only for a source that is the same to the last code; whatever there is to say
of a text is found by reading the catalog.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pathya.authoring.course import Code, Course, Inline, Text
from pathya.authoring.diagnostics import Diagnostics
from pathya.locales import rules
from pathya.locales.catalog import Catalog, State
from pathya.locales.coverage import counted, state_in
from pathya.locales.localise import behind


@dataclass(frozen=True, slots=True)
class Kept:
    """The texts of a catalog of which there is nothing to say, as columns of equal length."""

    ids: tuple[str, ...]
    """In reading order, all that the catalog has."""
    sources: tuple[str, ...]
    """The digest of the source that the translation was held against; empty: of none."""
    targets: tuple[str | tuple[str | int, ...], ...]
    """A text without codes is a string."""
    states: tuple[str, ...]


def keep(course: Course, localised: Course, catalog: Catalog, found: Diagnostics) -> Kept | None:
    """Keep what a catalog gave a course; None if there is more to say than that it is behind."""
    if any(one.rule is not rules.CAT009 for one in found):
        return None
    sources, states = [], []
    for name in catalog.entries:
        unit = course.units.get(name)
        sources.append(_source(unit.source, unit.codes) if unit else "")
        states.append(str(state_in(localised, unit, catalog)) if unit else "")
    targets = (entry.target for entry in catalog.entries.values())
    return Kept(tuple(catalog.entries), tuple(sources), tuple(map(_bare, targets)), tuple(states))


def localise_kept(
    course: Course, tag: str, kept: Kept, path: str
) -> tuple[Course, Mapping[str, int], Diagnostics] | None:
    """Give the course in a language, its texts by state and what is found, as the catalog would.

    None: the catalog has to be read, as a source stands there that its texts were not held against.
    """
    texts, known = dict(course.texts), dict.fromkeys(kept.ids)
    states: list[str] = [State.NEW] * len(course.units.keys() - known.keys())
    for name, source, target, state in zip(
        kept.ids, kept.sources, kept.targets, kept.states, strict=True
    ):
        unit = course.units.get(name)
        if unit is None:
            continue
        if source != _source(unit.source, unit.codes):
            return None
        states.append(state)
        if target:
            texts[name] = Text((target,) if isinstance(target, str) else target, tag)
    found = behind(course, tag, known.keys(), path if known else "")
    return replace(course, tag=tag, texts=texts), counted(states), tuple(found)


def _bare(target: Inline) -> str | Inline:
    return target[0] if len(target) == 1 and isinstance(target[0], str) else target


@lru_cache(maxsize=8192)
def _source(source: Inline, codes: tuple[Code, ...]) -> str:
    """Hash all that a translation is held against, once for all languages."""
    shown = repr((source, tuple([(code.kind, code.close is None) for code in codes])))
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()[:32]

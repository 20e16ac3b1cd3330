"""Smaller pictures, kept in the store: making one takes longer than all else of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pathya.authoring.course import Course, Slot
from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.build import rules
from pathya.build.files import show
from pathya.build.project import PROJECT_FILE, Project
from pathya.build.store.codec import dumps, loads
from pathya.build.store.folder import Store, action_key, get_action, put_action
from pathya.exporters.pictures import SHRUNK, Smaller, pillow, shrink


@dataclass(frozen=True, slots=True)
class _Kept:
    """A smaller picture in the store; its bytes stand behind it, in this order."""

    width: int
    """0: the picture stays as it is."""
    height: int
    fallback: int
    """Bytes."""
    webp: tuple[tuple[int, int], ...]
    """Width and bytes."""


def picture_faults(project: Project) -> Diagnostics:
    """Say whether smaller pictures are wanted that nothing here can make."""
    if not project.settings.smaller_pictures or pillow():
        return ()
    where = Where(show(project.root / PROJECT_FILE))
    hint = 'Install it: pip install "pathya[images]". Or take `smaller_pictures` out.'
    return (rules.PRJ008.at(where, "`smaller_pictures` needs Pillow, which is not here", hint),)


def pictures_of(project: Project, course: Course) -> Mapping[str, Smaller]:
    """Make a course's pictures smaller, by their places in packages; none without Pillow.

    Raises OSError.
    """
    if not pillow():
        return {}
    whole = frozenset(_linked(course))
    store = project.store.folder if project.store else None
    made = {
        media.href: _made(media.path, media.path.stat().st_mtime_ns, name in whole, store)
        for name, media in course.media.items()
        if media.href.lower().endswith(SHRUNK)
    }
    return {href: one for href, one in made.items() if one}


def _linked(course: Course) -> Iterator[str]:
    """Name the files that links lead to: who opens one wants all of it."""
    for unit in course.units.values():
        for code in unit.codes:
            for before, slot in zip(code.open, code.open[1:], strict=False):
                if isinstance(slot, Slot) and isinstance(before, str) and before.endswith('href="'):
                    yield slot.key


@lru_cache(maxsize=64)
def _made(path: Path, _changed: int, whole: bool, place: Path | None) -> Smaller | None:
    """Make a picture smaller, or look it up; one call for all languages of a course."""
    data = path.read_bytes()
    if place is None:
        return shrink(data, whole=whole)
    store = Store(place)
    key = action_key(pillow(), "picture", str(whole), hashlib.sha256(data).hexdigest())
    if known := _read(get_action(store, key)):
        return known[0]
    smaller = shrink(data, whole=whole)
    put_action(store, key, _written(smaller))
    return smaller


def _written(smaller: Smaller | None) -> bytes:
    if smaller is None:
        return dumps(_Kept(0, 0, 0, ())) + b"\n"
    sizes = tuple((width, len(data)) for width, data in smaller.webp)
    kept = _Kept(smaller.width, smaller.height, len(smaller.fallback), sizes)
    return b"".join((dumps(kept), b"\n", smaller.fallback, *(data for _, data in smaller.webp)))


def _read(data: bytes | None) -> tuple[Smaller | None] | None:
    """Read what the store has; None if it has nothing that makes sense."""
    head, _, inside = (data or b"").partition(b"\n")
    try:
        kept = loads(_Kept, head)
    except ValueError:
        return None
    if not kept.width:
        return (None,)
    webp: list[tuple[int, bytes]] = []
    end = kept.fallback
    for width, size in kept.webp:
        webp.append((width, inside[end : end + size]))
        end += size
    return (Smaller(kept.width, kept.height, inside[: kept.fallback], tuple(webp)),)

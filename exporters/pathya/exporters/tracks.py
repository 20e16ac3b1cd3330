"""The captions of an edition: a browser reads no `<track>` from a disk, so cues go into scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join
from typing import TYPE_CHECKING

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.authoring.limits import LIMITS
from pathya.exporters.edition import Edition
from pathya.exporters.html import Track, media_name, word
from pathya.exporters.package import Member, hashed
from pathya.locales.languages import LANGUAGES

if TYPE_CHECKING:
    from pathya.exporters.captions import Cue


@dataclass(frozen=True, slots=True)
class Captions:
    """One file of captions, read."""

    name: str
    """As the source names it."""
    track: Track
    script: Member
    cues: tuple[Cue, ...]
    found: Diagnostics


def captions_of(edition: Edition, names: Iterable[str]) -> tuple[Captions, ...]:
    """Read these captions as an edition shows them: its own language's, or else the source's."""
    return tuple(_captions(name, edition) for name in sorted(names))


def tracks_in(captions: tuple[Captions, ...]) -> Mapping[str, Track]:
    """What players have captions, by the name in the source: those whose file has cues."""
    return {one.name: one.track for one in captions if one.cues}


def scripts_in(captions: tuple[Captions, ...]) -> tuple[Member, ...]:
    """The scripts with cues, each once."""
    return tuple({one.script.name: one.script for one in captions if one.cues}.values())


def read_cues(course: Course, file: str) -> tuple[tuple[Cue, ...], Diagnostics]:
    """Read a file of captions by its name from the course folder."""
    cues, _, found = _read(course, file)
    return cues, found


def _captions(name: str, edition: Edition) -> Captions:
    from pathya.exporters.cues import check_cues  # noqa: PLC0415 - few courses have captions

    cues, written, tag, found = _shown(name, edition)
    if not edition.language.pseudo:  # which are longer on purpose
        found = (*found, *check_cues(cues, tag))
    script = hashed("cues.js", written)
    label = word(edition, "captions")
    if tag != edition.course.tag and tag in LANGUAGES:
        label = f"{label} ({LANGUAGES[tag].endonym})"
    return Captions(name, Track(script.name, tag, label), script, cues, found)


def _shown(name: str, edition: Edition) -> tuple[tuple[Cue, ...], bytes, str, Diagnostics]:
    """Give the cues that an edition shows, from a catalog or a file, and their language."""
    course = edition.course
    if name in edition.captions:
        from pathya.exporters.captions import captions_script  # noqa: PLC0415

        cues = edition.captions[name]
        return cues, captions_script(cues), course.tag, ()
    file = media_name(course, name)
    cues, written, found = _read(course, file)
    tag = course.source_tag if file == name else file.rsplit(".", 2)[1]
    return cues, written, tag, found


def _read(course: Course, file: str) -> tuple[tuple[Cue, ...], bytes, Diagnostics]:
    where = Where(join(dirname(course.where.path), file))
    with course.media[file].path.open("rb") as stream:
        return _parse(stream.read(LIMITS.text_bytes + 1), where)


@lru_cache(maxsize=64)
def _parse(data: bytes, where: Where) -> tuple[tuple[Cue, ...], bytes, Diagnostics]:
    """Read captions and write their script, once for all languages."""
    from pathya.exporters.captions import (  # noqa: PLC0415 - few courses have any
        captions_parse,
        captions_script,
    )

    cues, found = captions_parse(data, where)
    return cues, captions_script(cues), found

"""An edition: one course, or one part of it, in one language; what every exporter takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pathya.authoring.course import Course, Text, plain
from pathya.exporters.pictures import Smaller
from pathya.locales.languages import Language

if TYPE_CHECKING:
    from pathya.exporters.captions import Cue
    from pathya.locales.speech.segments import Narration


@dataclass(frozen=True, slots=True)
class Narrated:
    """A lesson that can be heard."""

    narration: Narration
    audio: Path
    """The file of the sound."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that a package is made from."""

    course: Course
    language: Language
    """The language of `course.tag`."""
    words: Mapping[str, Text]
    """The interface's own words, by key."""
    draft: bool = False
    """True while texts stand in it that a machine drafted and nobody has reviewed."""
    pictures: Mapping[str, Smaller] = field(default_factory=dict)
    """What pictures are packed as, by their places in the package; others as they are."""
    narration: Mapping[str, Narrated] = field(default_factory=dict)
    """By lesson; those that say what the lesson says, and no others."""
    captions: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    """Of players, by the name in the source; those alone that come from a catalog."""


def package_name(edition: Edition, form: str) -> str:
    """Name a package: `<course>[-<part>]-<tag>-<format>`."""
    return "-".join(_parts(edition, form))


def package_id(edition: Edition, form: str) -> str:
    """Identify a package among all: an NCName.

    Ids may hold hyphens, so the parts are joined by full stops.
    """
    return ".".join(_parts(edition, form))


def shown(course: Course, unit: str) -> str:
    """The text of a unit for a title or for metadata: no codes, white space made single."""
    return " ".join(plain(course.texts[unit].inline).split())


def _parts(edition: Edition, form: str) -> tuple[str, ...]:
    course = edition.course
    named = (course.id, course.part, course.tag, form)
    return tuple(part for part in named if part)

"""A course as it was read, in the store: two lines for the whole, and one for each lesson.

Who edits a lesson changes one line: the others are read, and written, as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pathya.authoring.course import Course, Lesson, Module, Text, Unit, lessons_of
from pathya.authoring.recall import Known, KnownYaml, Recall
from pathya.authoring.sources import CourseFolder
from pathya.build.store.codec import dumps, loads


@dataclass(frozen=True, slots=True)
class KeptCourse:
    """A course whose lessons are empty, and its lessons."""

    head: bytes
    """The course, as it is stored: whoever reads it anew needs no more than its lessons."""
    settings: KnownYaml | None
    lessons: Mapping[str, Known]
    """By file."""
    lines: Mapping[str, bytes]
    """The same, as they are stored."""


def written(course: Course, recall: Recall, before: Mapping[str, bytes]) -> bytes | None:
    """Write a course that was read; None if not all of its lessons can be told from the rest.

    `before` has the lessons that were known, as they are stored.
    """
    if len(recall.now) != len(lessons_of(course)):
        return None
    lines = (
        before[name] if known is recall.before.get(name) else dumps(known)
        for name, known in recall.now.items()
    )
    settings = dumps(recall.settings) if recall.settings else b""
    return b"\n".join((dumps(_outside(course, recall.now)), settings, *lines))


def _outside(course: Course, lessons: Mapping[str, Known]) -> Course:
    """Take out of a course what stands in its lessons."""
    units = {unit.id for one in lessons.values() for unit in one.units}
    media = {file.name for one in lessons.values() for file in one.media}
    drawings = {name for one in lessons.values() for name in one.drawings}
    modules = tuple(
        replace(one, lessons=tuple(replace(each, body=(), questions=()) for each in one.lessons))
        for one in course.modules
    )
    return replace(
        course,
        modules=modules,
        units={name: unit for name, unit in course.units.items() if name not in units},
        texts={},
        media={name: file for name, file in course.media.items() if name not in media},
        drawings={name: one for name, one in course.drawings.items() if name not in drawings},
    )


def read(data: bytes) -> KeptCourse:
    """Read a course that was written. Raises ValueError."""
    head, told, *rest = data.split(b"\n")  # JSON on one line has no line feed
    settings = loads(KnownYaml, told) if told else None
    known = [loads(Known, line) for line in rest]
    names = [one.lesson.name for one in known]
    lessons = dict(zip(names, known, strict=True))
    return KeptCourse(head, settings, lessons, dict(zip(names, rest, strict=True)))


def whole(kept: KeptCourse, folder: CourseFolder) -> Course:
    """Put lessons and media where they belong. Raises KeyError and ValueError."""
    course = loads(Course, kept.head)
    units = {unit.id: unit for unit in _units(course, kept.lessons)}
    media = {file.name: file for one in kept.lessons.values() for file in one.media}
    drawings = {n: d for one in kept.lessons.values() for n, d in one.drawings.items() if d}
    files = (media | dict(course.media)).items()
    return replace(
        course,
        modules=tuple(_module(one, kept.lessons) for one in course.modules),
        units=units,
        texts={name: Text(unit.source, course.source_tag) for name, unit in units.items()},
        media={name: replace(file, path=folder.media[name].path) for name, file in files},
        drawings=drawings | dict(course.drawings),
        image=course.image and replace(course.image, path=folder.media[course.image.name].path),
    )


def _module(module: Module, lessons: Mapping[str, Known]) -> Module:
    return replace(module, lessons=tuple(lessons[one.name].lesson for one in module.lessons))


def _units(course: Course, lessons: Mapping[str, Known]) -> Iterator[Unit]:
    """Give all units in reading order: those of lessons follow the title of their module."""
    held: Mapping[str, Iterable[Lesson]] = {one.title: one.lessons for one in course.modules}
    for unit in course.units.values():
        yield unit
        for lesson in held.get(unit.id, ()):
            yield from lessons[lesson.name].units

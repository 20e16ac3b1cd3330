"""Files that go out for translation, and come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.build.captions import catalog_tags
from pathya.build.catalogs import merged_catalogs, save_catalogs
from pathya.build.files import show
from pathya.build.locks import holding_catalogs
from pathya.build.project import Project
from pathya.build.terms import read_terms
from pathya.locales import rules
from pathya.locales.catalog import FINISHED, Entry, State, Suggestion
from pathya.locales.exchange.formats import FORMATS, LIMIT, format_of
from pathya.locales.exchange.incoming import Incoming, unit_id
from pathya.locales.exchange.judge import Terms
from pathya.locales.exchange.places import words
from pathya.locales.exchange.take import take
from pathya.locales.exchange.tmx import tmx_parse
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import known_tag
from pathya.locales.term_match import glossary


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file that came back."""

    path: str
    course: str
    """Empty, as the tag, if nobody can tell what the file is for."""
    tag: str
    taken: int
    """How many texts are not what they were."""
    found: Diagnostics


def export_catalog(
    project: Project, course: Course, tag: str, form: str, *, unfinished: bool, fill: bool
) -> tuple[bytes | None, Diagnostics]:
    """Write a course's texts in a language, up to date, in a format; None if an error says why.

    `unfinished` leaves out what a person has translated; `fill` puts the source where a target is
    missing or a draft.
    """
    catalogs, found = merged_catalogs(project, course, tag)
    if catalogs is None:
        return None, found
    entries = catalogs[0].entries
    if unfinished:
        entries = {name: one for name, one in entries.items() if one.state not in FINISHED}
    if fill:
        entries = {name: _filled(one) for name, one in entries.items()}
    return FORMATS[form].serialize(replace(catalogs[0], entries=entries)), found


def _filled(entry: Entry) -> Entry:
    """Put the source in the place of a draft, which becomes a suggestion."""
    if entry.state in FINISHED:
        return entry
    draft = (Suggestion(entry.target, entry.by),) if entry.target else ()
    suggestions = (*draft, *entry.suggestions)
    return replace(entry, target=entry.source, state=State.NEW, suggestions=suggestions)


def import_file(
    project: Project, courses: Sequence[Course], path: Path, wanted: tuple[str, str], terms: Terms
) -> Imported:
    """Take a file's translations into the catalog that they are for, which is written whole.

    `wanted`: the format and the language, each empty if the file is to tell.
    """
    incoming, found = _read(path, *wanted)
    if incoming is None:
        return Imported(show(path), "", "", 0, found)
    course, tag = _course(courses, incoming), wanted[1] or known_tag(incoming.tag)
    fault = _nowhere(course, tag, incoming)
    if course is None or fault:
        found += (rules.EXC002.at(Where(show(path)), fault, "Nothing was taken from it."),)
        return Imported(show(path), "", "", 0, found)
    with holding_catalogs(project):
        count, more = _take(project, course, tag, incoming, terms)
    return Imported(show(path), course.id, tag, count, found + more)


def _take(
    project: Project, course: Course, tag: str, incoming: Incoming, terms: Terms
) -> tuple[int, Diagnostics]:
    """Take what came back into a catalog as it is now; say how many texts have changed."""
    catalogs, found = merged_catalogs(project, course, tag)
    if catalogs is None:
        return 0, found
    known = glossary(read_terms(project)[0], tag)
    taken = take(course, catalogs[0], incoming, replace(terms, known=known))
    if taken.changed:
        save_catalogs(project, (taken.catalog, catalogs[1]))
    return len(taken.changed), found + taken.found


def _nowhere(course: Course | None, tag: str, incoming: Incoming) -> str:
    """Say why there is no catalog that a file could be for; empty if there is one."""
    if course is None:
        named = f"the project has no course `{incoming.course}`"
        return named if incoming.course else "its texts are those of no course"
    if not tag:
        return f"nothing tells its language: name it with --language ({incoming.tag or 'none'})"
    language = LANGUAGES[tag]
    if not catalog_tags(course, (tag,)) or language.parent or language.pseudo:
        return f"{course.id} has no catalog of its own in {tag}"
    return ""


def _read(path: Path, form: str, tag: str) -> tuple[Incoming | None, Diagnostics]:
    with path.open("rb") as stream:
        data = stream.read(LIMIT + 1)
    where = Where(show(path))
    if len(data) > LIMIT:
        return None, (rules.EXC001.at(where, f"it has more than {LIMIT} bytes"),)
    form = form or format_of(path.name, data)
    if not form:
        hint = f"Name the format with --as: {', '.join(FORMATS)}."
        return None, (rules.EXC001.at(where, "its name does not tell its format", hint),)
    if form == "tmx":
        return tmx_parse(data, show(path), tag)
    return FORMATS[form].parse(data, show(path))


def _course(courses: Sequence[Course], incoming: Incoming) -> Course | None:
    """Find the course that a file names; if it names none, the one that has most of its texts."""
    if incoming.course:
        return next((course for course in courses if course.id == incoming.course), None)
    for shared in (_shared_ids, _shared_words):
        best = max(courses, key=lambda course: shared(course, incoming), default=None)
        if best and shared(best, incoming):
            return best
    return None


def _shared_ids(course: Course, incoming: Incoming) -> int:
    return sum(unit_id(unit.id) in course.units for unit in incoming.units)


def _shared_words(course: Course, incoming: Incoming) -> int:
    known = {words(unit.source) for unit in course.units.values()}
    return sum(words(unit.source) in known for unit in incoming.units)

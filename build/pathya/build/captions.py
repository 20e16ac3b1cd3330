"""Captions that are translated: their documents, catalogs, and cues in a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pathya.authoring.course import Course, file_for
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where, has_errors
from pathya.build.files import show
from pathya.build.project import Project
from pathya.build.translations import read_translation
from pathya.exporters.captions import Cue
from pathya.exporters.parts import captions_in
from pathya.exporters.subtitles import caption_documents, captions_name, has_own_file, subtitled
from pathya.locales import rules
from pathya.locales.coverage import coverage
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import localise


def documents(course: Course) -> tuple[Course, ...]:
    """Give all of a course that has a catalog: itself, and each file of captions without errors."""
    return (course, *caption_documents(course))


def catalog_tags(document: Course, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the languages in which a document has no catalog: its own, and those with files."""
    return tuple(
        tag for tag in tags if tag != document.source_tag and not has_own_file(document, tag)
    )


def caption(
    project: Project, course: Course, tag: str
) -> tuple[dict[str, tuple[Cue, ...]] | None, Mapping[str, int], Diagnostics]:
    """Fill the captions of a course from their catalogs in a language; others stay as they are.

    Returns cues by the names of files, how many of them stand in which state, and what is found;
    None for the cues if a catalog cannot be read.
    """
    cues: dict[str, tuple[Cue, ...]] = {}
    states = Counter[str]()
    found = tuple(_strays(project, course, tag))
    for document in caption_documents(course):
        if not catalog_tags(document, (tag,)):
            continue
        catalog, faults = read_translation(project, document, tag)
        found += faults
        if catalog is None and has_errors(faults):
            return None, {}, found
        if catalog is None:
            continue
        localised, more = localise(document, catalog)
        found += more
        counts = coverage(localised, catalog).units
        states.update({str(state): number for state, number in counts.items() if number})
        places = {name: entry.where for name, entry in catalog.entries.items()}
        if filled := subtitled(localised, places):
            cues[captions_name(document)] = filled
    return cues, states, found


def _strays(project: Project, course: Course, tag: str) -> Iterator[Diagnostic]:
    """Say which catalogs of captions a language has, and has no use for."""
    if LANGUAGES[tag].parent:  # whose catalogs they are
        return
    shown = {name: file_for(course.media, name, tag) for name in captions_in(course)}
    for path in project.caption_catalogs(course.id, tag):
        folder = project.catalog(course.id, tag).with_suffix("")
        name = path.relative_to(folder).with_suffix("").as_posix()
        if shown.get(name) == name:
            continue
        message, hint = f"no player of the course has the captions {name}", _RENAMED
        if name in shown:
            message, hint = f"{shown[name]} is shown in its place", "Delete one of the two."
        yield rules.CAT013.at(Where(show(path)), message, hint)


_RENAMED = (
    "If they have another name now, `pathya translate` finds the texts. Then delete the file."
)

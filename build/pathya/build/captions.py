"""Captions that are translated: their documents, catalogs, and cues in a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostics
from pathya.build.project import Project
from pathya.build.translations import read_translation
from pathya.exporters.captions import Cue
from pathya.exporters.subtitles import caption_documents, captions_name, has_own_file, subtitled
from pathya.locales.coverage import coverage
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
) -> tuple[dict[str, tuple[Cue, ...]], Mapping[str, int], Diagnostics]:
    """Fill the captions of a course from their catalogs in a language; others stay as they are.

    Returns cues by the names of files, how many of them stand in which state, and what is found.
    """
    cues: dict[str, tuple[Cue, ...]] = {}
    states = Counter[str]()
    found: Diagnostics = ()
    for document in caption_documents(course):
        if not catalog_tags(document, (tag,)):
            continue
        catalog, faults = read_translation(project, document, tag)
        found += faults
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

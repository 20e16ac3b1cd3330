"""Courses in a language, with the catalogs that were read before: most edits are of a lesson."""

from __future__ import annotations

from collections.abc import Mapping

from pathya.authoring.course import Course
from pathya.build.editions import catalog_file, language_inputs
from pathya.build.files import show
from pathya.build.pipeline import Translated, captioned, translate, translated
from pathya.build.project import Project
from pathya.build.shelf import Shelf, key
from pathya.build.store.codec import dumps, loads
from pathya.build.store.folder import get_action, put_action
from pathya.build.translations import read_translation
from pathya.locales.kept import Kept, Sources, keep, localise_kept
from pathya.locales.languages import LANGUAGES


def translate_again(
    shelf: Shelf,
    project: Project,
    course: Course,
    sources: Sources,
    tag: str,
    inputs: Mapping[str, str],
) -> Translated:
    """Put a catalog's translations into a course, and read it only if it, or its sources, changed.

    The inputs are those of the language alone, the catalog's hash among them.
    """
    path = catalog_file(project, course.id, tag)
    if tag == course.source_tag or LANGUAGES[tag].parent or not path or not path.is_file():
        return translate(project, course, tag)
    name = catalog_key(shelf, course, inputs)
    known = _load(shelf, name)
    again = localise_kept(course, sources, tag, known, show(path)) if known else None
    if again:
        return captioned(project, course, Translated(*again))
    catalog, found = read_translation(project, course, tag)
    made = translated(course, tag, catalog, found)
    if made.course is None or catalog is None:
        return made
    kept = keep(course, sources, made.course, catalog, made.found)
    if kept and language_inputs(shelf, project, course.id, tag) == inputs:
        put_action(shelf.store, name, dumps(kept))
    return captioned(project, course, made)


def catalog_key(shelf: Shelf, course: Course, inputs: Mapping[str, str]) -> str:
    """Name what is kept of a catalog; the inputs are those of its language alone."""
    parts = (part for item in sorted(inputs.items()) for part in item)
    return key(shelf, "catalog", course.id, course.source_tag, *parts)


def _load(shelf: Shelf, name: str) -> Kept | None:
    data = get_action(shelf.store, name)
    try:
        return None if data is None else loads(Kept, data)
    except ValueError:
        return None

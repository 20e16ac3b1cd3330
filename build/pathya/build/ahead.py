"""What a course's languages are made of, brought from a shared store before it is asked for.

One after the other, entries would take longer to come than packages to build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pathya.build.editions import edition_key, language_inputs, load_finished
from pathya.build.project import Project
from pathya.build.shelf import Shelf
from pathya.build.store.folder import fetch


def read_ahead(
    shelf: Shelf, project: Project, course: str, inputs: Mapping[str, str], tags: Iterable[str]
) -> None:
    """Bring what the shared store has of languages into that of this machine, side by side.

    `inputs` are those of the course.
    """
    if shelf.store.remote is None:
        return
    every = [{**inputs, **language_inputs(shelf, project, course, tag)} for tag in tags]
    keys = [edition_key(shelf, one) for one in every]
    here = fetch(shelf.store, "actions", keys)
    finished = [
        load_finished(shelf, one) for one, key in zip(every, keys, strict=True) if key in here
    ]
    recipes = [recipe for one in finished if one for recipe in one[0].recipes]
    pieces = [piece for recipe in recipes for piece in recipe.pieces]
    fetch(shelf.store, "blobs", (piece.source for piece in pieces if piece.kind == "blob"))

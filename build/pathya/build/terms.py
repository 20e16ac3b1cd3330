"""Terms on the disk."""

from __future__ import annotations

from pathlib import Path

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.build.files import show, write
from pathya.build.project import Project
from pathya.locales import term_rules
from pathya.locales.languages import LANGUAGES, nearest_tag
from pathya.locales.terms import Rendering, Termbase
from pathya.locales.terms_csv import (
    renderings_parse,
    renderings_serialize,
    terms_parse,
    terms_serialize,
)

TERMS_FILE = "terms.csv"


def read_terms(project: Project) -> tuple[Termbase, Diagnostics]:
    """Read the terms of a project, in all languages; none if it has no folder for them."""
    folder = project.root / project.settings.terms
    path = folder / TERMS_FILE
    if not path.is_file():
        return Termbase(), ()
    listed, found = terms_parse(path.read_bytes(), show(path))
    terms = {term.id: term for term in listed}
    renderings: dict[str, tuple[Rendering, ...]] = {}
    for file in sorted(folder.glob("[!.]*.csv")):
        if file.name == TERMS_FILE:
            continue
        if file.stem not in LANGUAGES:
            found += (_stray(file),)
            continue
        script = LANGUAGES[file.stem].script
        renderings[file.stem], more = renderings_parse(file.read_bytes(), show(file), terms, script)
        found += more
    return Termbase(terms, renderings), found


def write_terms(project: Project, base: Termbase) -> tuple[str, ...]:
    """Write the files of terms that differ from what is there, and name them."""
    folder = project.root / project.settings.terms
    files = {TERMS_FILE: terms_serialize(base.terms.values())} | {
        f"{tag}.csv": renderings_serialize(rows) for tag, rows in base.renderings.items()
    }
    changed = []
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            write(path, data)
            changed.append(show(path))
    return tuple(changed)


def _stray(file: Path) -> Diagnostic:
    hint = nearest_tag(file.stem)
    return term_rules.TRM010.at(Where(show(file)), f"`{file.stem}` is not a language", hint)

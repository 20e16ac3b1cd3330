"""What the language checks said of texts, for as long as neither text, terms nor tool change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pathya.build.project import Project
from pathya.build.shelf import key, open_shelf
from pathya.build.store.index import ask, note
from pathya.locales.wording.check import Remember, Said

_READ = "select said from wording where course = ? and language = ? and key = ?"
_WRITE = "insert or replace into wording values (?, ?, ?, ?)"


@contextmanager
def remembered(project: Project, course: str, tag: str, terms: str) -> Iterator[Remember]:
    """Remember what is said of a course's texts in a language; `terms` is its glossary's digest.

    What is not asked for any more is forgotten. A project without a store keeps nothing.
    """
    shelf, now = open_shelf(project), dict[str, Said]()
    made_of = key(shelf, "wording", tag, terms) if shelf else ""
    before = _loaded(ask(shelf.index, _READ, (course, tag, made_of))) if shelf else {}

    def remember(name: str, find: Callable[[], Said]) -> Said:
        if name not in now:
            now[name] = before[name] if name in before else find()
        return now[name]

    yield remember
    if shelf and now != before:
        note(shelf.index, _WRITE, [(course, tag, made_of, json.dumps(now, ensure_ascii=False))])


def _loaded(rows: list[tuple[str, ...]]) -> dict[str, Said]:
    known = json.loads(rows[0][0]) if rows else {}
    return {name: tuple((code, message) for code, message in said) for name, said in known.items()}

"""What engines have answered before, by content: a text is not sent, or paid for, twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import platformdirs

from pathya.locales.engines.protocol import Engine
from pathya.locales.languages import Language

_TABLE = "create table if not exists draft (key text primary key, text text not null)"


def cache_file() -> Path:
    """Place the cache where the system keeps such things; it may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("pathya", appauthor=False)) / "drafts.sqlite"


def cached(engine: Engine, file: Path) -> Engine:
    """Let an engine remember its drafts in a file; where that cannot be written, it does not."""
    if not engine.identity:
        return engine

    def translate(texts: tuple[str, ...], source: Language, target: Language) -> tuple[str, ...]:
        keys = [_key(engine, source, target, text) for text in texts]
        known = dict(_read(file, keys))
        new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in known]
        if new:
            drafts = engine.translate(tuple(text for _, text in new), source, target)
            fresh = {key: draft for (key, _), draft in zip(new, drafts, strict=True)}
            _write(file, fresh)
            known |= fresh
        return tuple(known[key] for key in keys)

    return replace(engine, translate=translate)


def _key(engine: Engine, source: Language, target: Language, text: str) -> str:
    said = json.dumps([engine.name, engine.identity, source.tag, target.tag, text])
    return hashlib.sha256(said.encode()).hexdigest()


def _read(file: Path, keys: list[str]) -> Iterator[tuple[str, str]]:
    if not file.is_file():
        return
    asked = ",".join("?" * len(keys))
    try:
        with closing(sqlite3.connect(file)) as store:
            yield from store.execute(f"select key, text from draft where key in ({asked})", keys)  # noqa: S608 - question marks
    except sqlite3.Error:
        return


def _write(file: Path, drafts: dict[str, str]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as store, store:
            store.execute(_TABLE)
            store.executemany("insert or replace into draft values (?, ?)", drafts.items())
    except (OSError, sqlite3.Error):
        return

"""Entries of the store: whole or not there, and never served when they are not what they were."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.build.building import build_course
from pathya.build.editions import members_of
from pathya.build.project import course_folders
from pathya.build.store.folder import (
    Store,
    action_key,
    fetch,
    get_action,
    get_blob,
    put_action,
    put_blob,
)

DATA = "रसीद".encode()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def entries(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def test_what_was_put_is_got(store):
    key = action_key("tool", "step", "a")
    put_action(store, key, DATA)
    digest = put_blob(store, DATA)
    assert (get_action(store, key), get_blob(store, digest)) == (DATA, DATA)
    assert (get_action(store, action_key("tool", "step", "b")), get_blob(store, key)) == (
        None,
        None,
    )


@pytest.mark.parametrize("name", ["../{}/theirs", "..{}/theirs", "A" * 64, ""])
def test_a_name_that_is_no_digest_leads_nowhere(store, tmp_path, name):
    """Recipes name blobs, and a store that machines share may hold made up ones."""
    theirs = tmp_path / "theirs"
    theirs.write_bytes(DATA)
    put_blob(store, DATA)
    wanted = name.format(tmp_path)
    assert (get_blob(store, wanted), get_action(store, wanted)) == (None, None)
    assert fetch(store, "blobs", [wanted]) == frozenset()
    assert theirs.read_bytes() == DATA


def test_keys_know_where_a_part_ends():
    keys = {
        action_key("t", "s", "ab", "c"),
        action_key("t", "s", "a", "bc"),
        action_key("t", "sa", "b", "c"),
        action_key("t", "s", "ab", "c", ""),
    }
    assert len(keys) == 4


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data + b"x", lambda _: b""]
)
def test_a_damaged_entry_is_removed_and_told(tmp_path, damage):
    said: list[str] = []
    store = Store(tmp_path / "store", said.append)
    key, digest = action_key("t", "s"), put_blob(store, DATA)
    put_action(store, key, DATA)
    for path in entries(store):
        path.write_bytes(damage(path.read_bytes()))
    assert (get_action(store, key), get_blob(store, digest)) == (None, None)
    assert (len(said), entries(store)) == (2, [])


def test_no_entry_is_taken_for_another(store):
    one, other = action_key("t", "one"), action_key("t", "other")
    put_action(store, one, DATA)
    place = store.folder / "actions"
    (place / other[:2]).mkdir(exist_ok=True)
    shutil.copy(place / one[:2] / one[2:], place / other[:2] / other[2:])
    assert get_action(store, other) is None


def test_what_is_used_is_marked(store):
    digest = put_blob(store, DATA)
    (path,) = entries(store)
    old = time.time() - 10 * 24 * 3600
    os.utime(path, (old, old))
    get_blob(store, digest)
    assert path.stat().st_mtime > old + 1


def test_a_store_that_cannot_be_written_is_told(tmp_path):
    said: list[str] = []
    (tmp_path / "store").write_text("a file")
    store = Store(tmp_path / "store", said.append)
    put_action(store, action_key("t", "s"), DATA)
    assert get_action(store, action_key("t", "s")) is None
    assert said


HAMMER = """
import sys
from pathlib import Path
from pathya.build.store.folder import Store, action_key, put_action, put_blob
store = Store(Path(sys.argv[1]))
for number in range(200):
    put_blob(store, b"%d" % (number % 20) * 1000)
    put_action(store, action_key("t", str(number % 20)), b"result")
"""


def test_many_write_at_once(store):
    command = [sys.executable, "-c", HAMMER, str(store.folder)]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert len(entries(store)) == 40
    for number in range(20):
        assert get_action(store, action_key("t", str(number))) == b"result"


def flip(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize("damage", [flip, lambda data: data[: len(data) // 2]])
def test_every_entry_damaged_in_turn_is_built_again(opened, tmp_path, damage):
    folders = course_folders(opened)
    wanted = [one for folder in folders for one in build_course(opened, folder, ())]
    packages = {path: path.read_bytes() for path in Path("dist/small").glob("*.zip")}
    store = Store(opened.store.folder)
    damaged: list[str] = []
    for path in entries(store):
        damaged.append(str(path))
        shutil.rmtree("dist")
        shutil.rmtree(".pathya")
        path.write_bytes(damage(path.read_bytes()))
        done = [one for folder in folders for one in build_course(opened, folder, ())]
        told = [note for one in done for note in one.notes]
        assert all(note.endswith(tuple(damaged)) for note in told)
        assert [replace(one, why=()) for one in done if not one.notes] == [
            replace(one, why=()) for one in wanted
        ]
        assert {path: path.read_bytes() for path in Path("dist/small").glob("*.zip")} == packages


@pytest.mark.parametrize(
    ("place", "field", "value"),
    [
        (".xml", "crc", -1),
        (".xml", "size", 1 << 70),
        (".html", "name", "../x"),
        (".jpg", "size", 5),
    ],
)
def test_a_recipe_of_no_zip_is_not_followed(opened, monkeypatch, place, field, value):
    """Whoever may write a shared store can make one up."""
    (folder,) = course_folders(opened)
    clean = list(build_course(opened, folder, ("hi",)))
    shutil.rmtree(opened.dist)

    def forged(*args):
        return tuple(
            replace(one, **{field: value}) if one.name.endswith(place) else one
            for one in members_of(*args) or ()
        )

    monkeypatch.setattr("pathya.build.building.members_of", forged)
    again = list(build_course(opened, folder, ("hi",)))
    assert [one.receipts for one in again] == [one.receipts for one in clean]
    assert len(list(opened.dist.glob("*/*.zip"))) == 1
    assert not list(opened.dist.glob("*/.*"))

"""A store that machines share, on a server of S3 on this machine."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from pathya.build import pipeline
from pathya.build.building import Built, build_course
from pathya.build.cli.main import DONE, run
from pathya.build.project import Project, course_folders
from pathya.build.store import remote
from pathya.build.store.folder import LIMIT, Store, action_key, get_action, put_action
from pathya.build.store.remote import open_remote
from pathya.build.store_settings import Stores

URL = "s3://shared/pathya"
SECRET = "not-to-be-told"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket, and the environment that leads there."""
    remote._known.cache_clear()
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "ap-south-1",
    }.items():
        monkeypatch.setenv(name, value)
    resource = boto3.resource("s3", endpoint_url=server)
    bucket = resource.create_bucket(
        Bucket="shared", CreateBucketConfiguration={"LocationConstraint": "ap-south-1"}
    )
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def build(project: Project) -> list[Built]:
    return [one for folder in course_folders(project) for one in build_course(project, folder, ())]


def machine(project: Project, folder: Path, *, write: bool) -> Project:
    """A machine with a store of its own that was never used."""
    return replace(project, store=Stores(folder, URL, write))


def packages() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("dist/small").glob("*")}


def notes(done: list[Built]) -> list[str]:
    return [note for one in done for note in one.notes]


def test_another_machine_takes_everything_from_there(opened, bucket, tmp_path, monkeypatch):
    first = build(machine(opened, tmp_path / "one", write=True))
    made = packages()
    shutil.rmtree("dist")
    shutil.rmtree(".pathya")
    for name in ("read_listed", "pack_language"):
        monkeypatch.setattr(pipeline, name, lambda *_: pytest.fail("was done again"))
    second = build(machine(opened, tmp_path / "two", write=False))
    assert packages() == made
    assert [replace(one, why=()) for one in first] == [replace(one, why=()) for one in second]


def test_entries_are_read_side_by_side_and_each_once(opened, bucket, tmp_path, monkeypatch):
    asked: list[str] = []
    at_once: list[int] = []
    busy: set[str] = set()
    real = remote._get

    def slow(place: Any, name: str) -> bytes | None:
        busy.add(name)
        asked.append(name)
        at_once.append(len(busy))
        time.sleep(0.05)
        busy.remove(name)
        return real(place, name)

    monkeypatch.setattr(remote, "_get", slow)
    build(machine(opened, tmp_path / "one", write=True))
    assert len(asked) == len(set(asked))  # what is not there is not asked for again
    shutil.rmtree("dist")
    shutil.rmtree(".pathya")
    asked.clear()
    at_once.clear()
    build(machine(opened, tmp_path / "two", write=False))
    assert len(asked) == len(set(asked)) > 16
    assert 4 < max(at_once) <= 16


def test_who_only_reads_writes_nothing(opened, bucket, tmp_path):
    assert notes(build(machine(opened, tmp_path / "one", write=False))) == []
    assert list(bucket.objects.all()) == []


def test_what_is_damaged_there_is_not_used_and_put_anew(opened, bucket, tmp_path):
    build(machine(opened, tmp_path / "one", write=True))
    made = packages()
    for entry in bucket.objects.all():
        entry.put(Body=b"damaged")
    shutil.rmtree("dist")
    shutil.rmtree(".pathya")
    told = notes(build(machine(opened, tmp_path / "two", write=True)))
    assert told == ["The shared store has damaged entries, which are not used."]
    assert packages() == made
    for folder in ("three", "four"):  # what is whole is not looked into before
        shutil.rmtree("dist")
        shutil.rmtree(".pathya")
        told = notes(build(machine(opened, tmp_path / folder, write=True)))
        assert packages() == made
    assert told == []


def test_an_entry_that_is_there_is_not_written_again(bucket, tmp_path):
    told: list[str] = []
    remote = open_remote(URL, write=True, tell=told.append)
    assert remote is not None
    remote.put("actions/ab", b"first")
    remote.put("actions/ab", b"second")
    assert (remote.get("actions/ab"), remote.get("actions/cd"), told) == (b"first", None, [])


def test_an_entry_that_is_too_large_is_not_read(bucket, tmp_path, monkeypatch):
    monkeypatch.setattr("pathya.build.store.remote.LIMIT", 3)
    opened = open_remote(URL, write=True, tell=print)
    assert opened is not None
    opened.put("actions/ab", b"12345")
    assert opened.get("actions/ab") is None
    assert LIMIT > 3


@pytest.mark.parametrize("trouble", ["no such bucket", "nobody there"])
def test_trouble_is_told_once_and_the_build_goes_on(opened, bucket, tmp_path, monkeypatch, trouble):
    if trouble == "nobody there":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free.getsockname()[1]}")
    place = Stores(tmp_path / "one", "s3://other-bucket", write=True)
    (told,) = notes(build(replace(opened, store=place)))
    assert told.startswith("The shared store does not answer as it should")
    assert SECRET not in told
    assert packages()
    Path("content/courses/small/01-start/02-limits.md").write_text("# Limits\n\nOther.\n", "utf-8")
    assert notes(build(replace(opened, store=place))) == []  # one wait for all courses


@pytest.mark.parametrize("workers", ["1", "2"])
def test_trouble_is_told_once_whoever_builds(small, bucket, tmp_path, monkeypatch, capfd, workers):
    """Each process meets it."""
    assert run(["new", "second"]) == DONE
    place = {"": str(tmp_path / "one"), "_URL": "s3://other-bucket", "_WRITE": "1"}
    for name, value in place.items():
        monkeypatch.setenv(f"PATHYA_STORE{name}", value)
    capfd.readouterr()
    assert run(["build", "-j", workers]) == DONE
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("The shared store does not answer as it should")


def test_what_was_kept_before_there_was_a_shared_store_is_shared_too(
    opened, bucket, tmp_path, monkeypatch
):
    build(replace(opened, store=Stores(tmp_path / "one")))
    first = build(machine(opened, tmp_path / "one", write=True))
    shutil.rmtree("dist")
    shutil.rmtree(".pathya")
    monkeypatch.setattr(pipeline, "read_listed", None)
    monkeypatch.setattr(pipeline, "pack_language", None)
    second = build(machine(opened, tmp_path / "two", write=False))
    assert [one.receipts for one in second] == [one.receipts for one in first]


def test_what_one_project_took_is_in_no_others_store(bucket, tmp_path):
    """An entry is found under the address that it came from alone: see `Shelf.tool`."""
    store = Store(tmp_path)
    put_action(store, action_key("tool s3://evil", "edition", "same"), b"evil")
    assert get_action(store, action_key("tool ", "edition", "same")) is None

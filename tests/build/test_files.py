"""Files: whole or not at all, and nothing from outside a course."""

from __future__ import annotations

import tracemalloc
from types import SimpleNamespace
from typing import Any, BinaryIO

import pytest

from pathya.build.files import find_course, renew, write
from pathya.build.receipts import write_package
from pathya.exporters.package import Member, Package


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.zip"
    write(path, b"old")

    def fail(stream: BinaryIO) -> None:
        stream.write(b"half of the n")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write(path, fail)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.zip", b"old")]


def test_hidden_files_and_links_that_lead_out_are_passed_over(tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n")
    course = tmp_path / "course"
    (course / "01-a").mkdir(parents=True)
    (course / ".git").mkdir()
    (course / ".git/x.md").write_text("x")
    (course / "01-a/01-b.md").write_text("# B\n")
    (course / "01-a/02-c.md").symlink_to(secret)
    (course / "01-a/03-d.md").symlink_to("03-d.md")
    (course / "02-linked").symlink_to(tmp_path)
    (course / "a.png").write_bytes(b"png")
    folder = find_course(course)
    assert list(folder.texts) == ["01-a/01-b.md"]
    assert folder.passed == ("01-a/02-c.md", "01-a/03-d.md", "02-linked")
    assert [(name, file.size) for name, file in folder.media.items()] == [("a.png", 3)]


def test_names_are_nfc_whatever_the_disk_has(tmp_path):
    (tmp_path / "cafe\u0301.png").write_bytes(b"png")
    assert list(find_course(tmp_path).media) == ["caf\u00e9.png"]


def test_the_same_bytes_are_not_written_anew(tmp_path):
    path = tmp_path / "a.zip"
    renew(path, b"old")
    first = path.stat().st_ino
    renew(path, lambda stream: stream.write(b"old"))
    assert path.stat().st_ino == first
    renew(path, lambda stream: stream.write(b"new"))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.zip", b"new")]


def test_a_package_is_written_without_holding_its_films(tmp_path):
    film = tmp_path / "film.mp4"
    with film.open("wb") as stream:
        stream.truncate(32 * 2**20)
    package = Package("a-en-scorm12", (Member("film.mp4", film, stored=True),))
    edition: Any = SimpleNamespace(course=SimpleNamespace(id="a", tag="en"))
    tracemalloc.start()
    receipt = write_package(package, edition, "scorm12", {}, tmp_path / "dist")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert receipt.size > 32 * 2**20
    assert peak < 4 * 2**20

"""Pictures on their way into packages, and out of the store again."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from pathya.build import editions
from pathya.build.building import build_course
from pathya.build.project import Project
from pathya.exporters.package import ChangedError

SMALL = Path("content/courses/small")
DOT = SMALL / "media/dot.jpg"


def photograph(colour: str = "teal", turned: int = 6) -> bytes:
    """Take a photograph that tells where it was taken and by whom."""
    made = Image.Exif()
    made[0x0112], made[0x013B] = turned, "Kamla"
    gps = made.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (28.0, 36.0, 50.0), "E", (77.0, 12.0, 32.0)
    stream = io.BytesIO()
    Image.new("RGB", (32, 16), colour).save(stream, "JPEG", exif=made, comment=b"for Kamla")
    return stream.getvalue()


def build(project: Project) -> dict[str, bytes]:
    """Build all packages; give their bytes."""
    for built in build_course(project, project.root / SMALL, ()):
        assert not [one for one in built.found if one.rule.severity == "error"]
    return {path.name: path.read_bytes() for path in sorted(project.dist.rglob("*.zip"))}


def packed(package: bytes) -> bytes:
    with ZipFile(io.BytesIO(package)) as archive:
        return archive.read("media/dot.jpg")


def test_no_package_tells_where_a_picture_was_taken(opened):
    DOT.write_bytes(photograph())
    packages = build(opened)
    assert len(packages) == 4
    for package in packages.values():
        assert not [secret for secret in (b"Kamla", b"GPS") if secret in package]
        shown = Image.open(io.BytesIO(packed(package)))
        assert dict(shown.getexif()) == {0x0112: 6}
        assert not shown.getexif().get_ifd(0x8825)


def test_packages_come_back_from_the_store_without_traces(opened, monkeypatch):
    DOT.write_bytes(photograph())
    before = build(opened)
    shutil.rmtree(opened.dist)
    monkeypatch.setattr("pathya.build.pipeline.pack_language", None)  # nothing is made anew
    assert build(opened) == before


def test_the_traces_of_a_picture_are_no_part_of_a_package(opened):
    DOT.write_bytes(photograph())
    before = build(opened)
    bare = packed(next(iter(before.values())))
    DOT.write_bytes(bare)
    assert build(opened) == before


def test_a_picture_that_changes_while_it_is_packed_is_not_kept(opened, monkeypatch):
    DOT.write_bytes(photograph())
    real = editions.save_finished

    def changed(*args):
        DOT.write_bytes(photograph("red"))
        real(*args)

    monkeypatch.setattr("pathya.build.building.save_finished", changed)
    before = build_or_change(opened)
    monkeypatch.undo()
    after = build(opened)
    assert {packed(one) for one in after.values()} != {packed(one) for one in before.values()}
    assert len({packed(one) for one in after.values()}) == 1


def build_or_change(project: Project) -> dict[str, bytes]:
    with pytest.raises(ChangedError):  # the next language finds another picture
        build(project)
    return {path.name: path.read_bytes() for path in sorted(project.dist.rglob("*.zip"))}

"""Pictures on their way into packages, and out of the store again."""

from __future__ import annotations

import io
import json
import random
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageOps

from pathya.build import editions, pictures
from pathya.build.building import build_course
from pathya.build.cli.main import DONE, UNFINISHED, run
from pathya.build.project import Project
from pathya.exporters.package import ChangedError
from pathya.exporters.pictures import Smaller
from pathya.exporters.validate import validate

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


def test_a_picture_that_changes_while_it_is_packed_is_named(opened, monkeypatch, capsys):
    monkeypatch.setenv("PATHYA_STORE", str(opened.store.folder))
    assert run(["new", "zebra"]) == DONE
    DOT.write_bytes(photograph())
    real = editions.save_finished

    def changed(*args):
        DOT.write_bytes(photograph("red"))
        real(*args)

    capsys.readouterr()
    with monkeypatch.context() as patched:
        patched.setattr("pathya.build.building.save_finished", changed)
        assert run(["build", "--attest"]) == UNFINISHED
    said = capsys.readouterr()
    assert said.err == ""
    told = f"{DOT}: error BLD004 this file changed while it was packed\n"
    assert f"{told}    Build again when it is written.\n" in said.out
    assert said.out.count("zebra  ") == 4  # the other course is built
    summed = json.loads((opened.dist / "summary.json").read_text())["courses"]
    assert [one["code"] for one in summed[0]["findings"]] == ["MED010", "BLD004"]
    assert run(["build", "--attest"]) == DONE
    assert len(list(opened.dist.glob("small/*.zip"))) == 4


def build_or_change(project: Project) -> dict[str, bytes]:
    with pytest.raises(ChangedError):  # the next language finds another picture
        build(project)
    return {path.name: path.read_bytes() for path in sorted(project.dist.rglob("*.zip"))}


# --- smaller ones --------------------------------------------------------------------------------


@pytest.fixture
def smaller(opened: Project) -> Project:
    """The project with a wide photograph, and smaller pictures wanted."""
    made = Image.Exif()
    made[0x013B] = "Kamla"
    grain = Image.frombytes("RGB", (60, 40), random.Random(7).randbytes(60 * 40 * 3))
    stream = io.BytesIO()
    grain.resize((1600, 1000)).save(stream, "JPEG", exif=made, quality=95)
    DOT.write_bytes(stream.getvalue())
    return replace(opened, settings=replace(opened.settings, smaller_pictures=True))


def names(package: bytes) -> list[str]:
    with ZipFile(io.BytesIO(package)) as archive:
        return sorted(name for name in archive.namelist() if "dot" in name)


def test_smaller_pictures_are_packed_and_validate(smaller):
    package, *_ = build(smaller).values()
    small, medium, own = (name for name in sorted(names(package), key=lambda name: name[:12]))
    assert (small[:12], medium[:12], own) == ("assets/dot-1", "assets/dot-7", "media/dot.jpg")
    assert len(packed(package)) < DOT.stat().st_size / 2
    assert b"Kamla" not in package
    assert validate(io.BytesIO(package)) == ()


def test_smaller_pictures_are_made_once(smaller, monkeypatch):
    before = build(smaller)
    shutil.rmtree(smaller.dist)
    pictures._made.cache_clear()
    monkeypatch.setattr(pictures, "shrink", None)
    (SMALL / "01-start/02-limits.md").write_text("# Limits\n\nThirty days.\n\nFifty days.\n")
    after = build(smaller)
    assert [packed(one) for one in after.values()] == [packed(one) for one in before.values()]


def test_smaller_pictures_are_the_same_without_a_store(smaller):
    before = build(smaller)
    shutil.rmtree(smaller.dist)
    pictures._made.cache_clear()
    assert build(replace(smaller, store=None)) == before


def test_another_picture_makes_other_smaller_ones(smaller):
    before = build(smaller)
    with Image.open(DOT) as image:
        ImageOps.invert(image).save(DOT)
    after = build(smaller)
    assert {packed(one) for one in after.values()}.isdisjoint(map(packed, before.values()))


def test_without_the_setting_nothing_is_made(smaller):
    package, *_ = build(
        replace(smaller, settings=replace(smaller.settings, smaller_pictures=False))
    ).values()
    assert names(package) == ["media/dot.jpg"]
    with ZipFile(io.BytesIO(package)) as archive:
        assert b"<picture" not in archive.read("index.html")


def test_without_pillow_the_build_says_so(smaller, monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    (built,) = build_course(smaller, smaller.root / SMALL, ())
    assert [str(one) for one in built.found] == [
        "pathya.toml: error PRJ008 `smaller_pictures` needs Pillow, which is not here\n"
        '    Install it: pip install "pathya[images]". Or take `smaller_pictures` out.'
    ]
    monkeypatch.undo()
    assert build(smaller)


def test_a_damaged_entry_of_the_store_is_made_again():
    made = Smaller(3000, 2000, b"own", ((720, b"s"), (1280, b"mm")))
    assert pictures._read(pictures._written(made)) == (made,)
    assert pictures._read(pictures._written(None)) == (None,)
    assert pictures._read(None) is None
    assert pictures._read(b"[1,2\nabc") is None

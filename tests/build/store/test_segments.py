"""An edit prints and packs again only what it changed, and what is damaged is made again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.diagnostics import Diagnostics
from pathya.build import segments
from pathya.build.building import Built, build_course
from pathya.build.project import Project
from pathya.build.segments import Segment
from pathya.exporters import check_manifest, rules
from pathya.exporters.package import deflate, inflate
from pathya.exporters.unpacked import Archive

LESSON = Path("content/courses/small/01-start/01-welcome.md")
COURSE = LESSON.parents[1] / "course.yaml"
CATALOG = Path("locales/catalogs/hi/small.xlf")


def build(project: Project) -> list[Built]:
    built = build_course(project, project.root / LESSON.parents[1], ())
    return [replace(one, why=()) for one in built]


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        (lambda: append(LESSON, "\nOne thing more.\n"), 4),
        (lambda: append(CATALOG, "\n"), 3),
        (lambda: append(COURSE, "licence: CC-BY-4.0\n"), 3 * 4),
    ],
    ids=["lesson", "catalog", "course"],
)
def test_what_did_not_change_is_taken_from_the_build_before(opened, monkeypatch, change, anew):
    build(opened)
    change()
    packed: list[bytes] = []

    def packing(segment: bytes) -> bytes:
        packed.append(segment)
        return deflate(segment)

    monkeypatch.setattr(segments, "deflate", packing)
    again = build(opened)
    assert sum(b'class="page lesson"' in one for one in packed) == anew
    assert again == build(replace(opened, store=None))


@pytest.mark.parametrize("sound", [True, False])
def test_packages_are_checked_again_where_anything_was_found(opened, monkeypatch, sound):
    checked: list[str] = []

    def checking(archive: Archive) -> Diagnostics:
        checked.append(archive.name)
        return () if sound else (rules.PKG030.at(archive.where("imsmanifest.xml"), "none"),)

    monkeypatch.setattr(check_manifest, "check_manifest", checking)
    first = build(opened)
    assert len(checked) == 4
    append(LESSON, "\nOne thing more.\n")
    again = build(opened)
    assert len(checked) == (4 if sound else 8)
    found = [[said for said in one.found if said.rule.code == "PKG030"] for one in again]
    assert found == [[said for said in one.found if said.rule.code == "PKG030"] for one in first]
    assert any(found) is not sound


@pytest.mark.parametrize(
    "forged",
    [
        lambda good: replace(good, start=10_000, end=20_000),
        lambda good: replace(good, start=-5),
        lambda good: replace(good, size=good.size + 1),
        lambda good: replace(good, size=good.size - 1),
        lambda good: replace(good, size=-1),
        lambda good: replace(good, size=2**80),
        lambda good: replace(good, end=good.end - 6),
        lambda good: replace(good, start=0),
    ],
)
def test_forged_segments_are_left_out(forged):
    packed = deflate(b"<p>Keep the receipt.</p>" * 9)
    inside = b"\xff\xff" + packed
    good = Segment("k", 2, len(inside), 9 * 24)
    assert segments.opened((good,), inside).printed == {"k": inflate(packed, 9 * 24)}
    assert segments.opened((good,), inside).deflated == {inflate(packed, 9 * 24): packed}
    assert not segments.opened((forged(good),), inside).printed

"""Catalogs are read once, however often a lesson changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pathya.build.building import build_course
from pathya.build.project import Project
from pathya.build.translations import read_translation

LESSON = Path("content/courses/small/01-start/01-welcome.md")


def built(project: Project) -> list[object]:
    folder = project.root / "content/courses/small"
    return [replace(one, why=()) for one in build_course(project, folder, ())]


def test_a_lesson_changes_and_no_catalog_is_read(opened, monkeypatch):
    built(opened)
    LESSON.write_text(LESSON.read_text("utf-8") + "\nOne thing more.\n", "utf-8")
    read: list[str] = []

    def reading(project, course, tag):
        read.append(tag)
        return read_translation(project, course, tag)

    monkeypatch.setattr("pathya.build.localised.read_translation", reading)
    again = built(opened)
    assert not read
    assert again == built(replace(opened, store=None))
    for catalog in Path("locales/catalogs").glob("*/small.xlf"):
        catalog.write_text(catalog.read_text("utf-8") + "\n", "utf-8")
    built(opened)
    assert read == ["hi", "ur"]

"""A small course with machine's drafts in Hindi and Urdu, as other programs see its catalogs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pathya.authoring.course import plain
from pathya.build.catalogs import update_catalogs
from pathya.build.pipeline import open_course
from pathya.build.project import Project, read_project
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

LESSON = """# Leave

Apply for **earned leave** in [the portal](https://example.org/leave).

Note the date.

The public authority has 30 days.
"""
COURSE = """id: leave
title: Leave rules
description: Who may take leave.
licence: CC BY 4.0
contacts:
  - {name: Desk, email: desk@example.org}
"""
DRAFTS = {
    "hi": {
        "Leave rules": ("छुट्टी के नियम",),
        "Apply for": ("पोर्टल में छुट्टी का आवेदन करें।",),
        "Note the": ("तारीख लिखें।",),
    },
    "ur": {"Leave rules": ("چھٹی کے قواعد",), "Note the": ("تاریخ لکھیں۔",)},
}


@dataclass(frozen=True, slots=True)
class Leave:
    """The project, and what lies in its catalogs."""

    project: Project

    def catalog(self, tag: str) -> Catalog:
        catalog, found = xliff_parse(self.project.catalog("leave", tag).read_bytes(), "")
        assert catalog is not None, found
        return catalog

    def entry(self, tag: str, words: str) -> Entry:
        """Find a text by the beginning of its words."""
        entries = self.catalog(tag).entries.values()
        return next(one for one in entries if plain(one.source).startswith(words))

    def people(self, tag: str) -> set[tuple[State, str, str]]:
        """Say how far texts have come, and by whom."""
        entries = self.catalog(tag).entries.values()
        return {(one.state, one.by, one.reviewer) for one in entries}

    def put(self, tag: str, words: str, **what: Any) -> None:
        """Change the file as another program would."""
        catalog, entry = self.catalog(tag), self.entry(tag, words)
        entries = {**catalog.entries, entry.id: replace(entry, **what)}
        path = self.project.catalog("leave", tag)
        beside = path.with_name("beside")
        beside.write_bytes(xliff_serialize(replace(catalog, entries=entries)))
        beside.replace(path)


def lay(root: Path) -> Leave:
    """Write the project."""
    folder = root / "content/courses/leave"
    (folder / "01-leave").mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE)
    (folder / "01-leave/index.md").write_text("# Leave\n")
    (folder / "01-leave/01-apply.md").write_text(LESSON)
    (root / "pathya.toml").write_text('languages = ["hi", "ur"]\n')
    project, found = read_project(root)
    assert project is not None, found
    course, faults = open_course(folder, ())
    assert course is not None, faults
    assert [one.changed for one in update_catalogs(project, course, ("hi", "ur"))] == [True, True]
    made = Leave(project)
    for tag, drafts in DRAFTS.items():
        for words, target in drafts.items():
            made.put(tag, words, target=target, state=State.MACHINE, by="Anuvad")
    return made

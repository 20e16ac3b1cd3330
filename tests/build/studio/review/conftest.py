"""A project whose one course has what translators meet: codes, equal texts, terms, a blank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pathya.authoring.course import Inline, plain
from pathya.build.catalogs import save_catalogs
from pathya.build.cli.main import DONE, run
from pathya.build.project import Project, read_project
from pathya.build.studio.review.desk import Desk, Key, Opened, open_catalog
from pathya.build.studio.review.edits import Action, Edit, Person, mark
from pathya.build.studio.review.saving import History, Order, Outcome, carry_out
from pathya.locales.catalog import Entry, State
from pathya.locales.xliff import xliff_parse

ASHA, TODAY = "Asha Rao", "2026-11-22"

LESSON = """# Leave

Apply for **earned leave** in [the portal](https://example.org/leave).

Note the date.

The public authority has 30 days.

Note the date.
"""
TERMS = "id,term,domain,note,keep\npublic-authority,public authority,law,A body under the Act,\n"
HINDI = "id,term,status,reviewed\npublic-authority,लोक प्राधिकरण,preferred,\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with terms, and a course without translations."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    (tmp_path / "pathya.toml").write_text('languages = ["hi", "ur"]\n')
    (tmp_path / "content/courses/leave-rules/01-start/02-leave.md").write_text(LESSON)
    terms = tmp_path / "locales/terms"
    terms.mkdir(parents=True)
    (terms / "terms.csv").write_text(TERMS)
    (terms / "hi.csv").write_text(HINDI)
    found, faults = read_project(tmp_path)
    assert found is not None, faults
    return found


@dataclass
class Office:
    """A desk, and short ways to work at it."""

    project: Project
    desk: Desk
    history: History
    key: Key = ("leave-rules", "hi")

    @property
    def file(self) -> Path:
        return self.project.catalog(*self.key)

    def opened(self) -> Opened:
        found = open_catalog(self.desk, *self.key)
        assert isinstance(found, Opened), found
        return found

    def entry(self, words: str, at: int = 0) -> Entry:
        """Find a text by the beginning of its words; of several that are equal, by number."""
        entries = self.opened().entries.values()
        return [one for one in entries if plain(one.source).startswith(words)][at]

    def on_disk(self, words: str, at: int = 0) -> Entry:
        """Find a text in the file, as another program would read it."""
        catalog, found = xliff_parse(self.file.read_bytes(), "")
        assert catalog is not None
        assert found == ()
        entries = catalog.entries.values()
        return [one for one in entries if plain(one.source).startswith(words)][at]

    def drafted(self, words: str, target: Inline, at: int = 0, **others: Any) -> None:
        """Lay a machine's draft into the file, as another program would."""
        self.written({"state": State.MACHINE, "by": "Anuvad"} | others, words, target, at)

    def written(self, what: dict[str, Any], words: str, target: Inline, at: int = 0) -> None:
        entry = replace(self.entry(words, at), target=target, **what)
        catalog, aside = self.opened().catalogs
        entries = {**catalog.entries, entry.id: entry}
        save_catalogs(self.project, (replace(catalog, entries=entries), aside))

    def do(
        self, action: str, entry: Entry, target: Inline | None = None, by: str = ASHA, **others: Any
    ) -> Outcome:
        """Do something to a text as somebody saw it."""
        said = {"remark": others.pop("remark", "")}
        edit = Edit(Action(action), entry.target if target is None else target, **said)
        order = Order(self.key, entry.id, mark(entry), edit, others.pop("everywhere", False))
        both = self.project.settings.translator_may_sign_off
        return carry_out(self.desk, self.history, by, order, Person(by, TODAY, both))


@pytest.fixture
def office(project: Project) -> Office:
    """The project, and somebody who works in it."""
    return Office(project, Desk(project), History())

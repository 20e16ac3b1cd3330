"""The project's memory: in step with its catalogs, whatever happens to them or to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.build.cli.main import DONE, run
from pathya.build.memory import check_memories, project_memory
from pathya.build.project import Project
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.memory.lookup import lookup
from pathya.locales.memory.store import origins
from pathya.locales.xliff_write import xliff_serialize

FILE = "locales/catalogs/hi/rti.xlf"


def write(root: Path, target: str, name: str = FILE) -> None:
    entry = Entry("a.1", ("Register first.",), (), (target,), State.TRANSLATED)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(xliff_serialize(Catalog("rti", "en", "hi", {entry.id: entry})))


def targets(project: Project) -> list[str]:
    with project_memory(project) as memory:
        found = lookup(memory, ("Register first.",), ("en", "hi"))
    return [str(match.target[0]) for match in found]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "pathya.toml").write_text('languages = ["hi", "ta"]\n')
    write(tmp_path, "पहले")
    return Project(tmp_path)


def test_catalogs_are_indexed_when_they_change(project):
    assert targets(project) == ["पहले"]
    write(project.root, "पहले पहल")
    write(project.root, "प्रथम", "locales/catalogs/hi/rti.obsolete.xlf")
    assert sorted(targets(project)) == ["पहले पहल", "प्रथम"]
    (project.root / FILE).unlink()
    assert targets(project) == ["प्रथम"]


def test_what_has_not_changed_is_not_indexed_again(project, monkeypatch):
    targets(project)
    monkeypatch.setattr("pathya.build.memory.remember", None)
    assert targets(project) == ["पहले"]


def test_git_passes_over_it(project):
    targets(project)
    assert (project.root / ".pathya/.gitignore").read_text("utf-8") == "*\n"


def test_a_catalog_that_cannot_be_read_has_nothing_to_remember(project):
    (project.root / FILE).write_bytes(b"<xliff")
    assert targets(project) == []


@pytest.mark.parametrize("start", [0, 4096])
def test_a_damaged_memory_is_made_anew(project, start):
    targets(project)
    path = project.root / ".pathya/memory.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[:start] + b"\xff" * (len(data) - start))
    assert targets(project) == ["पहले"]
    with project_memory(project) as memory:
        assert list(origins(memory)) == [FILE]


TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-GB"/><body><tu>
<tuv xml:lang="en-GB"><seg>Register first.</seg></tuv>
<tuv xml:lang="hi_IN"><seg>पंजीकरण</seg></tuv>
<tuv xml:lang="ta"><seg>முதலில்</seg></tuv>
<tuv xml:lang="de"><seg>Zuerst</seg></tuv>
</tu></body></tmx>"""


def test_memories_from_elsewhere_count_less_than_a_translator(project):
    (project.root / "locales/memories").mkdir()
    path = project.root / "locales/memories/agency.tmx"
    path.write_text(TMX, "utf-8")
    with project_memory(project) as memory:
        found = [lookup(memory, ("Register first.",), ("en", tag)) for tag in ("hi", "ta", "de")]
    assert [[(one.target, one.state, one.origin) for one in matches] for matches in found] == [
        [
            (("पहले",), State.TRANSLATED, FILE),
            (("पंजीकरण",), State.MEMORY, "locales/memories/agency.tmx"),
        ],
        [(("முதலில்",), State.MEMORY, "locales/memories/agency.tmx")],
        [],
    ]
    assert check_memories(project) == ()
    path.write_text(TMX.replace("en-GB", "*all*", 1), "utf-8")
    assert [(one.rule.code, one.where.path) for one in check_memories(project)] == [
        ("EXC001", path.as_posix())
    ]
    assert targets(project) == ["पहले"]


def test_searching(project, monkeypatch, capsys):
    monkeypatch.chdir(project.root)
    assert run(["memory", "search", "Register first!", "-l", "hi", "-l", "ta", "-l", "ur"]) == DONE
    assert capsys.readouterr().out == (
        f"hi    93% translated, {FILE}\n     Register first.\n     पहले\nta ur: nothing alike\n"
    )
    assert run(["memory", "search", "Register first.", "-l", "ta"]) == DONE
    assert run(["memory", "search", "Register first.", "--from", "hi", "-l", "hi"]) == DONE
    assert capsys.readouterr().out == "ta: nothing alike\nhi: nothing alike\n"

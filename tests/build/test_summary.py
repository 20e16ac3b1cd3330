"""The summary of builds: what it says, what it keeps, and that nothing is markup by chance."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pathya.authoring.diagnostics import Rule, Where
from pathya.build.building import Built
from pathya.build.cli.main import DONE, ERRORS, USAGE, run
from pathya.build.project import Project, Settings, read_project
from pathya.build.publishing.journal import open_journal, read_things, remember
from pathya.build.summary import renew_summary, save_summary

RULE = Rule("ABC001", "warning", "Short.", "Why.")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one new course in two languages, and the test inside it."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    (tmp_path / "pathya.toml").write_text('languages = ["or", "ur"]\nformats = ["scorm12"]\n')
    return tmp_path


def lesson_of(project: Path) -> Path:
    return project / "content/courses/leave-rules/01-start/01-welcome.md"


def summary_of(project: Path) -> Any:
    return json.loads((project / "dist/summary.json").read_text("utf-8"))


def page_of(project: Path) -> str:
    return (project / "dist/summary.html").read_text("utf-8")


def test_every_package_stands_in_the_summary(project):
    assert run(["build", "-f", "scorm12", "-f", "web"]) == DONE
    (course,) = summary_of(project)["courses"]
    languages = course["languages"]
    assert [one["language"] for one in languages] == ["en", "or", "ur"]
    assert languages[0]["blocked_by"] == []
    texts = languages[1]["states"]["new"]
    assert languages[1]["blocked_by"] == [f"{texts} texts not signed off"]
    built = json.loads((project / "dist/leave-rules/build.json").read_text())["packages"]
    named = [package for one in languages for package in one["packages"]]
    assert sorted(named, key=lambda one: one["package"]) == built
    page = page_of(project)
    for package in named:
        assert f'href="leave-rules/{package["package"]}"' in page
        assert package["content_digest"] in page
    assert "<strong>1 of 3</strong>" in page


def test_the_page_loads_nothing_and_runs_nothing(project):
    run(["build"])
    page = page_of(project)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert re.findall(r"<(script|link|img|iframe)|\b(?:src|on\w+)=", page) == []


def test_building_again_touches_neither_file(project):
    run(["build"])
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").glob("summary.*")}
    run(["build"])
    assert len(before) == 2
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_was_not_built_now_stays_with_its_findings(project):
    catalog = project / "locales/catalogs/ur/leave-rules.xlf"
    catalog.parent.mkdir(parents=True)
    catalog.write_text("<broken")
    assert run(["build"]) == ERRORS
    assert run(["build", "-l", "or"]) == DONE
    _, odia, urdu = sorted(
        summary_of(project)["courses"][0]["languages"], key=lambda one: one["language"]
    )
    assert [one["code"] for one in urdu["findings"]] == ["CAT001"]
    assert urdu["blocked_by"] == ["1 error", "no package"]
    assert len(odia["packages"]) == 1


def test_a_language_that_the_project_gave_up_leaves_the_summary(project):
    assert run(["build"]) == DONE
    (project / "pathya.toml").write_text('languages = ["or"]\nformats = ["scorm12"]\n')
    assert run(["build"]) == DONE
    left = summary_of(project)
    assert [one["language"] for one in left["courses"][0]["languages"]] == ["en", "or"]
    (project / "dist/summary.json").unlink()
    assert run(["build"]) == DONE
    assert summary_of(project) == left


def test_a_course_with_errors_is_not_built_and_blocked(project):
    lesson_of(project).write_text("# Title\n\n![x](media/none.png)\n")
    assert run(["build"]) == ERRORS
    (course,) = summary_of(project)["courses"]
    assert course["languages"] == []
    assert "Not built: see the findings." in page_of(project)
    lesson_of(project).write_text("# Title\n\nNo errors.\n")
    assert run(["build", "-l", "or"]) == DONE
    assert summary_of(project)["courses"][0]["findings"] == []


def test_findings_lead_to_their_file(project):
    lesson_of(project).write_text("# Title\n\nNo <b>HTML</b> here.\n")
    run(["build"])
    (href,) = re.findall(r'<a href="([^"]+)">content/[^<]+:3</a>', page_of(project))
    assert (project / "dist" / unquote(href)).resolve() == lesson_of(project).resolve()
    assert page_of(project).count("MDN006") == 1


def test_findings_lead_to_the_code_host(project):
    lesson_of(project).write_text("# Title\n\nNo <b>HTML</b> here.\n")
    run(["build", "--source-url", "https://code.example/blob/main/{path}#L{line}"])
    address = "https://code.example/blob/main/content/courses/leave-rules/01-start/01-welcome.md#L3"
    assert f'<a href="{address}">' in page_of(project)


def test_an_address_that_is_none_is_refused(project, capsys):
    assert run(["build", "--source-url", "javascript:alert(1)"]) == USAGE
    assert "is no address" in capsys.readouterr().err


def test_what_is_found_is_text_and_never_markup(tmp_path):
    found = RULE.at(Where("a <b>.md", 2), "<script>alert(1)</script> اردو", '"&hint"')
    here = Project(tmp_path, Settings(dist="."))
    save_summary(here, [Built("<i>course</i>", (), (found,))], "")
    page = (tmp_path / "summary.html").read_text("utf-8")
    assert "<script" not in page
    assert "<i>" not in page
    assert "<script>alert(1)</script> اردو" in unescape(page)


@pytest.mark.parametrize("data", ["", "[]", '{"courses": [{"course": "x"}]}', '{"courses": 3}'])
def test_an_earlier_summary_that_cannot_be_read_is_as_good_as_none(project, data):
    (project / "dist").mkdir()
    (project / "dist/summary.json").write_text(data)
    assert run(["build"]) == DONE
    assert [one["course"] for one in summary_of(project)["courses"]] == ["leave-rules"]


def note(path: Path, key: str, **values: str) -> None:
    with open_journal(path) as journal:
        remember(journal, key, **values)


def test_what_is_on_the_platform_stands_in_the_summary(project):
    journal = project / ".pathya/igot-portal.example.sqlite"
    note(journal, "leave-rules/or/course", id="do_1", status="Live")
    note(journal, "leave-rules/or/resource/start", id="do_2", status="Draft")
    assert run(["build"]) == DONE
    english, odia, _ = summary_of(project)["courses"][0]["languages"]
    assert english["published"] == []
    assert [tuple(one.values()) for one in odia["published"]] == [
        ("portal.example", "course", "do_1", "Live"),
        ("portal.example", "resource/start", "do_2", "Draft"),
    ]
    page = page_of(project)
    assert '<th scope="col">On portal.example</th>' in page
    assert "<li>course: <code>do_1</code> Live</li>" in page


def test_a_journal_that_another_holds_or_that_is_none_is_passed_over(project):
    journal = project / ".pathya/igot-portal.example.sqlite"
    note(journal, "leave-rules/or/course", id="do_1")
    with open_journal(journal) as held:
        remember(held, "leave-rules/or/course", id="do_2")
        assert read_things(journal) == ()
        assert run(["build"]) == DONE
    journal.write_bytes(b"no database")
    assert read_things(journal) == ()


def test_publishing_renews_the_summary_that_is_there(project):
    assert run(["build", "--source-url", "https://code.example/{path}#L{line}"]) == DONE
    note(project / ".pathya/igot-portal.example.sqlite", "leave-rules/ur/course", id="do_3")
    read, found = read_project(project)
    assert read is not None, found
    renew_summary(read)
    assert "do_3" in page_of(project)
    assert summary_of(project)["source_url"] == "https://code.example/{path}#L{line}"
    for path in (project / "dist").glob("summary.*"):
        path.unlink()
    renew_summary(read)
    assert list((project / "dist").glob("summary.*")) == []


def test_findings_lead_to_their_file_from_any_folder(project, monkeypatch):
    lesson_of(project).write_text("# Title\n\nNo <b>HTML</b> here.\n")
    monkeypatch.chdir(project / "content")
    run(["build"])
    (href,) = re.findall(r'<a href="([^"]+)">content/[^<]+:3</a>', page_of(project))
    assert (project / "dist" / unquote(href)).resolve() == lesson_of(project).resolve()

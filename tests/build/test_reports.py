"""Reports for machines: what code hosts and CI systems ask of SARIF and JUnit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathya.authoring.diagnostics import Rule, Where
from pathya.authoring.xml.parse import parse_xml
from pathya.build.cli.main import DONE, ERRORS, run
from pathya.build.reports import junit_report, sarif_report

LESSON = "content/courses/leave-rules/01-start/01-welcome.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """A project with one new course in its source language and another."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    (tmp_path / "pathya.toml").write_text('languages = ["or"]\n')
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def broken(project: Path) -> Path:
    """A project whose lesson has an error on line 5 and a warning on line 3."""
    (project / LESSON).write_text("# Title\n\nNo <b>HTML</b> here.\n\n![x](media/none.png)\n")
    return project


def test_report_json(broken, capsys):
    assert run(["check", "--report", "json"]) == ERRORS
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(one["line"], one["severity"], one["code"]) for one in found] == [
        (3, "warning", "MDN006"),
        (5, "error", "MED001"),
    ]
    assert found[1]["path"] == LESSON


def test_report_sarif(broken, capsys):
    run(["check", "--report", "sarif"])
    report = json.loads(capsys.readouterr().out)
    (ran,) = report["runs"]
    assert (report["version"], ran["tool"]["driver"]["name"]) == ("2.1.0", "pathya")
    rules = ran["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["MDN006", "MED001"]
    assert rules[1]["defaultConfiguration"] == {"level": "error"}
    for rule in rules:
        texts = (rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert all(texts)
    assert ran["results"][1] == {
        "ruleId": "MED001",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": ran["results"][1]["message"]["text"]},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": LESSON,
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 5},
                }
            }
        ],
    }


RULE = Rule("ABC001", "warning", "Short.", "Why.", "A source")
FOUND = (
    RULE.at(Where("कोर्स/a file.md"), "said of the whole file"),
    RULE.at(Where("कोर्स/a file.md", 3), "<said> \x00", "Do it."),
    RULE.at(Where("कोर्स/a file.md", 3), "said of the same line"),
    RULE.at(Where("/elsewhere/b.md", 1), "said of a file outside"),
)


def test_sarif_names_files_by_addresses_and_always_a_line():
    (ran,) = json.loads(sarif_report(FOUND))["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in ran["results"]]
    assert [place["region"]["startLine"] for place in places] == [1, 3, 3, 1]
    uris = [place["artifactLocation"]["uri"] for place in places]
    assert uris[0] == "%E0%A4%95%E0%A5%8B%E0%A4%B0%E0%A5%8D%E0%A4%B8/a%20file.md"
    assert uris[3] == "file:///elsewhere/b.md"
    assert "uriBaseId" not in places[3]["artifactLocation"]


def test_sarif_without_findings_has_results_all_the_same():
    (ran,) = json.loads(sarif_report(()))["runs"]
    assert (ran["results"], ran["tool"]["driver"]["rules"]) == ([], [])


def test_report_junit(broken, capsys):
    run(["check", "--report", "junit"])
    root = parse_xml(capsys.readouterr().out.encode())
    (suite,) = root
    assert root.tag == "testsuites"
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    assert [case[0].tag for case in suite] == ["system-out", "failure"]
    assert [(case.get("classname"), case.get("file")) for case in suite] == [(LESSON, LESSON)] * 2


def test_junit_has_a_case_of_its_own_for_each_finding():
    (suite,) = parse_xml(junit_report(FOUND).encode())
    keys = {(case.get("classname"), case.get("name")) for case in suite}
    assert len(keys) == len(FOUND)
    assert suite[1].get("name") == "ABC001 line 3: <said> \ufffd"


def test_junit_without_findings_has_a_case_that_passes():
    (suite,) = parse_xml(junit_report(()).encode())
    (case,) = suite
    assert (suite.get("tests"), case.get("name"), len(case)) == ("1", "no findings", 0)


def test_a_report_goes_into_a_file_and_people_read_text(broken, capsys):
    assert run(["check", "--report", "junit", "-o", "out/check.xml"]) == ERRORS
    assert " error MED001 " in capsys.readouterr().out
    assert parse_xml((broken / "out/check.xml").read_bytes()).get("failures") == "1"


def test_strict_makes_warnings_errors(project, capsys):
    (project / LESSON).write_text("# Title\n\nNo <b>HTML</b> here.\n")
    assert run(["check"]) == DONE
    assert ": warning MDN006 " in capsys.readouterr().out
    assert run(["check", "--strict", "--report", "junit", "-o", "check.xml"]) == ERRORS
    assert ": error MDN006 " in capsys.readouterr().out
    assert parse_xml((project / "check.xml").read_bytes()).get("failures") == "1"

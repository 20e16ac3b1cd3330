"""Attestations: what they hold, that they are the same each time, and what verifying finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pathya.build import building
from pathya.build.cli.main import DONE, ERRORS, USAGE, run

COURSE = Path("content/courses/leave-rules")
LESSON = COURSE / "01-start/01-welcome.md"
STATEMENT = Path("dist/leave-rules/provenance.json")
PACKAGE = Path("dist/leave-rules/leave-rules-or-scorm12.zip")
CATALOG = Path("locales/catalogs/or/leave-rules.xlf")

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> Path:
    """A project with one attested course in two languages, and the test inside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert run(["new", "leave-rules"]) == DONE
    Path("pathya.toml").write_text('languages = ["or"]\nformats = ["scorm12", "web"]\n')
    snapshot = Path("content/competencies/names-2026-01-01.csv")
    snapshot.parent.mkdir()
    snapshot.write_text("area,theme,subtheme\nBehavioural,Self-Awareness,Self-Learning\n")
    assert run(["catalog", "update"]) == DONE
    assert run(["build", "--attest"]) == DONE
    capsys.readouterr()
    return tmp_path


def statement() -> Any:
    return json.loads(STATEMENT.read_text("utf-8"))


def codes(capsys: Capsys) -> list[str]:
    capsys.readouterr()
    run(["attest", "verify", "--report", "json"])
    return [one["code"] for one in json.loads(capsys.readouterr().out)["diagnostics"]]


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_a_statement_is_in_totos_and_slsas(project):
    said = statement()
    assert list(said) == ["_type", "subject", "predicateType", "predicate"]
    assert said["_type"] == "https://in-toto.io/Statement/v1"
    assert said["predicateType"] == "https://slsa.dev/provenance/v1"
    assert list(said["predicate"]) == ["buildDefinition", "runDetails"]
    definition = said["predicate"]["buildDefinition"]
    assert definition["buildType"] == "urn:pathya:build:1"
    assert definition["externalParameters"] == {
        "languages": ["en", "or"],
        "formats": ["scorm12", "web"],
    }
    builder = said["predicate"]["runDetails"]["builder"]
    assert builder["id"] == "urn:pathya"
    assert said["predicate"]["runDetails"].keys() == {"builder"}


def test_subjects_are_the_packages(project):
    built = json.loads(Path("dist/leave-rules/build.json").read_text())["packages"]
    assert [
        (one["name"], one["digest"], one["annotations"]["contentDigest"])
        for one in statement()["subject"]
    ] == [(one["package"], {"sha256": one["sha256"]}, one["content_digest"]) for one in built]


def test_dependencies_are_all_that_packages_are_made_of(project):
    named = statement()["predicate"]["buildDefinition"]["resolvedDependencies"]
    files = [path for path in COURSE.rglob("*") if path.is_file()]
    files += [CATALOG, Path("pathya.toml"), Path("content/competencies/names-2026-01-01.csv")]
    assert {one["name"]: one["digest"] for one in named} == {
        path.as_posix(): {"sha256": digest(path)} for path in files
    }
    assert [one["name"] for one in named] == sorted(one["name"] for one in named)


def test_the_same_sources_give_the_same_bytes(project):
    before = STATEMENT.read_bytes()
    STATEMENT.unlink()
    run(["build", "--attest"])
    assert STATEMENT.read_bytes() == before


def test_a_time_is_told_when_one_is_handed_in(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763769600")
    run(["build", "--attest"])
    told = statement()["predicate"]["runDetails"]["metadata"]
    assert told == {"finishedOn": "2025-11-22T00:00:00Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run(["build", "--attest"]) == USAGE


def test_only_what_this_run_built_is_attested(project):
    run(["build", "-l", "or", "-f", "web", "--attest"])
    assert [one["name"] for one in statement()["subject"]] == ["leave-rules-or-web.zip"]


def test_sources_that_change_meanwhile_are_not_attested(project, monkeypatch, capsys):
    before = STATEMENT.read_bytes()

    def disturbed(*how: Any) -> Any:
        LESSON.write_text("# Title\n\nChanged.\n")
        return build_language(*how)

    build_language = building.build_language
    monkeypatch.setattr(building, "build_language", disturbed)
    assert run(["build", "--attest", "--no-store"]) == ERRORS
    assert "error ATT001 the sources of `leave-rules` changed" in capsys.readouterr().out
    assert STATEMENT.read_bytes() == before


def test_what_is_as_attested_verifies(project, capsys):
    assert codes(capsys) == []
    assert run(["attest", "verify", "leave-rules"]) == DONE


def change_package() -> None:
    PACKAGE.write_bytes(PACKAGE.read_bytes() + b"x")


def change_lesson() -> None:
    LESSON.write_text("# Title\n\nOther words.\n")


def change_metadata() -> None:
    said = statement()
    said["subject"][0]["annotations"]["contentDigest"] = "0" * 64
    STATEMENT.write_text(json.dumps(said))


def spoil(**values: Any) -> Callable[[], None]:
    return lambda: (STATEMENT.write_text(json.dumps(statement() | values)), None)[1]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (change_package, ["ATT003"]),
        (PACKAGE.unlink, ["ATT003"]),
        (change_lesson, ["ATT004", *["ATT005"] * 4]),
        (CATALOG.unlink, ["ATT004"]),
        (lambda: (COURSE / "media/new.txt").write_text("x"), ["ATT004"]),
        (change_metadata, ["ATT005"]),
        (lambda: (COURSE / "course.yaml").write_text("title: ["), ["ATT004", *["ATT005"] * 4]),
        (STATEMENT.unlink, ["ATT002"]),
        (lambda: STATEMENT.write_text("{}"), ["ATT002"]),
        (lambda: STATEMENT.write_text("[1]"), ["ATT002"]),
        (lambda: STATEMENT.write_bytes(b"\xff"), ["ATT002"]),
        (spoil(predicateType="https://example.test/other"), ["ATT002"]),
        (spoil(predicate={"buildDefinition": 3}), ["ATT002"]),
    ],
)
def test_what_is_not_as_attested_is_found(project, capsys, change, expected):
    change()
    assert codes(capsys) == expected
    assert run(["attest", "verify"]) == ERRORS


def test_a_statement_cannot_lead_elsewhere(project, capsys):
    said = statement()
    said["predicate"]["buildDefinition"]["externalParameters"]["languages"] = ["../../x"]
    STATEMENT.write_text(json.dumps(said))
    assert codes(capsys) == ["ATT002"]
    said["predicate"]["buildDefinition"]["externalParameters"]["languages"] = ["en", "or"]
    said["subject"][0]["name"] = "../../../pathya.toml"
    STATEMENT.write_text(json.dumps(said))
    assert codes(capsys) == ["ATT003", "ATT005"]

"""`pathya narrate`: what it prints, and its exits."""

from __future__ import annotations

import pytest

from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, run
from pathya.build.narration import booths
from pathya.locales.engines.protocol import EngineFault


@pytest.fixture
def voices(monkeypatch, tone):
    monkeypatch.setattr(booths, "espeak", tone.voice)
    return tone


def test_a_course_is_narrated(project, voices, capsys):
    assert run(["narrate", "limits"]) == DONE
    said = capsys.readouterr().out
    assert "4 sentences, 4 spoken" in said
    assert "warning NAR002 hi: 3 texts of limits are not translated" in said
    assert (project.narrations("limits", "en") / "limits.vtt").is_file()
    assert not project.narrations("limits", "hi").exists()
    assert run(["narrate", "-l", "en"]) == DONE
    assert "as it was" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(project, voices, capsys):
    assert run(["narrate", "-l", "en", "--dry-run"]) == DONE
    assert "4 sentences, 4 to be spoken" in capsys.readouterr().out
    assert not (project.root / "content/narration").exists()


@pytest.mark.parametrize(("kind", "code"), [("failed", UNFINISHED), ("setup", ERRORS)])
def test_a_voice_that_fails(project, voices, kind, code, capsys):
    voices.fault = EngineFault("no line", kind=kind)
    assert run(["narrate", "-l", "en"]) == code
    said = capsys.readouterr().out
    assert "not narrated" in said
    assert "as it was" not in said


def test_a_course_that_is_not_narrated_is_left_alone(project, voices, capsys):
    file = project.root / "content/courses/limits/course.yaml"
    file.write_text(file.read_text().replace("on: yes", "on: no"))
    assert run(["narrate"]) == DONE
    assert "Nothing to narrate" in capsys.readouterr().err
    assert voices.said == []


def test_check_and_build_tell_of_a_narration_that_is_out_of_date(project, voices, capsys):
    run(["narrate", "-l", "en"])
    run(["build", "-l", "en", "-f", "web"])
    assert "NAR005" not in capsys.readouterr().out
    file = project.root / "content/courses/limits/01-start/01-limits.md"
    before = file.read_text()
    file.write_text(before.replace("30 days", "35 days"))
    for command in (["check", "-l", "en"], ["build", "-l", "en", "-f", "web"]):
        run(command)
        assert "warning NAR005 limits has another text now" in capsys.readouterr().out
    file.write_text(before)
    (project.narrations("limits", "en") / "limits.mp3").unlink()
    run(["build", "-l", "en", "-f", "web"])
    assert "warning NAR005 limits.mp3 is missing" in capsys.readouterr().out


def test_a_lexicon_with_faults_is_told_of(project, voices, capsys):
    path = project.lexicon("en")
    path.parent.mkdir(parents=True)
    path.write_text("written,spoken\nX\n")
    assert run(["narrate", "-l", "en"]) == ERRORS
    assert "locales/speech/en.csv:2: error NAR001" in capsys.readouterr().out

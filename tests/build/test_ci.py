"""The workflows for code hosts: pinned, of few rights, and every `pathya …` line in them runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pathya.build.cli.main import DONE, USAGE, run
from pathya.build.project import read_framework, read_project
from pathya.build.rehearsal.doors import KEY, TOKENS
from pathya.build.rehearsal.server import serving
from pathya.build.rehearsal.world import World
from pathya.build.scaffold import LOCK, WORKFLOWS

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "build/pathya/build/ci"
HOSTS = sorted(WORKFLOWS)

PROJECT = """
languages = ["en"]
[publish.igot]
organisation = "0140"
organisation_name = "Digital Learning Lab"
creator = "u1"
creator_name = "Asha"
poll_seconds = 0
"""
VARIABLES = {
    "GITHUB_SERVER_URL": "https://code.example",
    "GITHUB_REPOSITORY": "team/courses",
    "GITHUB_SHA": "0123abc",
    "CI_PROJECT_URL": "https://code.example/team/courses",
    "CI_COMMIT_SHA": "0123abc",
}


def text_of(host: str) -> str:
    return (SOURCES / f"{host}.yml").read_text("utf-8")


def read(host: str) -> Any:
    return yaml.safe_load(text_of(host))


def scripts(host: str) -> list[str]:
    """What runs, job by job and step by step."""
    if host == "github":
        steps = [step for job in read(host)["jobs"].values() for step in job["steps"]]
        return [step["run"] for step in steps if "run" in step]
    jobs = [job for job in read(host).values() if isinstance(job, dict)]
    return [
        "\n".join(job[key]) for job in jobs for key in ("before_script", "script") if key in job
    ]


@pytest.fixture
def platform() -> Iterator[str]:
    """A platform of the rehearsal that knows our snapshot's competencies."""
    ours, _ = read_project(ROOT)
    assert ours is not None
    framework, _ = read_framework(ours)
    with serving(World(framework=tuple(place.competency for place in framework))) as url:
        yield url


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one new course, and the test inside it."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    assert run(["new", "leave-rules"]) == DONE
    Path("pathya.toml").write_text(PROJECT)
    return root


@pytest.fixture
def in_a_shell(project: Path, platform: str) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Run a script as a code host would; `pathya` is ours, and notes that it was called."""
    tools = project.parent / "tools"
    tools.mkdir()
    shim = tools / "pathya"
    code = "from pathya.build.cli.main import main; main()"
    shim.write_text(f'#!/bin/sh\necho "$@" >> "$CALLS"\nexec "{sys.executable}" -c "{code}" "$@"\n')
    shim.chmod(0o755)
    own = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "CALLS": str(tools / "calls"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PATHYA_IGOT_URL": platform,
        "PATHYA_IGOT_KEY": KEY,
        **{f"PATHYA_IGOT_{role.upper()}_TOKEN": token for token, role in TOKENS.items()},
    }

    def start(script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-c", script],
            env={**os.environ, **VARIABLES, **own},
            capture_output=True,
            text=True,
            check=False,
        )

    return start


@pytest.mark.parametrize("host", HOSTS)
def test_every_line_of_a_workflow_runs(host, project, platform, in_a_shell):
    assert run(["competencies", "sync", "--url", platform]) == DONE
    for script in scripts(host):
        if "pip install" in script:
            assert script.split() == [
                *("python", "-m", "pip", "install", "--require-hashes"),
                *("--only-binary", ":all:", "-r", LOCK),
            ]
            continue
        done = in_a_shell(script)
        assert done.returncode == DONE, done.stdout + done.stderr
        assert "::warning::" not in done.stdout
    written = re.findall(r"^ +(?:- |run: )?pathya (.+)$", text_of(host), re.M)
    called = (project.parent / "tools/calls").read_text().splitlines()
    assert len(called) == len(written) == 5
    assert [call.split()[0] for call in called] == [line.split()[0] for line in written]
    assert (project / "dist/leave-rules/provenance.json").is_file()


@pytest.mark.parametrize("host", HOSTS)
def test_findings_stop_the_check_and_lead_to_the_code_host(host, project, in_a_shell):
    lesson = project / "content/courses/leave-rules/01-start/01-welcome.md"
    lesson.write_text("# Title\n\nNo <b>HTML</b> here.\n\n![x](media/none.png)\n")
    check, build = (one for one in scripts(host) if re.search("pathya (check|build)", one))
    assert in_a_shell(check).returncode == 1
    assert any((project / name).is_file() for name in ("check.sarif", "check.xml"))
    assert in_a_shell(build).returncode == 1
    end = "0123abc/content/courses/leave-rules/01-start/01-welcome.md#L5"
    assert re.search(rf'href="https://code.example/\S+{end}"', summary_of(project))


def summary_of(project: Path) -> str:
    return (project / "dist/summary.html").read_text("utf-8")


def test_publishing_that_waits_is_no_failure_on_github(project, in_a_shell):
    (publish,) = (one for one in scripts("github") if "pathya publish" in one)
    for code, expected in ((3, 0), (1, 1), (0, 0)):
        done = in_a_shell(
            publish.replace("pathya publish --to igot --stage review", f"(exit {code})")
        )
        assert (done.returncode, "::warning::" in done.stdout) == (expected, code == 3)


def test_actions_are_pinned_by_commit_with_their_version_beside():
    lines = re.findall(r"uses: (.+)", text_of("github"))
    assert len(lines) == 8
    wrong = [
        one for one in lines if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)
    ]
    assert wrong == []


def test_jobs_have_no_more_rights_than_they_need():
    workflow = read("github")
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "security-events": "write"},
        "publish": {"contents": "read"},
    }
    checkouts = re.findall(r"actions/checkout@.*\n +with:\n +(.*)", text_of("github"))
    assert checkouts == ["persist-credentials: false"] * 2
    assert "pull_request_target" not in text_of("github")
    # What a pull request may write never comes into a script; secrets come by the environment.
    assert [script for script in scripts("github") if "${{" in script] == []


@pytest.mark.parametrize("host", HOSTS)
def test_publishing_is_for_people_to_start(host):
    workflow = read(host)
    if host == "github":
        assert "workflow_dispatch" in workflow["jobs"]["publish"]["if"]
        assert workflow["jobs"]["publish"]["environment"] == "igot"
    else:
        assert workflow["publish"]["rules"][0]["when"] == "manual"
        assert workflow["publish"]["environment"] == "igot"


# --- init-ci -------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_a_workflow_is_written_and_never_over_another(host, project, capsys):
    assert run(["init-ci", host]) == DONE
    path = project / WORKFLOWS[host]
    assert path.read_text("utf-8") == text_of(host)
    assert f"installs Pathya from {LOCK}" in capsys.readouterr().out
    path.write_text("mine")
    assert run(["init-ci", host]) == USAGE
    assert "is already there" in capsys.readouterr().err
    assert path.read_text() == "mine"
    (project / LOCK).touch()
    assert run(["init-ci", host, "--force"]) == DONE
    assert capsys.readouterr().out == f"wrote {WORKFLOWS[host]}\n"
    assert path.read_text("utf-8") == text_of(host)


@pytest.mark.parametrize("host", HOSTS)
def test_the_documentation_shows_the_same_workflow(host, golden):
    golden(ROOT / f"docs/ci/{host}.yml", text_of(host))

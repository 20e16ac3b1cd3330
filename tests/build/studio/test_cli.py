"""`pathya studio`: how it starts and ends, and whose name it takes."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from pathya.build.cli import studio as command
from pathya.build.cli.main import DONE, USAGE, run
from pathya.build.project import Project, Settings
from pathya.build.studio.browser import opening
from pathya.build.studio.people import who

START = "from pathya.build.cli.main import main; main()"


@contextmanager
def ending(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_it_starts_prints_the_way_in_and_stops(project_copy: Project) -> None:
    args = [sys.executable, "-c", START, "studio", "--port", "0", "--no-open"]
    run_in: dict[str, Any] = {"cwd": project_copy.root, "stdout": subprocess.PIPE}
    with ending(subprocess.Popen(args, **run_in, text=True)) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/start\?token=[\w-]{43}", url)
        with httpx.Client(base_url=url.partition("/start")[0], timeout=30) as client:
            assert client.get(url).status_code == 200
            while client.get("/api/courses").json()["waiting"]:  # which starts its worker
                time.sleep(0.1)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == DONE
        assert time.monotonic() - start < 10


def test_without_the_extra_it_says_how_to_get_it(
    project_copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project_copy.root)
    for name in [name for name in sys.modules if name.startswith("pathya.build.studio")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["studio"]) == USAGE
    assert "Install it with: pip install 'pathya[studio]'" in capsys.readouterr().err


def test_without_a_project_it_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["studio", "--no-open"]) == USAGE
    assert "There is no pathya.toml" in capsys.readouterr().err


def test_a_port_that_is_taken(
    project_copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project_copy.root)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["studio", "--no-open", "--port", str(port)]) == USAGE
    assert "Give another with --port" in capsys.readouterr().err


PROXY = ("--behind-proxy", "X-User")
HERE = ("--url", "https://studio.example.in")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (PROXY, "go together"),
        (HERE, "go together"),
        ((*PROXY, *HERE, "--preview-url", "https://studio.example.in:8443"), "another host"),
        ((*PROXY, *HERE, "--preview-url", "preview.example.in"), "is no address"),
        ((*PROXY, *HERE, "--preview-url", "ftp://preview.example.in"), "is no address"),
        ((*PROXY, *HERE, "--preview-url", "https://x.example.in/pathya"), "is no address"),
        ((*PROXY, *HERE, "--preview-url", "https://a@x.example.in"), "is no address"),
        ((*PROXY, *HERE, "--preview-url", "https://x.example.in?a"), "is no address"),
        (("--behind-proxy", "X User", *HERE, "--preview-url", "https://x.in"), "is no header"),
        (("--behind-proxy", "Cookie", *HERE, "--preview-url", "https://x.in"), "is no header"),
    ],
)
def test_a_proxy_is_told_of_whole(
    args: tuple[str, ...],
    said: str,
    project_copy: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project_copy.root)
    assert run(["studio", "--no-open", *args]) == USAGE
    assert said in capsys.readouterr().err


def test_default_ports_belong_to_no_origin() -> None:
    proxy = command._proxy("X-User", "https://Studio.example.in:443/", "http://p.example.in:80")
    assert proxy
    assert (proxy.origin, proxy.preview_origin) == (
        "https://studio.example.in",
        "http://p.example.in",
    )


def test_the_browser_is_told_without_others_seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: shown.append(Path(url[len("file://") :])))
    with opening(True) as show:
        show("http://127.0.0.1:1/start?token=a&b")
        (page,) = shown
        assert "token" not in str(page)
        assert 'url=http://127.0.0.1:1/start?token=a&amp;b"' in page.read_text()
        if os.name == "posix":
            assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert not page.exists()
    with opening(False) as show:
        show("x")
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("setting", "git", "name"),
    [
        ("", "Asha Rao", "Asha Rao"),
        ("Ravi Das", "Asha Rao", "Ravi Das"),
        ("", "", ""),
        ("", "सुनीता शर्मा", "सुनीता शर्मा"),
    ],
)
def test_the_name_comes_from_settings_or_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, git: str, name: str
) -> None:
    config = tmp_path / "gitconfig"
    config.write_text(f"[user]\n\tname = {git}\n" if git else "", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    assert who(Project(tmp_path, Settings(user=setting))) == name


def test_without_git_nobody_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert who(Project(tmp_path)) == ""


def test_nothing_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; from pathya.build.cli import studio; print([name for name in "
        "('starlette', 'uvicorn', 'watchfiles', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_says_what_it_does(capsys: Any) -> None:
    assert run(["studio", "--help"]) == DONE
    assert "pathya studio --port 8160 --no-open" in capsys.readouterr().out

"""`pathya competencies`: against a server that speaks the framework's JSON."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, USAGE, run

DAY = "-20"
"""How the date in a snapshot's name begins, after the framework's."""


def term(name: str, number: int, *below: int, ref: str = "") -> dict[str, Any]:
    links = [{"identifier": f"fw_{n}"} for n in below]
    more = {"displayName": name, "timeStamp": 1724675757333 + number}
    about = {"description": f"What {name} is,\nin two lines", "additionalProperties": more}
    own = {"identifier": f"fw_{number}", "name": name, "refId": ref or f"COMSUBTHEME-{number:06}"}
    return {**own, **about, "associations": links * 2}


def framework(*subthemes: tuple[str, int]) -> dict[str, Any]:
    terms = [term(*one) for one in subthemes]
    below = [number for _, number in subthemes]
    levels = {
        "competencyarea": [term("Functional", 1, 2, ref="COMAREA-000003")],
        "theme": [term("Office Management", 2, *below, ref="a-bare-uuid")],
        "subtheme": terms,
    }
    categories = [{"code": code, "terms": terms} for code, terms in levels.items()]
    return {"result": {"framework": {"identifier": "kcmfinal_fw", "categories": categories}}}


KEEPING, DRAFTING = ("Record Keeping", 20), ("Noting & Drafting", 21)


class Platform:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.status = 200
        self.body = json.dumps(framework(KEEPING, DRAFTING)).encode()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""


@pytest.fixture
def platform() -> Iterator[Platform]:
    told = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, dict(self.headers)))
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def snapshots(project: Path) -> list[Path]:
    return sorted((project / "content/competencies").glob("*.csv"))


def test_the_framework_becomes_a_snapshot_without_a_key(project, platform, capsys):
    assert run(["competencies", "sync", "--url", platform.url + "/"]) == DONE
    ((path, headers),) = platform.asked
    assert path == "/api/framework/v1/read/kcmfinal_fw"
    assert "Authorization" not in headers
    (snapshot,) = snapshots(project)
    assert snapshot.name.startswith(f"kcmfinal_fw{DAY}")
    assert capsys.readouterr().out.splitlines() == [
        "new: Functional / Office Management / Record Keeping",
        "new: Functional / Office Management / Noting & Drafting",
        f"content/competencies/{snapshot.name}: 2 sub-themes",
    ]


def test_ids_names_and_descriptions_are_shown(project, platform, capsys):
    run(["competencies", "sync", "--url", platform.url])
    capsys.readouterr()
    assert run(["competencies", "show", "COMSUBTHEME-000021"]) == DONE
    assert capsys.readouterr().out.splitlines() == [
        "Area:      Functional",
        "           fw_1",
        "           COMAREA-000003",
        "           What Functional is, in two lines",
        "Theme:     Office Management",
        "           fw_2",
        "           a-bare-uuid",
        "           What Office Management is, in two lines",
        "Sub-theme: Noting & Drafting",
        "           fw_21",
        "           COMSUBTHEME-000021",
        "           What Noting & Drafting is, in two lines",
        "Levels: Beginner, Intermediate, Advanced.",
    ]
    assert run(["competencies", "search", "noting", "OFFICE"]) == DONE
    found = capsys.readouterr().out
    assert found == "Functional / Office Management / Noting & Drafting  fw_21\n"
    assert run(["competencies", "search", "cooking"]) == ERRORS


def test_a_second_sync_writes_only_what_has_changed(project, platform, capsys):
    run(["competencies", "sync", "--url", platform.url])
    (snapshot,) = snapshots(project)
    old = snapshot.rename(snapshot.with_name("kcmfinal_fw-2020-01-01.csv"))
    capsys.readouterr()
    assert run(["competencies", "sync", "--url", platform.url]) == DONE
    said = "content/competencies/kcmfinal_fw-2020-01-01.csv: 2 sub-themes, unchanged\n"
    assert capsys.readouterr().out == said
    assert snapshots(project) == [old]
    platform.body = json.dumps(framework(("Records", 20), ("Filing", 22))).encode()
    assert run(["competencies", "sync", "--url", platform.url]) == DONE
    theme = "Functional / Office Management"
    assert capsys.readouterr().out.splitlines()[:3] == [
        f"named otherwise: {theme} / Record Keeping -> {theme} / Records",
        f"new: {theme} / Filing",
        f"gone: {theme} / Noting & Drafting",
    ]
    assert snapshots(project) == [old, snapshot]


def test_ids_come_to_a_snapshot_of_names_of_the_same_day(project, platform, capsys):
    folder = project / "content/competencies"
    folder.mkdir(parents=True)
    run(["competencies", "sync", "--url", platform.url])
    today = snapshots(project)[0].stem[-10:]
    snapshots(project)[0].unlink()
    names = "area,theme,subtheme\nFunctional,Office Management,Record Keeping\n"
    (folder / f"kcm-names-{today}.csv").write_text(names)
    capsys.readouterr()
    assert run(["competencies", "show", "Functional / Office Management / Record Keeping"]) == DONE
    assert "Its ids are not known: run `pathya competencies sync`." in capsys.readouterr().out
    assert run(["competencies", "sync", "--url", platform.url]) == DONE
    assert "with ids now, where there were names alone" in capsys.readouterr().out
    assert run(["competencies", "search", "record"]) == DONE
    assert "  fw_20" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, b"{}", "status 500"),
        (502, b"Bad gateway", "status 502"),
        (200, b"Bad gateway", "not a framework"),
        (200, b'{"result": {"framework": {"categories": []}}}', "not a framework"),
        (200, b"[" * 100_000, "not a framework"),
        (200, b"\xff\xfe", "not a framework"),
    ],
    ids=["500", "502", "text", "empty", "deep", "bytes"],
)
def test_a_broken_answer_changes_nothing(project, platform, capsys, status, body, said):
    platform.status, platform.body = status, body
    assert run(["competencies", "sync", "--url", platform.url]) == UNFINISHED
    told = capsys.readouterr()
    assert f"{platform.url}/api/framework/v1/read/kcmfinal_fw: error PRJ007" in told.err
    assert said in told.err
    assert snapshots(project) == []


def test_a_server_that_is_not_there(project, capsys):
    assert run(["competencies", "sync", "--url", "http://127.0.0.1:9"]) == UNFINISHED
    assert "PRJ007" in capsys.readouterr().err


def test_without_a_snapshot_there_is_nothing_to_search(project, capsys):
    assert run(["competencies", "search", "x"]) == USAGE
    assert "Run `pathya competencies sync`" in capsys.readouterr().err


def test_a_snapshot_with_a_broken_cell_is_told_of(project, capsys):
    folder = project / "content/competencies"
    folder.mkdir(parents=True)
    rows = "area,theme,subtheme,theme_properties\na,b,c,{broken\n"
    (folder / "x-2026-01-01.csv").write_text(rows)
    assert run(["competencies", "show", "a / b / c"]) == ERRORS
    assert "x-2026-01-01.csv: error PRJ006" in capsys.readouterr().out

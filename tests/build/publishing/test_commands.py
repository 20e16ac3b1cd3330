"""`pathya publish` and `pathya rehearse` as people run them."""

from __future__ import annotations

from typing import Any

import pytest

from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, USAGE, run
from pathya.build.publish_settings import publish_faults
from pathya.build.publishing.journal import open_journal
from pathya.build.publishing.run import journal_path
from pathya.build.publishing.settings import read_account
from pathya.build.rehearsal import server
from pathya.build.rehearsal.doors import TOKENS
from pathya.build.rehearsal.faults import KINDS

SETTINGS = """
[publish.igot]
organisation = "0140"
organisation_name = "Digital Learning Lab"
creator = "u1"
creator_name = "Asha"
publisher = "u3"
publisher_name = "Charu"
poll_seconds = 0
"""
FORCE = ("--allow-unsigned", "a rehearsal")


@pytest.fixture
def here(stage: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The project of `stage`, with all that the environment must hold."""
    path = stage.project.root / "pathya.toml"
    path.write_text(path.read_text("utf-8") + SETTINGS, "utf-8")
    monkeypatch.chdir(stage.project.root)
    monkeypatch.setenv("PATHYA_IGOT_URL", stage.account.url)
    for token, role in TOKENS.items():
        monkeypatch.setenv(f"PATHYA_IGOT_{role.upper()}_TOKEN", token)
    return stage


def said(capsys: Any) -> list[str]:
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_from_the_plan_to_what_is_where(here: Any, capsys: Any) -> None:
    asked = ("publish", "safe-sign-in", "-l", "en", "-l", "te", *FORCE)
    assert run([*asked, "--stage", "publish", "--dry-run"]) == DONE
    lines = said(capsys)
    assert lines[1].endswith("create, sections, questions, review, publish")
    assert lines[2].endswith("en/course create, attach, review, accept, publish")
    assert lines[5].endswith("te/course create, update, attach, review, accept, publish")
    assert lines[6].startswith("31 changes, ")
    assert here.world.counts["writes"] == 0
    assert run(["publish", "--status"]) == DONE
    assert said(capsys)[0].startswith("The journal knows of nothing at http")
    assert run([*asked, "--stage", "publish"]) == DONE
    assert said(capsys)[:2] == ["safe-sign-in en Live", "safe-sign-in te Live"]
    assert run([*asked, "--stage", "publish", "--dry-run"]) == DONE
    assert said(capsys)[6].startswith("0 changes, 0.0 MB")
    assert run(["publish", "safe-sign-in", "-l", "en", "--status"]) == DONE
    lines = said(capsys)
    assert [line.split()[0] for line in lines][:2] == [
        "safe-sign-in/en/course",
        next(one for one in (line.split()[0] for line in lines) if "questionset" in one),
    ]
    assert lines[2].endswith("Live VALID")


def test_a_stage_that_waits_is_not_finished(here: Any, capsys: Any) -> None:
    assert run(["publish", "safe-sign-in", "-l", "en", "-l", "hi", *FORCE]) == UNFINISHED
    assert said(capsys)[:2] == [
        "safe-sign-in en in review",
        "safe-sign-in hi waits for the course in its first language to be Live",
    ]


def test_unsigned_texts_stop_their_language_and_no_other(here: Any, capsys: Any) -> None:
    assert run(["publish", "safe-sign-in", "-l", "en", "-l", "hi"]) == ERRORS
    lines = said(capsys)
    assert lines[:2] == [
        "safe-sign-in en in review",
        "safe-sign-in hi is not fit to be published",
    ]
    assert sum(" error CAT011 105 of 105 texts in Hindi " in line for line in lines) == 1


def test_competencies_without_ids_are_not_published(here: Any, capsys: Any) -> None:
    for path in (here.project.root / "content/competencies").glob("kcmfinal_fw-*.csv"):
        path.unlink()
    assert run(["publish", "safe-sign-in", "-l", "en"]) == ERRORS
    assert sum(" error IGT002 " in line for line in said(capsys)) == 3
    assert here.world.nodes == {}


def test_without_a_token_nothing_is_sent(here: Any, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.delenv("PATHYA_IGOT_PUBLISHER_TOKEN")
    assert run(["publish", "safe-sign-in", "--stage", "publish"]) == ERRORS
    assert "error PUB001 there is no token of a publisher" in said(capsys)[0]
    assert here.world.counts["requests"] == 1  # the competencies, read before


def test_a_plan_knows_what_is_there_as_a_draft(here: Any, capsys: Any) -> None:
    asked = ("publish", "safe-sign-in", "-l", "en", *FORCE)
    assert run([*asked, "--stage", "draft"]) == DONE
    capsys.readouterr()
    assert run([*asked, "--stage", "draft", "--dry-run"]) == DONE
    assert said(capsys)[3].startswith("0 changes, ")


@pytest.mark.parametrize("how", ["--stage=draft", "--status", "--dry-run"])
def test_a_journal_that_cannot_be_read(here: Any, capsys: Any, how: str) -> None:
    path = journal_path(here.project, here.account)
    path.parent.mkdir()
    path.write_bytes(b"this is no journal of ours, and never was" * 100)
    assert run(["publish", "safe-sign-in", "-l", "en", how]) == UNFINISHED
    told = capsys.readouterr().err
    assert "file is not a database" in told
    assert "Traceback" not in told
    assert here.world.counts["writes"] == 0


def test_another_publication_is_at_work(here: Any, capsys: Any) -> None:
    with open_journal(journal_path(here.project, here.account)):
        assert run(["publish", "safe-sign-in", "-l", "en"]) == UNFINISHED
    assert "another publication is at work" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"igot": {"url": "https://example.org"}}, "is no address of iGOT Karmayogi"),
        ({"igot": {"url": "https://evil-igotkarmayogi.gov.in"}}, "is no address of"),
        ({"igot": {"url": "http://cbp.igotkarmayogi.gov.in"}}, "is no address of"),
        ({"igot": {"dor": "kong"}}, "`dor` in [publish.igot] is not known"),
        ({"igot": {"door": "back"}}, "neither portal nor kong"),
        ({"igot": {"polls": "9"}}, "`polls` in [publish.igot] is not a whole number"),
        ({"moodle": {}}, "`moodle` in [publish] is no platform"),
        ({"igot": 1}, "`igot` in [publish] is not a table"),
        ([], "`publish` is not a table"),
    ],
)
def test_settings_that_are_wrong(options: Any, message: str) -> None:
    (found,) = publish_faults(options, None)  # type: ignore[arg-type]
    assert message in found.message


@pytest.mark.parametrize("url", ["https://cbp.uat.karmayogibharat.net", "http://127.0.0.1:8150"])
def test_addresses_that_a_project_may_name(url: str) -> None:
    assert [*publish_faults({"igot": {"url": url}}, None)] == []  # type: ignore[arg-type]


def test_the_rehearsal_says_what_the_environment_must_hold(here: Any, capsys, monkeypatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr(server, "serve", lambda *how: started.append(how))
    assert run(["rehearse", "--port", "8151", "--faults", "0.2", "--kind", "502"]) == DONE
    ((world, port, faults),) = started
    assert (len(world.framework), port, faults.rate, faults.kinds) == (112, 8151, 0.2, ("502",))
    assert said(capsys)[0].startswith("export PATHYA_IGOT_URL=http://127.0.0.1:8151 ")
    assert run(["rehearse", "--kind", "418"]) == USAGE
    assert KINDS == tuple(dict.fromkeys(KINDS))


@pytest.mark.parametrize(
    ("options", "limit"),
    [({}, 200), ({"door": "kong"}, 100), ({"door": "kong", "upload_mb": 50}, 50)],
)
def test_how_much_each_door_takes(options: Any, limit: int) -> None:
    assert read_account(options).upload_limit == limit * 2**20


def test_a_rehearsal_without_a_framework_says_so(
    tmp_path: Any, capsys: Any, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(server, "serve", lambda *_: None)
    assert run(["rehearse"]) == DONE
    assert "no competencies" in capsys.readouterr().err

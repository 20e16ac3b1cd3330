"""The line to the platform: patience where it does no harm, and no word of what is secret."""

from __future__ import annotations

import itertools
import json
import sqlite3
import traceback
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pathya.build.http import Answer, Request
from pathya.build.publishing.journal import Busy, open_journal
from pathya.build.publishing.platform import (
    Patience,
    Platform,
    Refused,
    Unclear,
    Waiting,
    ask,
)
from pathya.build.publishing.run import journal_path
from pathya.build.publishing.settings import Account, account_faults
from pathya.build.rehearsal.doors import KEY, TOKENS

IGOT = Path(__file__).parents[4] / "shared/data/igot/schemas"
FINE = Answer(200, b'{"result": {"identifier": "do_1"}}')


def platform(account: Account, *answers: Answer, tries: int = 8) -> tuple[Platform, list[Any]]:
    """A platform that gives these answers, and what happens at it: requests and pauses."""
    waiting, seen = iter(answers), list[Any]()

    def fetch(request: Request) -> Answer:
        seen.append(request.method)
        return next(waiting)

    patience = Patience(tries, sleep=seen.append, clock=lambda: 0.0, jitter=lambda: 1.0)
    return Platform(account, fetch, patience), seen


def test_reading_is_tried_again_and_again(stage: Any) -> None:
    bad = Answer(502, b"Bad Gateway"), Answer(fault="nothing came"), Answer(200, b"<html>")
    line, seen = platform(stage.account, *bad, FINE)
    assert ask(line, "read", "do_1") == {"identifier": "do_1"}
    assert seen == ["GET", 1.0, "GET", 2.0, "GET", 4.0, "GET"]


@pytest.mark.parametrize(
    "answer", [Answer(502, b"Bad Gateway"), Answer(500, b"{}"), Answer(fault="cut")]
)
def test_a_write_whose_answer_is_lost_is_not_repeated(stage: Any, answer: Answer) -> None:
    line, seen = platform(stage.account, answer)
    with pytest.raises(Unclear):
        ask(line, "create", body={})
    assert seen == ["POST"]


def test_too_many_requests_wait_as_long_as_the_platform_says(stage: Any) -> None:
    line, seen = platform(stage.account, Answer(429, b"{}", {"Retry-After": "7"}), FINE)
    ask(line, "create", body={})
    assert seen == ["POST", 7.0, "POST"]
    line, _ = platform(stage.account, Answer(429, b"{}", {"Retry-After": "7200"}))
    with pytest.raises(Unclear, match="come back in 7200 seconds"):
        ask(line, "create", body={})


def test_no_more_requests_in_an_hour_than_are_allowed(stage: Any) -> None:
    line, seen = platform(replace(stage.account, per_hour=2), FINE, FINE, FINE)
    for _ in range(3):
        ask(line, "read", "do_1")
    assert seen == ["GET", "GET", 3600.0, "GET"]


def test_a_token_that_has_run_out_is_waited_for(stage: Any) -> None:
    line, _ = platform(stage.account, *[Answer(401, b'{"message": "Unauthorized"}')] * 3)
    with pytest.raises(Waiting):
        ask(line, "create", body={})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"params": {"err": "ERR_X", "errmsg": "No"}, "result": {}}', "ERR_X: No"),
        (
            b'{"params": {"err": "E", "errmsg": "V"}, "result": {"messages": ["a", "b"]}}',
            "E: a; b",
        ),
        (b'{"error": "no such thing"}', "400: no such thing"),
        (b"plain words", "400: plain words"),
    ],
)
def test_refusals_in_all_forms(stage: Any, data: bytes, said: str) -> None:
    line, _ = platform(stage.account, Answer(400, data))
    with pytest.raises(Refused) as refused:
        ask(line, "create", body={})
    assert refused.value.message == said


STRANGE = {
    "nothing": (200, b'{"result": {}}'),
    "text": (200, b'{"result": {"content": "x", "questionset": "x", "questionSet": "x"}}'),
    "list": (200, b"[]"),
    "forms": (400, b'{"params": "x", "result": "y", "error": {"a": 1}}'),
}


@pytest.mark.parametrize("after", [3, 14])
@pytest.mark.parametrize("strange", STRANGE)
def test_answers_in_no_known_form_stop_one_language_alone(
    stage: Any, strange: str, after: int
) -> None:
    real, asked = stage.fetch, itertools.count()

    def fetch(request: Request) -> Answer:
        return real(request) if next(asked) < after else Answer(*STRANGE[strange])

    stage.fetch = fetch
    told = stage.publish("en", "hi")
    assert [one.tag for one in told] == ["en", "hi"]
    assert {one.outcome for one in told} <= {"stopped", "unfinished", "waiting"}
    stage.fetch = real
    stage.publish("en", "hi")
    assert [version for _, version in stage.live()] == [1] * 6
    assert stage.picture()


# --- secrets -------------------------------------------------------------------------------------

SECRETS = (KEY, *TOKENS)


@pytest.mark.parametrize("door", ["portal", "kong"])
def test_a_refusal_that_repeats_the_token_is_told_without_it(stage: Any, door: str) -> None:
    account = replace(stage.account, door=door)
    echo = json.dumps({"message": f"what do you want with {' '.join(SECRETS)}?"}).encode()
    line, _ = platform(account, Answer(400, echo))
    with pytest.raises(Refused) as refused:
        ask(line, "create", body={})
    told = "".join(traceback.format_exception(refused.value)) + repr(account) + repr(line)
    asked = ("creator-token-of-rehearsal", *((KEY,) if door == "kong" else ()))
    assert [secret for secret in asked if secret in told] == []


def test_no_secret_in_the_journal_or_in_what_is_told(stage: Any, capsys, caplog) -> None:
    caplog.set_level("DEBUG")
    told = stage.publish("en", "hi")
    stage.account = replace(stage.account, url="http://127.0.0.1:9")
    told += stage.publish("en")
    path = journal_path(stage.project, stage.account)
    files = [one.read_bytes() for one in path.parent.iterdir()]
    assert len(files) >= 2
    printed = "".join(capsys.readouterr()) + caplog.text + repr(told) + repr(stage.account)
    for secret in SECRETS:
        assert secret not in printed
        assert not any(secret.encode() in data for data in files)


# --- the journal ---------------------------------------------------------------------------------


def test_two_publications_at_a_time_are_one_too_many(stage: Any) -> None:
    with open_journal(journal_path(stage.project, stage.account)), pytest.raises(Busy):
        stage.publish("en")


def test_an_intent_is_on_the_disk_before_the_request(stage: Any) -> None:
    path, seen = journal_path(stage.project, stage.account), []
    real = stage.fetch

    def fetch(request: Request) -> Answer:
        if request.method != "GET" and "search" not in request.url and "status" not in request.url:
            copy = sqlite3.connect(f"file:{snapshot(path)}?mode=ro", uri=True)
            seen.append(copy.execute("SELECT outcome FROM step ORDER BY n DESC").fetchone()[0])
            copy.close()
        answer: Answer = real(request)
        return answer

    stage.fetch = fetch
    stage.publish("en")
    assert len(seen) > 10
    assert set(seen) == {""}


def snapshot(path: Path) -> Path:
    """Copy what lies on the disk, as it would be found after a power cut."""
    copy = path.with_name("copy.sqlite")
    for suffix in ("", "-wal"):
        source = Path(f"{path}{suffix}")
        if source.exists():
            Path(f"{copy}{suffix}").write_bytes(source.read_bytes())
    Path(f"{copy}-shm").unlink(missing_ok=True)
    return copy


# --- setting up ----------------------------------------------------------------------------------


def test_what_is_lacking_is_told_before_anything_is_sent(stage: Any) -> None:
    account = replace(stage.account, organisation="", tokens={}, url="http://example.org")
    told = [one.message for one in account_faults(account, to_publish=False)]
    assert told == [
        "`organisation` is empty in [publish.igot]",
        "there is no token of a creator",
        "tokens would travel unprotected to http://example.org",
    ]
    assert [*account_faults(stage.account, to_publish=True)] == []


# --- the platform's own schemas ------------------------------------------------------------------

BY_SERVER = {
    *("status", "channel", "contentEncoding", "contentDisposition", "mediaType", "contentType"),
}
"""What the schemas require and the platform fills in."""


@pytest.mark.skipif(not IGOT.is_dir(), reason="the platform's schemas are not here")
@pytest.mark.parametrize("door", ["portal", "kong"])
def test_requests_are_as_the_platforms_schemas_ask(stage: Any, door: str) -> None:
    bodies = list[Mapping[str, Any]]()
    stage.fetch = recording(stage.fetch, bodies)
    stage.account = replace(stage.account, door=door)
    stage.publish("en", "or", "ur", course="")
    faults = [fault for body in bodies for fault in schema_faults(body["request"])]
    assert len(bodies) > 60
    assert faults == []


def recording(fetch: Callable[[Request], Answer], bodies: list[Any]) -> Any:
    def carry(request: Request) -> Answer:
        if request.body is not None and "request" in request.body:
            bodies.append(request.body)
        return fetch(request)

    return carry


def schema_faults(request: Mapping[str, Any]) -> Iterator[str]:
    content = dict(request.get("content") or {})
    if "sourceCollectionId" not in content and "identifier" in content and "code" in content:
        kind = "collection" if "collection" in content["mimeType"] else "content"
        yield from validated(content, kind)
    elif "duration" in content:  # an update: of a course if it has a purpose
        yield from validated(content, "collection" if "purpose" in content else "content", BARE)
    if "questionset" in request:
        yield from validated(request["questionset"], "questionset")
    for node in request.get("data", {}).get("nodesModified", {}).values():
        yield from validated(node["metadata"], node["objectType"].lower())


BARE = frozenset({"code", "mimeType", "primaryCategory", *BY_SERVER})
"""What an update leaves as it is."""


def validated(
    values: Mapping[str, Any], kind: str, there: AbstractSet[str] = BY_SERVER
) -> Iterator[str]:
    schema = json.loads((IGOT / kind / "schema.json").read_text("utf-8"))
    schema["required"] = [name for name in schema.get("required", ()) if name not in there]
    if kind == "questionset":  # a section has no code of its own in recorded requests
        schema["required"] = [name for name in schema["required"] if name != "code"]
    own = {name: value for name, value in values.items() if name != "identifier"}
    validator = jsonschema.Draft7Validator(schema)
    yield from (f"{kind}: {fault.message[:200]}" for fault in validator.iter_errors(own))

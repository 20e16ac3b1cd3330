"""Killed and cut off, the publisher ends where it would have ended in peace."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pathya.build.http import Answer, Fetch, Request, open_line
from pathya.build.pipeline import open_courses
from pathya.build.project import course_folders
from pathya.build.publishing import run
from pathya.build.publishing.platform import Patience
from pathya.build.publishing.run import Order, journal_path, publish_courses
from pathya.build.rehearsal.world import World
from pathya.locales.languages import DEFAULT_TAGS

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as POSIX does"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
SMALL, LARGE = ("en", "ur"), ("en", *DEFAULT_TAGS)
KINDS = "429 500 502 timeout reset expired stale lost-500 lost-502 lost-timeout lost-reset".split()
DONE, NOT_DONE, BUG = 0, 3, 70


class Trial:
    """A publication that is tried again and again, in processes that may be killed."""

    def __init__(self, stage: Any, monkeypatch: pytest.MonkeyPatch, tags: tuple[str, ...]) -> None:
        self.stage = stage
        folders = [one for one in course_folders(stage.project) if one.name == "safe-sign-in"]
        patience = Patience(sleep=lambda _: None)
        self.order = Order(tuple(folders), tags, "publish", "a rehearsal", patience)
        # Built once: what is tried here is what comes after.
        opened = [*open_courses(stage.project, self.order.folders)]
        course = opened[0][1]
        assert course is not None
        made = [*run.prepared(stage.project, stage.account, course, self.order)]
        monkeypatch.setattr(run, "open_courses", lambda *_: iter(opened))
        monkeypatch.setattr(run, "prepared", lambda *_: iter(made))

    def anew(self) -> None:
        """Forget everything, here and there."""
        journal_path(self.stage.project, self.stage.account).unlink(missing_ok=True)
        for suffix in ("-wal", "-shm"):
            Path(f"{journal_path(self.stage.project, self.stage.account)}{suffix}").unlink(True)
        old = self.stage.world
        fresh = World(framework=old.framework, client_ids=old.client_ids)
        for name in World.__slots__:
            setattr(old, name, getattr(fresh, name))

    def attempt(self, kill_at: int = 0, *, answered: bool = False) -> int:
        """Publish in a process, killed at one of its requests; give its exit code."""
        child = os.fork()
        if not child:
            code = BUG
            try:
                code = self._publish(kill_at, answered=answered)
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _publish(self, kill_at: int, *, answered: bool) -> int:
        with open_line(self.stage.account.timeout) as fetch:
            deadly = mortal(fetch, kill_at, answered=answered) if kill_at else fetch
            told = [*publish_courses(self.stage.project, self.stage.account, self.order, deadly)]
        if bad := [one for one in told if one.outcome == "stopped"]:
            print(bad)  # noqa: T201 - pytest shows it when the test fails
            return 1
        return DONE if all(one.outcome == "done" for one in told) else NOT_DONE

    def until_done(self) -> None:
        for _ in range(40):
            code = self.attempt()
            assert code in (DONE, NOT_DONE)
            if code == DONE:
                return
        pytest.fail("it never comes to an end")

    def peace(self) -> tuple[Any, int]:
        """Publish in peace; give the platform's state and the number of requests."""
        self.anew()
        assert self.attempt() == DONE
        requests = self.stage.world.counts["requests"]
        return self.stage.picture(), requests


def mortal(fetch: Fetch, kill_at: int, *, answered: bool) -> Fetch:
    """Kill this process before or after one of its requests is carried out."""
    sent = 0

    def carry(request: Request) -> Answer:
        nonlocal sent
        sent += 1
        if sent == kill_at and not answered:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = fetch(request)
        if sent == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    return carry


@pytest.fixture
def trial(stage: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Trial]:
    return lambda tags: Trial(stage, monkeypatch, tags)


def kill_at_each(trial: Trial, step: int) -> None:
    state, requests = trial.peace()
    for kill_at in range(1, requests + 1, step):
        for answered in (False, True):
            trial.anew()
            assert trial.attempt(kill_at, answered=answered) == -signal.SIGKILL
            trial.until_done()
            assert trial.stage.picture() == state, (kill_at, answered)


def kills_and_faults(trial: Trial, kills: int, seed: int) -> float:
    """Publish among faults and kills; give how many times the requests of peace it took."""
    state, requests = trial.peace()
    trial.anew()
    stage, lot = trial.stage, random.Random(seed)
    stage.account = replace(stage.account, timeout=0.15, polls=8)
    faults = {"rate": 0.4, "seed": seed, "kinds": KINDS, "hang": 0.3}
    url = f"{stage.account.url}/_faults"
    stage.fetch(Request("POST", url, body=faults))
    done = 0
    while done < kills:
        kill_at = lot.randint(1, 4 * requests // kills)
        done += trial.attempt(kill_at, answered=lot.random() < 0.5) == -signal.SIGKILL
    trial.until_done()
    stage.fetch(Request("POST", url, body={}))
    taken = stage.world.counts["requests"]
    assert stage.picture() == state
    return float(taken / requests)


def test_killed_now_and_then(trial: Callable[..., Trial]) -> None:
    kill_at_each(trial(SMALL), 13)


@pytest.mark.soak
def test_killed_at_every_request(trial: Callable[..., Trial]) -> None:
    kill_at_each(trial(SMALL), 1)


@pytest.mark.parametrize("client_ids", [True, False])
def test_some_kills_among_many_faults(
    stage: Any, trial: Callable[..., Trial], *, client_ids: bool
) -> None:
    stage.world.client_ids = client_ids
    kills_and_faults(trial(SMALL), 3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_twenty_five_kills_among_many_faults(trial: Callable[..., Trial], seed: int) -> None:
    times = kills_and_faults(trial(LARGE), 25, seed)
    print(f"seed {seed}: {times:.2f} times the requests of peace")  # noqa: T201
    assert times <= 3.5

"""Carry an engine's calls to its service: with patience, at a decent pace, and tell no key."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pathya.build.http import Answer, Request, open_line, retry_after, secrets_in
from pathya.locales.engines.protocol import Call, EngineFault, Send

OK, TOO_MANY, SERVERS_FAULT = 200, 429, 500
NO_KEY = (401, 403)


@dataclass(frozen=True, slots=True)
class Manners:
    """How long to wait, how often to try, how fast to ask."""

    timeout: float = 60
    """Seconds without a byte."""
    tries: int = 5
    longest_wait: float = 120
    """Seconds; a service that wants us to wait longer is given up for now."""
    per_minute: int = 0
    """Calls; 0: as fast as it answers."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def sender(engine: str, manners: Manners) -> Send:
    """Open an engine's line to its service; what may pass (429, 5xx, a cut line) is tried again."""
    free_at = manners.clock()

    def keep_pace() -> None:
        nonlocal free_at
        wait = free_at - manners.clock()
        if wait > 0:
            manners.sleep(wait)
        if manners.per_minute:
            free_at = manners.clock() + 60 / manners.per_minute

    def send(call: Call) -> Any:
        answer = Answer()
        for attempt in range(manners.tries):
            if attempt:
                manners.sleep(_wait(engine, answer, attempt, manners))
            keep_pace()
            answer = _post(call, manners.timeout)
            if not answer.fault and answer.status == OK:
                return json.loads(answer.data)
            if answer.status and answer.status != TOO_MANY and answer.status < SERVERS_FAULT:
                raise _refused(engine, answer, call)
        raise EngineFault(
            f"{engine} did not answer: {answer.why}, {manners.tries} times",
            "What came before is saved. Run the command again later: it goes on from there.",
        )

    return send


def _post(call: Call, timeout: float) -> Answer:
    with open_line(timeout) as fetch:
        return _checked(fetch(Request("POST", call.url, call.headers, call.body)))


def _checked(answer: Answer) -> Answer:
    """Take an answer that was cut off, or is no JSON, for none."""
    if answer.status != OK:
        return answer
    try:
        json.loads(answer.data)
    except ValueError:
        return Answer(fault="the answer was cut off or is not JSON")
    return answer


def _wait(engine: str, answer: Answer, attempt: int, manners: Manners) -> float:
    """Give the seconds to wait: as many as the service says, or twice as many each time."""
    asked = retry_after(answer.headers)
    if asked > manners.longest_wait:
        message = f"{engine} wants us to come back in {asked:.0f} seconds"
        raise EngineFault(message, "What came before is saved. Run the command again then.")
    return asked or min(2.0 ** (attempt - 1), manners.longest_wait)


def _refused(engine: str, answer: Answer, call: Call) -> EngineFault:
    said = _said(answer.data)
    for secret in (*secrets_in(call.body), *secrets_in(call.headers)):
        said = said.replace(secret, "…") if secret else said
    message = f"{engine} refuses: {said or answer.why}"
    if answer.status in NO_KEY:
        return EngineFault(
            message, "See to its key: docs/translating.md says where it goes.", "setup"
        )
    return EngineFault(message)


def _said(data: bytes) -> str:
    """Find a service's own words for why it refuses."""
    try:
        read = json.loads(data)
    except ValueError:
        return ""
    words = (
        [read.get(name) for name in ("error", "message", "detail")]
        if isinstance(read, dict)
        else []
    )
    first = next((one for one in words if isinstance(one, str) and one), "")
    return " ".join(first.split())[:200]

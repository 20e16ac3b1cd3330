"""Carry an engine's calls to its service: with patience, at a decent pace, and tell no key."""

from __future__ import annotations

import email.utils
import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pathya.locales.engines.protocol import Call, EngineFault, Secret, Send

MOST = 32 * 2**20
"""More bytes than any honest answer has."""
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back: a status and bytes, or why nothing did."""

    status: int = 0
    data: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def why(self) -> str:
        """Say why there is nothing to read in it."""
        return self.fault or f"status {self.status}"


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
        answer = _Answer()
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
            "What was drafted is saved. Run the command again later: it goes on from there.",
        )

    return send


def _post(call: Call, timeout: float) -> _Answer:
    import httpx  # noqa: PLC0415 - heavy, and needed by few commands

    headers = {name: _revealed(value) for name, value in call.headers.items()}
    try:
        with (
            httpx.Client(timeout=timeout, verify=_certificates()) as client,
            client.stream("POST", call.url, json=_revealed(call.body), headers=headers) as response,
        ):
            data = _read(response.iter_bytes())
            answer = _Answer(response.status_code, data, response.headers)
    except httpx.TimeoutException:
        return _Answer(fault=f"nothing came for {timeout:g} seconds")
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        # Only its words: the exception itself holds the request with its key.
        return _Answer(fault=str(fault) or type(fault).__name__)
    return _checked(answer)


@cache
def _certificates() -> ssl.SSLContext:
    """Read whom to trust, once: it takes longer than a call."""
    import httpx  # noqa: PLC0415

    return httpx.create_ssl_context()


def _read(pieces: Iterator[bytes]) -> bytes:
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > MOST:
            break
    return bytes(data)


def _checked(answer: _Answer) -> _Answer:
    """Take an answer that was cut off, or is no JSON, for none."""
    if answer.status != OK:
        return answer
    try:
        json.loads(answer.data)
    except ValueError:
        return _Answer(fault="the answer was cut off or is not JSON")
    return answer


def _revealed(value: Any) -> Any:
    """Put keys in their places, at the last moment."""
    if isinstance(value, Secret):
        return value.value
    if isinstance(value, Mapping):
        return {name: _revealed(one) for name, one in value.items()}
    return value


def _secrets(value: Any) -> Iterator[str]:
    if isinstance(value, Secret):
        yield value.value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _secrets(one)


def _wait(engine: str, answer: _Answer, attempt: int, manners: Manners) -> float:
    """Give the seconds to wait: as many as the service says, or twice as many each time."""
    asked = _retry_after(answer.headers.get("Retry-After", ""))
    if asked > manners.longest_wait:
        message = f"{engine} wants us to come back in {asked:.0f} seconds"
        raise EngineFault(message, "What was drafted is saved. Run the command again then.")
    return asked or min(2.0 ** (attempt - 1), manners.longest_wait)


def _retry_after(written: str) -> float:
    """Read seconds or a date."""
    if written.strip().isdecimal():
        return float(written)
    try:
        at = email.utils.parsedate_to_datetime(written)
    except ValueError:
        return 0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _refused(engine: str, answer: _Answer, call: Call) -> EngineFault:
    said = _said(answer.data)
    for secret in (*_secrets(call.body), *_secrets(call.headers)):
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

"""HTTP: carry one request to its server and bring the answer back, or say why there is none."""

from __future__ import annotations

import email.utils
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathya.locales.engines.protocol import Secret

if TYPE_CHECKING:
    import httpx

MOST = 32 * 2**20
"""More bytes than any honest answer has."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that travels from the disk piece by piece, never held in memory."""

    path: Path
    name: str = ""
    """As the server is to call it."""
    field: str = ""
    """The form's field; empty: the file is the whole body."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server."""

    method: str
    url: str
    headers: Mapping[str, str | Secret] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    """Sent as JSON; a `Secret` may stand in it."""
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status and bytes, or why nothing did."""

    status: int = 0
    data: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def why(self) -> str:
        """Say why there is nothing to read in it."""
        return self.fault or f"status {self.status}"


Fetch = Callable[[Request], Answer]


@contextmanager
def open_line(timeout: float) -> Iterator[Fetch]:
    """Open a line for any number of requests; `timeout` is seconds without a byte."""
    import httpx  # noqa: PLC0415 - heavy, and needed by few commands

    def fetch(request: Request) -> Answer:
        with ExitStack() as stack:
            try:
                response = stack.enter_context(_sent(client, request, stack))
                data = _read(response.iter_bytes())
                return Answer(response.status_code, data, response.headers)
            except httpx.TimeoutException:
                return Answer(fault=f"nothing came for {timeout:g} seconds")
            except (httpx.HTTPError, httpx.InvalidURL) as fault:
                # Only its words: the exception itself holds the request with its key.
                return Answer(fault=str(fault) or type(fault).__name__)

    with httpx.Client(timeout=timeout, verify=_certificates()) as client:
        yield fetch


def _sent(client: httpx.Client, request: Request, stack: ExitStack) -> Any:
    """Send a request, its file opened in `stack`."""
    body: dict[str, Any] = {} if request.body is None else {"json": revealed(request.body)}
    headers = {name: revealed(value) for name, value in request.headers.items()}
    if request.file:
        stream = stack.enter_context(request.file.path.open("rb"))
        if request.file.field:
            name = request.file.name or request.file.path.name
            body = {"files": {request.file.field: (name, stream, "application/zip")}}
        else:
            body = {"content": stream}
            headers["Content-Length"] = str(request.file.path.stat().st_size)
    return client.stream(request.method, request.url, headers=headers, **body)


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


def revealed(value: Any) -> Any:
    """Put keys in their places, at the last moment."""
    if isinstance(value, Secret):
        return value.value
    if isinstance(value, Mapping):
        return {name: revealed(one) for name, one in value.items()}
    return value


def secrets_in(value: Any) -> Iterator[str]:
    """Give the keys that stand in headers or a body."""
    if isinstance(value, Secret):
        yield value.value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from secrets_in(one)


def retry_after(headers: Mapping[str, str]) -> float:
    """Read the seconds that a server wants us to wait, told as a number or a date; 0: none."""
    written = headers.get("Retry-After", "")
    if written.strip().isdecimal():
        return float(written)
    try:
        at = email.utils.parsedate_to_datetime(written)
    except ValueError:
        return 0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())

"""Talk to the platform: one request, and what it means that there is no answer."""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pathya.build.http import Answer, Fetch, File, Request, retry_after, secrets_in
from pathya.build.publishing.doors import DOORS, FILE_FIELD, Address, Operation, headers_of
from pathya.build.publishing.plan import Parcel
from pathya.build.publishing.settings import Account, Role

OK, NO_TOKEN, NOT_FOUND, TOO_MANY, SERVERS_FAULT = 200, 401, 404, 429, 500
_HOUR = 3600.0
_MISTAKEN = 2


class Unclear(Exception):
    """Nobody knows whether the platform did what it was asked."""


@dataclass(eq=False)
class Refused(Exception):
    """The platform did not do what it was asked, for sure."""

    message: str
    status: int = 400
    final: bool = False
    """True when asking again cannot help."""


@dataclass(eq=False)
class Waiting(Exception):
    """Somebody else must do something first."""

    message: str


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long."""

    tries: int = 8
    longest: float = 60
    """Seconds between two tries, unless the platform wants more."""
    longest_asked: float = 900
    """Seconds that the platform may want; beyond that we give up for now."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random

    def pause(self, number: int) -> None:
        """Wait twice as long each time, and never as long as others who wait too."""
        self.sleep(min(2.0**number, self.longest) * (0.5 + self.jitter() / 2))


@dataclass(frozen=True, slots=True)
class Platform:
    """A line to the platform."""

    account: Account
    fetch: Fetch
    patience: Patience = Patience()
    asked: Mapping[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    """When each address was asked in the last hour."""


def may(platform: Platform, operation: Operation) -> bool:
    """Say whether we have the token that an operation needs."""
    return _address(platform, operation).role in platform.account.tokens


def has(platform: Platform, operation: Operation) -> bool:
    """Say whether this door knows an operation."""
    return operation in DOORS[platform.account.door]


def _address(platform: Platform, operation: Operation) -> Address:
    return DOORS[platform.account.door][operation]


def ask(
    platform: Platform,
    operation: Operation,
    name: str = "",
    body: Mapping[str, Any] | None = None,
    *,
    edit: bool = False,
) -> Any:
    """Ask for an operation and give its `result`.

    What does no harm twice is tried again; the rest is sent once. Raises Unclear, Refused, Waiting.
    """
    address = _address(platform, operation)
    url = platform.account.url + address.path.replace("{id}", name) + ("?mode=edit" if edit else "")
    headers = headers_of(platform.account, _role(platform, address))
    request = Request(address.method, url, headers, body)
    return _carried(platform, request, address.path, again=address.safe)


def _role(platform: Platform, address: Address) -> Role:
    if address.role not in platform.account.tokens:
        raise Waiting(f"waits for a {address.role}: there is no token of one here")
    return address.role


def _carried(platform: Platform, request: Request, route: str, *, again: bool) -> Any:
    strangers = 0
    for number in range(platform.patience.tries):
        _keep_pace(platform, route)
        answer = platform.fetch(request)
        last = number == platform.patience.tries - 1
        if answer.status == TOO_MANY:  # not carried out, for sure
            _wait_as_asked(platform, answer, number)
        elif answer.status == NO_TOKEN:  # nor this; gateways may be mistaken once or twice
            strangers += 1
            if strangers > _MISTAKEN:
                raise Waiting("waits for a fresh token: the platform does not know this one")
            platform.patience.pause(number)
        elif _is_unclear(answer):
            if not again or last:
                raise Unclear(f"there is no clear answer: {answer.why}")
            platform.patience.pause(number)
        else:
            return _result(answer, request)
    raise Unclear("the platform has too many requests")


def _is_unclear(answer: Answer) -> bool:
    return bool(answer.fault) or answer.status >= SERVERS_FAULT or not _said(answer)


def _said(answer: Answer) -> Any:
    try:
        return json.loads(answer.data) if answer.data else {"result": {}}
    except ValueError:
        return (
            None
            if answer.status == OK
            else {"message": answer.data[:200].decode("utf-8", "replace")}
        )


def _wait_as_asked(platform: Platform, answer: Answer, number: int) -> None:
    asked = retry_after(answer.headers)
    if asked > platform.patience.longest_asked:
        raise Unclear(f"the platform wants us to come back in {asked:.0f} seconds")
    if asked:
        platform.patience.sleep(asked)
    else:
        platform.patience.pause(number)


def _keep_pace(platform: Platform, route: str) -> None:
    """Stay below the number of requests that an address takes in an hour."""
    limit, times = platform.account.per_hour, platform.asked[route]
    now = platform.patience.clock()
    while times and times[0] <= now - _HOUR:
        times.popleft()
    if limit and len(times) >= limit:
        platform.patience.sleep(times[0] + _HOUR - now)
    times.append(now)


def _result(answer: Answer, request: Request) -> Any:
    said = _said(answer)
    if answer.status == OK:
        result = said.get("result") if isinstance(said, dict) else None
        return result if isinstance(result, dict) else {}
    raise _refusal(answer, said, request)


def _refusal(answer: Answer, said: Any, request: Request) -> Refused:
    """Read why the platform refuses, in whichever of its forms."""
    said = said if isinstance(said, dict) else {"message": str(said)}
    params, result = (
        part if isinstance(part, dict) else {} for part in (said.get("params"), said.get("result"))
    )
    messages = result.get("messages")
    words = params.get("errmsg") or said.get("message") or said.get("error") or ""
    told = "; ".join(map(str, messages)) if messages else str(words)
    for secret in secrets_in(request.headers):
        for part in (secret, *secret.replace("=", " ").split()):
            told = told.replace(part, "…")
    message = " ".join(f"{params.get('err') or answer.status}: {told}".split())[:500]
    return Refused(message, answer.status, final=bool(messages) or answer.status in (403, 413))


# --- packages ------------------------------------------------------------------------------------


def upload(platform: Platform, name: str, parcel: Parcel) -> Any:
    """Send a package, from the disk; one that is too large for the door goes by another way."""
    account = platform.account
    address = _address(platform, "upload")
    headers = headers_of(account, _role(platform, address))
    url = account.url + address.path.replace("{id}", name)
    if parcel.size <= account.upload_limit:
        file = File(parcel.path, parcel.name, FILE_FIELD[account.door])
        request = Request(address.method, url, headers, file=file)
        return _carried(platform, request, address.path, again=False)
    if not has(platform, "presign"):
        limit = account.upload_limit / 2**20
        message = f"{parcel.name} has {parcel.size / 2**20:.0f} MB; this door takes {limit:.0f}"
        raise Refused(message, 413, final=True)
    body = {"request": {"content": {"fileUrl": _put(platform, name, parcel)}}}
    return _carried(
        platform, Request(address.method, url, headers, body), address.path, again=False
    )


def _put(platform: Platform, name: str, parcel: Parcel) -> str:
    """Put a package where a fresh pre-signed address says; give it without the signature."""
    asked = {"request": {"content": {"fileName": parcel.name}}}
    for number in range(platform.patience.tries):
        url = str(ask(platform, "presign", name, asked).get("pre_signed_url", ""))
        answer = platform.fetch(Request("PUT", url, file=File(parcel.path)))
        if answer.status in (200, 201):
            return url.partition("?")[0]
        platform.patience.pause(number)
    raise Unclear(f"the package could not be put into the store: status {answer.status}")

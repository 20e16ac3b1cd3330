"""Who is let in, from where, and with how much: before any page is asked."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pathya.build.studio.context import Studio
from pathya.build.studio.pages import failure

BODY_LIMIT = 2_000_000
"""Bytes of a request."""
BODY_SECONDS = 20.0
"""In which it has to arrive."""
_READING = frozenset({"GET", "HEAD"})
_STRANGE = re.compile(r"[\x00-\x1f\x7f]")

STUDIO_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src {preview}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PREVIEW_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self' {studio}"
)
DRAWING_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    message: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What a place on this machine answers to."""

    origin: str
    """Its own, from which alone things are changed."""
    admit: Callable[[Scope, Headers], str | None]
    """Name who asks; None: nobody who may."""
    csp: str
    destinations: frozenset[str] = frozenset({"document"})
    """What other sites may open it as: a link to it in a new page, or a frame."""
    closed: Refusal = Refusal(404, "")
    """What those hear who are not admitted."""
    open: tuple[str, ...] = ()
    """Beginnings of paths that are for everybody."""


def studio_policy(studio: Studio) -> Policy:
    """Guard the studio itself."""

    def by_cookie(scope: Scope, headers: Headers) -> str | None:
        del scope
        given = cookie_parser(headers.get("cookie", "")).get(cookie_name(studio), "")
        known = compare_digest(given.encode(), studio.token.encode())
        return studio.user if known else None

    def by_proxy(scope: Scope, headers: Headers) -> str | None:
        return _named(scope, headers, studio.proxy.header) if studio.proxy else None

    hint = "Open the address that `pathya studio` printed when it started."
    return Policy(
        origin=studio.origin,
        admit=by_proxy if studio.proxy else by_cookie,
        csp=STUDIO_CSP.format(preview=studio.preview_origin),
        closed=Refusal(401, "The proxy named no user." if studio.proxy else hint),
        open=("/start", "/static/"),
    )


def preview_policy(studio: Studio) -> Policy:
    """Guard the place where content is shown: whoever knows the key may look, nobody changes."""

    def by_key(scope: Scope, headers: Headers) -> str | None:
        del headers
        given = scope["path"].removeprefix("/").partition("/")[0]
        return "" if compare_digest(given.encode(), studio.preview_key.encode()) else None

    return Policy(
        origin=studio.preview_origin,
        admit=by_key,
        csp=PREVIEW_CSP.format(studio=studio.origin),
        destinations=frozenset({"document", "iframe"}),
    )


def cookie_name(studio: Studio) -> str:
    """Name the cookie by the port: browsers send a host's cookies to all its ports."""
    return f"pathya-studio-{studio.origin.rpartition(':')[2]}"


def _named(scope: Scope, headers: Headers, header: str) -> str | None:
    """Read the user from a header that only a proxy on this machine can have set."""
    peer = (scope.get("client") or ("",))[0]
    values = headers.getlist(header)
    if not _loopback(peer) or len(values) != 1:  # two: whoever sent the request set one
        return None
    raw = values[0].encode("latin-1")
    try:
        name = raw.decode().strip()
    except UnicodeDecodeError:
        name = values[0].strip()
    return name if 0 < len(name) <= 200 and not _STRANGE.search(name) else None


def _loopback(peer: str) -> bool:
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False


# --- judging a request ---------------------------------------------------------------------------


def refuse(scope: Scope, policy: Policy) -> Refusal | None:
    """Say why a request is not answered; None: it is. Whoever asks is noted in the scope."""
    headers = Headers(scope=scope)
    refusal = next(_faults(scope, headers, policy), None)
    if refusal or scope["path"].startswith(policy.open):
        return refusal
    user = policy.admit(scope, headers)
    if user is None:
        return policy.closed
    scope["pathya.user"] = user
    return None


def _faults(scope: Scope, headers: Headers, policy: Policy) -> Iterator[Refusal]:
    if headers.getlist("host") != [policy.origin.partition("://")[2]]:  # DNS rebinding
        yield Refusal(421, f"The studio is at {policy.origin}.")
    if not _from_here(scope["method"], headers, policy):
        yield Refusal(403, "Another site asked for this.")
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > BODY_LIMIT:
        yield Refusal(413, "This is too large.")


def _from_here(method: str, headers: Headers, policy: Policy) -> bool:
    """Tell whether our own pages ask, or somebody follows a link to us."""
    origins = headers.getlist("origin")
    if origins != [policy.origin] and (origins or method not in _READING):
        return False
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    followed = headers.get("sec-fetch-mode") == "navigate" and method in _READING
    return followed and headers.get("sec-fetch-dest") in policy.destinations


# --- the middleware ------------------------------------------------------------------------------


def guarded(app: ASGIApp, policy: Policy) -> ASGIApp:
    """Let through what the policy allows, and say in every answer what it allows content."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                _harden(MutableHeaders(scope=message), policy)
            await send(message)

        refusal = refuse(scope, policy)
        if refusal:
            response = failure(scope["path"], refusal.status, refusal.message)
            await response(scope, receive, answer)
        else:
            await app(scope, _limited(receive), answer)

    return guard


def _harden(headers: MutableHeaders, policy: Policy) -> None:
    if headers.get("content-type", "").startswith("image/"):  # a drawing is a document too
        headers["Content-Security-Policy"] = DRAWING_CSP
    headers.setdefault("Content-Security-Policy", policy.csp)
    headers.setdefault("Cache-Control", "no-store")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _limited(receive: Receive) -> Receive:
    """Stop listening to whoever sends too much or too slowly."""
    size, whole = 0, False
    deadline = asyncio.get_running_loop().time() + BODY_SECONDS

    async def limited() -> Message:
        nonlocal size, whole
        if whole:  # what comes now is that the browser went away, in its own time
            return await receive()
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close"}) from None
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > BODY_LIMIT:
            raise HTTPException(413, "This is too large.", {"Connection": "close"})
        return message

    return limited

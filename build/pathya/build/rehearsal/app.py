"""The rehearsal as a web application: doors, envelopes, faults, and a window on the state."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route as Path_
from starlette.types import Receive, Scope, Send

from pathya.build.rehearsal.doors import DOORS, Door, Route, who
from pathya.build.rehearsal.faults import Faults, faults_from
from pathya.build.rehearsal.scorm import look_into
from pathya.build.rehearsal.world import (
    Ask,
    Refusal,
    Upload,
    World,
    bump,
    duplicates,
    picture,
    settle,
)

Endpoint = Callable[[Request], Awaitable[Response]]

_CODES = {400: "CLIENT_ERROR", 401: "CLIENT_ERROR", 403: "CLIENT_ERROR", 413: "CLIENT_ERROR"}
_CODES |= {404: "RESOURCE_NOT_FOUND", 500: "SERVER_ERROR"}


class _Cut(Response):
    """An answer whose line breaks in the middle."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"res'})


def rehearsal_app(world: World, faults: Faults | None = None) -> Starlette:
    """Make the application; `world` changes as it is asked."""
    trouble = [faults or Faults()]

    async def state(_: Request) -> Response:
        settle(world)
        return JSONResponse(
            {
                "counts": dict(world.counts),
                "nodes": len(world.nodes),
                "duplicates": duplicates(world),
                "content": picture(world),
            }
        )

    async def set_faults(request: Request) -> Response:
        try:
            trouble[0] = faults_from(await request.json())
        except ValueError as fault:
            return JSONResponse({"error": str(fault)}, 400)
        return JSONResponse({"rate": trouble[0].rate, "kinds": trouble[0].kinds})

    async def put_blob(request: Request) -> Response:
        if "x-authenticated-user-token" in request.headers or "cookie" in request.headers:
            return PlainTextResponse("a token has no business here", 400)
        world.counts["requests"] += 1
        upload = await _blob(request)
        world.blobs[request.path_params["name"]] = upload
        return Response(status_code=200)

    routes = [
        Path_(route.path, _endpoint(world, route, door, trouble), methods=[route.method])
        for door, all_of_it in DOORS.items()
        for route in all_of_it
    ]
    own = [
        Path_("/_state", state),
        Path_("/_faults", set_faults, methods=["POST"]),
        Path_("/_blob/{name}", put_blob, methods=["PUT"]),
    ]
    return Starlette(routes=[*routes, *own])


def _endpoint(world: World, route: Route, door: Door, trouble: list[Faults]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        world.counts["requests"] += 1
        faults = trouble[0]
        fault = faults.draw()
        if fault and fault != "stale" and not fault.startswith("lost-"):
            await _drain(request)
            return await _failed(fault, faults.hang)
        try:
            response = await _carried_out(world, route, door, request, stale=fault == "stale")
        except ClientDisconnect:
            return Response(status_code=499)
        return await _failed(fault[5:], faults.hang) if fault.startswith("lost-") else response

    return endpoint


async def _drain(request: Request) -> None:
    with suppress(ClientDisconnect):
        async for _ in request.stream():
            pass


async def _failed(fault: str, hang: float) -> Response:
    """Answer as lines and gateways do when something is wrong."""
    match fault:
        case "429":
            limit = {"message": "API rate limit exceeded"}
            return JSONResponse(limit, 429, {"Retry-After": "1"})
        case "500":
            said = Refusal(500, "ERR_SYSTEM_EXCEPTION", "Something went wrong in server")
            return _envelope("", said, {})
        case "502":
            return PlainTextResponse("Bad Gateway", 502)
        case "expired":
            return JSONResponse({"message": "Unauthorized"}, 401)
        case "timeout":
            await asyncio.sleep(hang)
    return _Cut()


async def _carried_out(
    world: World, route: Route, door: Door, request: Request, *, stale: bool
) -> Response:
    edit = request.query_params.get("mode") == "edit"
    role = who(door, request.headers, request.cookies)
    if (route.roles or edit) and not role:
        await _drain(request)
        return JSONResponse({"message": "Unauthorized"}, 401)
    if route.roles and role not in route.roles:
        await _drain(request)
        refusal = Refusal(403, "FORBIDDEN", f"a {role} may not do this")
        return _envelope(route.path, refusal, {})
    try:
        body, upload = await _sent(request, route)
        name = str(request.path_params.get("id", ""))
        if stale and name in world.nodes and route.writes:
            bump(world, world.nodes[name])
        world.counts["writes"] += route.writes
        ask = Ask(role, name, body, edit, upload, door)
        result = route.do(world, ask)
    except Refusal as refusal:
        world.counts["refusals"] += 1
        return _envelope(route.path, refusal, {})
    if "pre_signed_url" in result:
        base = str(request.base_url).rstrip("/")
        result = result | {"pre_signed_url": base + result["pre_signed_url"]}
    return _envelope(route.path, None, result)


async def _sent(request: Request, route: Route) -> tuple[Any, Upload | None]:
    """Read what came with a request. Raises Refusal."""
    if request.method == "GET":
        return {}, None
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            part = form.get(route.field or "-")
            if not isinstance(part, UploadFile):
                raise Refusal(400, "ERR_INVALID_FILE", f"the form has no file `{route.field}`")
            with tempfile.NamedTemporaryFile() as file:
                shutil.copyfileobj(part.file, file)
                file.flush()
                return {}, look_into(Path(file.name), part.filename or "")
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise Refusal(400, "ERR_INVALID_REQUEST", "The body is not JSON") from None
    return (body if isinstance(body, dict) else {}), None


async def _blob(request: Request) -> Upload:
    with tempfile.NamedTemporaryFile() as file:
        async for piece in request.stream():
            file.write(piece)
        file.flush()
        name = request.path_params["name"].partition("-")[2]
        return look_into(Path(file.name), name)


def _envelope(path: str, refusal: Refusal | None, result: Any) -> Response:
    """Put an answer into the form that all services share."""
    params = {
        "resmsgid": None,
        "msgid": None,
        "status": "failed" if refusal else "successful",
        "err": refusal.code if refusal else None,
        "errmsg": refusal.message if refusal else None,
    }
    if refusal and refusal.messages:
        result = {"messages": list(refusal.messages)}
    status = refusal.status if refusal else 200
    answer = {
        "id": "api" + path.partition("{")[0].rstrip("/").replace("/", "."),
        "ver": "1.0",
        "ts": datetime.now(UTC).isoformat(),
        "params": params,
        "responseCode": _CODES.get(status, "SERVER_ERROR") if refusal else "OK",
        "result": result,
    }
    return JSONResponse(answer, status)

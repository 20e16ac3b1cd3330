"""Who is let in, from where, and with how much."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.exceptions import HTTPException

from pathya.build.studio import guards
from pathya.build.studio.context import Proxy
from pathya.build.studio.guards import BODY_LIMIT

ASHA = "Asha Rao"


def raw(desk: Any, request: str, *, preview: bool = False) -> str:
    """Send bytes as they are and read all that comes back."""
    origin = desk.studio.preview_origin if preview else desk.studio.origin
    port = urlsplit(origin).port
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(request.replace("\n", "\r\n").encode())
        line.settimeout(10)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    return answer.decode("utf-8", "replace")


def status(answer: str) -> int:
    return int(answer.split(" ", 2)[1])


def cookie(desk: Any) -> str:
    return "; ".join(f"{name}={value}" for name, value in desk.client.cookies.items())


# --- the door ------------------------------------------------------------------------------------


def test_the_token_lets_a_browser_in(desk: Any) -> None:
    assert desk.get("/").status_code == 200
    (made,) = desk.client.cookies.jar
    assert made.value == desk.studio.token
    assert made.has_nonstandard_attr("HttpOnly")
    assert made.get_nonstandard_attr("SameSite") == "strict"
    assert len(made.value) >= 43


@pytest.mark.parametrize(
    ("path", "cookies"),
    [
        ("/", {}),
        ("/", {"pathya-studio": "x"}),
        ("/events", {}),
        ("/start", {}),
        ("/start?token=", {}),
        ("/start?token=wrong", {}),
        ("/start?token=%ff%00", {}),
        ("/nowhere", {}),
        ("/api/nowhere", {}),
    ],
)
def test_nobody_else_is_let_in(desk: Any, path: str, cookies: dict[str, str]) -> None:
    answer = httpx.get(f"{desk.studio.origin}{path}", cookies=cookies)
    assert (answer.status_code, answer.headers.get("set-cookie")) == (401, None)
    assert desk.studio.token not in answer.text


def test_each_start_has_another_token(desk: Any, open_studio: Any) -> None:
    other = open_studio(desk.project)
    assert other.studio.token != desk.studio.token
    answer = httpx.get(other.studio.origin, headers={"Cookie": cookie(desk)})
    assert answer.status_code == 401


def test_a_wrong_token_under_the_right_name_does_not_help(desk: Any) -> None:
    (name,) = (one.name for one in desk.client.cookies.jar)
    assert httpx.get(desk.studio.origin, cookies={name: "x" * 43}).status_code == 401


# --- other sites ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", ""],
)
@pytest.mark.parametrize("preview", [False, True])
def test_other_names_of_this_machine_are_not_answered(desk: Any, host: str, preview: bool) -> None:
    studio = desk.studio
    port = urlsplit(studio.origin).port
    path = f"/{studio.preview_key}/" if preview else "/"
    request = f"GET {path} HTTP/1.1\nHost: {host.format(port=port)}\nCookie: {cookie(desk)}\n"
    answer = raw(desk, f"{request}Connection: close\n\n", preview=preview)
    assert status(answer) == 421
    assert studio.token not in answer


@pytest.mark.parametrize("target", ["*", "http://evil.example/", "//evil.example/", "x"])
@pytest.mark.parametrize("preview", [False, True])
def test_no_other_form_of_an_address_leads_in(desk: Any, target: str, *, preview: bool) -> None:
    studio = desk.studio
    origin = studio.preview_origin if preview else studio.origin
    lines = f"Host: {urlsplit(origin).netloc}\nOrigin: {origin}\nCookie: {cookie(desk)}\n"
    for method in ("GET", "OPTIONS"):
        request = f"{method} {target} HTTP/1.1\n{lines}Connection: close\n\n"
        assert status(raw(desk, request, preview=preview)) in (400, 404, 405)


def test_two_hosts_are_none(desk: Any) -> None:
    host = urlsplit(desk.studio.origin).netloc
    lines = f"Host: {host}\nHost: evil.example\nCookie: {cookie(desk)}\nConnection: close\n\n"
    assert status(raw(desk, f"GET / HTTP/1.1\n{lines}")) in (400, 421)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
def test_only_our_own_pages_change_anything(
    desk: Any, method: str, headers: dict[str, str]
) -> None:
    answer = desk.client.request(method, "/", headers=headers)
    assert answer.status_code == 403
    assert [name for name in answer.headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403),
        (
            {
                "Sec-Fetch-Site": "cross-site",
                "Sec-Fetch-Mode": "navigate",
                "Sec-Fetch-Dest": "iframe",
            },
            403,
        ),
        (
            {
                "Sec-Fetch-Site": "cross-site",
                "Sec-Fetch-Mode": "navigate",
                "Sec-Fetch-Dest": "document",
            },
            200,
        ),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
    ],
)
def test_only_links_lead_here(desk: Any, headers: dict[str, str], code: int) -> None:
    assert desk.get("/", headers=headers).status_code == code


def test_the_preview_needs_its_key_and_changes_nothing(desk: Any) -> None:
    there = desk.studio.preview_origin
    headers = {"Cookie": cookie(desk)}
    for path in ("/", "/start", "/static/x/studio.css", "/wrong/", "/../", "/%2e%2e/"):
        assert httpx.get(f"{there}{path}", headers=headers).status_code == 404
    assert httpx.post(desk.studio.preview_url, headers={"Origin": there}).status_code in (404, 405)
    assert httpx.post(desk.studio.preview_url).status_code == 403


def test_each_answer_says_what_content_may_do(desk: Any) -> None:
    for answer in (desk.get("/"), desk.get("/nowhere"), httpx.get(desk.studio.origin)):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


# --- paths ---------------------------------------------------------------------------------------

TRAVERSALS = [
    "../pathya.toml",
    "..%2fpathya.toml",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%5cpathya.toml",
    "%2fetc%2fpasswd",
    "....//pathya.toml",
    "x%00.css",
    "%c0%ae%c0%ae/pathya.toml",
    "hi/../../pathya.toml",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out(desk: Any, path: str) -> None:
    known = desk.get("/").text.split('rel="stylesheet" href="', 1)[1].split("studio.css", 1)[0]
    for before in ("/", "/static/", known, "/course/", "/review/hi/", "/preview/", "/api/"):
        lines = f"Host: {urlsplit(desk.studio.origin).netloc}\nCookie: {cookie(desk)}\n"
        answer = raw(desk, f"GET {before}{path} HTTP/1.1\n{lines}Connection: close\n\n")
        assert status(answer) in (400, 404), before
        assert "languages = [" not in answer
        assert "root:" not in answer


# --- much, and slowly ----------------------------------------------------------------------------


@pytest.mark.parametrize("length", [str(BODY_LIMIT + 1), "9" * 30, "-1", "x", "٣"])
def test_a_large_body_is_not_read(desk: Any, length: str) -> None:
    lines = f"Host: {urlsplit(desk.studio.origin).netloc}\nCookie: {cookie(desk)}\n"
    lines += f"Origin: {desk.studio.origin}\nContent-Length: {length}\nConnection: close\n\n"
    assert status(raw(desk, f"POST / HTTP/1.1\n{lines}")) in (400, 413)


def test_a_body_without_end_is_cut_off() -> None:
    async def endless() -> Any:
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    async def read() -> int:
        receive, size = guards._limited(endless), 0
        try:
            while size < 2 * BODY_LIMIT:
                size += len((await receive())["body"])
        except HTTPException as fault:
            assert fault.status_code == 413
        return size

    assert asyncio.run(read()) <= BODY_LIMIT


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "BODY_SECONDS", 0.05)

    async def silent() -> Any:
        await asyncio.sleep(60)

    async def read() -> None:
        await guards._limited(silent)()

    with pytest.raises(HTTPException) as caught:
        asyncio.run(read())
    assert caught.value.status_code == 408


def test_slow_clients_keep_nobody_waiting(desk: Any) -> None:
    port = urlsplit(desk.studio.origin).port
    with ExitStack() as stack:
        for _ in range(200):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port), 10))
            line.sendall(b"GET / HTTP/1.1\r\nHost: ")
        start = time.perf_counter()
        assert desk.get("/static/x/y").status_code == 404
        assert time.perf_counter() - start < 2


def test_no_socket_is_opened_for_chatting(desk: Any) -> None:
    answer = desk.get(
        "/events",
        headers={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Origin": "https://evil.example",
        },
    )
    assert answer.status_code == 403


# --- behind a proxy ------------------------------------------------------------------------------

PROXY = Proxy("X-Remote-User", "https://studio.example.in", "https://preview.example.in")
HOST = "Host: studio.example.in"
USER = "X-Remote-User: Asha Rao"


@pytest.fixture
def shared(project_copy: Any, open_studio: Any) -> Any:
    return open_studio(project_copy, user="Whoever started it", proxy=PROXY)


def through(desk: Any, *lines: str, preview: bool = False, path: str = "/search") -> str:
    """Ask as the proxy does."""
    head = "\r\n".join((f"GET {path} HTTP/1.1", *lines, "Connection: close", "", ""))
    with socket.create_connection(("127.0.0.1", desk.studio.ports[preview]), 10) as line:
        line.sendall(head.encode())
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    return answer.decode()


@pytest.mark.parametrize("name", [ASHA, "सुनीता शर्मा", "Søren", "o'Brien <script>", "asha@nic.in"])
def test_the_proxy_names_the_user(shared: Any, name: str) -> None:
    answer = through(shared, HOST, f"X-Remote-User: {name}")
    assert status(answer) == 200
    shown = name.replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;")
    assert f'class="user" title="Sign-offs bear this name">{shown}</span>' in answer


@pytest.mark.parametrize(
    "lines",
    [
        (HOST,),
        (HOST, "X-Remote-User:"),
        (HOST, "X-Remote-User:   "),
        (HOST, USER, "X-Remote-User: Admin"),
        (HOST, USER, "x-remote-user: Admin"),
        (HOST, "X-Remote-User: a\tb\x01"),
        (HOST, f"X-Remote-User: {'x' * 201}"),
        (HOST, "X-Forwarded-User: Asha Rao"),
        (HOST, "X_Remote_User: Asha Rao"),
        (HOST, "Cookie: pathya-studio=TOKEN"),
    ],
)
def test_without_one_name_nobody_is_let_in(shared: Any, lines: tuple[str, ...]) -> None:
    said = [line.replace("TOKEN", shared.studio.token) for line in lines]
    assert status(through(shared, *said)) in (400, 401)


def test_no_token_opens_a_shared_studio(shared: Any) -> None:
    answer = through(shared, HOST, path=f"/start?token={shared.studio.token}")
    assert status(answer) == 401
    assert "set-cookie" not in answer.lower()
    assert shared.studio.start_url == "https://studio.example.in"


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "preview.example.in"])
def test_a_shared_studio_has_one_name(shared: Any, host: str) -> None:
    lines = (f"Host: {host.format(port=shared.studio.ports[0])}", USER)
    assert status(through(shared, *lines)) == 421


def test_a_shared_studio_takes_changes_from_its_own_pages(shared: Any) -> None:
    url = f"http://127.0.0.1:{shared.studio.ports[0]}/"
    headers = {"Host": "studio.example.in", "X-Remote-User": "Asha"}
    for origin, code in (
        ("https://studio.example.in", 405),
        ("http://studio.example.in", 403),
        ("https://preview.example.in", 403),
        ("https://evil.example", 403),
    ):
        answer = httpx.post(url, headers=headers | {"Origin": origin})
        assert answer.status_code == code, origin


def test_only_a_proxy_on_this_machine_is_believed(desk: Any) -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"host", b"studio.example.in"), (b"x-remote-user", b"Asha")],
    }
    policy = guards.studio_policy(replace(desk.studio, origin=PROXY.origin, proxy=PROXY))
    for peer, refused in (
        (("127.0.0.1", 1), False),
        (("::1", 1), False),
        (("10.0.0.7", 1), True),
        (("testclient", 1), True),
        (None, True),
    ):
        assert (guards.refuse(scope | {"client": peer}, policy) is not None) is refused, peer


def test_the_preview_of_a_shared_studio_has_its_own_name(shared: Any) -> None:
    path = f"/{shared.studio.preview_key}/nothing"
    answer = through(shared, "Host: preview.example.in", preview=True, path=path)
    assert status(answer) == 404
    assert "frame-ancestors 'self' https://studio.example.in" in answer
    assert status(through(shared, HOST, USER, preview=True, path=path)) == 421

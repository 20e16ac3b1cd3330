"""Run the studio: two places on this machine, one server."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

import uvicorn

from pathya.build.project import Project
from pathya.build.studio.app import studio_app
from pathya.build.studio.context import Proxy, Studio, settings_now

HOST, PREVIEW_HOST = "127.0.0.1", "localhost"
"""Two names of this machine are two sites to a browser: neither's content can touch the other."""
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Options:
    """How a studio is served."""

    port: int = 0
    """0: any that is free."""
    preview_port: int = 0
    user: str = ""
    proxy: Proxy | None = None
    ahead: bool = False
    """Read at once what somebody will probably ask for."""


def serve(project: Project, options: Options, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address that lets browsers in.

    Raises OSError when a port is taken.
    """
    with _listening(options) as listeners:
        studio = _studio(project, options, listeners)
        ready(studio.start_url)  # they listen already: who comes now waits a moment
        with suppress(KeyboardInterrupt):  # which is how it is stopped
            _server(studio).run(sockets=listeners)


@contextmanager
def serving(project: Project, options: Options) -> Iterator[Studio]:
    """Serve in a thread."""
    with _listening(options) as listeners:
        studio = _studio(project, options, listeners)
        server = _server(studio)
        thread = threading.Thread(target=server.run, kwargs={"sockets": listeners})
        thread.start()
        try:
            yield studio  # whoever comes too early waits for its first answer
        finally:
            server.should_exit = True
            thread.join()


def _studio(project: Project, options: Options, listeners: list[socket.socket]) -> Studio:
    proxy = options.proxy
    port, preview_port = (one.getsockname()[1] for one in listeners[:2])
    origin = proxy.origin if proxy else _origin(HOST, port)
    preview = proxy.preview_origin if proxy else _origin(PREVIEW_HOST, preview_port)
    ports = port, preview_port
    settings = settings_now(project)
    return Studio(project, origin, preview, ports, options.user, proxy, options.ahead, settings)


def _origin(host: str, port: int) -> str:
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"


@contextmanager
def _listening(options: Options) -> Iterator[list[socket.socket]]:
    """Listen at the studio's port, and at the preview's in both families of addresses."""
    with ExitStack() as stack:
        studio = stack.enter_context(_listener(HOST, options.port))
        previews = [stack.enter_context(one) for one in _previews(options.preview_port)]
        yield [studio, *previews]


def _previews(port: int) -> list[socket.socket]:
    for attempt in range(_TRIES):
        first = _listener(HOST, port)
        if not socket.has_ipv6:
            return [first]
        try:
            return [first, _listener("::1", first.getsockname()[1])]
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:  # a machine without the other family
                return [first]
            first.close()
            if port or attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio looks for it: unnamed, every answer waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with suppress(OSError):
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.listen(128)
    return listener


def _server(studio: Studio) -> uvicorn.Server:
    config = uvicorn.Config(
        studio_app(studio),
        ws="none",
        proxy_headers=False,  # the guard looks at who really connects
        server_header=False,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,  # windows that listen to events never hang up
    )
    return uvicorn.Server(config)

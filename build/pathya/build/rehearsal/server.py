"""Run the rehearsal: until stopped, or beside something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from pathya.build.rehearsal.app import rehearsal_app
from pathya.build.rehearsal.faults import Faults
from pathya.build.rehearsal.world import World

HOST = "127.0.0.1"


def serve(world: World, port: int, faults: Faults | None = None) -> None:
    """Serve until interrupted. Raises OSError when the port is taken."""
    with _listening(port) as listener:
        _server(world, faults).run(sockets=[listener])


@contextmanager
def serving(world: World, faults: Faults | None = None) -> Iterator[str]:
    """Serve in a thread, on any free port; give the address."""
    server = _server(world, faults)
    with _listening(0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            server.force_exit = True
            thread.join()


def _listening(port: int) -> socket.socket:
    # The protocol is named because asyncio looks for it: unnamed, every answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    listener.listen(128)
    return listener


def _server(world: World, faults: Faults | None) -> uvicorn.Server:
    app = rehearsal_app(world, faults)
    return uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False))

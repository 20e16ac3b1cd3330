"""A platform of the rehearsal that nobody has touched, and whoever talks to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from pathya.authoring.course import Competency
from pathya.build.http import Answer, Fetch, Request, open_line
from pathya.build.rehearsal.server import serving
from pathya.build.rehearsal.world import World

PORTAL = "/apis/proxies/v8"
ACTION = f"{PORTAL}/action/content/v3"


class Client:
    """Whoever talks to the platform."""

    def __init__(self, url: str, fetch: Fetch, world: World) -> None:
        self.url, self.fetch, self.world = url, fetch, world

    def __call__(
        self, method: str, path: str, body: Any = None, role: str = "creator", **more: Any
    ) -> Answer:
        headers = {"Cookie": f"connect.sid={role}-token-of-rehearsal"} if role else {}
        headers |= more.pop("headers", {})
        return self.fetch(Request(method, self.url + path, headers, body, **more))

    def make(self, values: Any) -> Any:
        path = f"{PORTAL}/questionset/v1/create" if "Assess" in str(values) else f"{ACTION}/create"
        kind = "questionset" if "Assess" in str(values) else "content"
        return self.result(self("POST", path, {"request": {kind: values}}))

    @staticmethod
    def result(answer: Answer) -> Any:
        """Take the result out of an answer that must be good."""
        assert answer.status == 200, answer.data
        return json.loads(answer.data)["result"]


@pytest.fixture(scope="module")
def server() -> Iterator[Client]:
    world = World()
    with serving(world) as url, open_line(5) as fetch:
        yield Client(url, fetch, world)


@pytest.fixture
def client(server: Client) -> Client:
    """A platform that nobody has touched."""
    fresh = World(framework=(Competency("Functional", "Office", "Drafting"),), polls=1)
    for field in fields(World):
        setattr(server.world, field.name, getattr(fresh, field.name))
    server("POST", "/_faults", {})
    return server

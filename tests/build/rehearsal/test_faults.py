"""Faults come when they are asked for, and the same ones for the same seed."""

from __future__ import annotations

import json
from typing import Any

import pytest

ACTION = "/apis/proxies/v8/action/content/v3"
RESOURCE = {
    "name": "Module 1",
    "code": "1234567890123456",
    "mimeType": "application/vnd.ekstep.html-archive",
    "contentType": "Resource",
    "primaryCategory": "Learning Resource",
    "createdBy": "u1",
    "createdFor": ["o1"],
    "organisation": ["Org"],
    "framework": "igot",
    "language": ["Hindi"],
    "identifier": "do_1",
}


# --- faults --------------------------------------------------------------------------------------


def of(**values: Any) -> Any:
    return {"request": {"content": values}}


@pytest.mark.parametrize(
    ("kind", "status", "made"),
    [
        ("429", 429, False),
        ("500", 500, False),
        ("502", 502, False),
        ("expired", 401, False),
        ("timeout", 0, False),
        ("reset", 0, False),
        ("lost-500", 500, True),
        ("lost-502", 502, True),
        ("lost-reset", 0, True),
        ("lost-timeout", 0, True),
    ],
)
def test_faults_on_demand(client: Any, kind: str, status: int, *, made: bool) -> None:
    result_ = client("POST", "/_faults", {"rate": 1, "kinds": [kind], "hang": 0.01})
    assert result_.status == 200
    assert client("POST", f"{ACTION}/create", of(**RESOURCE)).status == status
    assert ("do_1" in client.world.nodes) is made


def test_somebody_else_was_faster(client: Any) -> None:
    key = client.make(RESOURCE)["versionKey"]
    client("POST", "/_faults", {"rate": 1, "kinds": ["stale"]})
    answer = client(
        "PATCH",
        f"{ACTION}/update/do_1",
        of(versionKey=key),
    )
    assert json.loads(answer.data)["params"]["errmsg"] == "Invalid version Key"


def test_a_seed_repeats_the_faults(client: Any) -> None:
    def run() -> list[int]:
        client("POST", "/_faults", {"rate": 0.5, "kinds": ["429", "502"], "seed": 3})
        path = "/apis/proxies/v8/framework/v1/read/kcmfinal_fw"
        return [client("GET", path).status for _ in range(20)]

    first = run()
    assert run() == first
    assert len(set(first)) == 3

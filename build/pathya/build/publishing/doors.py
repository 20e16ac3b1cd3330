"""The platform's two front doors: how each operation is asked for at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pathya.build.publishing.settings import Account, Role
from pathya.locales.engines.protocol import Secret

Operation = Literal[
    "create",
    "read",
    "update",
    "upload",
    "presign",
    "attach",
    "tree",
    "review",
    "accept",
    "reject",
    "publish",
    "mlcreate",
    "mlreview",
    "mlaccept",
    "search",
    "set-create",
    "set-attach",
    "set-read",
    "set-tree",
    "set-review",
    "set-publish",
    "validate",
    "verdict",
]


@dataclass(frozen=True, slots=True)
class Address:
    """Where an operation is asked for, and by whom."""

    method: str
    path: str
    role: Role = "creator"
    safe: bool = False
    """True when asking twice does no harm."""


def _sets(prefix: str) -> dict[Operation, Address]:
    return {
        "set-create": Address("POST", f"{prefix}/create"),
        "set-attach": Address("PATCH", f"{prefix}/hierarchy/update"),
        "set-read": Address("GET", f"{prefix}/read/{{id}}", safe=True),
        "set-tree": Address("GET", f"{prefix}/hierarchy/{{id}}?mode=edit", safe=True),
        "set-review": Address("POST", f"{prefix}/review/{{id}}"),
        "set-publish": Address("POST", f"{prefix}/publish/{{id}}", "publisher"),
    }


_PORTAL = "/apis/proxies/v8"
_ACTION = f"{_PORTAL}/action/content/v3"
DOORS: Mapping[str, Mapping[Operation, Address]] = {
    "portal": {
        "create": Address("POST", f"{_ACTION}/create"),
        "read": Address("GET", f"{_ACTION}/read/{{id}}", safe=True),
        "update": Address("PATCH", f"{_ACTION}/update/{{id}}"),
        "upload": Address("POST", f"{_PORTAL}/upload/action/content/v3/upload/{{id}}"),
        "attach": Address("PATCH", f"{_ACTION}/hierarchy/update"),
        "tree": Address("GET", f"{_ACTION}/hierarchy/{{id}}?mode=edit", safe=True),
        "review": Address("POST", f"{_ACTION}/review/{{id}}"),
        "accept": Address("PATCH", f"{_ACTION}/updateReviewStatus/{{id}}", "reviewer"),
        "reject": Address("POST", f"{_ACTION}/reject/{{id}}", "reviewer"),
        "publish": Address("POST", f"{_ACTION}/publish/{{id}}", "publisher"),
        "mlcreate": Address("POST", f"{_PORTAL}/content/v4/mlcreate"),
        "mlreview": Address("POST", f"{_PORTAL}/content/v4/mlReview"),
        "mlaccept": Address("POST", f"{_PORTAL}/content/v4/ml/update/reviewStatus", "reviewer"),
        "search": Address("POST", f"{_PORTAL}/sunbirdigot/v4/search", safe=True),
        "validate": Address("POST", f"{_PORTAL}/scorm/v1/validate"),
        "verdict": Address("POST", f"{_PORTAL}/scorm/v1/status", safe=True),
        **_sets(f"{_PORTAL}/questionset/v1"),
    },
    "kong": {
        "create": Address("POST", "/api/content/v2/create"),
        "read": Address("GET", "/api/content/v1/read/{id}", safe=True),
        "update": Address("PATCH", "/api/content/v2/update/{id}"),
        "upload": Address("POST", "/api/content/v1/upload/{id}"),
        "presign": Address("POST", "/api/content/v2/upload/url/{id}?type=artifact", safe=True),
        "attach": Address("PATCH", "/api/collection/v1/hierarchy/update"),
        "tree": Address("GET", "/api/course/v1/hierarchy/{id}?mode=edit", safe=True),
        "review": Address("POST", "/api/content/v2/review/{id}"),
        "accept": Address("PATCH", "/api/content/v2/update/{id}", "reviewer"),
        "reject": Address("POST", "/api/content/v2/reject/{id}", "reviewer"),
        "publish": Address("POST", "/api/content/v1/publish/{id}", "publisher"),
        "mlcreate": Address("POST", "/api/content/v4/mlcreate"),
        "mlreview": Address("POST", "/api/content/v4/ml/review"),
        "mlaccept": Address("POST", "/api/content/v4/ml/update/reviewStatus", "reviewer"),
        "search": Address("POST", "/api/composite/v4/search", safe=True),
        "validate": Address("POST", "/api/scorm/v1/validate"),
        "verdict": Address("POST", "/api/scorm/v1/status", safe=True),
        **_sets("/api/questionset/v1"),
    },
}
FILE_FIELD = {"portal": "data", "kong": "file"}
"""The form's field that brings a package."""


def headers_of(account: Account, role: Role) -> dict[str, str | Secret]:
    """Say who is asking; the caller has seen to it that there is a token."""
    token = account.tokens[role]
    if account.door == "portal":
        cookie = Secret(f"connect.sid={token.value}")
        return {"Cookie": cookie, "org": "dopt", "rootorg": "igot", "locale": "en"}
    return {
        "Authorization": Secret(f"bearer {account.key.value}"),
        "x-authenticated-user-token": token,
    }

"""The account: settings and tokens together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.build import rules
from pathya.build.engines import read_key
from pathya.build.project import PROJECT_FILE
from pathya.build.publish_settings import HERE, IGOT
from pathya.locales.engines.protocol import Secret

Role = Literal["creator", "reviewer", "publisher"]
ROLES: tuple[Role, ...] = ("creator", "reviewer", "publisher")
MB = 2**20
UPLOAD_MB = {"portal": 200, "kong": 100}
"""What each door takes in one request, unless the project says otherwise: sources differ."""

_NEEDED = ("organisation", "organisation_name", "creator", "creator_name")
_FOR_PUBLISHER = ("publisher", "publisher_name")


@dataclass(frozen=True, slots=True)
class Account:
    """Where the platform is, who we are there, and how it wants to be treated."""

    url: str
    door: Literal["portal", "kong"]
    organisation: str
    organisation_name: str
    creator: str
    creator_name: str
    publisher: str
    publisher_name: str
    framework: str
    upload_limit: int
    """Bytes of one package in one request."""
    validation: bool
    """Whether the SCORM validation service is asked."""
    timeout: float
    per_hour: int
    """Requests to one address; 0: any number."""
    poll_seconds: float
    polls: int
    tokens: Mapping[Role, Secret]
    """Only those that we have."""
    key: Secret
    """Kong's."""

    @property
    def host(self) -> str:
        """The platform's name, in the form that a file name may have."""
        return urlsplit(self.url).netloc.replace(":", "-")


def read_account(options: Mapping[str, Any]) -> Account:
    """Put settings and tokens together; tokens come from the environment or the keyring."""
    values = {**IGOT, **options}
    url = os.environ.get("PATHYA_IGOT_URL") or str(values["url"])
    tokens = {role: read_key(f"igot-{role}-token") for role in ROLES}
    return Account(
        url=url.rstrip("/"),
        upload_limit=int(values["upload_mb"] or UPLOAD_MB[values["door"]]) * MB,
        tokens={role: token for role, token in tokens.items() if token.value},
        key=read_key("igot-key"),
        **{key: values[key] for key in IGOT if key not in ("url", "upload_mb")},
    )


def account_faults(account: Account, *, to_publish: bool) -> Iterator[Diagnostic]:
    """Say what is lacking before anything can be sent."""
    where = Where(PROJECT_FILE)
    for key in (*_NEEDED, *(_FOR_PUBLISHER if to_publish else ())):
        if not getattr(account, key):
            message = f"`{key}` is empty in [publish.igot]"
            yield rules.PUB001.at(where, message, f'Write {key} = "…" there.')
    for role in ROLES if to_publish else ROLES[:1]:
        if role not in account.tokens:
            hint = f"Put it into PATHYA_IGOT_{role.upper()}_TOKEN, or into the keyring."
            yield rules.PUB001.at(where, f"there is no token of a {role}", hint)
    if account.door == "kong" and not account.key.value:
        hint = "Put it into PATHYA_IGOT_KEY, or into the keyring."
        yield rules.PUB001.at(where, "there is no key for Kong", hint)
    parts = urlsplit(account.url)
    if parts.scheme != "https" and parts.hostname not in HERE:
        message = f"tokens would travel unprotected to {account.url}"
        yield rules.PUB001.at(where, message, "Give an address with https.")

"""`[publish.igot]` in pathya.toml: where the platform is, and on whose behalf we talk to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from pathya.authoring.diagnostics import Diagnostic, Where, nearest
from pathya.build import rules

IGOT: Mapping[str, str | int | bool] = {
    "url": "https://cbp.igotkarmayogi.gov.in",
    "door": "portal",
    "organisation": "",
    "organisation_name": "",
    "creator": "",
    "creator_name": "",
    "publisher": "",
    "publisher_name": "",
    "framework": "igot",
    "upload_mb": 0,
    "validation": True,
    "timeout": 60,
    "per_hour": 4500,
    "poll_seconds": 10,
    "polls": 60,
}
"""What may stand there, with the value that holds unless it is given."""
_HOSTS = (".igotkarmayogi.gov.in", ".karmayogibharat.net")
HERE = ("127.0.0.1", "localhost")
"""This machine."""


def publish_faults(settings: Any, where: Where) -> Iterator[Diagnostic]:
    """Say what is wrong with `[publish]`."""
    hint = "Write [publish.igot] and lines below."
    if not isinstance(settings, dict):
        yield rules.PRJ003.at(where, "`publish` is not a table", hint)
        return
    for key, value in settings.items():
        if key != "igot":
            yield rules.PRJ002.at(where, f"`{key}` in [publish] is no platform", hint)
        elif not isinstance(value, dict):
            yield rules.PRJ003.at(where, "`igot` in [publish] is not a table", hint)
        else:
            yield from _option_faults(value, where)


def _option_faults(options: Mapping[str, Any], where: Where) -> Iterator[Diagnostic]:
    for key, value in options.items():
        if key not in IGOT:
            message = f"`{key}` in [publish.igot] is not known"
            yield rules.PRJ002.at(where, message, nearest(key, IGOT))
        elif type(value) is not type(IGOT[key]):
            kind = {str: "a text", int: "a whole number", bool: "true or false"}[type(IGOT[key])]
            yield rules.PRJ003.at(where, f"`{key}` in [publish.igot] is not {kind}")
    if options.get("door", "portal") not in ("portal", "kong"):
        yield rules.PRJ003.at(where, "`door` in [publish.igot] is neither portal nor kong")
    if not _is_platform(str(options.get("url", IGOT["url"]))):
        # A project that somebody sends must not lead a token elsewhere.
        message = "`url` in [publish.igot] is no address of iGOT Karmayogi"
        yield rules.PRJ003.at(where, message, "Put any other address into PATHYA_IGOT_URL.")


def _is_platform(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return False
    host = parts.hostname or ""
    return host in HERE or (parts.scheme == "https" and host.endswith(_HOSTS))

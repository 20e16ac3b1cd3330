"""Ask the platform's SCORM validation what it thinks of a package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathya.build.publishing import journal as log
from pathya.build.publishing.bring import Desk
from pathya.build.publishing.plan import Wanted
from pathya.build.publishing.platform import Refused, Unclear, Waiting, ask

VALID = "VALID"
_WORKING = ("STARTED", "IN_PROGRESS", "")


def validate(desk: Desk, course: str, resource: Wanted) -> str:
    """Give nothing if a package is VALID, or what the platform says instead.

    Raises Unclear, Refused, Waiting.
    """
    thing = log.recall(desk.journal, resource.key)
    said, _, digest = thing.verdict.partition(" ")
    if digest != resource.digest:
        said = _verdict(desk, {"contentId": course, "resourceId": thing.id}, resource)
        log.remember(desk.journal, resource.key, verdict=f"{said} {resource.digest}")
    return "" if said == VALID else f"{thing.id} is {said}"


def _verdict(desk: Desk, names: Mapping[str, str], resource: Wanted) -> str:
    patience = desk.platform.patience
    for fails in range(patience.tries):
        number = log.intend(desk.journal, resource.key, names["resourceId"], "validate")
        try:
            ask(desk.platform, "validate", body={"request": names})
        except Unclear as fault:  # asked twice it does the same work again, and no harm
            log.conclude(desk.journal, number, "unclear", str(fault))
            patience.pause(fails)
            continue
        except Refused as refusal:
            log.conclude(desk.journal, number, "refused", refusal.message)
            raise
        log.conclude(desk.journal, number, "done")
        return _awaited(desk, names)
    raise Unclear("the SCORM validation does not answer")


def _awaited(desk: Desk, names: Mapping[str, str]) -> str:
    for _ in range(desk.platform.account.polls):
        resources = ask(desk.platform, "verdict", body={"request": names}).get("resources") or ()
        said = _status(resources, names["resourceId"])
        if said not in _WORKING:
            return said
        desk.platform.patience.sleep(desk.platform.account.poll_seconds)
    raise Waiting("waits for the platform's SCORM validation")


def _status(resources: Any, name: str) -> str:
    return next((str(one["status"]) for one in resources if one.get("resourceId") == name), "")

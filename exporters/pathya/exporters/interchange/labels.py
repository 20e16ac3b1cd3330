"""What a course knows of a question and other formats have no place for, as plain labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pathya.authoring.questions import BLOOM, LEVELS
from pathya.exporters.interchange.model import Draft

_ID = re.compile(r"[a-z][a-z0-9-]*\Z")


def labels_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """Give what is not as it would be unless said."""
    for key in ("level", "bloom", "objective"):
        if value := getattr(draft, key):
            yield key, value
    if draft.points != 1:
        yield "points", str(draft.points)
    if not draft.shuffle:
        yield "shuffle", "no"


def labelled(draft: Draft, labels: Mapping[str, str]) -> Draft:
    """Set what labels say, where a course could say it."""
    level = next((one for one in LEVELS if one == labels.get("level")), draft.level)
    bloom, objective = labels.get("bloom", ""), labels.get("objective", "")
    points = labels.get("points", "")
    return replace(
        draft,
        level=level,
        bloom=bloom if bloom in BLOOM else draft.bloom,
        objective=objective if _ID.match(objective) else draft.objective,
        points=int(points) if points in {str(n) for n in range(1, 11)} else draft.points,
        shuffle=draft.shuffle and labels.get("shuffle") != "no",
    )

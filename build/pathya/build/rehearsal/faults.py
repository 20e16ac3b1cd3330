"""Trouble on demand: what happens on real lines to real services, by a seed that repeats it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BEFORE = ("429", "500", "502", "timeout", "reset", "expired", "stale")
"""The request is not carried out (`stale`: somebody else changed the content just before)."""
AFTER = ("lost-500", "lost-502", "lost-timeout", "lost-reset")
"""It is carried out, and nobody hears of it."""
KINDS = (*BEFORE, *AFTER)


@dataclass(slots=True)
class Faults:
    """How often which faults come; the same seed gives the same ones in the same order."""

    rate: float = 0
    kinds: tuple[str, ...] = KINDS
    seed: int = 0
    hang: float = 30
    """Seconds for which a request that times out is held."""
    lot: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - a lottery

    def draw(self) -> str:
        """Say what happens to the next request; mostly nothing."""
        return self.lot.choice(self.kinds) if self.lot.random() < self.rate else ""


def faults_from(values: Mapping[str, Any]) -> Faults:
    """Read what `POST /_faults` says. Raises ValueError."""
    kinds = tuple(values.get("kinds") or KINDS)
    if unknown := set(kinds) - set(KINDS):
        raise ValueError(f"no kind of fault: {', '.join(sorted(unknown))}")
    seed = int(values.get("seed", 0))
    lot = random.Random(seed)  # noqa: S311 - a lottery, not a secret
    return Faults(float(values.get("rate", 0)), kinds, seed, float(values.get("hang", 30)), lot)

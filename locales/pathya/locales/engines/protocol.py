"""What an engine is: texts in, drafts out. How a request travels is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pathya.locales.languages import Language


@dataclass(frozen=True, slots=True)
class Secret:
    """A key: it travels in a request, and is printed nowhere."""

    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A question to a service, as JSON."""

    url: str
    body: Mapping[str, Any]
    """A `Secret` may stand in it, and in the headers."""
    headers: Mapping[str, str | Secret] = field(default_factory=dict)


Send = Callable[[Call], Any]
"""Brings a call to its service and the JSON of the answer back; raises EngineFault if it cannot."""


@dataclass(eq=False)
class EngineFault(Exception):
    """An engine cannot do what was asked, in one sentence, and what to do about it."""

    message: str
    hint: str = ""
    kind: Literal["setup", "pair", "failed"] = "failed"
    """`setup`: a key, a model or a library is missing or unusable; `pair`: it does not translate
    between these languages; `failed`: no answer, or none that can be understood."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A machine that translates sentences."""

    name: str
    translate: Callable[[tuple[str, ...], Language, Language], tuple[str, ...]]
    """As many drafts as texts, in their order. Raises EngineFault."""
    code: Callable[[Language], str]
    """What the engine calls a language; empty: it lacks it."""
    identity: str = ""
    """Changes when the same text may get another draft: a service, a model. Empty: do not cache."""
    texts: int = 32
    """At most so many in one call."""
    chars: int = 5000
    """At most so many in one call, all texts together."""
    first_token: int = 1
    """The number of the first token that stands for a code."""
    numbers: bool = False
    """Whether long numbers go as tokens too."""


def paired(engine: str, drafts: Any, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Check that a service answered with one draft for each text."""
    if not isinstance(drafts, list) or not all(isinstance(one, str) for one in drafts):
        raise EngineFault(f"{engine} answered in a form that Pathya does not know")
    if len(drafts) != len(texts):
        raise EngineFault(f"{engine} answered {len(drafts)} drafts to {len(texts)} texts")
    return tuple(drafts)

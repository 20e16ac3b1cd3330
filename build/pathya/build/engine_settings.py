"""`[engines]` in pathya.toml: which engine drafts which language, and with what settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pathya.authoring.diagnostics import Diagnostic, Where, nearest
from pathya.build import rules
from pathya.locales.engines.bhashini import PIPELINE
from pathya.locales.languages import LANGUAGES

DEFAULT = "default"
OPTIONS: Mapping[str, dict[str, str | int]] = {
    "argos": {"packages": ""},
    # How much Bhashini takes is told nowhere.
    "bhashini": {"pipeline": PIPELINE, "timeout": 60, "per_minute": 60},
    "ct2": {"model": ""},
    "libretranslate": {"url": "", "timeout": 60, "per_minute": 0},
    "pseudo": {},
}
"""The engines, and the options of each with their defaults."""


def engine_of(settings: Mapping[str, Any], tag: str) -> str:
    """Name the engine that drafts a language; empty: none does."""
    return str(settings.get(tag, settings.get(DEFAULT, "")))


def engine_faults(settings: Any, where: Where) -> Iterator[Diagnostic]:
    """Say what is wrong with `[engines]`."""
    if not isinstance(settings, dict):
        yield rules.PRJ003.at(where, "`engines` is not a table", "Write [engines] and lines below.")
        return
    for key, value in settings.items():
        if key in OPTIONS:
            yield from _option_faults(key, value, where)
        elif key != DEFAULT and key not in LANGUAGES:
            hint = nearest(key, (DEFAULT, *OPTIONS, *LANGUAGES))
            yield rules.PRJ002.at(where, f"`{key}` in [engines] is no language or engine", hint)
        elif not isinstance(value, str) or value not in OPTIONS:
            hint = nearest(str(value), OPTIONS)
            yield rules.PRJ003.at(where, f"`{value}` is not one of the engines", hint)


def _option_faults(name: str, options: Any, where: Where) -> Iterator[Diagnostic]:
    if not isinstance(options, dict):
        hint = f'Write [engines.{name}] for its settings, default = "{name}" to use it.'
        yield rules.PRJ003.at(where, f"`{name}` in [engines] is not a table", hint)
        return
    known = OPTIONS[name]
    for key, value in options.items():
        if key not in known:
            hint = nearest(key, known)
            yield rules.PRJ002.at(where, f"`{key}` in [engines.{name}] is not known", hint)
        elif type(value) is not type(known[key]):
            kind = "a text" if isinstance(known[key], str) else "a whole number"
            yield rules.PRJ003.at(where, f"`{key}` in [engines.{name}] is not {kind}")

"""Argos Translate, in a process of its own: it is heavy, and brings libraries of other licences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pathya.locales.engines.argos_package import find_packages
from pathya.locales.engines.protocol import Engine, EngineFault, paired
from pathya.locales.languages import Language

NAME = "Argos Translate"
Ask = Callable[[Mapping[str, Any]], Any]
"""Gives the process a request and waits for its answer. Raises EngineFault."""


def argos(ask: Ask, packages: Path) -> Engine:
    """Set the engine up for the packages installed in a folder. Raises EngineFault."""
    found = list(find_packages(packages)) if packages.is_dir() else []
    if not found:
        hint = "Install one: argospm install translate-en_hi"
        raise EngineFault(f"there are no packages of {NAME} in {packages}", hint, "setup")

    def translate(texts: tuple[str, ...], source: Language, target: Language) -> tuple[str, ...]:
        answer = ask({"source": source.argos, "target": target.argos, "texts": texts})
        if answer.get("lacks"):
            message = f"{NAME} has no package for {source.name} to {target.name}"
            raise EngineFault(message, "Install one with argospm.", "pair")
        return paired(NAME, answer.get("drafts"), texts)

    identity = " ".join(f"{one.source}-{one.target} {one.version}" for one in found)
    return Engine(NAME, translate, lambda one: one.argos, identity)

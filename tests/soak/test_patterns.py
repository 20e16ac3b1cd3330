"""Every pattern of the program goes through a long text in time that grows with its length."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import strategies as st

import pathya

pytestmark = pytest.mark.soak

LENGTH, CPU_SECONDS = 12_000, 0.2
"""Of a text, and of its time: once through takes some milliseconds, from every letter half a
second and more."""
METHODS = ("search", "finditer", "findall", "sub", "subn", "match", "fullmatch", "split")
SHORT = {
    "pathya.locales.sentences:_WORD": "looks at 24 letters",
    "pathya.locales.xliff_canonical:_TAG": "is given as many > as <",
    "pathya.exporters.questionset.markup:_BARE": "is given tags in pairs",
    "pathya.exporters.questionset.markup:_INNER": "is given tags in pairs",
    "pathya.exporters.pictures:_IMAGE": "is given tags that end",
}


def patterns() -> Iterator[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    """Give each pattern of a module with its name, and what it is used for there."""
    for found in pkgutil.walk_packages(pathya.__path__, "pathya."):
        module = importlib.import_module(found.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                used = (way for way in METHODS if re.search(rf"\b{name}\.{way}\b", source))
                yield f"{found.name}:{name}", value, tuple(used)


PATTERNS = {name: (one, used) for name, one, used in patterns() if used and name not in SHORT}


def attacks(name: str) -> st.SearchStrategy[tuple[str, bytes]]:
    """Texts that a pattern matches in part, over and over, and not to their end."""
    pattern = PATTERNS[name][0]
    matched = st.from_regex(pattern)
    spot = st.integers(0, 12)
    end = st.sampled_from(["", "\x01", " x x", "<"])
    return st.builds(_attack, st.just(name), matched, matched, spot, spot, end)


def _attack(
    name: str, before: str, piece: str, start: int, length: int, end: str
) -> tuple[str, bytes]:
    piece = piece[start : start + length + 1] or " "
    text = before[:start] + piece * (LENGTH // len(piece)) + end
    return name, text.encode("utf-8", "surrogatepass")


def goes_through(name: str, data: bytes) -> None:
    pattern, used = PATTERNS[name]
    text = data.decode("utf-8", "surrogatepass")
    for way in used:
        before = time.process_time()
        if way.startswith("sub"):
            pattern.sub("", text)
        else:
            _drained(getattr(pattern, way)(text))
        assert time.process_time() - before < CPU_SECONDS, f"{name}.{way}"


def _drained(found: object) -> None:
    if isinstance(found, Iterator):
        for _ in found:
            pass


def test_patterns(soak_grown: Callable[..., None]) -> None:
    soak_grown(goes_through, st.sampled_from(sorted(PATTERNS)).flatmap(attacks))

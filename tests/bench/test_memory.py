"""How long a memory of a million texts takes to make and to ask."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest

from pathya.locales.catalog import State
from pathya.locales.memory.lookup import lookup
from pathya.locales.memory.pairs import Pair
from pathya.locales.memory.store import Memory, open_memory, remember

UNITS = 1_000_000
QUERIES = 1000
LANGUAGES = ("en", "hi")

pytestmark = pytest.mark.bench


def texts(count: int) -> Iterator[str]:
    """Sentences of 5 to 25 words, which occur as often as words do (Zipf), 60,000 in all."""
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfghjklmnprstvw" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(60_000)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for _ in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(5, 25))
        yield f"{' '.join(drawn).capitalize()}."


def changed(text: str, chance: random.Random) -> str:
    """Change about a tenth of the words."""
    words = text.split()
    for at in chance.sample(range(len(words)), max(1, len(words) // 10)):
        words[at] = chance.choice(["a", "new", "rule", "days"])
    return " ".join(words)


def milliseconds(memory: Memory, queries: list[str]) -> tuple[list[float], int]:
    times, found = [], 0
    for query in queries:
        start = time.perf_counter()
        found += bool(lookup(memory, (query,), LANGUAGES))
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times), found


def test_a_million_texts(tmp_path: Path) -> None:
    known = list(texts(UNITS))
    pairs = (Pair(LANGUAGES, (text,), (text[::-1],), State.TRANSLATED) for text in known)
    path = tmp_path / "memory.sqlite"
    start, busy = time.perf_counter(), time.process_time()
    with open_memory(path) as memory:
        remember(memory, "bench", "", pairs)
        built, worked = time.perf_counter() - start, time.process_time() - busy
        size = sum(file.stat().st_size for file in tmp_path.iterdir())
        chance = random.Random(2)
        asked = chance.sample(known, QUERIES)
        exact, _ = milliseconds(memory, asked)
        fuzzy, found = milliseconds(memory, [changed(text, chance) for text in asked])
        fresh = ["Altogether " + " ".join(changed(text, chance).split()[::-1]) for text in asked]
        none, _ = milliseconds(memory, fresh)
    say = sys.stdout.write
    say(f"\n{UNITS} texts, {size / 1e6:.0f} MB: built in {built:.1f} s, at work {worked:.1f} s\n")
    for name, times in (("same", exact), ("alike", fuzzy), ("new", none)):
        p99 = times[len(times) * 99 // 100]
        say(f"{name:6} median {statistics.median(times):6.2f} ms   p99 {p99:6.2f} ms\n")
    say(f"{found / QUERIES:.1%} of the changed texts found\n")
    assert found / QUERIES >= 0.95

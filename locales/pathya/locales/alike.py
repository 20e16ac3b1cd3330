"""Find which of the new texts was made from which of the old ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

ALIKE = 0.35
"""Half of two sentences that were edited in earnest share more than this; others hardly any."""
WINDOW = 8
"""How far from its place a text is looked for, if there are many; it keeps the work linear."""
COMPARED = 5000
"""How many pairs are compared in any case, so that few texts are looked for everywhere."""


def pair_alike(new: Sequence[str], old: Sequence[str]) -> list[tuple[int, int]]:
    """Pair the indices of texts that are alike, the most alike first, each text once."""
    scored = sorted(_scores(new, old), key=lambda found: (-found[0], abs(found[1] - found[2])))
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    pairs = []
    for _, i, j in scored:
        if i not in taken_new and j not in taken_old:
            taken_new.add(i)
            taken_old.add(j)
            pairs.append((i, j))
    return pairs


def _scores(new: Sequence[str], old: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    before = [_trigrams(text) for text in old]
    reach = max(WINDOW, COMPARED // max(1, len(new)))
    for i, text in enumerate(new):
        grams = _trigrams(text)
        middle = i * len(old) // len(new)
        for j in range(max(0, middle - reach), min(len(old), middle + reach + 1)):
            score = _dice(grams, before[j])
            if score >= ALIKE:
                yield score, i, j


def _trigrams(text: str) -> frozenset[str]:
    # Trigrams see through inflection, and ask nothing about where words end in a script.
    padded = f" {' '.join(text.casefold().split())} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0

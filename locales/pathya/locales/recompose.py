"""Follow sentences when paragraphs are split, joined, or cut to new lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from pathya.authoring.course import Inline, plain
from pathya.locales.catalog import Entry, State, Wording, joined, settled, wording
from pathya.locales.memory.texts import numbering, renumbered, trimmed
from pathya.locales.scripts import digits_to_ascii
from pathya.locales.sentences import sentences

Languages = tuple[str, str]
"""BCP 47: source and target."""
_FOLLOWED = (State.MACHINE, State.MEMORY, State.TRANSLATED, State.SIGNED_OFF)
"""States in which the target is that of the source, the least finished first."""


def cut(old: Entry, languages: Languages) -> tuple[Entry, ...]:
    """Cut a text and its translation into sentences, entries with ids of their own.

    None, where the two may not have the same sentences: their number has to agree, and in each
    pair of them the codes and the numbers.
    """
    if old.state not in _FOLLOWED or not old.target or old.broken:
        return ()
    sources = sentences(old.source, languages[0])
    targets = sentences(old.target, languages[1])
    pairs = tuple(zip(sources, targets, strict=False))
    if len(sources) != len(targets) or (len(pairs) > 1 and not all(_agree(*one) for one in pairs)):
        return ()
    return tuple(_sentence(old, at, *pair) for at, pair in enumerate(pairs))


def _agree(source: Inline, target: Inline) -> bool:
    return _marks(source) == _marks(target)


def _marks(text: Inline) -> tuple[list[str], list[int]]:
    numbers = re.findall("[0-9]+", digits_to_ascii(plain(text)))
    return sorted(numbers), sorted(piece for piece in text if isinstance(piece, int))


def _sentence(old: Entry, at: int, source: Inline, target: Inline) -> Entry:
    numbers = numbering(source)
    said, kinds = _wording(source, old.kinds)
    return replace(
        old,
        id=f"{old.id}|{at}",
        source=said,
        kinds=kinds,
        target=renumbered(trimmed(target), numbers),
        # What was noted on the whole goes with its first sentence.
        remarks=old.remarks if at == 0 else (),
        signed="",
    )


def _wording(sentence: Inline, kinds: tuple[str, ...]) -> Wording:
    """Give a sentence with codes of its own, counted from 1."""
    numbers = numbering(sentence)
    own = (kinds[code - 1] if code <= len(kinds) else "" for code in numbers)
    return renumbered(trimmed(sentence), numbers), tuple(own)


def recompose(entries: dict[str, Entry], gone: Iterable[Entry], languages: Languages) -> None:
    """Fill texts without a target whose every sentence was translated in the texts that are gone.

    Each is as far as the least finished of its sentences, and names who made that.
    """
    known: dict[Wording, Entry] = {}
    for sentence in chain.from_iterable(cut(old, languages) for old in gone):
        known.setdefault(wording(sentence), sentence)
    for name, entry in entries.items():
        if known and not entry.target:
            entries[name] = _composed(entry, known, languages[0]) or entry


def _composed(entry: Entry, known: Mapping[Wording, Entry], tag: str) -> Entry | None:
    parts = sentences(entry.source, tag)
    found = [known.get(_wording(part, entry.kinds)) for part in parts]
    olds = [old for old in found if old]
    if not olds or len(olds) < len(parts):
        return None
    least = min(olds, key=lambda old: _FOLLOWED.index(old.state))
    remarks = (remark for one in (*olds, entry) for remark in one.remarks)
    return settled(
        replace(
            least,
            id=entry.id,
            source=entry.source,
            kinds=entry.kinds,
            target=joined(chain.from_iterable(map(_placed, parts, olds))),
            note=entry.note,
            remarks=tuple(dict.fromkeys(remarks)),
            suggestions=(),
            where=entry.where,
        )
    )


def _placed(part: Inline, old: Entry) -> Iterator[str | int]:
    """Give a sentence's translation the codes of the new text, and the space that follows it."""
    yield from renumbered(old.target, {new: code for code, new in numbering(part).items()})
    last = part[-1]
    if isinstance(last, str):
        yield last[len(last.rstrip()) :]

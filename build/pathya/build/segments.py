"""Segments of pages that the last build printed and packed: an edit changes few of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pathya.exporters.package import Member, Packed, deflate, inflate

_TEXTS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a page, and where its deflated bytes are behind a recipe."""

    key: str
    """Tells what it was printed from, beside what `shared_inputs` has."""
    start: int
    end: int
    size: int
    """Bytes before they were deflated."""


@dataclass(frozen=True, slots=True)
class Segments:
    """Segments of a language that need not be made again, nor their packages checked."""

    printed: Mapping[str, bytes] = field(default_factory=dict)
    """By key."""
    deflated: Mapping[bytes, bytes] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    """Names what checks of packages looked into, that found nothing."""

    def deflate(self, segment: bytes) -> bytes:
        """Compress a segment, unless that was done."""
        return self.deflated.get(segment) or deflate(segment)


def shared_inputs(inputs: Mapping[str, str]) -> Iterator[str]:
    """Name what all segments of a language are made of: everything but Markdown."""
    for item in sorted(inputs.items()):
        if not item[0].lower().endswith(_TEXTS):
            yield from item


def segments_in(member: Member, packed: Packed, start: int) -> Iterator[Segment]:
    """Find the segments of a member whose deflated bytes begin here."""
    if isinstance(member.data, tuple):
        ends = pairwise(accumulate(packed.parts, initial=start))
        for key, segment, (first, end) in zip(member.keys, member.data, ends, strict=False):
            if key:
                yield Segment(key, first, end, len(segment))


def opened(segments: Iterable[Segment], inside: bytes) -> Segments:
    """Unpack segments; what is damaged, or made up, is left out."""
    printed, deflated = dict[str, bytes](), dict[bytes, bytes]()
    for one in segments:
        packed = inside[one.start : one.end]
        try:
            segment = inflate(packed, one.size)
        except ValueError:
            continue
        printed[one.key], deflated[segment] = segment, packed
    return Segments(printed, deflated)

"""Clips as they are kept in the store, and which of them narrations are made of."""

from __future__ import annotations

import zlib
from array import array
from itertools import accumulate

from pathya.authoring.diagnostics import Where
from pathya.build.project import Project
from pathya.build.store.folder import Store, get_action, put_action
from pathya.locales.speech.segments import segments_parse

_LEVEL = 6
_WORD = 0xFFFF


def get_clip(store: Store, key: str) -> bytes | None:
    """Give the samples of a clip: mono, 16 bits; None if it is not there."""
    packed = get_action(store, key)
    return None if packed is None else unpacked(packed)


def put_clip(store: Store, key: str, samples: bytes) -> None:
    """Keep the samples of a clip."""
    put_action(store, key, packed(samples))


def packed(samples: bytes) -> bytes:
    """Deflate the steps between samples, high bytes apart from low ones: as small as FLAC.

    No process runs for it: that would take longer than speaking.
    """
    words = array("h", samples)
    steps = array("H", (to - at & _WORD for at, to in zip([0, *words], words, strict=False)))
    data = steps.tobytes()
    return zlib.compress(data[::2] + data[1::2], _LEVEL)


def unpacked(data: bytes) -> bytes:
    """Give the samples that `packed` wrote."""
    parts = zlib.decompress(data)
    both = bytearray(len(parts))
    both[::2], both[1::2] = parts[: len(parts) // 2], parts[len(parts) // 2 :]
    steps = array("H", bytes(both))
    return array("H", (at & _WORD for at in accumulate(steps))).tobytes()


def clips_used(project: Project) -> frozenset[str]:
    """Name the clips in the store that the project's narrations are made of."""
    place = project.root / project.settings.narration
    read = (
        segments_parse(path.read_bytes(), Where(path.name))[0]
        for path in sorted(place.glob("*/*/[!.]*.json"))
    )
    return frozenset(one.clip for made in read if made for one in made.segments if one.clip)

"""Slots while they travel through the sanitiser: marks of private-use characters inside HTML.

The reader refuses private-use characters in sources, so that no text can forge a mark.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Literal, cast

from pathya.authoring.course import Html, Slot

Kind = Literal["text", "plain", "lang", "media", "captions", "question"]

_MARK = re.compile('\ue000([a-z]+):([^\ue001]*)\ue001| data-([uc])="([^"]*)"')
_ATTRIBUTES: Mapping[str, Kind] = {"u": "lang", "c": "captions"}


def mark(kind: Kind, key: str) -> str:
    """Write a slot into HTML text or an attribute's value."""
    return f"\ue000{kind}:{html.escape(key)}\ue001"


def lang_mark(unit: str) -> str:
    """Write the attribute that becomes a `lang` slot; the sanitiser lets it pass."""
    return f' data-u="{unit}"'


def captions_mark(name: str) -> str:
    """Write the attribute that becomes a `captions` slot, for this file."""
    return f' data-c="{html.escape(name)}"'


def split_slots(text: str) -> Html:
    """Part HTML into pieces and slots."""
    pieces: list[str | Slot] = []
    end = 0
    for found in _MARK.finditer(text):
        pieces += [text[end : found.start()], _slot(found)]
        end = found.end()
    return tuple(piece for piece in [*pieces, text[end:]] if piece)


def _slot(found: re.Match[str]) -> Slot:
    if found[3]:
        return Slot(_ATTRIBUTES[found[3]], html.unescape(found[4]))
    return Slot(cast(Kind, found[1]), html.unescape(found[2]))

"""Catalogs of languages that are written in another script of their parent's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pathya.authoring.course import Inline
from pathya.locales.catalog import Catalog, Entry
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import ZWJ
from pathya.locales.transliterate import NoTransliteration, transliterate

_SILENT = re.compile(
    r"(?<=[\u0900-\u094c\u0962\u0963])([क-ह]़?(?:्[क-ह]़?)*)(?![\u0900-\u0963\u200c\u200d])"
)
"""The consonants at the end of a word: in Konkani no vowel is spoken after them."""
_LETTER = re.compile(r"[\u0900-\u0963]")


def derived(catalog: Catalog, tag: str) -> Catalog:
    """Write a catalog for a language that has its own as parent; states, people and dates stay.

    A text that its script cannot write is left without translation.
    """
    entries = {name: _derived(entry, catalog.tag, tag) for name, entry in catalog.entries.items()}
    return replace(catalog, tag=tag, entries=entries)


def _derived(entry: Entry, parent: str, tag: str) -> Entry:
    scripts = LANGUAGES[parent].script, LANGUAGES[tag].script
    try:
        target = tuple(
            transliterate(piece, *scripts) if isinstance(piece, str) else piece
            for piece in _spoken(entry.target)
        )
    except NoTransliteration:
        target = ()
    return replace(entry, target=target, signed="")


def _spoken(text: Inline) -> Iterator[str | int]:
    """Take off the vowel at the ends of words, unless a word goes on behind a code."""
    for at, piece in enumerate(text):
        if isinstance(piece, int):
            yield piece
            continue
        following = next((one for one in text[at + 1 :] if isinstance(one, str)), "")
        goes_on = ZWJ if _LETTER.match(following) else ""
        yield _SILENT.sub("\\1्", piece + goes_on).removesuffix(goes_on)

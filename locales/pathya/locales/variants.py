"""Catalogs of languages that are written in another script of their parent's."""

from __future__ import annotations

import re
from dataclasses import replace

from pathya.locales.catalog import Catalog, Entry
from pathya.locales.languages import LANGUAGES
from pathya.locales.transliterate import NoTransliteration, transliterate

_SILENT = re.compile(
    r"(?<=[\u0900-\u094c\u0962\u0963])([क-ह]़?(?:्[क-ह]़?)*)(?![\u0900-\u0963\u200c\u200d])"
)
"""The consonants at the end of a word: in Konkani no vowel is spoken after them."""


def derived(catalog: Catalog, tag: str) -> Catalog:
    """Write a catalog for a language that has its own as parent; states, people and dates stay.

    A text that its script cannot write is left without translation.
    """
    entries = {name: _derived(entry, catalog.tag, tag) for name, entry in catalog.entries.items()}
    return replace(catalog, tag=tag, entries=entries)


def _derived(entry: Entry, parent: str, tag: str) -> Entry:
    scripts = LANGUAGES[parent].script, LANGUAGES[tag].script
    try:
        target = tuple(_written(piece, *scripts) for piece in entry.target)
    except NoTransliteration:
        target = ()
    return replace(entry, target=target, signed="")


def _written(piece: str | int, from_script: str, to_script: str) -> str | int:
    if isinstance(piece, int):
        return piece
    return transliterate(_SILENT.sub("\\1्", piece), from_script, to_script)

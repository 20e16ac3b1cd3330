"""The formats that translations go out in and come back in, by the name that `--as` takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pathya.authoring.diagnostics import Diagnostics
from pathya.locales.catalog import Catalog
from pathya.locales.exchange.csv_sheet import csv_parse, csv_serialize
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.po import po_parse, po_serialize
from pathya.locales.exchange.tmx import tmx_parse
from pathya.locales.exchange.tmx_write import tmx_serialize
from pathya.locales.exchange.xliff12 import xliff12_parse
from pathya.locales.exchange.xliff21 import xliff21_parse
from pathya.locales.exchange.xliff21_write import xliff21_serialize
from pathya.locales.exchange.xlsx import xlsx_parse
from pathya.locales.exchange.xlsx_write import xlsx_serialize
from pathya.locales.xliff_write import xliff_serialize

LIMIT = 16_000_000
"""Bytes of a file that comes back."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a catalog is written in a format, and how what comes back is read."""

    suffixes: tuple[str, ...]
    """The first is the one that we write."""
    serialize: Callable[[Catalog], bytes]
    parse: Callable[[bytes, str], tuple[Incoming | None, Diagnostics]]
    """Takes the bytes and the path to name in findings."""


FORMATS: Mapping[str, Format] = {
    "xliff12": Format((".xlf", ".xliff"), xliff_serialize, xliff12_parse),
    "xliff21": Format((".xlf", ".xliff"), xliff21_serialize, xliff21_parse),
    "po": Format((".po",), po_serialize, po_parse),
    "tmx": Format((".tmx",), tmx_serialize, tmx_parse),
    "csv": Format((".csv", ".tsv", ".txt"), csv_serialize, csv_parse),
    "xlsx": Format((".xlsx",), xlsx_serialize, xlsx_parse),
}

_XLIFF2 = re.compile(rb"urn:oasis:names:tc:xliff:document:2\.|version\s*=\s*[\"']2\.")


def format_of(name: str, data: bytes) -> str:
    """Tell the format of a file by its name, and the versions of XLIFF apart; empty: unknown."""
    suffix = f".{name.lower().rpartition('.')[2]}"
    if suffix in FORMATS["xliff12"].suffixes:
        return "xliff21" if _XLIFF2.search(data[:2000]) else "xliff12"
    return next((one for one, form in FORMATS.items() if suffix in form.suffixes), "")

"""The words of the learner's interface: English in `interface.yaml`, the rest in catalogs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pathya.authoring.course import Inline, Text, Unit, plain
from pathya.authoring.diagnostics import Diagnostics
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry
from pathya.locales.languages import LANGUAGES, Language
from pathya.locales.xliff import xliff_parse

INTERFACE = "interface"
"""What the catalogs of our own words are called, in the place of a course."""
SOURCE_TAG = "en"
_FOLDER = Path(__file__).with_name(INTERFACE)

_PLACEHOLDER = re.compile(r"\{[a-z]+\}")


@cache
def interface_source() -> Mapping[str, Unit]:
    """Every text of the interface in English, by key; `{name}` is filled in by the page."""
    text = _FOLDER.joinpath(f"{INTERFACE}.yaml").read_text("utf-8")
    words = (_word(line) for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({unit.id: unit for unit in words})


_WORD = re.compile(r'([a-z0-9-]+): \{text: "([^"\\]*)", note: "([^"\\]*)"\}')


def _word(line: str) -> Unit:
    # YAML in one form only: reading any YAML would take each process a hundred times as long.
    found = _WORD.fullmatch(line)
    if not found:
        raise ValueError(line)  # our own file: a fault in it is a bug
    return Unit(found[1], (found[2],), (), found[3])


@cache
def _english() -> Mapping[str, Text]:
    return {key: Text(unit.source, SOURCE_TAG) for key, unit in interface_source().items()}


@cache
def interface_words(tag: str) -> Mapping[str, Text]:
    """Every text of the interface in a language, by key; English stands in for what it lacks."""
    words = dict(_english())
    for key, target in _translations(tag):
        if key in words and _same_placeholders(target, words[key].inline):
            words[key] = Text(target, tag)
    return MappingProxyType(words)


def _translations(tag: str) -> Iterable[tuple[str, Inline]]:
    """Give all translations of the interface, by key: most catalogs have one for each word."""
    file = _FOLDER.joinpath(f"{tag}.xlf")
    text = file.read_text("utf-8") if tag in LANGUAGES and file.is_file() else ""
    found = _TARGET.findall(text)
    if found and len(found) == text.count("<trans-unit "):
        return [(key, (target,)) for key, target in found]
    catalog, _ = interface_catalog(tag)
    entries = catalog.entries.items() if catalog else ()
    return [(key, entry.target) for key, entry in entries if entry.target]


# Our own files in the form that we write, without codes and entities: to read all that a catalog
# can hold would take each language of a build six times as long.
_TARGET = re.compile(
    r'<trans-unit id="([a-z0-9-]+)" xml:space="preserve">\n'
    r" *<source>[^<&]+</source>\n"
    r" *<target [^<>]+>([^<&]+)</target>"
)


def interface_catalog(tag: str) -> tuple[Catalog | None, Diagnostics]:
    """Read the interface's catalog in a language; None if there is none."""
    known = LANGUAGES.get(tag)
    if known and known.pseudo:
        return _pseudo(known), ()
    if known and known.parent:
        from pathya.locales.variants import derived  # noqa: PLC0415 - brings all scripts

        catalog, found = interface_catalog(known.parent)
        return (derived(catalog, tag) if catalog else None), found
    name = f"{tag}.xlf"
    file = _FOLDER.joinpath(name)
    if not file.is_file():
        return None, ()
    return xliff_parse(file.read_bytes(), f"{INTERFACE}/{name}")


def _pseudo(language: Language) -> Catalog:
    from pathya.locales.engines.pseudo import pseudo  # noqa: PLC0415 - brings engines

    entries = {
        key: Entry(key, unit.source, (), (pseudo(plain(unit.source), language.script),))
        for key, unit in interface_source().items()
    }
    return Catalog(INTERFACE, SOURCE_TAG, language.tag, entries)


def merge_interface(tag: str, catalog: Catalog | None) -> Catalog:
    """Bring an interface catalog up to date with the English words; what is gone is let go."""
    from pathya.locales.merge import merge_units  # noqa: PLC0415 - for those who work on Pathya

    entries, _ = merge_units(interface_source(), catalog.entries if catalog else {}, {})
    return Catalog(INTERFACE, SOURCE_TAG, tag, entries)


def check_interface(catalog: Catalog) -> Diagnostics:
    """Find translations that don't have the placeholders of their source."""
    return tuple(
        rules.TRN006.at(entry.where, f"{entry.id}: {', '.join(wrong)}", "Keep them as they are.")
        for entry in catalog.entries.values()
        if entry.target and (wrong := tuple(_differing(entry.source, entry.target)))
    )


def _differing(source: Inline, target: Inline) -> Iterator[str]:
    before, after = _placeholders(source), _placeholders(target)
    yield from (f"{name} is missing" for name in before - after)
    yield from (f"{name} is too many" for name in after - before)


def _same_placeholders(one: Inline, other: Inline) -> bool:
    before, after = plain(one), plain(other)
    if "{" not in before + after:
        return True  # as most are
    return sorted(_PLACEHOLDER.findall(before)) == sorted(_PLACEHOLDER.findall(after))


def _placeholders(text: Inline) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(plain(text)))

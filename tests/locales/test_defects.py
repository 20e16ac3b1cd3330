"""How many seeded faults the language checks find, and how often they cry wolf."""

from __future__ import annotations

import gettext
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pathya.authoring.course import Code, Inline, Unit, accepted
from pathya.authoring.sources import nfc
from pathya.locales.catalog import Catalog, Entry, joined, wording
from pathya.locales.checks import check_entry
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES
from pathya.locales.term_match import glossary
from pathya.locales.terms import Termbase
from pathya.locales.terms_csv import renderings_parse, terms_parse
from pathya.locales.wording.check import check_catalog, check_wording
from pathya.locales.xliff import xliff_parse

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).with_name("defects")
TERMS = ROOT / "locales/terms"

KINDS = {
    "untranslated": "LNG001 LNG004",
    "wrong-script": "LNG002 LNG004",
    "mixed-script": "LNG002 LNG003",
    "mostly-latin": "LNG001 LNG004",
    "codes": "TRN001 TRN002 TRN003 TRN007 TRN008",
    "numbers": "LNG005",
    "mixed-digits": "LNG006",
    "orphan": "LNG007 LNG008",
    "doubled": "LNG007 LNG008",
    "joiner": "LNG009",
    "nfc": "LNG010",
    "spaces": "LNG011",
    "end": "LNG012 LNG013",
    "brackets": "LNG014",
    "quotes": "LNG015",
    "term-missing": "LNG016",
    "term-forbidden": "LNG017",
    "name-changed": "LNG018 LNG020",
    "inconsistent": "LNG021",
    "length": "LNG019",
    "url": "LNG020",
}
"""The rules that may find each kind: finding another fault in its place does not count."""

RECALL, RECALL_OF_A_KIND = 0.97, 0.90
FALSE_ALARMS = 1 / 200
FEWEST = 600
"""So many defects must there be for the recall to say anything."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file."""

    kind: str
    tag: str
    source: Inline
    target: Inline
    clean: Inline
    place: str


def rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.tsv")) for row in rows_of(path)]


def rows_of(path: Path) -> Iterator[Row]:
    lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    for number, line in enumerate(lines[1:], 2):
        kind, tag, *texts = line.split("\t")
        source, target, clean = map(inline, texts)
        yield Row(kind, tag, source, target, clean, f"{path.name}:{number}")


def inline(shown: str) -> Inline:
    pieces = re.split(r"(</?\d+/?>)", shown)
    return joined(code(piece) if at % 2 else piece for at, piece in enumerate(pieces))


def code(shown: str) -> int:
    number = int(re.sub(r"\D", "", shown))
    return -number if shown.startswith("</") else number


def unit_of(row: Row) -> Unit:
    numbers = sorted({piece for piece in row.source if isinstance(piece, int) and piece > 0})
    codes = tuple(code_of(number, row.source) for number in numbers)
    return Unit("u", row.source, codes, "course · title" if row.kind == "length" else "")


def code_of(number: int, source: Inline) -> Code:
    if -number not in source:
        return Code("x-footnote", ("<x>",))
    blank = len(accepted(source, number)) > 1
    return Code("x-blank" if blank else "bold", ("<b>",), "</b>")


def entry_of(row: Row, target: Inline, name: str = "u") -> Entry:
    unit = unit_of(row)
    return Entry(name, *wording(unit), target, note=unit.note)


@pytest.fixture(scope="module")
def terms() -> Termbase:
    listed = {term.id: term for term in terms_parse((TERMS / "terms.csv").read_bytes(), "")[0]}
    found = {}
    for tag in DEFAULT_TAGS:
        data = (TERMS / f"{tag}.csv").read_bytes()
        found[tag], _ = renderings_parse(data, tag, listed, LANGUAGES[tag].script)
    return Termbase(listed, found)


def found_in(row: Row, target: Inline, terms: Termbase) -> set[str]:
    entry, language = entry_of(row, target), LANGUAGES[row.tag]
    if row.kind == "inconsistent":
        entries = {"a": entry_of(row, row.clean, "a"), "b": replace(entry, id="b")}
        found = tuple(check_catalog(Catalog("c", "en", row.tag, entries), language))
    else:
        found = check_wording(entry, language, glossary(terms, row.tag))
    return {one.rule.code for one in (*found, *check_entry(unit_of(row), entry))}


# --- recall --------------------------------------------------------------------------------------


def test_finds_the_seeded_defects(terms, capsys) -> None:
    every = rows()
    missed = [
        row for row in every if not found_in(row, row.target, terms) & set(KINDS[row.kind].split())
    ]
    all_, lost = (Counter(row.kind for row in some) for some in (every, missed))
    recall = {kind: 1 - lost[kind] / all_[kind] for kind in KINDS}
    total = 1 - len(missed) / len(every)
    with capsys.disabled():
        table = [f"  {kind:16}{share:7.1%} of {all_[kind]}" for kind, share in recall.items()]
        print("\n".join(("", *table, f"  {'all':16}{total:7.1%} of {len(every)}")))  # noqa: T201
    assert len(every) >= FEWEST
    assert {row.tag for row in every} >= set(DEFAULT_TAGS)
    said = "\n".join(f"{row.place} {row.kind} {row.source} {row.target}" for row in missed)
    assert total >= RECALL, said
    assert min(recall.values()) >= RECALL_OF_A_KIND, said


# --- false alarms --------------------------------------------------------------------------------


def test_cries_wolf_seldom_on_translations_without_fault(terms, capsys) -> None:
    clean = {(row.tag, row.source, row.clean): row for row in rows()}.values()
    alarms = [f"{row.place} {found}" for row in clean if (found := found_in(row, row.clean, terms))]
    measured = {
        "clean rows": (len(clean), alarms),
        "our catalogs": our_catalogs(terms),
        "catalogs of Debian": debian(),
    }
    with capsys.disabled():
        for what, (count, wrong) in measured.items():
            print(f"  {what}: {len(wrong)} alarms of {count}")  # noqa: T201
    for count, wrong in measured.values():
        assert len(wrong) <= count * FALSE_ALARMS, "\n".join(wrong)


def our_catalogs(terms: Termbase) -> tuple[int, list[str]]:
    count, alarms = 0, list[str]()
    for path in sorted((ROOT / "locales/catalogs").glob("*/*.xlf")):
        catalog, _ = xliff_parse(path.read_bytes(), path.name)
        assert catalog is not None
        count += len(catalog.entries)
        known = glossary(terms, catalog.tag)
        alarms += map(str, check_catalog(catalog, LANGUAGES[catalog.tag], known))
    return count, alarms


def debian() -> tuple[int, list[str]]:
    """Check the messages of debian.txt that are installed; faults listed there are no alarm."""
    listed = {}
    for line in (FOLDER / "debian.txt").read_text("ascii").splitlines():
        if not line.startswith("#"):
            _, name, *codes = line.split()
            listed[name] = set(codes)
    count, alarms = 0, list[str]()
    for tag in DEFAULT_TAGS:
        # Software in Hindi and Maithili ends its sentences with ".", whatever official prose does.
        language = LANGUAGES[tag]
        style = replace(language, full_stop=".") if tag in ("hi", "mai") else language
        for source, target in installed(tag):
            name = hashlib.sha256(f"{tag}\0{source}\0{target}".encode()).hexdigest()[:12]
            right = listed.pop(name, None)
            if right is not None:
                count += 1
                found = check_wording(Entry(name, (source,), (), (nfc(target),)), style)
                alarms += [str(one) for one in found if one.rule.code not in right]
    return count, alarms


def installed(tag: str) -> Iterator[tuple[str, str]]:
    """Read the messages of all gettext catalogs in a language, of whatever country."""
    for path in sorted(Path("/usr/share/locale").glob(f"{tag}*/LC_MESSAGES/*.mo")):
        if re.match(rf"{tag}(?![a-z])", path.parts[4]):
            with path.open("rb") as file:
                messages = gettext.GNUTranslations(file)
            for key, target in vars(messages)["_catalog"].items():
                source = key[0] if isinstance(key, tuple) else key
                yield source.split("\x04")[-1], target

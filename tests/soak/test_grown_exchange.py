"""Files of translations and terms that grow by their grammar, as tools and people write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import strategies as st

from pathya.locales.catalog import State
from pathya.locales.exchange import xliff21_write, xlsx_write
from pathya.locales.exchange.shown import shown
from pathya.locales.xliff_names import NAMESPACE

pytestmark = pytest.mark.soak

Soak = Callable[..., None]
Text = st.SearchStrategy[str]

WORD = st.sampled_from(
    "a 30 1.5 e\u0301 é क्\u200dषि कृषि क़ தமிழ் اُردو می\u200cخواهم ଓଡ଼ିଆ \u200fעבר\u200e \u202eab "
    "<1> </1> <2/> \\<1> &amp; & < > ] ]]> _x0041_ =1+1 +a -a @a 'a \" , ; \\ "
    "\\n %s # | \ufeff".split()
) | st.sampled_from([" ", "\n", "\r\n", "\t", "\u00a0", "\u2028", "\x85", "\x1c", ""])
WORDS = st.lists(WORD, max_size=4).map(" ".join)
PERSON = st.sampled_from(["आशा", "S. Rao <s@x.in>", "Pathya", "", "a\nb"])
DATE = st.sampled_from(
    "2026-11-22 2026-11-22T09:30:00Z 20261122T093000Z 9999-99-99 x 2026-02-30 44000".split()
)
NUMBER = st.sampled_from("1 1 1 2 2 3 0 -1 99 999999999 99999999999999999999 x 1-2 ٣".split())
TAG = st.sampled_from("en en hi hi hi hi-IN hi_Deva ur x en-US-x-y *all*".split())


# --- elements ------------------------------------------------------------------------------------


def tag(name: str, attributes: Mapping[str, Text] | None = None, *inner: Text) -> Text:
    """Grow an element; each attribute is there or not, and most are."""

    def written(given: dict[str, str], inside: tuple[str, ...]) -> str:
        said = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
        return f"<{name}{said}>{''.join(inside)}</{name}>"

    known = st.fixed_dictionaries({}, optional=dict(attributes or {}))
    whole = st.fixed_dictionaries(dict(attributes or {}))
    return st.builds(written, whole | whole | known, st.tuples(*inner))


def many(of: Text, most: int = 3, least: int = 0) -> Text:
    return st.lists(of, min_size=least, max_size=most).map("".join)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


SAID = WORDS.map(lambda text: escape(text.replace("\x1c", "").replace("\ufeff", "")))


def mixed(*codes: Callable[[Text], Text]) -> Text:
    """Grow text with codes in it."""
    return st.recursive(
        SAID, lambda inner: many(st.one_of(SAID, *(code(inner) for code in codes)), 4), max_leaves=6
    )


# --- units: an id and a source that the course has, or nearly ------------------------------------

Unit = tuple[str, str]
"""The id of a text, and its words with codes as people see them."""
UNKNOWN = ("gone.12345678", "Nothing of the course")


def known(world: Any, written: Callable[[str], str] = escape) -> st.SearchStrategy[Unit]:
    entries = [*world.catalog.entries.values()][:40]
    return st.sampled_from([*((one.id, written(shown(one.source))) for one in entries), UNKNOWN])


def xliff12(world: Any) -> Text:
    state = st.sampled_from(
        "new translated signed-off final needs-translation needs-l10n x".split()
    )
    qualifier = st.sampled_from(["mt-suggestion", "exact-match", "x"])
    phase = {"phase-name": st.sampled_from("ab")}
    text = mixed(
        lambda inner: tag(
            "g", {"id": NUMBER, "ctype": st.sampled_from(["bold", "link", "x"])}, inner
        ),
        lambda _: tag("x", {"id": NUMBER, "ctype": st.sampled_from(["lb", "image"])}),
        lambda inner: tag("mrk", {"mtype": st.just("seg"), "mid": NUMBER}, inner),
        lambda inner: tag("ph", {"id": NUMBER}, inner),
    )
    target = tag("target", {"state": state, "state-qualifier": qualifier, **phase}, text)
    kind = st.sampled_from(["proposal", "previous-version"])
    quality = st.sampled_from(["100", "75.5%", "x", "999"])
    offer = {"alttranstype": kind, "match-quality": quality, "origin": PERSON}
    others = st.one_of(
        tag("note", {"from": st.sampled_from(["pathya", "pathya-sign-off", "आशा"])}, SAID),
        tag("alt-trans", offer, tag("source", {}, text), tag("target", {}, text)),
    )

    def unit(one: Unit) -> Text:
        ids = {"id": st.just(one[0]), "approved": st.sampled_from(["yes", "no"]), **phase}
        source = tag("source", {}, st.just(one[1]) | text)
        return tag("trans-unit", ids, source, target, many(others))

    units = many(known(world).flatmap(unit), 6, 1)
    phases = {"phase-name": st.sampled_from("ab"), "process-name": st.sampled_from(["review", "x"])}
    people = {**phases, "contact-name": PERSON, "date": DATE}
    head = tag("header", {}, tag("phase-group", {}, many(tag("phase", people))))
    of = {"original": st.just(world.catalog.course), "source-language": TAG, "target-language": TAG}
    body = tag("body", {}, units | tag("group", {"id": WORD.map(escape)}, units))
    root = {"xmlns": st.just(NAMESPACE), "version": st.sampled_from(["1.2", "1.2", "1.2", "1.1"])}
    return tag("xliff", root, tag("file", of, head, body))


def xliff21(world: Any) -> Text:
    text = mixed(
        lambda inner: tag("pc", {"id": NUMBER, "canDelete": st.just("no")}, inner),
        lambda _: tag("ph", {"id": NUMBER, "copyOf": NUMBER}),
        lambda _: tag("sc", {"id": NUMBER}),
        lambda inner: tag("mrk", {"id": NUMBER, "type": st.just("term")}, inner),
    )
    state = st.sampled_from("initial translated reviewed final x".split())
    sub = st.sampled_from(["pathya:fuzzy", "pathya:machine", "x:y"])
    name = st.sampled_from(["by", "date", "reviewer", "reviewed"])
    meta = tag("mda:meta", {"type": name}, (PERSON | DATE).map(escape))
    group = tag("mda:metaGroup", {"category": st.just(xliff21_write.NOTE)}, many(meta))
    note = tag("note", {"category": st.sampled_from(["remark", "remark a", "pathya"])}, SAID)

    def unit(one: Unit) -> Text:
        pair = tag("source", {}, st.just(one[1]) | text), tag("target", {"order": NUMBER}, text)
        segment = tag("segment", {"id": NUMBER, "state": state, "subState": sub}, *pair)
        between = tag("ignorable", {}, tag("source", {}, SAID))
        notes = many(tag("notes", {}, many(note)), 1)
        about = many(tag("mda:metadata", {}, group), 1)
        return tag("unit", {"id": st.just(one[0])}, about, notes, many(segment | between, 3, 1))

    units = many(known(world).flatmap(unit), 6, 1)
    root = {
        "xmlns": st.just(xliff21_write.NAMESPACE),
        "xmlns:mda": st.just(xliff21_write.METADATA),
        "version": st.sampled_from(["2.0", "2.1"]),
        "srcLang": TAG,
        "trgLang": TAG,
    }
    file = tag("file", {"id": st.just("f"), "original": st.just(world.catalog.course)}, units)
    return tag("xliff", root, file)


def tmx(world: Any) -> Text:
    text = mixed(
        lambda inner: tag("bpt", {"i": NUMBER, "x": NUMBER}, inner),
        lambda inner: tag("ept", {"i": NUMBER}, inner),
        lambda _: tag("ph", {"x": NUMBER}),
        lambda inner: tag("hi", {}, inner),
        lambda inner: tag("sub", {}, inner),
    )
    states = st.sampled_from([*map(str, State), "x"])
    names = st.sampled_from(["x-state", "x-course", "x-reviewer", "x-reviewed"])
    people = {"changeid": PERSON, "creationid": PERSON, "changedate": DATE, "creationdate": DATE}

    def unit(one: Unit) -> Text:
        source = tag("tuv", {"xml:lang": st.just("en")}, tag("seg", {}, st.just(one[1]) | text))
        target = tag("tuv", {"xml:lang": TAG, **people}, tag("seg", {}, text))
        props = many(tag("prop", {"type": names}, states | PERSON.map(escape)))
        return tag("tu", {"tuid": st.just(one[0])}, props, source, many(target, 2, 1))

    header = tag("header", {"srclang": TAG}, many(tag("prop", {"type": names}, SAID), 1))
    body = tag("body", {}, many(known(world).flatmap(unit), 6, 1))
    doctype = st.sampled_from(["", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'])
    return st.tuples(doctype, tag("tmx", {"version": st.just("1.4")}, header, body)).map("".join)


def tbx(_world: Any) -> Text:
    """Grow terms, in both styles."""
    name = st.sampled_from(["administrativeStatus", "subjectField", "projectSubset", "x"])
    kinds = st.sampled_from(
        "preferredTerm-admn-sts deprecatedTerm-admn-sts do-not-translate Post x".split()
    )
    about = st.one_of(
        *(tag(one, {"type": name}, kinds | SAID) for one in ("admin", "descrip", "termNote")),
        *(tag(one, {}, kinds) for one in ("subjectField", "administrativeStatus")),
        tag("note", {}, SAID | st.sampled_from(["Reviewed: S. Rao 2026-11-22", "Reviewed: x"])),
    )
    term = many(tag("term", {}, SAID | tag("hi", {}, SAID)), 2)
    sections = st.one_of(*(tag(one, {}, term, many(about)) for one in ("termSec", "tig")))
    languages = st.one_of(
        *(tag(one, {"xml:lang": TAG}, many(sections)) for one in ("langSec", "langSet"))
    )
    ids = {"id": st.sampled_from(["dak", "rti", "a b", "=x", "Ä"])}
    entries = st.one_of(
        *(tag(one, ids, many(about), many(languages, 4)) for one in ("conceptEntry", "termEntry"))
    )
    body = tag("text", {}, tag("body", {}, many(entries, 5)))
    return tag("tbx", {"style": st.sampled_from(["dca", "dct"])}, body) | tag("martif", {}, body)


# --- plain texts ---------------------------------------------------------------------------------


def quoted(text: str) -> str:
    said = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "")
    return f'"{said}"'


def po(world: Any) -> Text:
    said = (WORDS | st.sampled_from(["<1>a</1>", "a <2/>"])).map(quoted)
    flags = st.sampled_from(
        ["", "#, fuzzy\n", "#, fuzzy, c-format\n", "#~ ", '#| msgid "a"\n', "#. x\n"]
    )
    raw = st.sampled_from(
        ['msgid_plural "a"', 'msgstr[1] "a"', "domain x", "#", '"a"', "msgid", "\\"]
    )

    def unit(one: Unit) -> Text:
        context = st.sampled_from([f"msgctxt {quoted(one[0])}\n", ""])
        source = st.just(quoted(one[1])) | said
        parts = (flags, context, st.just("msgid "), source, st.just("\nmsgstr "), said)
        return st.tuples(*parts).map("".join)

    header = st.sampled_from(
        [
            "",
            'msgid ""\nmsgstr ""\n"Language: hi\\n"\n"Last-Translator: आशा\\n"\n'
            f'"X-Pathya-Course: {world.catalog.course}\\n"\n"X-Source-Language: en\\n"\n',
            'msgid ""\nmsgstr "Language: ur_PK@x\\nContent-Type: text/plain; charset=latin-1\\n"\n',
        ]
    )
    units = st.lists(known(world, str).flatmap(unit) | raw, max_size=6).map("\n\n".join)
    return st.tuples(header, st.just("\n"), units, st.sampled_from(["\n", ""])).map("".join)


COLUMNS = "id,source [en],target [hi],state,note,before,remarks,by,date,reviewer,reviewed,course"


def table(world: Any) -> st.SearchStrategy[list[list[str]]]:
    """Grow the rows of a spreadsheet: columns in some order, and cells that people typed."""
    names = st.permutations(COLUMNS.split(",")) | st.just(COLUMNS.split(","))
    state = st.sampled_from([*map(str, State), "Done", ""])
    cell = WORDS | state | DATE | PERSON
    rows = st.lists(st.tuples(known(world, str), WORDS, st.lists(cell, max_size=10)), max_size=6)

    def rowed(head: list[str], units: list[tuple[Unit, str, list[str]]]) -> list[list[str]]:
        at = {name: n for n, name in enumerate(head)}
        made = [[*head]]
        for (name, source), target, more in units:
            row = [*more, *[""] * len(head)][: len(head)]
            row[at["id"]], row[at["source [en]"]], row[at["target [hi]"]] = name, source, target
            made.append(row)
        return made

    return st.builds(rowed, names, rows)


def comma(rows: list[list[str]], delimiter: str, more: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return more + stream.getvalue()


def csv_file(world: Any) -> Text:
    return st.builds(
        comma,
        table(world),
        st.sampled_from(",;\t"),
        st.sampled_from(["", "sep=;\n", "\ufeff", "A title\n"]),
    )


GROWN = {"xliff12": xliff12, "xliff21": xliff21, "tmx": tmx, "po": po, "csv": csv_file}


@pytest.mark.parametrize("form", GROWN)
def test_grown_translations(
    form: str, soak_grown: Soak, support: Callable[[str], ModuleType]
) -> None:
    trials = support("trials")
    world = trials.the_world()
    grown = GROWN[form](world).map(lambda text: (form, encoded(text)))
    soak_grown(trials.exchange_reader(world, form), grown)


def test_grown_catalog(soak_grown: Soak, support: Callable[[str], ModuleType]) -> None:
    trials = support("trials")
    world = trials.the_world()
    soak_grown(
        trials.catalog_reader(world), xliff12(world).map(lambda text: ("c.xlf", encoded(text)))
    )


def test_grown_terms(soak_grown: Soak, support: Callable[[str], ModuleType]) -> None:
    trials = support("trials")
    soak_grown(trials.read_tbx, tbx(None).map(lambda text: ("terms.tbx", encoded(text))))


# --- workbooks -----------------------------------------------------------------------------------


def sheet(rows: list[list[str]], kinds: list[str], places: bool) -> str:
    """Write a sheet whose cells are of many kinds, with their places or without."""
    kinds = kinds or ["inlineStr"]

    def cell(n: int, at: int, text: str) -> str:
        kind = "inlineStr" if n == 1 else kinds[(n * 7 + at) % len(kinds)]
        said = escape(text.replace("\x1c", ""))
        inner = f"<is><t>{said}</t></is>" if kind == "inlineStr" else f"<v>{said}</v>"
        inner = f"<f>{said}</f>{inner}" if kind == "f" else inner
        place = f' r="{chr(65 + at)}{n}"' if places else ""
        return f'<c{place} t="{kind}">{inner}</c>'

    lines = (
        f'<row r="{n}">{"".join(cell(n, at, text) for at, text in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    return (
        f'<worksheet xmlns="{xlsx_write.MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    )


def test_grown_workbook(
    soak_grown: Soak, support: Callable[[str], ModuleType], pack: Callable[..., bytes]
) -> None:
    trials = support("trials")
    world = trials.the_world()
    parts = trials.parts_of(world)
    kinds = st.lists(
        st.sampled_from(["inlineStr", "str", "s", "n", "b", "e", "f", "x"]), max_size=5
    )
    grown = st.builds(sheet, table(world), kinds, st.booleans()).map(
        lambda text: ("a.xlsx", pack({**parts, "xl/worksheets/sheet1.xml": encoded(text)}))
    )
    soak_grown(trials.exchange_reader(world, "xlsx"), grown)


# --- captions ------------------------------------------------------------------------------------

TIME = st.sampled_from(
    "00:01.000 00:02.500 00:03.000 01:00:00.000 100:00:00.000 00:61.000 00:01,000 x 0".split()
)
SETTING = st.sampled_from(
    "line:0 line:-1 line:50% position:20%,line-left align:start vertical:rl size:999% x".split()
)
CUE = st.sampled_from(
    "a नमस्ते <i> </i> <b.loud> <v Asha> <lang hi> <00:01.500> < > & &amp; &lrm; --> <ruby> -".split(
        " "
    )
)
BLOCK = st.one_of(
    st.builds(
        lambda start, end, more, said: f"{start} --> {end} {' '.join(more)}\n{' '.join(said)}",
        *(TIME, TIME, st.lists(SETTING, max_size=3), st.lists(CUE, max_size=6)),
    ),
    st.sampled_from(
        ["NOTE a", "STYLE\n::cue {}", "REGION\nid:a", "1", "a\nb", "00:01.000 -->", "NOTE"]
    ),
)
CAPTIONS = st.builds(
    lambda head, between, blocks: between.join((head, *blocks)),
    st.sampled_from(["WEBVTT", "WEBVTT", "WEBVTT a", "\ufeffWEBVTT", "WEBVTTx", ""]),
    st.sampled_from(["\n\n", "\n\n", "\n", "\r\n\r\n", "\r\r", "\n \n"]),
    st.lists(BLOCK, max_size=8),
)


def test_grown_captions(soak_grown: Soak, support: Callable[[str], ModuleType]) -> None:
    soak_grown(support("trials").read_captions, CAPTIONS.map(lambda text: ("a.vtt", text.encode())))

"""Read translations from TMX 1.4 and older, as Pathya or a translation memory writes it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping

from pathya.authoring.course import Inline
from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.authoring.xml.parse import Element, XmlFault, line_of, parse_xml
from pathya.locales import rules
from pathya.locales.catalog import Entry, State, joined
from pathya.locales.exchange.incoming import Incoming
from pathya.locales.exchange.tmx_write import COURSE, REVIEWED, REVIEWER, STATE
from pathya.locales.localise import written

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+tmx(\s[^\[\]<>]*)?>")
"""One that only names the DTD. Nothing is read from there; any other is refused."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*\?>")
_STATES = {str(state): state for state in State}
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\Z", re.ASCII)
_Language = tuple[str, str]
"""Language and script, without a region."""


_Units = list[tuple[Element, dict[_Language, Element]]]
"""Units with their texts by language."""


def tmx_parse(data: bytes, path: str, tag: str = "") -> tuple[Incoming | None, Diagnostics]:
    """Read the translations into a language; without a tag into the only one that there is."""
    header, units, found = _read(data, path)
    if header is None:
        return None, found
    target = _target({language for _, one in units for language in one}, _source(header), tag)
    if isinstance(target, str):
        hint = "Name the language with --language; the source has to be one language (srclang)."
        return None, (rules.EXC001.at(Where(path), target, hint),)
    return _incoming(header, units, target, path), ()


def tmx_languages(data: bytes, path: str) -> tuple[tuple[Incoming, ...], Diagnostics]:
    """Read a memory: the translations into each of its languages."""
    header, units, found = _read(data, path)
    if header is None:
        return (), found
    source = _source(header)
    if source in ("", "*all*"):
        return (), (rules.EXC001.at(Where(path), "the memory has no source language"),)
    targets = dict.fromkeys(language for _, one in units for language in one)
    targets.pop(written(source), None)
    return tuple(_incoming(header, units, target, path) for target in targets), ()


def _read(data: bytes, path: str) -> tuple[Element | None, _Units, Diagnostics]:
    """Give the header and the units, or say why they cannot be read."""
    try:
        root = parse_xml(_without_doctype(data))
    except UnicodeDecodeError:
        return None, [], (rules.EXC001.at(Where(path), "this is neither UTF-8 nor UTF-16"),)
    except XmlFault as fault:
        return None, [], (rules.EXC001.at(Where(path, fault.line), fault.message),)
    header = root.find("header")
    if root.tag != "tmx" or header is None:
        return None, [], (rules.EXC001.at(Where(path), "this is not TMX with a <header>"),)
    return header, [(unit, _variants(unit)) for unit in root.iterfind("body/tu")], ()


def _source(header: Element) -> str:
    return header.get("srclang", "")


def _incoming(header: Element, units: _Units, target: _Language, path: str) -> Incoming:
    source = written(_source(header))
    entries = tuple(
        _entry(unit, one[source], one[target], path)
        for unit, one in units
        if source in one and target in one
    )
    return Incoming(_props(header).get(COURSE, ""), _source(header), "-".join(target), entries)


def _without_doctype(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = _DECLARATION.sub("", data.decode("utf-16")).encode()
    head, root, rest = data.partition(b"<tmx")
    return _DOCTYPE.sub(b"", head, count=1) + root + rest


def _variants(unit: Element) -> dict[_Language, Element]:
    """Give a unit's texts by language; older versions write `lang` without a prefix."""
    return {
        written(one.get(_LANG) or one.get("lang") or ""): one
        for one in unit.iterfind("tuv")
        if one.find("seg") is not None
    }


def _target(found: set[_Language], source_tag: str, tag: str) -> _Language | str:
    """Choose the language to read, or say why there is none."""
    others = sorted(found - {written(source_tag)})
    if source_tag == "*all*" or not source_tag:
        return "the memory has no source language"
    if tag and written(tag) in others:
        return written(tag)
    if len(others) == 1 and not tag:
        return others[0]
    return f"it translates from {source_tag} to {', '.join(one[0] for one in others) or 'nothing'}"


def _props(element: Element) -> Mapping[str, str]:
    return {prop.get("type", ""): prop.text or "" for prop in element.iterfind("prop")}


def _entry(unit: Element, source: Element, target: Element, path: str) -> Entry:
    numbers: dict[str, int] = {}
    props = _props(unit)
    by = target.get("changeid") or target.get("creationid") or ""
    stamp = target.get("changedate") or target.get("creationdate") or ""
    # What stands in a memory was made by somebody, unless it says otherwise.
    state = _STATES.get(props.get(STATE, ""), State.TRANSLATED)
    return Entry(
        unit.get("tuid", ""),
        _text(source, numbers),
        target=_text(target, numbers),
        state=state,
        by=by,
        date=_date(stamp),
        reviewer=props.get(REVIEWER, ""),
        reviewed=props.get(REVIEWED, ""),
        where=Where(path, line_of(unit)),
    )


def _date(stamp: str) -> str:
    """Write a TMX date as ISO 8601, without a time that is midnight."""
    found = _STAMP.match(stamp)
    if not found:
        return ""
    year, month, day, *time = found.groups()
    date = f"{year}-{month}-{day}"
    return date if time == ["00", "00", "00"] else f"{date}T{':'.join(time)}Z"


# --- text and codes ------------------------------------------------------------------------------


def _text(variant: Element, numbers: dict[str, int]) -> Inline:
    """Read a segment; codes are numbered as the source first has them, in both languages."""
    segment = variant.find("seg")
    assert segment is not None  # noqa: S101  # _variants takes no others
    return joined(_pieces(segment, numbers, {}))


def _pieces(
    element: Element, numbers: dict[str, int], begun: dict[str, str]
) -> Iterator[str | int]:
    yield element.text or ""
    for at, child in enumerate(element):
        name = str(child.tag)
        key = child.get("x") or child.get("i") or str(at)
        if name == "bpt":
            begun[child.get("i", "")] = key
        if name == "ept":
            yield -_numbered(f"bpt {begun.get(child.get('i', ''), key)}", numbers)
        elif name in ("bpt", "ph", "it", "hi"):
            yield _numbered(f"{'ph' if name == 'it' else name} {key}", numbers)
        if name == "hi":
            yield from _pieces(child, numbers, begun)
            yield -_numbered(f"hi {key}", numbers)
        yield child.tail or ""


def _numbered(key: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(key, len(numbers) + 1)

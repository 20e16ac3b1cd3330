"""gettext's PO, through polib. Texts have no plurals, so a catalog needs no Plural-Forms header.

(What tools put there differs, and is wrong for half of our languages; whatever they add is passed
over.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polib

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.locales import rules
from pathya.locales.catalog import FINISHED, Catalog, Entry, State
from pathya.locales.exchange.incoming import Incoming, remark_line
from pathya.locales.exchange.shown import shown, unshown

COURSE, SOURCE = "X-Pathya-Course", "X-Source-Language"
_NOBODY = frozenset({"", "Pathya", "FULL NAME <EMAIL@ADDRESS>", "Automatically generated"})
"""What tools put for the last translator where there is none."""
_NO_DATE = "1970-01-01 00:00+0000"
_COPIED = 20_000_000_000
"""Bytes, for one text: for each of its lines, polib copies all those before it."""
_RUN = re.compile(rb'(?:^[ \t]*+"[^\n]*+\n)++', re.MULTILINE)
# polib, and some tools, take these for ends of lines.
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = {ord(char): 0xF0000 + ord(char) for char in _LINE_ENDS}
_FOUND = {mark: char for char, mark in _HIDDEN.items()}


def po_serialize(catalog: Catalog) -> bytes:
    """Write the whole file, UTF-8; ids are contexts, what is not finished is fuzzy."""
    file = polib.POFile(wrapwidth=100)
    dates = [date for one in catalog.entries.values() for date in (one.date, one.reviewed) if date]
    file.metadata = {
        "Project-Id-Version": catalog.course,
        "PO-Revision-Date": f"{max(dates)[:10]} 00:00+0000" if dates else _NO_DATE,
        "Last-Translator": "Pathya",
        "Language-Team": catalog.tag,
        "Language": catalog.tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        SOURCE: catalog.source_tag,
        COURSE: catalog.course,
    }
    file.extend(_entry(entry) for entry in catalog.entries.values())
    return f"{file}\n".translate(_FOUND).encode()


def _entry(entry: Entry) -> polib.POEntry:
    previous = shown(entry.previous_source).translate(_HIDDEN) or None
    return polib.POEntry(
        msgctxt=entry.id,
        msgid=shown(entry.source).translate(_HIDDEN),
        msgstr=shown(entry.target).translate(_HIDDEN),
        comment=" ".join(entry.note.split()),
        tcomment="\n".join(_comment(one) for one in entry.remarks).translate(_HIDDEN),
        previous_msgid=previous,
        flags=["fuzzy"] if entry.target and entry.state not in FINISHED else [],
    )


def _comment(remark: tuple[str, str]) -> str:
    line = remark_line(remark)
    # gettext joins a comment that ends so with the next line.
    return f"{line} " if line.endswith("\\") else line


def po_parse(data: bytes, path: str) -> tuple[Incoming | None, Diagnostics]:
    """Read a file that came back; None when it cannot be used as a whole."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if any(run[0].count(b"\n") * len(run[0]) > _COPIED for run in _RUN.finditer(lines)):
        return None, (rules.EXC001.at(Where(path), "a text in it has too many lines"),)
    try:
        text = data.decode("utf-8-sig")
        # polib opens whatever is the name of a file; a text with an empty line at its end is none.
        file = polib.pofile(f"{text.translate(_HIDDEN)}\n\n")
    except UnicodeDecodeError:
        hint = "Save it as UTF-8: other code pages have no letters of Indian languages."
        return None, (rules.EXC001.at(Where(path), "this is not UTF-8", hint),)
    except (OSError, ValueError) as fault:
        line = re.search(r"line (\d+)", str(fault))
        where = Where(path, int(line[1]) if line else 0)
        return None, (rules.EXC001.at(where, "this is not a PO file"),)
    said = file.metadata
    units = tuple(_units(file, path))
    course, tag = said.get(COURSE, ""), re.sub("[_@]", "-", said.get("Language", ""))
    return Incoming(course.strip(), said.get(SOURCE, "").strip(), tag.strip(), units), ()


def _units(file: polib.POFile, path: str) -> Iterator[Entry]:
    by, date = _last(file.metadata)
    for one in file:
        if one.obsolete:
            continue
        state = State.FUZZY if one.fuzzy else State.TRANSLATED
        target = unshown(one.msgstr.translate(_FOUND))
        lines = (line.strip() for line in one.tcomment.translate(_FOUND).split("\n"))
        remarks = tuple(("", line) for line in lines if line)
        yield Entry(
            one.msgctxt or "",
            unshown(one.msgid.translate(_FOUND)),
            target=target,
            state=state if target else State.NEW,
            by=by,
            date=date,
            remarks=remarks,
            where=Where(path, one.linenum or 0),
        )


def _last(said: Mapping[str, str]) -> tuple[str, str]:
    """Name the last translator, and the day: the file says it of all its texts at once."""
    by = " ".join(said.get("Last-Translator", "").split())
    return ("", "") if by in _NOBODY else (by, said.get("PO-Revision-Date", "")[:10])

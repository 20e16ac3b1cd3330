"""Read and write terms: `terms.csv`, and a file for each language beside it."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where, has_errors
from pathya.authoring.sources import nfc
from pathya.locales import term_rules
from pathya.locales.scripts import script_runs
from pathya.locales.terms import Rendering, Status, Term, is_review

TERM_COLUMNS = ("id", "term", "domain", "note", "keep")
RENDERING_COLUMNS = ("id", "term", "status", "reviewed")
YES = "yes"

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class _Row:
    where: Where
    cells: tuple[str, ...]
    """On one line each, trimmed; as many as there are columns."""


def terms_parse(data: bytes, path: str) -> tuple[tuple[Term, ...], Diagnostics]:
    """Read terms.csv; rows that cannot be used are left out and told of."""
    rows, found = _rows(data, path, TERM_COLUMNS)
    ids: dict[str, Term] = {}
    words: dict[str, Term] = {}
    for row in rows:
        name, text, domain, note, keep = row.cells
        term = Term(name, text, domain, note, keep == YES, row.where)
        faults = tuple(_term_faults(term, keep)) or tuple(_twice(term, ids, words))
        found += faults
        if not faults:
            ids[name] = words[text.casefold()] = term
    return tuple(ids.values()), found


def renderings_parse(
    data: bytes, path: str, terms: Mapping[str, Term], script: str
) -> tuple[tuple[Rendering, ...], Diagnostics]:
    """Read a language's file; rows that cannot be used are left out and told of. Texts are NFC.

    `script` is the language's, ISO 15924.
    """
    rows, found = _rows(data, path, RENDERING_COLUMNS)
    known: dict[tuple[str, str], Rendering] = {}
    for row in rows:
        faults = (*_rendering_faults(row, terms), *_spelling(row, script))
        if not has_errors(faults):
            one = _rendering(row)
            faults += tuple(_again(one, known))
        found += faults
        if not has_errors(faults):
            known[one.id, one.text.casefold()] = one
    renderings = tuple(known.values())
    return renderings, found + tuple(_preferences(renderings))


def terms_serialize(terms: Iterable[Term]) -> bytes:
    """Write terms.csv."""
    rows = ((t.id, t.text, t.domain, t.note, YES if t.keep else "") for t in terms)
    return _csv(TERM_COLUMNS, rows)


def renderings_serialize(renderings: Iterable[Rendering]) -> bytes:
    """Write a language's file, in the order given."""
    return _csv(RENDERING_COLUMNS, ((r.id, r.text, r.status, r.reviewed) for r in renderings))


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    stream = io.StringIO()
    lines = (map(_one_line, row) for row in (columns, *rows))
    csv.writer(stream, lineterminator="\n").writerows(lines)
    return stream.getvalue().encode()


def _rows(data: bytes, path: str, columns: tuple[str, ...]) -> tuple[list[_Row], Diagnostics]:
    hint = f"Save it as CSV in UTF-8, with the first line {','.join(columns)}."
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        lines = [(Where(path, reader.line_num), line) for line in reader]
    except (UnicodeDecodeError, csv.Error) as fault:
        return [], (term_rules.TRM001.at(Where(path), f"this is not a table: {fault}", hint),)
    if not lines or tuple(lines[0][1]) != columns:
        return [], (term_rules.TRM001.at(Where(path, 1), "the columns are others", hint),)
    rows, found = [], []
    for where, line in lines[1:]:
        if len(line) > len(columns):
            message = f"{len(line)} cells; there are {len(columns)} columns"
            found.append(term_rules.TRM002.at(where, message, 'Put "…" round a cell with a comma.'))
        elif any(line):
            cells = (*map(_one_line, line), *[""] * (len(columns) - len(line)))
            rows.append(_Row(where, cells))
    return rows, tuple(found)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _term_faults(term: Term, keep: str) -> Iterator[Diagnostic]:
    if not _ID.match(term.id):
        hint = (
            "Ids start with a-z and go on with a-z, 0-9 and single hyphens, such as life-of-record."
        )
        yield term_rules.TRM002.at(term.where, f"`{term.id}` is not an id", hint)
    if not term.text:
        yield term_rules.TRM002.at(term.where, f"{term.id} has no term")
    if keep not in ("", YES):
        yield term_rules.TRM002.at(term.where, f"keep is `{keep}`", f"Write {YES}, or nothing.")


def _twice(term: Term, ids: Mapping[str, Term], words: Mapping[str, Term]) -> Iterator[Diagnostic]:
    if first := ids.get(term.id):
        message = f"{term.id} stands in line {first.where.line} already"
        yield term_rules.TRM003.at(term.where, message, "Choose another id.")
    elif first := words.get(term.text.casefold()):
        message = f"`{term.text}` is {first.id} in line {first.where.line} already"
        yield term_rules.TRM003.at(term.where, message, "Say both meanings in one note.")


def _rendering(row: _Row) -> Rendering:
    name, text, status, reviewed = row.cells
    known = reviewed if is_review(reviewed) else ""
    return Rendering(name, nfc(text), Status(status), known, row.where)


def _rendering_faults(row: _Row, terms: Mapping[str, Term]) -> Iterator[Diagnostic]:
    name, text, status, reviewed = row.cells
    if name not in terms:
        yield term_rules.TRM004.at(row.where, f"there is no term `{name}`", _close(name, terms))
    elif terms[name].keep:
        message = f"`{terms[name].text}` is kept as it is"
        yield term_rules.TRM006.at(row.where, message, "Take the row out.")
    if not text:
        yield term_rules.TRM002.at(row.where, f"{name} has no term")
    if status not in tuple(Status):
        hint = f"Write one of {', '.join(Status)}."
        yield term_rules.TRM002.at(row.where, f"the status is `{status}`", hint)
    if reviewed and not is_review(reviewed):
        hint = "Write who and when, such as S. Rao 2026-11-22."
        yield term_rules.TRM007.at(row.where, f"reviewed is `{reviewed}`", hint)


def _spelling(row: _Row, script: str) -> Iterator[Diagnostic]:
    text = row.cells[1]
    if not unicodedata.is_normalized("NFC", text):
        yield term_rules.TRM008.at(row.where, f"`{text}` is not NFC", "It is read as NFC.")
    scripts = {name for name, _ in script_runs(text)}
    # Latin may stand beside the language's script: OTP, PDF.
    if text and (script not in scripts or scripts - {script, "Latn"}):
        yield term_rules.TRM011.at(row.where, f"`{text}` is not in the script {script}")


def _again(one: Rendering, known: Mapping[tuple[str, str], Rendering]) -> Iterator[Diagnostic]:
    if first := known.get((one.id, one.text.casefold())):
        message = f"`{one.text}` stands for {one.id} in line {first.where.line} already"
        yield term_rules.TRM005.at(one.where, message, "Keep one of the two.")


def _close(name: str, terms: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, terms, 1)
    return f"Did you mean `{close[0]}`?" if close else "The ids are those of terms.csv."


def _preferences(renderings: tuple[Rendering, ...]) -> Iterator[Diagnostic]:
    preferred = Counter(one.id for one in renderings if one.status is Status.PREFERRED)
    for one in {one.id: one for one in reversed(renderings)}.values():
        if preferred[one.id] != 1:
            message = f"{one.id} has {preferred[one.id]} preferred translations"
            yield term_rules.TRM009.at(one.where, message, "Prefer one, admit the others.")

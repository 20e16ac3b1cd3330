"""Questions from the forms of CSV that iGOT takes in bulk."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pathya.authoring.course import Difficulty
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.questions import LEVELS
from pathya.authoring.xml.write import Node, inline
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.model import GAP, Draft, Gap, Group, Offer, Paper, Tree
from pathya.exporters.interchange.settle import number_in
from pathya.exporters.interchange.texts import decoded

_DELIMITERS = (",", ";", "\t")
_YES = ("yes", "true", "y", "1")
_FALSE = ("false", "f", "no")
_OPTION = re.compile(r"option([0-9]{1,3})\Z")
_MARK = re.compile(r"(?:isoption([0-9]{1,3})correct|option([0-9]{1,3})weight)\Z")
_HEAD = ("questionno", "questiontype", "questiontagging", "question", "maximummarks")
_BLANK = re.compile(r"<\s*blank\s*>", re.IGNORECASE)
_LINE = re.compile(r"_{3,}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A question's cells by the names of their columns."""

    cells: Mapping[str, str]
    options: tuple[tuple[str, str], ...]
    """Texts and what stands beside them."""
    where: Where


def read_igot_csv(data: bytes, path: str) -> tuple[Paper | None, Diagnostics]:
    """Read a file; None when it cannot be used as a whole."""
    text, found = decoded(data, path)
    if text is None:
        return None, found
    try:
        rows = [*_rows(text)]
    except csv.Error as fault:
        return None, (rules.QSI001.at(Where(path), f"this is not CSV: {fault}"),)
    names = [name.strip().lower() for name in rows[0][1]] if rows else []
    if "question" not in names or "option1" not in names:
        hint = "Keep the first row of the platform's template."
        message = "no row names the columns Question and Option1"
        return None, (rules.QSI001.at(Where(path), message, hint),)
    faults: list[Diagnostic] = [*_strange(names, path)]
    drafts: list[Draft] = []
    for line, cells in rows[1:]:
        if any(cell.strip() for cell in cells):
            drafts += _draft(_row(names, cells, Where(path, line)), faults)
    if any(name.endswith("weight") for name in names):
        message = "the weights of options are lost: each is right or wrong"
        faults.append(rules.QSI003.at(Where(path, 1), message, "Give points with `:points:`."))
    return Paper("", (Group("", (), tuple(drafts)),)), tuple(faults)


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        yield reader.line_num, cells


def _strange(names: list[str], path: str) -> Iterator[Diagnostic]:
    for name in names:
        if name and name not in _HEAD and not _OPTION.match(name) and not _MARK.match(name):
            message = f"the column `{name[:40]}` is not of iGOT's forms"
            yield rules.QSI003.at(Where(path, 1), message, "iGOT would refuse the file.")


def _row(names: list[str], cells: Sequence[str], where: Where) -> _Row:
    # A row may be shorter than the first one, and end before its question.
    held = {"question": ""}
    held |= {name: " ".join(cell.split()) for name, cell in zip(names, cells, strict=False)}
    marks = {found[1] or found[2]: name for name in held if (found := _MARK.match(name))}
    numbers = sorted((int(found[1]), found[1]) for name in held if (found := _OPTION.match(name)))
    options = ((held[f"option{n}"], held.get(marks.get(n, ""), "")) for _, n in numbers)
    return _Row(held, tuple(one for one in options if any(one)), where)


def _draft(row: _Row, found: list[Diagnostic]) -> Iterator[Draft]:
    kind = row.cells.get("questiontype", "").upper() or _kind(row)
    read = _KINDS.get(kind)
    if read is None:
        message = f"`{kind[:40]}` is not a type of iGOT's"
        found.append(rules.QSI002.at(row.where, message, f"iGOT has {', '.join(_KINDS)}."))
        return
    number = row.cells.get("questionno", "") or str(row.where.line - 1)
    base = Draft(number, "single", (row.cells["question"],), where=row.where)
    draft = read(base, row)
    yield replace(draft, level=_level(row, found), points=_points(row, found))


def _kind(row: _Row) -> str:
    """Tell the type by the number of right options: the oldest form does not name it."""
    return "MCQ-MCA" if sum(_is_yes(mark) for _, mark in row.options) > 1 else "MCQ-SCA"


def _level(row: _Row, found: list[Diagnostic]) -> Difficulty | None:
    said = row.cells.get("questiontagging", "")
    level = next((one for one in LEVELS if one.lower() == said.lower()), None)
    if said and level is None:
        message = f"its level `{said[:40]}` is lost"
        found.append(rules.QSI003.at(row.where, message, f"Levels are {', '.join(LEVELS)}."))
    return level


def _points(row: _Row, found: list[Diagnostic]) -> int:
    said = row.cells.get("maximummarks", "")
    number = number_in(said) if said else "1"
    if number.isascii() and number.isdigit() and 1 <= int(number) <= 10:
        return int(number)
    message = f"its marks `{said[:40]}` are lost"
    found.append(rules.QSI003.at(row.where, message, "Points are whole, 1 to 10."))
    return 1


def _is_yes(mark: str) -> bool:
    return mark.lower() in _YES


# --- the types -----------------------------------------------------------------------------------


def _choice(base: Draft, row: _Row) -> Draft:
    offers = tuple(Offer((text,), _is_yes(mark)) for text, mark in row.options)
    return replace(base, type="single", offers=offers)


def _choices(base: Draft, row: _Row) -> Draft:
    return replace(_choice(base, row), type="multiple")


def _weighted(base: Draft, row: _Row) -> Draft:
    """Take the option of the greatest weight for the right one."""
    weights = [float(number_in(mark) or 0) for _, mark in row.options]
    best = max(weights, default=0)
    rights = [bool(weight > 0 and weight == best) for weight in weights]
    return _by(rights, base, row, "single" if sum(rights) == 1 else "multiple")


def _all_weighted(base: Draft, row: _Row) -> Draft:
    rights = [float(number_in(mark) or 0) > 0 for _, mark in row.options]
    return _by(rights, base, row, "multiple")


def _by(rights: list[bool], base: Draft, row: _Row, kind: str) -> Draft:
    texts = (text for text, _ in row.options)
    offers = tuple(Offer((text,), right) for text, right in zip(texts, rights, strict=True))
    return replace(base, type="single" if kind == "single" else "multiple", offers=offers)


def _truth(base: Draft, row: _Row) -> Draft:
    right = [text for text, mark in row.options if _is_yes(mark)]
    if len(right) != 1 or len(row.options) != 2:
        return replace(base, type="true-false")
    first = right[0] == row.options[0][0]
    swapped = row.options[0][0].lower() in _FALSE
    return replace(base, type="true-false", answer="true" if first != swapped else "false")


def _match(base: Draft, row: _Row) -> Draft:
    pairs = tuple(((left,), (right,)) for left, right in row.options)
    return replace(base, type="match", pairs=pairs)


def _fill(base: Draft, row: _Row) -> Draft:
    text = row.cells["question"]
    parts = (_BLANK if _BLANK.search(text) else _LINE).split(text)
    stem: list[Node | str] = [parts[0]]
    for n, part in enumerate(parts[1:], 1):
        stem += [inline(GAP, {"id": str(n)}), part]
    gaps = tuple(Gap(str(n), (*_answers(row, n),)) for n in range(1, len(parts)))
    return replace(base, type="fill", stem=_kept(tuple(stem)), gaps=gaps)


def _answers(row: _Row, number: int) -> Iterator[str]:
    for at, (text, mark) in enumerate(row.options, 1):
        named = re.fullmatch(r"b(?:lank)?\s*(\d{1,3})", mark.lower())
        if (int(named[1]) if named else at) == number:
            yield text


def _kept(tree: Tree) -> Tree:
    return tuple(piece for piece in tree if piece != "")


_KINDS: Mapping[str, Callable[[Draft, _Row], Draft]] = {
    "MCQ-SCA": _choice,
    "MCQ-MCA": _choices,
    "T/F": _truth,
    "FTB": _fill,
    "MTF": _match,
    "MCQ-SCA-W": _weighted,
    "MCQ-MCA-W": _all_weighted,
}

"""Words with markup as one paragraph of Markdown that reads back as the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pathya.authoring.xml.write import Node
from pathya.exporters.interchange.model import GAP, Tree
from pathya.exporters.interchange.trees import BLOCKS, attribute

_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "strike": "~~"}
_MARKS = frozenset(_STYLES.values())
_SINGLE = ("break", "gap")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\\]+\Z", re.IGNORECASE)
_ACTIVE = re.compile(r"[\\`*_\[\]<~|]|&(?=[#\w])")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_STARTS = re.compile(r"\A\s*(?:\d{1,9}(?=[.)](?:\s|\Z))|(?=[#+=>:-]))")
_SLIP = re.compile(r"\](?=\(\s*(?:javascript|vbscript|file|data):)|\[(?=\^)", re.IGNORECASE)
"""What the reader takes for a slip of the author's, also where it is escaped."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of words of one look, or a break or a gap."""

    text: str
    style: str = ""
    """`**`, `*`, `~~`, a grave accent for code, `break`, `gap`."""
    href: str = ""


def paragraph(tree: Tree, gaps: Mapping[str, str]) -> str:
    """Write words; `gaps` has the Markdown of each blank. Blocks inside are parted by breaks."""
    lines = "".join(_written(_tidy([*_runs(tree, "", "")]), gaps)).strip().split("\n")
    return "\n".join(_STARTS.sub(r"\g<0>\\", line, count=1) for line in lines)


def cell(tree: Tree, gaps: Mapping[str, str]) -> str:
    """Write words for a cell of a table, on one line."""
    runs = [replace(run, style="") if run.style == "break" else run for run in _runs(tree, "", "")]
    text = "".join(_written(_tidy(runs), gaps)).strip()
    return re.sub(r"(?<!\\)\|", r"\|", text)


def escaped(text: str) -> str:
    """Write words that are no markup."""
    text = _SLIP.sub(r"\g<0> ", text)
    return _ACTIVE.sub(_escaped_sign, text).translate(_BRACES)


def _escaped_sign(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else f"\\{found[0]}"


_SPACE = _Run(" ")


def _runs(tree: Tree, style: str, href: str) -> Iterator[_Run]:
    for piece in tree:
        if isinstance(piece, str):
            yield _Run(piece, style, href)
        elif piece.name == "br":
            yield _Run("\n", "break")
        elif piece.name == GAP:
            yield _Run(attribute(piece, "id"), "gap")
        elif piece.name == "img":
            yield _Run(attribute(piece, "alt"), style, href)
        else:
            yield from _inside(piece, style, href)


def _inside(node: Node, style: str, href: str) -> Iterator[_Run]:
    if node.name in BLOCKS:
        yield _Run("\n", "break")
    if node.name == "a" and not href and _ADDRESS.match(attribute(node, "href").strip()):
        href = attribute(node, "href").strip()
    own = "`" if node.name in ("code", "pre") else _STYLES.get(node.name, "")
    yield from _runs(node.children, style or own, href)
    if node.name in BLOCKS:
        yield _Run("\n", "break")


def _tidy(runs: list[_Run]) -> list[_Run]:
    """Make white space single and put it outside of markup; no break stands at an end."""
    kept: list[_Run] = []
    for run in (part for whole in runs for part in _split(whole)):
        if run.style == "break" and kept and kept[-1] == _SPACE:
            kept.pop()
        if not _is_empty(run) or (kept and not _is_empty(kept[-1])):
            kept.append(run)
    while kept and _is_empty(kept[-1]):
        kept.pop()
    return _joined(kept)


def _is_empty(run: _Run) -> bool:
    return run == _SPACE or run.style == "break"


def _split(run: _Run) -> Iterator[_Run]:
    if run.style in _SINGLE:
        yield run
        return
    if run.style == "`":
        yield from [replace(run, text=" ".join(run.text.split()))] if run.text.strip() else []
        return
    for text in re.findall(r"[ \t\r\n\f\v]+|[^ \t\r\n\f\v]+", run.text):
        yield _SPACE if text[0] in " \t\r\n\f\v" else replace(run, text=text)


def _joined(runs: list[_Run]) -> list[_Run]:
    """Join neighbours of the same look, also across a space: *a* *b* is *a b*."""
    kept: list[_Run] = []
    for run in runs:
        spaced = len(kept) > 1 and kept[-1] == _SPACE and run.style != "`"
        before = kept[-2:] if spaced else kept[-1:]
        if before and _alike(before[0], run) and (run.style or run.href or not spaced):
            space = " " if spaced else ""
            kept[-len(before) :] = [replace(run, text=before[0].text + space + run.text)]
        else:
            kept.append(run)
    return kept


def _alike(one: _Run, other: _Run) -> bool:
    return (one.style, one.href) == (other.style, other.href) and one.style not in _SINGLE


def _written(runs: list[_Run], gaps: Mapping[str, str]) -> Iterator[str]:
    runs = _readable(runs)
    for n, run in enumerate(runs):
        opens = run.href and (n == 0 or runs[n - 1].href != run.href)
        closes = run.href and (n + 1 == len(runs) or runs[n + 1].href != run.href)
        said = _piece(run, gaps)
        if said.endswith("!") and n + 1 < len(runs) and runs[n + 1].href != run.href:
            said = f"{said[:-1]}\\!"  # before a bracket it would make a picture
        yield f"{'[' if opens else ''}{said}{f'](<{run.href}>)' if closes else ''}"


def _readable(runs: list[_Run]) -> list[_Run]:
    """Take away marks that would not be read as marks."""
    while any(not _sure(n, runs) for n in range(len(runs))):
        looks = (run.style if _sure(n, runs) else "" for n, run in enumerate(runs))
        runs = _joined([replace(run, style=look) for run, look in zip(runs, looks, strict=True)])
    return runs


def _piece(run: _Run, gaps: Mapping[str, str]) -> str:
    if run.style == "break":
        return "\\\n"
    if run.style == "gap":
        return gaps.get(run.text, "")
    if run.style == "`":
        return _code(run.text)
    return f"{run.style}{escaped(run.text)}{run.style}"


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _sure(at: int, runs: list[_Run]) -> bool:
    """Tell whether marks round a run would be read as marks (CommonMark, flanking)."""
    run = runs[at]
    if run.style not in _MARKS:
        return True
    before = runs[at - 1] if at else _Run(" ")
    after = runs[at + 1] if at + 1 < len(runs) else _Run(" ")
    if before.style in _MARKS or run.text[0].isspace() or run.text[-1].isspace():
        return False
    left = before.href != run.href or _parts(before, -1)
    right = after.href != run.href or _parts(after, 0)
    return (left or not _is_mark(run.text[0])) and (right or not _is_mark(run.text[-1]))


def _parts(run: _Run, end: int) -> bool:
    """Tell whether a neighbour's end is white space or punctuation."""
    if run.style in ("`", *_SINGLE):
        return True
    char = run.text[end]
    return char.isspace() or char in "!\"'(),-./:;?" or unicodedata.category(char)[0] == "P"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"

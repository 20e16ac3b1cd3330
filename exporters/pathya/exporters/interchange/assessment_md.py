"""Questions as the text of an assessment.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pathya.authoring.sources import usable
from pathya.exporters.interchange.inline_markdown import cell, escaped, paragraph
from pathya.exporters.interchange.markdown_blocks import blocks, indented, table
from pathya.exporters.interchange.model import Draft, Gap, Offer, Paper, Tree

_COLUMNS: tuple[Tree, Tree] = (("A",), ("B",))
"""Titles where a match has none."""
_RUNS = re.compile(r"^[^\S\n]*(:{3,})", re.MULTILINE)


def assessment_md(paper: Paper) -> str:
    """Write the file; the drafts' ids are ids of a course."""
    parts = [f"# {_title(paper.title)}"]
    for number, group in enumerate(paper.groups, 1):
        parts.append(f"## {_title(group.title)} {{#s{number}}}")
        parts += blocks(group.intro, {})
        parts += [question(draft) for draft in group.drafts]
    return usable("\n\n".join(parts)) + "\n"


def question(draft: Draft) -> str:
    """Write one question as a directive."""
    gaps = {gap.id: _gap(gap) for gap in draft.gaps}
    parts = [*blocks(draft.stem, gaps), *_answers(draft)]
    feedback = "\n\n".join(blocks(draft.feedback, {}))
    if feedback:
        parts.append(indented(feedback, "> ", "> "))
    body = "\n\n".join(parts)
    # Lines of colons inside code would close the directive.
    colons = ":" * max(3, *(len(run) + 1 for run in _RUNS.findall(body)), 3)
    options = "\n".join(f":{name}: {value}" for name, value in _options(draft))
    return f"{colons} question #{draft.id}\n{options}\n\n{body}\n{colons}"


def _title(text: str) -> str:
    return paragraph((" ".join(text.split()),), {}) or "–"


def _gap(gap: Gap) -> str:
    return f"[{'|'.join(map(escaped, gap.accepted))}]{{.blank #{gap.id}}}"


def _options(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "type", draft.type
    for name in ("objective", "level", "bloom"):
        if value := getattr(draft, name):
            yield name, value
    if draft.points != 1:
        yield "points", str(draft.points)
    if not draft.shuffle:
        yield "shuffle", "no"
    if draft.answer:
        yield "answer", draft.answer
    if draft.type == "numeric" and draft.tolerance != "0":
        yield "tolerance", draft.tolerance


def _answers(draft: Draft) -> list[str]:
    if draft.offers:
        marks = (_mark(n, one, draft.type) for n, one in enumerate(draft.offers, 1))
        offers = zip(marks, draft.offers, strict=True)
        return ["\n".join(_offer(mark, one) for mark, one in offers)]
    if draft.pairs:
        rows = [
            [cell(side, {}) for side in row] for row in (draft.columns or _COLUMNS, *draft.pairs)
        ]
        return [table(rows)]
    return []


def _mark(number: int, offer: Offer, kind: str) -> str:
    if kind == "order":
        return f"{number}. "
    return "- [x] " if offer.correct else "- [ ] "


def _offer(mark: str, offer: Offer) -> str:
    margin = " " * (2 if mark.startswith("-") else len(mark))
    written = indented(paragraph(offer.body, {}), mark, margin)
    feedback = "\n\n".join(blocks(offer.feedback, {}))
    return f"{written}\n{indented(feedback, f'{margin}> ', f'{margin}> ')}" if feedback else written

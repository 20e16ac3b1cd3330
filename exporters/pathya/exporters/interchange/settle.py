"""What every import ends with: ids of a course, and nothing that a course would refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.limits import LIMITS
from pathya.authoring.xml.write import Node, inline
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.assessment_md import assessment_md
from pathya.exporters.interchange.model import GAP, Draft, Gap, Group, Paper, Tree
from pathya.exporters.interchange.trees import attribute, names_in, words

MOST = 26
"""Answers of a question."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_LONGEST_ID = 40


def settle(paper: Paper, path: str) -> tuple[Paper | None, Diagnostics]:
    """Leave out what cannot be asked, and name all anew where names are no ids or stand twice."""
    found: list[Diagnostic] = []
    used = dict.fromkeys(("assessment", *(f"s{n}" for n in range(1, len(paper.groups) + 1))), 1)
    groups = []
    for group in paper.groups:
        drafts = tuple(_named(one, used) for one in group.drafts if _is_sound(one, found))
        if drafts:
            groups.append(replace(group, title=group.title or "Questions", drafts=drafts))
    settled = replace(paper, title=paper.title or "Final assessment", groups=tuple(groups))
    if not groups:
        found.append(rules.QSI005.at(Where(path), "no question of it can be taken"))
    elif len(assessment_md(settled).encode()) > LIMITS.text_bytes:
        message = f"its questions fill more than {LIMITS.text_bytes // 1024} KiB"
        found.append(rules.QSI001.at(Where(path), message, "Part it into several files."))
    else:
        return settled, tuple(found)
    return None, tuple(found)


def whole(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Join neighbouring groups of the same title."""
    kept: list[Group] = []
    for group in groups:
        if kept and kept[-1].title == group.title:
            kept[-1] = replace(kept[-1], drafts=kept[-1].drafts + group.drafts)
        else:
            kept.append(group)
    return tuple(kept)


def number_in(text: str) -> str:
    """Read a number as courses write it: ASCII, no exponent; empty if it is none."""
    try:
        number = Decimal(text.strip().replace(",", ".") if "." not in text else text.strip())
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > 30 or len(number.as_tuple().digits) > 30:
        return ""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


# --- what a course would refuse ------------------------------------------------------------------


def _is_sound(draft: Draft, found: list[Diagnostic]) -> bool:
    fault = "it asks nothing" if not words(draft.stem) else _SOUND[draft.type](draft)
    if fault:
        message = f"`{(words(draft.stem) or draft.id)[:60]}` is left out: {fault}"
        found.append(rules.QSI004.at(draft.where, message, "Write it by hand if it is needed."))
    return not fault


def _choice(draft: Draft) -> str:
    right = sum(one.correct for one in draft.offers)
    if draft.type == "single" and right != 1:
        return f"{right} options are right"
    if draft.type == "multiple" and not right:
        return "no option is right"
    return _different(one.body for one in draft.offers)


def _truth(draft: Draft) -> str:
    return "" if draft.answer in ("true", "false") else "nothing says whether it is true"


def _match(draft: Draft) -> str:
    return _different(left for left, _ in draft.pairs) or _different(r for _, r in draft.pairs)


def _order(draft: Draft) -> str:
    return _different(one.body for one in draft.offers)


def _fill(draft: Draft) -> str:
    if not draft.gaps or GAP not in names_in(draft.stem):
        return "there is no blank to fill"
    if not all(gap.accepted and all(_plain(one) for one in gap.accepted) for gap in draft.gaps):
        return "a blank has no answer"
    return ""


def _plain(answer: str) -> str:
    return answer.replace("|", "").strip()


def _numeric(draft: Draft) -> str:
    numbers = _NUMBER.match(draft.answer) and _NUMBER.match(draft.tolerance)
    return "" if numbers and not draft.tolerance.startswith("-") else "its answer is not a number"


def _different(bodies: Iterable[Tree]) -> str:
    said = [words(body).casefold() for body in bodies]
    if not 2 <= len(said) <= MOST:
        return f"it has {len(said)} answers, and not 2 to {MOST}"
    if not all(said):
        return "an answer is empty"
    return "" if len(set(said)) == len(said) else "two answers say the same"


_SOUND: Mapping[str, Callable[[Draft], str]] = {
    "single": _choice,
    "multiple": _choice,
    "true-false": _truth,
    "match": _match,
    "order": _order,
    "fill": _fill,
    "numeric": _numeric,
}


# --- ids -----------------------------------------------------------------------------------------


def _named(draft: Draft, used: dict[str, int]) -> Draft:
    name = _free(_slug(draft.id), used)
    ids = {gap.id: _free(_slug(gap.id, f"{name}-b"), used) for gap in draft.gaps}
    gaps = tuple(Gap(ids[gap.id], _answers(gap)) for gap in draft.gaps)
    return replace(draft, id=name, gaps=gaps, stem=_renamed(draft.stem, ids))


def _answers(gap: Gap) -> tuple[str, ...]:
    """Take each answer once; a bar would part it in two."""
    said = (" ".join(answer.replace("|", "/").split()) for answer in gap.accepted)
    return tuple(dict.fromkeys(said))


def _slug(name: str, before: str = "q-") -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_ID].strip("-")
    return slug if re.match("[a-z]", slug) else f"{before}{slug}".strip("-")


def _free(name: str, used: dict[str, int]) -> str:
    """Find a name that is free; `used` says which number each one came to."""
    free, n = name, used.get(name, 1)
    while free in used:
        n += 1
        free = f"{name}-{n}"
    used[name] = n
    used.setdefault(free, 1)
    return free


def _renamed(tree: Tree, ids: dict[str, str]) -> Tree:
    """Name gaps anew; one that has no answers goes, and one that stood before already."""
    kept: list[Node | str] = []
    for piece in tree:
        if isinstance(piece, str):
            kept.append(piece)
        elif piece.name != GAP:
            kept.append(inline(piece.name, dict(piece.attrs), *_renamed(piece.children, ids)))
        elif (name := attribute(piece, "id")) in ids:
            kept.append(inline(GAP, {"id": ids.pop(name)}))
    return tuple(kept)

"""Take terms that came back into those of a project; nothing that is there is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pathya.authoring.diagnostics import Diagnostic, Diagnostics
from pathya.locales import term_rules
from pathya.locales.exchange.tbx import Concept
from pathya.locales.terms import Rendering, Status, Term, Termbase


@dataclass(slots=True)
class _Merging:
    terms: dict[str, Term]
    ids: dict[str, str]
    """By the words of the term, in small letters."""
    renderings: dict[str, list[Rendering]]
    found: list[Diagnostic] = field(default_factory=list)


def take_terms(ours: Termbase, theirs: Iterable[Concept]) -> tuple[Termbase, Diagnostics]:
    """Add what a file has: terms that are new, translations that are new, and statuses.

    A term is known by its words, then by its id. What somebody has reviewed is changed only by what
    somebody has reviewed.
    """
    ids = {term.text.casefold(): term.id for term in ours.terms.values()}
    rows = {tag: list(one) for tag, one in ours.renderings.items()}
    merging = _Merging(dict(ours.terms), ids, rows)
    for concept in theirs:
        _take(merging, concept)
    order = {name: place for place, name in enumerate(merging.terms)}
    sorted_rows = {
        tag: tuple(sorted(one, key=lambda row: order[row.id]))
        for tag, one in merging.renderings.items()
    }
    return Termbase(merging.terms, sorted_rows), tuple(merging.found)


def _take(merging: _Merging, concept: Concept) -> None:
    term = concept.term
    name = merging.ids.get(term.text.casefold())
    if name is None and term.id in merging.terms:
        message = f"{term.id} is `{merging.terms[term.id].text}` here, not `{term.text}`"
        merging.found.append(term_rules.TRM015.at(term.where, message, "Change terms.csv first."))
        return
    if name is None:
        name = _new_id(term, merging.terms)
        merging.terms[name] = replace(term, id=name)
        merging.ids[term.text.casefold()] = name
    for tag, one in concept.renderings:
        if merging.terms[name].keep:
            message = f"`{term.text}` is kept as it is"
            merging.found.append(term_rules.TRM006.at(one.where, message))
        else:
            rows = merging.renderings.setdefault(tag, [])
            merging.found += _add(rows, replace(one, id=name))


def _new_id(term: Term, known: dict[str, Term]) -> str:
    base = re.sub("[^a-z0-9]+", "-", term.text.casefold()).strip("-")
    base = base if re.match("[a-z]", base) else f"term-{base}".strip("-")
    name, count = base, 1
    while name in known:
        count += 1
        name = f"{base}-{count}"
    return name


def _add(rows: list[Rendering], one: Rendering) -> Iterator[Diagnostic]:
    """Put a translation among those of its language, and keep one of its term preferred."""
    same = [at for at, row in enumerate(rows) if row.id == one.id]
    words = one.text.casefold()
    at = next((at for at in same if rows[at].text.casefold() == words), len(rows))
    if at == len(rows):
        rows.append(one)
    elif rows[at].reviewed and not one.reviewed:
        row = rows[at]
        if row.status is not one.status:
            message = f"`{row.text}` stays {row.status}, as {row.reviewed} says, not {one.status}"
            yield term_rules.TRM015.at(one.where, message, "Change it in the language's file.")
        return
    else:
        rows[at] = replace(rows[at], status=one.status, reviewed=one.reviewed)
    if one.status is Status.PREFERRED:
        others = [i for i in same if i != at and rows[i].status is Status.PREFERRED]
        stays = not one.reviewed and any(rows[i].reviewed for i in others)
        for i in [at] if stays else others:
            rows[i] = replace(rows[i], status=Status.ADMITTED)

"""Everything that a window shows of one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathya.authoring.course import plain
from pathya.build.studio.review.checking import findings, shown
from pathya.build.studio.review.desk import Opened, twins_of
from pathya.build.studio.review.edits import mark
from pathya.build.studio.review.pieces import changes, codes_of
from pathya.build.studio.review.suggestions import Offer
from pathya.locales.catalog import FINISHED, Entry
from pathya.locales.term_match import Hit, find_terms


def described(opened: Opened, entry: Entry) -> dict[str, Any]:
    """Describe a text, its translation and what is known of both."""
    unit = opened.course.units[entry.id]
    twins = twins_of(opened, entry)
    return {
        "id": entry.id,
        "mark": mark(entry),
        "note": entry.note,
        "where": {"path": unit.where.path, "line": unit.where.line},
        "codes": codes_of(unit),
        "source": entry.source,
        "target": entry.target,
        "state": str(entry.state),
        "by": entry.by,
        "date": entry.date,
        "reviewer": entry.reviewer,
        "reviewed": entry.reviewed,
        "previous": changes(entry.previous_source, entry.source) if entry.previous_source else [],
        "remarks": [{"by": name, "text": text} for name, text in entry.remarks],
        "terms": list(_terms(opened, entry)),
        "found": [shown(one, entry.id) for one in findings(opened, entry)],
        "twins": {"all": len(twins), "open": sum(one.state not in FINISHED for one in twins)},
    }


def offered(one: Offer) -> dict[str, Any]:
    """Describe a suggestion."""
    return {
        "target": one.target,
        "origin": one.origin,
        "score": one.score,
        "state": one.state,
        "differs": one.differs,
    }


def _terms(opened: Opened, entry: Entry) -> Iterator[dict[str, Any]]:
    """Give the terms in a source; places are meant in its plain text."""
    if opened.course.source_tag != "en":
        return
    for hit in find_terms(opened.known, plain(entry.source)):
        yield {
            "start": hit.start,
            "end": hit.end,
            "term": hit.term.text,
            "note": hit.term.note,
            "keep": hit.term.keep,
            "renderings": list(_renderings(opened, hit)),
        }


def _renderings(opened: Opened, hit: Hit) -> Iterator[dict[str, str]]:
    for one in opened.known.renderings.get(hit.term.id, ()):
        yield {"text": one.text, "status": str(one.status), "reviewed": one.reviewed}

"""The formats that questions go out in and come in from, by the name that `--as` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.exporters.edition import Edition
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.assessment_md import assessment_md
from pathya.exporters.interchange.drafts import paper_of
from pathya.exporters.interchange.gift import read_gift
from pathya.exporters.interchange.gift_write import gift
from pathya.exporters.interchange.igot_csv import read_igot_csv
from pathya.exporters.interchange.igot_csv_write import igot_csv
from pathya.exporters.interchange.model import Draft, Paper
from pathya.exporters.interchange.qti import read_qti
from pathya.exporters.interchange.qti_package import qti
from pathya.exporters.interchange.settle import settle
from pathya.exporters.questionset import rules as set_rules
from pathya.exporters.questionset.make import questionset
from pathya.exporters.questionset.payloads import (
    Owner,
    create_request,
    questions_request,
    sections_request,
)

LIMIT = 64_000_000
"""Bytes of a file that comes in."""

Read = Callable[[bytes, str], tuple[Paper | None, Diagnostics]]
Write = Callable[[Edition, bool], tuple[bytes | None, Diagnostics]]


@dataclass(frozen=True, slots=True)
class Format:
    """How questions are written in a format."""

    suffix: str
    write: Write
    """Takes the edition, and whether it is the questions of lessons that are asked for."""


def export_questions(
    edition: Edition, form: str, *, practice: bool
) -> tuple[bytes | None, Diagnostics]:
    """Write a course's questions; None if there are none, which is said."""
    data, found = FORMATS[form].write(edition, practice)
    if data is None:
        what = "lessons have" if practice else "final assessment has"
        message = f"the {what} no questions"
        found += (set_rules.QSE001.at(edition.course.where, message),)
    return data, found


def import_questions(data: bytes, form: str, path: str) -> tuple[str | None, Diagnostics]:
    """Read questions from a file, as the text of an assessment.md; None if there are none."""
    if len(data) > LIMIT:
        message = f"it has more than {LIMIT} bytes"
        return None, (rules.QSI001.at(Where(path), message),)
    paper, found = READERS[form](data, path)
    if paper is None:
        return None, found
    settled, more = settle(paper, path)
    return (assessment_md(settled) if settled else None), found + more


def _drafts(
    edition: Edition, practice: bool, write: Callable[[Paper], tuple[bytes, Diagnostics]]
) -> tuple[bytes | None, Diagnostics]:
    paper, found = paper_of(edition, practice=practice)
    if paper is None:
        return None, found
    data, more = write(paper)
    drafts = (draft for group in paper.groups for draft in group.drafts)
    behind = (one for draft in drafts for one in _behind(draft))
    policy = () if practice else (_policy(edition),)
    return data, (*found, *more, *behind, *policy)


def _behind(draft: Draft) -> Iterator[Diagnostic]:
    """Say what neither GIFT nor QTI has a place for."""
    if any(draft.columns):
        message = f"the titles of the columns of #{draft.id} stay behind"
        yield rules.QSX005.at(draft.where, message, "Say in the question what the sides are.")
    if draft.type == "order" and any(one.feedback for one in draft.offers):
        message = f"the feedback of the items of #{draft.id} stays behind"
        yield rules.QSX005.at(draft.where, message, "Say it in the feedback for everybody.")


def _policy(edition: Edition) -> Diagnostic:
    message = "draws, pass marks, attempts, time and introductions stay behind"
    return rules.QSX004.at(edition.course.where, message, "Set them where the file goes to.")


def _gift(edition: Edition, practice: bool) -> tuple[bytes | None, Diagnostics]:
    return _drafts(edition, practice, gift)


def _qti(version: str) -> Write:
    def write(edition: Edition, practice: bool) -> tuple[bytes | None, Diagnostics]:
        return _drafts(edition, practice, partial(qti, version=version))

    return write


def _csv(form: str) -> Write:
    return lambda edition, _practice: igot_csv(edition, form)


def _json(edition: Edition, _practice: bool) -> tuple[bytes | None, Diagnostics]:
    """Write the requests; the ids that only the platform has stand in angle brackets."""
    made = questionset(edition)
    if made is None:
        return None, ()
    known = {part.id: f"<do_section_{n}>" for n, part in enumerate(made.parts, 1)}
    requests = {
        "create": create_request(made, Owner("<userId>", ("<rootOrgId>",))),
        "sections": sections_request(made, "<do_root>"),
        "questions": questions_request(made, "<do_root>", known),
    }
    return json.dumps(requests, ensure_ascii=False, indent=1).encode() + b"\n", made.found


FORMATS: Mapping[str, Format] = {
    "igot-csv": Format(".csv", _csv("qw")),
    "igot-csv-ow": Format(".csv", _csv("ow")),
    "igot-csv-qow": Format(".csv", _csv("qow")),
    "igot-csv-basic": Format(".csv", _csv("basic")),
    "igot-json": Format(".json", _json),
    "gift": Format(".gift", _gift),
    "qti21": Format(".zip", _qti("2.1")),
    "qti30": Format(".zip", _qti("3.0")),
}

READERS: Mapping[str, Read] = {"igot-csv": read_igot_csv, "gift": read_gift, "qti": read_qti}

SUFFIXES = {
    ".csv": "igot-csv",
    ".gift": "gift",
    ".txt": "gift",
    ".xml": "qti",
    ".zip": "qti",
}
"""What a file is taken for by its name."""

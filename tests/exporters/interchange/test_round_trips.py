"""What is written reads back: as a course, as GIFT, as QTI; whatever the texts are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.xml.write import inline
from pathya.exporters.edition import Edition
from pathya.exporters.interchange.assessment_md import assessment_md
from pathya.exporters.interchange.drafts import paper_of
from pathya.exporters.interchange.gift import read_gift
from pathya.exporters.interchange.gift_write import gift
from pathya.exporters.interchange.model import GAP, Draft, Gap, Group, Offer, Paper
from pathya.exporters.interchange.qti import read_qti
from pathya.exporters.interchange.qti_package import qti
from pathya.exporters.interchange.settle import settle

Read = Callable[[str], tuple[Edition, Diagnostics]]

# --- papers --------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("a", "Bc", " ", "  ", "\n", ".", "1.", "12)", "-", "+", "#", "##", "=", "===", ">", ":"),
        *(":::", "::: note", "*", "**", "_", "`", "``", "~~", "[", "]", "](", "(", ")", "!", "\\"),
        *("{", "}", "{#id}", "{.blank #b}", "|", "<", "<b>", "&", "&amp;", "&#123;", "[^1]", "[x]"),
        *("](javascript:a)", "%50%", "->", "====", "####", "//", "$CATEGORY: x", "::t::", "\t"),
        *("क्षि", "क्‍ष", "தமிழ்", "اُردو", "ଓଡ଼ିଆ", "।", "“", "”", "’", "₹", "…", "\u00a0", "é"),
    ]
)
words = (
    st.lists(PIECES, min_size=1, max_size=6)
    .map("".join)
    .map(lambda text: unicodedata.normalize("NFC", text))
)
said = words.filter(lambda text: any(char.isalnum() for char in text))


def _styled(children):
    named = st.sampled_from(["b", "strong", "em", "code", "sub", "span"])
    link = st.builds(
        lambda inner: inline("a", {"href": "https://x.org/a_b?c=(1)&d"}, *inner), children
    )
    return st.one_of(
        st.builds(lambda name, inner: inline(name, None, *inner), named, children), link
    )


phrases = st.recursive(
    st.lists(words, min_size=1, max_size=2).map(tuple),
    lambda inner: st.lists(st.one_of(words, _styled(inner)), min_size=1, max_size=4).map(tuple),
    max_leaves=5,
)


def _block(name: str):
    return st.builds(lambda inner: inline(name, None, *inner), phrases)


_items = st.lists(_block("li"), min_size=1, max_size=3)
_rows = st.lists(st.lists(_block("td"), min_size=2, max_size=2), min_size=2, max_size=3)
blocks = st.lists(
    st.one_of(
        *(_block(name) for name in ("p", "p", "h3", "blockquote", "pre")),
        st.builds(
            lambda name, items: inline(name, None, *items), st.sampled_from(["ul", "ol"]), _items
        ),
        _rows.map(lambda rows: inline("table", None, *(inline("tr", None, *row) for row in rows))),
    ),
    max_size=2,
).map(tuple)
stems = st.builds(lambda text, more: (inline("p", None, text), *more), said, blocks)
notes = st.one_of(st.just(()), blocks)
options = st.builds(Offer, st.one_of(said.map(lambda text: (text,)), phrases), st.booleans(), notes)


def _draft(kind: str, **more):
    levels = st.sampled_from([None, "Easy", "HOTS"])
    points = st.integers(1, 10)
    return st.builds(
        Draft,
        st.sampled_from(["q1", "Q 2", "प्रश्न", ""]),
        st.just(kind),
        stems,
        feedback=notes,
        level=levels,
        points=points,
        shuffle=st.booleans(),
        bloom=st.sampled_from(["", "Apply"]),
        **more,
    )


def _gapped(stem, answers, after):
    gaps = tuple(Gap(str(n), tuple(one)) for n, one in enumerate(answers))
    marks = [part for gap in gaps for part in (inline(GAP, {"id": gap.id}), after)]
    return {"stem": (inline("p", None, stem, *marks),), "gaps": gaps}


_offers = {"offers": st.lists(options, min_size=2, max_size=4).map(tuple)}
_fills = st.builds(
    lambda draft, parts: Draft(
        draft.id, "fill", feedback=draft.feedback, level=draft.level, points=draft.points, **parts
    ),
    _draft("fill"),
    st.builds(
        _gapped,
        said,
        st.lists(st.lists(said, min_size=1, max_size=2), min_size=1, max_size=2),
        said,
    ),
)
_plain_pairs = st.lists(st.tuples(phrases, said.map(lambda text: (text,))), min_size=2, max_size=3)
drafts = st.one_of(
    _draft("single", **_offers),
    _draft("multiple", **_offers),
    _draft("order", **_offers),
    _draft("true-false", answer=st.sampled_from(["true", "false"])),
    _draft("match", pairs=_plain_pairs.map(tuple)),
    _draft(
        "numeric", answer=st.sampled_from(["42", "-1.5"]), tolerance=st.sampled_from(["0", "0.5"])
    ),
    _fills,
)
groups = st.builds(Group, said, st.just(()), st.lists(drafts, min_size=1, max_size=2).map(tuple))


def settled(papers):
    """Papers that a course can have."""
    return papers.map(lambda paper: settle(paper, "x")[0]).filter(bool)


papers = settled(st.builds(Paper, said, st.lists(groups, min_size=1, max_size=2).map(tuple)))


# --- there and back ------------------------------------------------------------------------------


@settings(max_examples=25)
@given(papers)
def test_a_course_says_what_was_written(edition_of: Read, paper: Paper) -> None:
    text = assessment_md(paper)
    edition, _ = edition_of(text)
    again, _ = paper_of(edition)
    assert again is not None
    assert assessment_md(again) == text


def back(paper: Paper, read: Any, data: bytes) -> str:
    again, found = read(data, "x")
    assert again is not None, found
    again, more = settle(replace(again, title=paper.title), "x")
    assert again is not None, more
    return assessment_md(again)


@pytest.mark.parametrize("version", ["2.1", "3.0"])
@settings(max_examples=15)
@given(paper=papers)
def test_qti_says_what_was_written(edition_of: Read, version: str, paper: Paper) -> None:
    paper = course_paper(paper, edition_of)
    data, _ = qti(paper, version)
    assert back(paper, read_qti, data) == assessment_md(paper)


def course_paper(paper: Paper, read: Read) -> Paper:
    """The paper as a course has it."""
    taken, _ = paper_of(read(assessment_md(paper))[0])
    assert taken is not None
    groups = tuple(
        replace(group, drafts=tuple(bare(one) for one in group.drafts)) for group in taken.groups
    )
    return replace(taken, groups=groups)


def bare(draft: Draft) -> Draft:
    """Without what other formats have no place for."""
    offers = draft.offers
    if draft.type == "order":
        offers = tuple(replace(one, feedback=()) for one in offers)
    return replace(draft, columns=(), offers=offers)


def fits(paper: Paper) -> bool:
    """Tell whether GIFT holds it: it knows sections by title, and an arrow makes a pair."""
    titles = [group.title for group in paper.groups]
    if len({" ".join(title.split()) for title in titles}) < len(titles):
        return False
    drafts = [draft for group in paper.groups for draft in group.drafts]
    arrows = any("->" in answer for one in drafts for gap in one.gaps for answer in gap.accepted)
    return not arrows and all(len(one.gaps) < 2 and one.type != "order" for one in drafts)


@settings(max_examples=15)
@given(papers.filter(fits))
def test_gift_says_what_was_written(edition_of: Read, paper: Paper) -> None:
    paper = course_paper(paper, edition_of)
    data, found = gift(paper)
    assert found == ()
    assert ids_apart(back(paper, read_gift, data)) == ids_apart(assessment_md(paper))


def ids_apart(text: str) -> str:
    """GIFT does not name blanks."""
    return re.sub(r"\{\.blank #[^}]*\}", "{.blank}", text)

"""Lessons that were written to keep the reader busy: it says so, or takes time in proportion."""

from __future__ import annotations

import time
import unicodedata

import pytest

from pathya.authoring import rules
from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.authoring.directives import print_directive
from pathya.authoring.limits import Limits
from pathya.authoring.reader import read_course
from pathya.authoring.scribe import PROPOSALS, Reading, Scribe
from pathya.authoring.sources import CourseFolder, nfc

MANY = Limits(course_texts=100_000)
YAML = b"id: c\ntitle: A course\ndescription: About it.\n"


def found_in(lesson: str) -> Diagnostics:
    texts = {"course.yaml": YAML, "01-a/index.md": b"# A\n", "01-a/01-b.md": lesson.encode()}
    course, found = read_course(CourseFolder("c", texts, {}, limits=MANY))
    assert course is not None
    return found


@pytest.mark.parametrize("end", [">", "> ", "- a\n  >", ""])
def test_a_directive_may_be_open_where_a_file_ends(end: str) -> None:
    found = found_in(f"# B\n\n> ::: tip\n{end}")
    assert [one.rule.code for one in found] == ["DIR002"]


DEEP = {
    "emphasis": "*" * 2_000 + "a" + "*" * 2_000,
    "strong": "**a " * 1_000 + "b" + " a**" * 1_000,
    "in a table": f"|a|\n|-|\n|{'*' * 2_000}a{'*' * 2_000}|",
}


@pytest.mark.parametrize("name", DEEP)
def test_marks_that_nest_without_end_are_told(name):
    codes = {one.rule.code for one in found_in(f"# B\n\n{DEEP[name]}\n")}
    assert "MDN008" in codes


LARGE = {
    "addresses": "".join(f"[a{n}]: b\n" for n in range(30_000)),
    "addresses that are used": "".join(f"[a{n}]: b\n\n[a{n}]\n\n" for n in range(8_000)),
    "one address": "[a]: b\n" * 30_000,
    "brackets": "[" * 100_000,
    "pictures in pictures": "![" * 5_000 + "a" + "](b)" * 5_000,
    "quotations": "> " * 50_000,
    "marks": "*a **b " * 10_000,
    "a heading of braces": "## " + "{a" * 50_000,
    "answers": "::: question #q\n:type: single\nA?\n\n" + "- [ ] a\n" * 30_000,
    "a heading of spaces": "## a" + " " * 50_000 + "b",
    "a heading of spaces and a brace": "## a" + " " * 100_000 + "{b",
    "notes that never end": "[^" * 60_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_read_in_proportion(name):
    start = time.process_time()
    found_in(f"# B\n\n{LARGE[name]}\n")
    assert time.process_time() - start < 10


def test_proposals_for_links_that_lead_nowhere_have_an_end():
    lesson = "".join(f"## a {{#h{n}}}\n\n[a](#b{n})\n\n" for n in range(1_000))
    found = [one for one in found_in(f"# B\n\n{lesson}") if one.rule.code == "MDN004"]
    assert len(found) == 1_000
    assert len([one for one in found if one.hint]) == PROPOSALS
    assert all(len(one.hint) < 1_000 for one in found)


def test_blanks_of_a_question_have_an_end():
    blanks = " ".join(f"[a]{{.blank #b{n}}}" for n in range(101))
    (found,) = found_in(f"# B\n\n::: question #q\n:type: fill\n{blanks}\n:::\n")
    assert (found.rule.code, found.message) == ("QST004", "the text has more than 100 blanks")


def test_lines_are_looked_through_once():
    class Counted(tuple[str, ...]):
        read = 0

        def __getitem__(self, at):
            self.read += 1
            return super().__getitem__(at)

    lines = Counted(f"[a](#b{n})" for n in range(1_000))
    scribe = Scribe(Reading(CourseFolder("c", {}, {})), "a.md", "a", print_directive, lines)
    assert [scribe.line_of(f"b{n})", 1, 1_000) for n in range(1_000)] == [*range(1, 1_001)]
    assert scribe.line_of("gone", 1, 1_000) == 1
    assert lines.read < 3_000


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("[a]: b\n\n[a]", []),
        ("[a]: b\n\n[A][] and [x][a]", []),
        ("[a]: b\n\na", ["[a]"]),
        ("[a]: http://x.org/[a]\n\na", ["[a]"]),
        ("[a]: b\n[a]: c\n\n[a]", ["[a]"]),
    ],
)
def test_addresses_that_nothing_uses_are_told(text, idle):
    told = [one.message.split()[0] for one in found_in(f"# B\n\n{text}\n")]
    assert [one for one in told if one.startswith("[")] == idle


def test_marks_that_are_heaped_on_a_letter_are_told_and_left_alone():
    heap = "a" + "\u0301\u0323" * 100_000
    assert nfc(f"e\u0301 {heap} e\u0301") == f"é {heap} é"
    (found,) = (one for one in found_in(f"# B\n\n{heap}\n") if one.rule.code == "SRC002")
    assert (found.where.line, found.message) == (3, "200000 marks stand on one letter")


def test_as_many_marks_as_languages_have_are_composed():
    text = "e\u0323\u0301" + "\u0301" * 27 + " क\u093c्\u200dष"
    assert nfc(text) == unicodedata.normalize("NFC", text)


def test_what_a_file_says_does_not_pass_for_a_finding():
    said = str(rules.MDN001.at(Where("a.md", 1), "x\nb.md:1: error", "y\u2028b.md:2: error"))
    assert said == "a.md:1: error MDN001 x b.md:1: error\n    y b.md:2: error"

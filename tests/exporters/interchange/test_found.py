"""What fuzzers have found in files of questions: smallest cases, and files that took too long."""

from __future__ import annotations

import re
import time

import pytest

from pathya.exporters.interchange.formats import import_questions

QW = (
    "QuestionNo,QuestionType,QuestionTagging,Question,Option1,isOption1Correct,"
    "Option2,isOption2Correct\n"
)


def taken(text: str, form: str) -> tuple[str, list[str]]:
    """The questions without what stands above them, and what was said."""
    questions, found = import_questions(text.encode(), form, "x")
    said = [f"{one.where}: {one.rule.code} {one.message}" for one in found]
    return (questions or "").partition("{#s1}\n\n")[2], said


def test_a_row_may_end_before_its_question() -> None:
    text, said = taken(QW + "1\n2,MCQ-SCA,,Which?,A,Yes,B,No", "igot-csv")
    assert said == ["x:2: QSI004 `1` is left out: it asks nothing"]
    assert text.startswith("::: question #q-2\n")


def test_a_blank_that_stands_twice_stands_once() -> None:
    item = (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q">'
        '<responseDeclaration identifier="R" baseType="string"><correctResponse><value>30</value>'
        "</correctResponse></responseDeclaration><itemBody><p>In {0} or {0} days.</p></itemBody>"
        "</assessmentItem>"
    ).format('<textEntryInteraction responseIdentifier="R"/>')
    text, _ = taken(item, "qti")
    assert text.count("{.blank #r}") == 1


ITEM = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">'
    '<responseDeclaration identifier="R" baseType="identifier"><correctResponse><value>30</value>'
    "</correctResponse></responseDeclaration><itemBody>{}</itemBody></assessmentItem>"
)
BLANK = '<textEntryInteraction responseIdentifier="R"/>'
PLACES = {
    f"<table><tr><td>In {BLANK}</td></tr></table>": "| In [30]{.blank #r} |\n| --- |",
    f"<table>{BLANK}<tr>a<td>b</td></tr></table>": "[30]{.blank #r}a\n\n| b |\n| --- |",
    f"<table><caption>In {BLANK}</caption></table>": "In [30]{.blank #r}",
    f"In<br>{BLANK}</br>": "In\\\n[30]{.blank #r}",
    f"<hr>In {BLANK}</hr>": "In [30]{.blank #r}",
    f"<ul>{BLANK}<li>days</li></ul>": "* [30]{.blank #r}\n* days",
    f"<pre>a\n b{BLANK}</pre>": "a\\\nb[30]{.blank #r}",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_blank_is_kept_wherever_it_stands(place: str) -> None:
    text, said = taken(ITEM.format(place), "qti")
    assert not said
    assert text.partition(":type: fill\n\n")[2] == f"{PLACES[place]}\n:::\n"


STARTS = {
    "::t::": "\\::t::",
    "\xa0::t::": "\xa0\\::t::",
    "- a": "\\- a",
    "\xa012) a": "\xa012\\) a",
    "12.5": "12.5",
}


@pytest.mark.parametrize("start", STARTS)
def test_a_line_does_not_become_markup_by_its_start(start: str) -> None:
    text, _ = taken(f"{{=a ~b}}<br>{start}", "gift")
    assert f"\\\n{STARTS[start]}\n" in text


def test_questions_of_one_name_are_numbered() -> None:
    text, _ = taken("::x::A {T}\n\n" * 3, "gift")
    assert re.findall("question #(.*)", text) == ["x", "x-2", "x-3"]


CHOICE = (
    '<assessmentItem xmlns="x" identifier="q"><responseDeclaration identifier="R">'
    "<correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody>{}"
    '<choiceInteraction responseIdentifier="R" maxChoices="1">'
    '<simpleChoice identifier="a">A</simpleChoice>{}</choiceInteraction>'
    "</itemBody></assessmentItem>"
)
LARGE = {
    "questions of one name": ("gift", "::x::a {=a ~b}\n\n" * 15_000),
    "labels that do not end": ("gift", f"// {'[id:' * 60_000}\na {{=a ~b}}"),
    "rows without numbers": ("igot-csv", QW + ",MCQ-SCA,Easy,a,A,Yes,B,No\n" * 10_000),
    "choices": ("qti", CHOICE.format("", '<simpleChoice identifier="b">B</simpleChoice>' * 20_000)),
    "lists": ("qti", CHOICE.format("<ul><li>a</li></ul>" * 30_000, "")),
    "cells": (
        "qti",
        CHOICE.format(f"<table><tr>{'<td/>' * 8_000}</tr>{'<tr><td/></tr>' * 8_000}</table>", ""),
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_read_in_proportion(name: str) -> None:
    form, text = LARGE[name]
    start = time.process_time()
    import_questions(text.encode(), form, "x")
    assert time.process_time() - start < 10

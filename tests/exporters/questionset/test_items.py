"""Each type of question as one that the platform has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pathya.exporters.edition import Edition
from pathya.exporters.questionset.make import questionset
from pathya.exporters.questionset.model import Choice, Item, QuestionSet

Make = Callable[..., Edition]
POLICY = "pass_mark: 60, attempts: 3, time_limit: 30m"
SPAN = '<span lang="ur" dir="rtl">'


def made(edition: Edition) -> QuestionSet:
    questions = questionset(edition)
    assert questions is not None
    return questions


def asked(edition: Edition) -> tuple[Item, list[str]]:
    """The set's first question, and what was found."""
    found = made(edition)
    return found.parts[0].items[0], [f"{one.rule.code} {one.message}" for one in found.found]


def question(kind: str, body: str, options: str = "") -> str:
    return (
        "# Final test\n\n## Only part {#s1}\n\n::: question #q1\n"
        f":type: {kind}\n:level: Easy\n{options}\n{body}\n:::\n"
    )


SINGLE = question("single", "Which *one*?\n\n- [ ] A & B\n- [x] C", ":bloom: Apply\n")


def test_one_right_option(edition: Make) -> None:
    item, found = asked(edition(SINGLE, POLICY))
    assert item == Item(
        id=item.id,
        key="q1",
        kind="MCQ-SCA",
        name="Which one?",
        body="Which <em>one</em>?",
        choices=(Choice("A &amp; B", False), Choice("C", True)),
        level="Easy",
        marks=1,
        bloom="Apply",
    )
    assert found == []


def test_several_right_options(edition: Make) -> None:
    text = question("multiple", "Which?\n\n- [x] A\n- [ ] B\n- [x] C")
    item, found = asked(edition(text, POLICY))
    assert (item.kind, [one.answer for one in item.choices]) == ("MCQ-MCA", [True, False, True])
    assert found == []


def test_a_multiple_with_one_right_option(edition: Make) -> None:
    item, found = asked(edition(question("multiple", "Which?\n\n- [x] A\n- [ ] B"), POLICY))
    assert item.kind == "MCQ-SCA"
    assert found == ["QSE021 #q1: one option is right, so learners choose one"]


def test_true_or_false_in_the_learners_language(edition: Make) -> None:
    text = question("true-false", "It is.", ":answer: false\n")
    item, found = asked(edition(text, POLICY, "hi", {"It is.": "यह है।"}))
    assert item.kind == "MCQ-SCA-TF"
    assert item.choices == (Choice("सही", False), Choice("गलत", True))
    assert (item.name, found) == ("यह है।", [])


MATCH = question("match", "Which?\n\n| Act | Says |\n|---|---|\n| **One** | a < b |\n| Two | c |")


def test_pairs(edition: Make) -> None:
    item, found = asked(edition(MATCH, POLICY))
    assert item.kind == "MTF"
    assert item.body == "Which?<br>Act – Says"
    assert item.choices == (Choice("<strong>One</strong>", "a &lt; b"), Choice("Two", "c"))
    assert found == []


def test_an_order_is_asked_for_by_places(edition: Make) -> None:
    item, found = asked(edition(question("order", "Order?\n\n1. A\n2. B"), POLICY, "bn"))
    assert (item.kind, item.choices) == ("MTF", (Choice(en("A"), "১"), Choice(en("B"), "২")))
    assert found == [
        "QSE002 #q1: it asks for an order: learners choose the place of each item from a list"
    ]


def en(text: str) -> str:
    """What is not translated says so."""
    return f'<span lang="en" dir="ltr">{text}</span>'


def test_blanks_keep_one_answer_which_no_text_shows(edition: Make) -> None:
    body = "In [30|thirty]{.blank #b1} days or [2]{.blank #b2}."
    item, found = asked(edition(question("fill", body), POLICY))
    gap = '<input style="border-style:none none solid none" />'
    assert item.body == f"In {gap} days or {gap}."
    assert item.name == "In ___ days or ___."
    assert (item.kind, item.choices) == ("FTB", (Choice("30", "B1"), Choice("2", "B2")))
    assert found == [
        "QSE004 #q1: its blanks are marked letter by letter",
        "QSE005 #q1: #b1 accepts `30` alone, of 2 answers",
    ]


@pytest.mark.parametrize(
    ("tolerance", "more"),
    [("", ""), (":tolerance: 0.0\n", ""), (":tolerance: 0.5\n", "; what is off by up to 0.5")],
)
def test_a_number_becomes_a_blank(tolerance: str, more: str, edition: Make) -> None:
    text = question("numeric", "How many?", f":answer: 42\n{tolerance}")
    item, found = asked(edition(text, POLICY))
    assert (item.kind, item.choices) == ("FTB", (Choice("42", "B1"),))
    assert item.body == 'How many?<br><input style="border-style:none none solid none" />'
    (said,) = found
    end = f"{more} counts as wrong" if more else ""
    number = "it asks for a number: learners type 42, exactly and in digits 0-9"
    assert said == f"QSE002 #q1: {number}{end}"


@pytest.mark.parametrize(("count", "rules"), [(7, []), (8, ["QSE003"])])
def test_no_more_options_than_are_shown(count: int, rules: list[str], edition: Make) -> None:
    options = "".join(f"- [ ] {n}\n" for n in range(count - 1))
    _, found = asked(edition(question("single", f"Which?\n\n- [x] x\n{options}"), POLICY))
    assert [one[:6] for one in found] == rules


PICTURE = "![A](media/a.svg)"


@pytest.mark.parametrize(
    "body",
    [
        f"Which?\n\n{PICTURE}\n\n- [x] A\n- [ ] B",
        f"Which {PICTURE} one?\n\n- [x] A\n- [ ] B",
        f"Which?\n\n- [x] A {PICTURE}\n- [ ] B",
    ],
)
def test_pictures_do_not_travel(body: str, edition: Make) -> None:
    item, found = asked(edition(question("single", body), POLICY))
    assert found == ["QSE006 #q1: it shows a picture, film or sound"]
    assert "<img" not in item.body + item.choices[0].body


def test_translations_that_say_the_same(edition: Make) -> None:
    words = {"A & B": "एक", "C": "एक"}
    assert asked(edition(SINGLE, POLICY, "hi", words))[1] == [
        "QSE009 #q1: two answers say the same in Hindi"
    ]
    rows = {"c": "A", "One": "x"}
    assert asked(edition(MATCH.replace("a < b", "a"), POLICY, "hi", rows))[1] == [
        "QSE009 #q1: two answers say the same in Hindi"
    ]


def test_what_is_written_from_right_to_left_says_so(edition: Make) -> None:
    words = {"Which?": "کون سا؟", "A": "الف", "B": "ب"}
    text = question("single", "Which?\n\n- [x] A\n- [ ] B")
    item, _ = asked(edition(text, POLICY, "ur", words))
    assert (item.name, item.body) == ("کون سا؟", f"{SPAN}کون سا؟</span>")
    assert [one.body for one in item.choices] == [f"{SPAN}الف</span>", f"{SPAN}ب</span>"]


def test_a_block_from_right_to_left(edition: Make) -> None:
    text = question("single", "Which?\n\nOne.\n\n- [x] A\n- [ ] B")
    item, _ = asked(edition(text, POLICY, "ur", {"Which?": "کون سا؟", "One.": "ایک۔"}))
    assert item.body == '<div lang="ur" dir="rtl"><p>کون سا؟</p><p>ایک۔</p></div>'


def test_markup_that_the_platform_shows(edition: Make) -> None:
    body = (
        "See [the Act](https://rti.gov.in), [this](01-start/01-one.md) and `x < y`.\n\n"
        "| A | B |\n|---|--:|\n| 1 | 2 |\n\n- [x] A\n- [ ] B"
    )
    item, found = asked(edition(question("single", body), POLICY))
    assert found == []
    assert item.body == (
        '<p>See <a href="https://rti.gov.in" target="_blank" rel="noopener noreferrer">the Act</a>,'
        " this and <code>x &lt; y</code>.</p><table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_a_short_question_has_a_name_that_is_long_enough(edition: Make) -> None:
    item, _ = asked(edition(question("single", "5?\n\n- [x] A\n- [ ] B"), POLICY))
    assert item.name == "5? (q1)"


def test_a_long_name_ends_between_letters(edition: Make) -> None:
    words = {"Which?": "क्षि" * 50}
    text = question("single", "Which?\n\n- [x] A\n- [ ] B")
    item, _ = asked(edition(text, POLICY, "hi", words))
    assert (item.name, item.body) == ("क्षि" * 29, "क्षि" * 50)

"""The set as a whole: its policy, its sections, its names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from pathya.exporters.edition import Edition
from pathya.exporters.questionset import rules
from pathya.exporters.questionset.make import questionset
from pathya.exporters.questionset.model import Level, QuestionSet, asked, worth

Make = Callable[..., Edition]
SURE = "pass_mark: 60, attempts: 3, time_limit: 30m"


def made(edition: Edition) -> QuestionSet:
    questions = questionset(edition)
    assert questions is not None
    return questions


def codes(found: QuestionSet) -> list[str]:
    return [one.rule.code for one in found.found]


def ask(name: str, level: str = "Easy", points: int = 1) -> str:
    of = f":level: {level}\n" if level else ""
    return (
        f"::: question #{name}\n:type: single\n{of}:points: {points}\n\nWhich of {name}?\n\n"
        "- [x] A\n- [ ] B\n:::\n\n"
    )


def paper(*sections: str, title: str = "Final test", intro: str = "") -> str:
    return f"# {title}\n\n{intro}\n\n" + "\n".join(sections)


ONE = "## Only part {#s1}\n\n" + ask("q1")


def test_a_course_without_questions_has_no_set(edition: Make) -> None:
    course = edition(paper(ONE)).course
    assert questionset(edition(paper(ONE))) is not None
    bare = replace(edition(paper(ONE)), course=replace(course, assessment=None))
    assert questionset(bare) is None


def test_ids_are_the_same_each_time_and_differ_by_language(edition: Make) -> None:
    one, again, hindi = (made(edition(paper(ONE), SURE, tag)) for tag in ("en", "en", "hi"))
    assert one == again
    assert len({*ids(one), *ids(hindi)}) == 6
    assert one.code == "9938449839004783"


def ids(found: QuestionSet) -> tuple[str, ...]:
    parts = ((part.id, *(one.id for one in part.items)) for part in found.parts)
    return (found.id, *(name for part in parts for name in part))


def test_an_id_depends_on_nothing_that_changes(edition: Make) -> None:
    before = made(edition(paper(ONE), SURE))
    moved = made(edition(paper("## New part {#s0}\n\n" + ask("q0"), ONE), "attempts: 9"))
    assert (before.id, before.parts[0].id) == (moved.id, moved.parts[1].id)
    assert before.parts[0].items[0].id == moved.parts[1].items[0].id


# --- the policy ----------------------------------------------------------------------------------

POLICIES: Mapping[str, tuple[tuple[int, int, int, int], list[str]]] = {
    # seconds, retakes, pass mark, deduction
    SURE: ((1800, 2, 60, 0), []),
    f"{SURE}, negative: 25%": ((1800, 2, 60, 25), []),
    f"{SURE}, negative: 100%": ((1800, 2, 60, 100), []),
    f"{SURE}, negative: 33%": ((1800, 2, 60, 25), ["QSE011"]),
    f"{SURE}, scoring: partial": ((1800, 2, 60, 0), ["QSE010"]),
    f"{SURE}, extra_time: 50%": ((2700, 2, 60, 0), ["QSE014"]),
    "time_limit: 45m, attempts: 10": ((2700, 9, 60, 0), []),
    "time_limit: 45m, attempts: 11": ((2700, 9, 60, 0), ["QSE012"]),
    "time_limit: 45m": ((2700, 9, 60, 0), ["QSE012"]),
    "attempts: 1, pass_mark: 40, extra_time: 50%": ((1800, 0, 40, 0), ["QSE013"]),
}


@pytest.mark.parametrize("policy", POLICIES)
def test_the_policy_in_numbers(policy: str, edition: Make) -> None:
    found = made(edition(paper(ONE), policy))
    numbers = (found.duration, found.retakes, found.pass_mark, found.negative)
    assert (numbers, codes(found)) == POLICIES[policy]


def test_without_a_limit_a_paper_has_three_minutes_for_a_question(edition: Make) -> None:
    many = "## Part of many {#s1}\n\n" + "".join(ask(f"q{n}") for n in range(20))
    drawn = many.replace("{#s1}", '{#s1 draw="Easy:12"}')
    times = [made(edition(paper(one), "attempts: 3")).duration for one in (many, drawn, ONE)]
    assert times == [3600, 2160, 1800]


TWO = ("## First part {#s1}\n\n" + ask("q1"), "## Second part {#s2 pass=40}\n\n" + ask("q2"))


def test_sections_have_pass_marks(edition: Make) -> None:
    found = made(edition(paper(*TWO), SURE))
    assert [part.pass_mark for part in found.parts] == [60, 40]
    assert codes(found) == ["QSE015"]


@pytest.mark.parametrize(("mark", "rules"), [("pass=60", []), ("pass=50", ["QSE015"])])
def test_the_mark_of_the_only_section(mark: str, rules: list[str], edition: Make) -> None:
    found = made(edition(paper(ONE.replace("{#s1}", f"{{#s1 {mark}}}")), SURE))
    assert codes(found) == rules


# --- sections ------------------------------------------------------------------------------------


def test_levels_are_counted_and_drawn(edition: Make) -> None:
    questions = ask("q1") + ask("q2", points=2) + ask("q3", points=2) + ask("q4", "HOTS", 5)
    whole = "## Part of levels {#s1}\n\n" + questions
    drawn = whole.replace("{#s1}", '{#s1 draw="Easy:2"}')
    first, second = (made(edition(paper(one), SURE)) for one in (whole, drawn))
    levels = (Level("Easy", 3, 2), Level("Medium", 0, 0), Level("Difficult", 0, 0))
    (part,) = first.parts
    assert part.levels == (*levels, Level("HOTS", 1, 5))
    assert (asked(part), worth(part)) == (4, 11)
    assert [one.marks for one in part.items] == [2, 2, 2, 5]
    assert (asked(second.parts[0]), worth(second.parts[0])) == (2, 4)
    assert len(second.parts[0].items) == 4
    (uneven,) = first.found
    assert uneven.rule == rules.QSE007
    assert uneven.message == "#q1: Easy questions of #s1 all get 2 marks"


def test_a_question_without_a_level_is_medium(edition: Make) -> None:
    found = made(edition(paper("## Only part {#s1}\n\n" + ask("q1", "")), SURE))
    assert found.parts[0].items[0].level == "Medium"
    assert codes(found) == ["QSE008"]


@pytest.mark.parametrize(("count", "rules"), [(5, ["QSE015"]), (6, ["QSE015", "QSE016"])])
def test_no_more_than_five_sections(count: int, rules: list[str], edition: Make) -> None:
    sections = (f"## Section {n} {{#s{n}}}\n\n" + ask(f"q{n}") for n in range(count))
    assert codes(made(edition(paper(*sections), SURE))) == rules


NAMES = {
    ("Time, fees & more", "hi", "समय, शुल्क"): ("Time fees more", "<p><b>समय, शुल्क</b></p>"),
    ("Fees in 2 steps", "en", ""): ("Fees in 2 steps", ""),
    ("Fees", "en", ""): ("Section: Fees", "<p><b>Fees</b></p>"),
    ("Æsop née Öl", "en", ""): ("sop nee Ol", "<p><b>Æsop née Öl</b></p>"),
    ("शुल्क और समय", "en", ""): ("Section 1", "<p><b>शुल्क और समय</b></p>"),
    ("2 + 2", "en", ""): ("Section: 2 2", "<p><b>2 + 2</b></p>"),
    ("?", "en", ""): ("Section 1", "<p><b>?</b></p>"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_section_has_a_name_in_latin_letters(name: tuple[str, str, str], edition: Make) -> None:
    title, tag, translation = name
    text = paper(f"## {title} {{#s1}}\n\n" + ask("q1"))
    (part,) = made(edition(text, SURE, tag, {title: translation or title})).parts
    assert (part.name, part.instructions) == NAMES[name]


# --- names, texts, language ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Test", "Fees and limits: Test"),
        ("Fees & more", "Fees more"),
        ("अंतिम परीक्षा: भाग १", "अंतिम परीक्षा: भाग १"),
        ("ಕ್ಷ" * 40, "ಕ್ಷ" * 23),
        ("क्‍ष" * 3, "क्‍ष" * 3),
    ],
)
def test_the_name_of_a_set(title: str, name: str, edition: Make) -> None:
    found = made(edition(paper(ONE, title=title), SURE))
    assert found.name == name
    assert codes(found) == ([] if title == name else ["QSE017"])


@pytest.mark.parametrize(("length", "rules"), [(500, []), (501, ["QSE018"])])
def test_instructions_are_cut(length: int, rules: list[str], edition: Make) -> None:
    found = made(edition(paper(ONE, intro="x" * (length - 2) + " &"), SURE))
    assert codes(found) == rules
    assert found.instructions == "x" * (length - 2) + (" &amp;" if not rules else "…")


def test_a_section_has_instructions(edition: Make) -> None:
    text = ONE.replace("::: question", "The **Act** applies.\n\n::: question", 1)
    assert made(edition(paper(text), SURE)).parts[0].instructions == (
        "The <strong>Act</strong> applies."
    )


def test_feedback_is_left_out(edition: Make) -> None:
    text = ONE.replace("- [ ] B\n", "- [ ] B\n  > No.\n")
    (found,) = made(edition(paper(text), SURE)).found
    assert found.rule == rules.QSE019


@pytest.mark.parametrize(
    ("tag", "language", "codes_of"),
    [("or", "Odia", []), ("kok", "Konkani", []), ("mni-Mtei", "Other", ["QSE020"])],
)
def test_the_language_as_the_platform_spells_it(
    tag: str, language: str, codes_of: list[str], edition: Make
) -> None:
    found = made(edition(paper(ONE), SURE, tag))
    assert (found.language, codes(found)) == (language, codes_of)

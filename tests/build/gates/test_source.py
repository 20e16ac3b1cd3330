"""Each rule of a source: by a course that breaks it alone, and by one that nearly does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import Course, Media
from pathya.authoring.framework import Framework
from pathya.exporters.edition import Edition
from pathya.exporters.gates.access import check_captions
from pathya.exporters.gates.items import check_items
from pathya.exporters.gates.metadata import check_metadata, check_texts
from pathya.exporters.gates.states import check_states
from pathya.exporters.gates.targets import GATES, TARGETS, check_source, judge
from pathya.exporters.gates.timing import check_captioned

COURSE_YAML, RECORDS, FINAL = "course.yaml", "01-start/01-records.md", "assessment.md"
CLAIM = "  - Functional / Office Management / Weeding\n"
FIRST, SECOND = "- [ ] On the day before\n", "- [x] On the same day\n"
ASKED = "When does a record get its number?"
TITLE = "title: Keeping the records of an office"
NEXT = "## How it is kept"
FIGURE = "::: figure\n![](media/shelf.png)\n:::"


def sound(inside: str) -> str:
    return f"::: audio\n:src: media/a.mp3{inside}:::\n\n{NEXT}"


def film(name: str) -> str:
    return f"::: video\n:src: media/{name}\n:captions: media/{name}.vtt\n:::\n\n{NEXT}"


def fill(*blanks: str) -> str:
    gaps = " or ".join(f"[{n}]{{.blank #b-{n}}}" for n in blanks)
    return f"::: question #q-fill\n:type: fill\n:objective: o1\n\nIn {gaps} days.\n:::\n\n{NEXT}"


def match(pairs: int) -> str:
    rows = "".join(f"| l{n} | r{n} |\n" for n in range(pairs))
    table = f"Match.\n\n| left | right |\n|---|---|\n{rows}"
    return f"::: question #q-match\n:type: match\n:objective: o1\n\n{table}:::\n\n{NEXT}"


LAST = ":answer: false\n\nOrders are burnt.\n:::"


def third(answer: str) -> str:
    head = f":type: true-false\n:objective: o2\n:bloom: Apply\n:answer: {answer}"
    question = f"::: question #a-third\n{head}\n\nRecords are for all.\n:::"
    return f"{LAST.replace('false', 'true')}\n\n{question}"


Rows = tuple[tuple[str, str, str, str, str], ...]
SOURCE_CASES: Rows = (
    ("CMP005", COURSE_YAML, CLAIM, CLAIM + CLAIM.replace("Weeding", "Filing"), CLAIM.upper()),
    ("CMP006", COURSE_YAML, CLAIM, "", "  - fw_4\n"),
    ("CMP007", COURSE_YAML, "level: Intermediate}", "level: Advanced}", "level: Beginner}"),
    ("ASM005", FINAL, ":objective: o1", ":objective: o2", ":objective:  o1"),
    ("ASM006", RECORDS, ":objective: o1\n", "", ":objective: o2\n"),
    ("ASM007", FINAL, ":level: Medium", ":level: Easy", ":level: HOTS"),
    ("ASM008", FINAL, ":bloom: Apply", ":bloom: Remember", ":bloom: Create"),
    ("ACC001", RECORDS, "![A shelf with three boxes]", "![]", "![A shelf]"),
    ("ACC001", RECORDS, NEXT, f"{FIGURE}\n\n{NEXT}", f"![](media/shelf.png)\n\n{NEXT}"),
    ("ACC002", RECORDS, "A shelf with three boxes", "Picture.", "A picture of the shelf"),
    ("ACC002", RECORDS, "A shelf with three boxes", "shelf.png", "A shelf.In three"),
    ("ACC003", RECORDS, NEXT, sound("\n"), sound("\n\nGood morning.\n")),
    ("ACC003", RECORDS, NEXT, sound("\n"), sound("\n:captions: media/a.vtt\n")),
    ("ACC004", RECORDS, "[arrives]", "[here]", "[is here at last]"),
    ("ACC004", RECORDS, "[arrives]", "[https://example.org]", "[the *manual*]"),
    ("ACC005", RECORDS, "| year | box |", "| year | |", "| | box |"),
    ("ACC006", RECORDS, NEXT, f"**The boxes**\n\n{NEXT}", f"**The boxes** stand.\n\n{NEXT}"),
    ("ACC006", RECORDS, NEXT, f"**The boxes**\n\n{NEXT}", f"**Mind the boxes!**\n\n{NEXT}"),
    ("ACC007", COURSE_YAML, "#0b5cab", "#7fb8f0", "#0a4f93"),
    ("ITM001", RECORDS, FIRST, "- [ ] None of the above\n", "- [ ] Above all the others\n"),
    ("ITM002", RECORDS, FIRST, "- [ ] On usually free days\n", "- [ ] On usual days\n"),
    ("ITM003", RECORDS, FIRST, "", "- [ ] On a day off\n- [ ] In a week\n"),
    ("ITM004", FINAL, "- [x] Copies", "- [ ] Copies", "- [x] Old copies"),
    (
        "ITM005",
        RECORDS,
        SECOND,
        f"- [x] {'On the same day ' * 3}\n",
        "- [x] On that very same day\n",
    ),
    (
        "ITM006",
        RECORDS,
        ASKED,
        "When is it not without a number?",
        "It is not it. When is it no one?",
    ),
    ("ITM006", RECORDS, ASKED, "Why don’t they never?", "When is it neither here nor there?"),
    ("ITM007", RECORDS, NEXT, fill("1", "2", "3"), fill("1", "2")),
    ("ITM007", RECORDS, NEXT, match(6), match(5)),
    ("ITM008", FINAL, LAST, third("true"), third("false")),
    ("ITM009", RECORDS, ASKED, "When does she number it?", "When does he or she number it?"),
    ("ITM010", RECORDS, ASKED, f"{ASKED} And where?", f"{ASKED} Say when."),
    ("RDG001", RECORDS, NEXT, f"{'word ' * 500}\n\n{NEXT}", f"{'word ' * 380}\n\n{NEXT}"),
    ("RDG002", RECORDS, NEXT, film("long.mp4"), film("short.mp4")),
    ("RDG002", RECORDS, NEXT, film("huge.mp4"), film("short.webm")),
    ("RDG002", RECORDS, NEXT, film("long.webm"), film("none.mp4")),
    ("RDG003", COURSE_YAML, "licence:", "duration: 1\nlicence:", "duration: 90\nlicence:"),
    ("IGT002", COURSE_YAML, "/ Weeding", "/ Shelving", "/ Filing"),
    ("IGT003", COURSE_YAML, CLAIM, CLAIM * 2, CLAIM),
    ("IGT004", COURSE_YAML, TITLE, "title: Records 9", "title: Records 10"),
    ("IGT004", COURSE_YAML, TITLE, f"title: {'R' * 71}", f"title: {'R' * 70}"),
    ("IGT005", COURSE_YAML, TITLE, f"{TITLE} & boxes", "title: \"Keeping: (it) of '1' / [a]!\""),
    ("IGT006", COURSE_YAML, "on screen", "on a pad", "on glass!"),
    ("IGT006", COURSE_YAML, "the office,", f"the {'o' * 910},", f"the {'o' * 900},"),
    ("IGT007", COURSE_YAML, "Number a", f"Number {'a' * 2000}", f"Number {'a' * 1800}"),
    ("IGT008", COURSE_YAML, "[records]", f"[{'k' * 51}]", f"[{'k' * 50}]"),
    ("IGT009", COURSE_YAML, "CC BY 4.0", "CC BY-ND 4.0", "CC BY-NC-SA 4.0"),
    ("IGT015", COURSE_YAML, "media/cover.png", "media/cover.svg", "media/cover.JPG"),
    ("IGT015", COURSE_YAML, "media/cover.png", "media/large.jpg", "media/cover.JPG"),
    ("IGT016", COURSE_YAML, "image: media/cover.png\n", "", "image: media/shelf.png\n"),
)
"""The rule, a file, what stands in it; what breaks this rule alone, and what nearly does."""


@pytest.fixture
def gated(framework: Framework, edition: Callable[..., Edition]) -> Callable[[Course], list[str]]:
    """Give the codes of what iGOT finds in a source."""

    def codes(course: Course) -> list[str]:
        whole = edition(course)
        found = (
            *check_source(course, framework),
            *check_texts(whole, course.where),
            *check_captions(whole),
            *check_captioned(whole),
            *check_states(whole, {}, course.where),
        )
        return [one.rule.code for one in judge(found, TARGETS["igot"])]

    return codes


def test_the_course_that_all_start_from_has_no_finding(lay, gated):
    assert gated(lay()) == []


@pytest.mark.parametrize("case", SOURCE_CASES, ids=lambda case: case[0])
def test_a_rule_of_the_source(lay, gated, case):
    rule, name, old, breaks, nears = case
    assert gated(lay(name, old, breaks)) == [rule]
    assert gated(lay(name, old, nears)) == []


def test_a_course_without_competencies(lay, framework):
    bare = replace(lay(), competencies=())
    assert [one.rule.code for one in check_metadata(bare, framework)] == ["IGT001"]
    assert [*check_metadata(lay(), framework)] == []


def test_few_questions_need_not_differ(lay, gated):
    course = lay(FINAL, ":level: Medium\n:bloom: Apply", ":level: Easy\n:bloom: Remember")
    assert gated(course) == ["ASM007", "ASM008"]
    assert course.assessment is not None
    (section,) = course.assessment.sections
    few = replace(section, questions=section.questions[:3])
    assert gated(replace(course, assessment=replace(course.assessment, sections=(few,)))) == []


def test_without_a_final_assessment_the_questions_in_lessons_count(lay, framework):
    found = check_source(replace(lay(), assessment=None), framework)
    assert [one.message for one in found] == ["no question asks for objective o2"]


def test_word_lists_are_for_english(lay):
    course = lay(RECORDS, FIRST, "- [ ] None of the above\n")
    assert [one.rule.code for one in check_items(course)] == ["ITM001"]
    assert [*check_items(replace(course, source_tag="hi"))] == []


def test_findings_stand_at_their_lines(lay, framework):
    course = lay(RECORDS, "| year | box |", "| year | |")
    (found,) = check_source(course, framework)
    assert (found.where.path[-len(RECORDS) :], found.where.line) == (RECORDS, 15)


def test_every_rule_of_the_gates_has_a_case():
    assert {row[0] for row in SOURCE_CASES} | OTHERS == GATES.keys()


OTHERS = {
    *("IGT001", "IGT010", "IGT011", "IGT012", "IGT013", "IGT014"),
    *("CAT011", "CAT012", "ACC008", "ACC009"),
}
"""Those with a test of their own, here and in the files beside this one."""


@pytest.mark.parametrize(("size", "part"), [(500_001, 99), (1_000_000, 70), (8_000_000, 25)])
def test_a_picture_that_is_too_large_is_told_by_how_much(size, part, lay):
    image = Media("media/a.jpg", "media/a.jpg", Path("a.jpg"), size)
    found = check_metadata(replace(lay(), image=image), ())
    hints = [one.hint for one in found if one.rule.code == "IGT015"]
    assert hints == [f"Save it with {part} % of its width and height, or as JPEG."]

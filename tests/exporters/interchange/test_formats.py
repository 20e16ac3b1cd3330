"""What comes in: examples of each format, and files that mean harm."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pathya.authoring.diagnostics import Diagnostics, has_errors
from pathya.exporters.edition import Edition
from pathya.exporters.interchange.formats import FORMATS, LIMIT, export_questions, import_questions

Read = Callable[[str], tuple[Edition, Diagnostics]]


def taken(data: str | bytes, form: str) -> tuple[str, list[str]]:
    """The questions without what stands above them, and what was said."""
    raw = data.encode() if isinstance(data, str) else data
    text, found = import_questions(raw, form, "x")
    said = [f"{one.where}: {one.rule.code} {one.message}" for one in found]
    return (text or "").partition("{#s1}\n\n")[2], said


# --- iGOT's CSV ----------------------------------------------------------------------------------

QW = (
    "QuestionNo,QuestionType,QuestionTagging,Question,Option1,isOption1Correct,"
    "Option2,isOption2Correct,Option3,isOption3Correct\n"
)
CSV = {
    '1,MCQ-SCA,HOTS,"Which, then?",A,No,B,Yes': (
        "::: question #q-1\n:type: single\n:level: HOTS\n\nWhich, then?\n\n- [ ] A\n- [x] B\n:::\n"
    ),
    "2,mcq-mca,,Which?,A,yes,B,NO,C,Yes": (
        "::: question #q-2\n:type: multiple\n\nWhich?\n\n- [x] A\n- [ ] B\n- [x] C\n:::\n"
    ),
    "3,T/F,Easy,It is.,सही,No,गलत,Yes": (
        "::: question #q-3\n:type: true-false\n:level: Easy\n:answer: false\n\nIt is.\n:::\n"
    ),
    "3,T/F,Easy,It is.,False,No,True,Yes": (
        "::: question #q-3\n:type: true-false\n:level: Easy\n:answer: true\n\nIt is.\n:::\n"
    ),
    "4,MTF,Easy,Match.,L1,R1,L2,R2": (
        "::: question #q-4\n:type: match\n:level: Easy\n\nMatch.\n\n"
        "| A | B |\n| --- | --- |\n| L1 | R1 |\n| L2 | R2 |\n:::\n"
    ),
    "5,FTB,Easy,In <blank> of <Blank>.,30,Blank1,thirty,Blank1,June,Blank2": (
        "::: question #q-5\n:type: fill\n:level: Easy\n\n"
        "In [30|thirty]{.blank #q-5-b1} of [June]{.blank #q-5-b2}.\n:::\n"
    ),
    "6,FTB,Easy,In _______________ days.,30,B1": (
        "::: question #q-6\n:type: fill\n:level: Easy\n\nIn [30]{.blank #q-6-b1} days.\n:::\n"
    ),
}


@pytest.mark.parametrize("row", CSV)
def test_a_row_of_the_platforms_form(row: str) -> None:
    assert taken(QW + row, "igot-csv") == (CSV[row], [])


CSV_LOST = {
    "1,ESSAY,,Why?,A,No": ["x:2: QSI002 `ESSAY` is not a type of iGOT's"],
    "1,MCQ-SCA,Proficiency1,Which?,A,No,B,Yes": ["x:2: QSI003 its level `Proficiency1` is lost"],
    "1,MCQ-SCA,,Which?,A,No,B,No": ["x:2: QSI004 `Which?` is left out: 0 options are right"],
    "1,MCQ-SCA,,Which?,A,No,a,Yes": ["x:2: QSI004 `Which?` is left out: two answers say the same"],
    "1,FTB,,In June.,30,Blank1": ["x:2: QSI004 `In June.` is left out: there is no blank to fill"],
    "1,FTB,,In <blank>.,30,Blank2": ["x:2: QSI004 `In ___.` is left out: a blank has no answer"],
    "1,MCQ-SCA,,,A,No,B,Yes": ["x:2: QSI004 `1` is left out: it asks nothing"],
}


@pytest.mark.parametrize("row", CSV_LOST)
def test_what_a_row_loses(row: str) -> None:
    _, said = taken(QW + row, "igot-csv")
    assert [one for one in said if "QSI005" not in one] == CSV_LOST[row]


def test_the_form_of_weights() -> None:
    head = (
        "QuestionNo,QuestionType,Question,MaximumMarks,"
        "Option1,Option1Weight,Option2,Option2Weight\n"
    )
    text, said = taken(head + "1,MCQ-SCA-W,Which?,4,A,1,B,4\n", "igot-csv")
    assert text.startswith("::: question #q-1\n:type: single\n:points: 4\n")
    assert "- [ ] A\n- [x] B" in text
    assert said == ["x:1: QSI003 the weights of options are lost: each is right or wrong"]


def test_the_oldest_form() -> None:
    head = "Question;Option1;IsOption1Correct;Option2;IsOption2Correct;Colour\n"
    text, said = taken(head + "Which?;A;TRUE;B;TRUE;red\n", "igot-csv")
    assert ":type: multiple\n" in text
    assert said == ["x:1: QSI003 the column `colour` is not of iGOT's forms"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"a,b\n1,2\n", b"\xe0\xa4", b'Question,Option1\n"' + b"x" * 200_000],
)
def test_what_is_not_the_platforms_csv(data: bytes) -> None:
    text, found = import_questions(data, "igot-csv", "x")
    assert text is None
    assert {one.rule.code for one in found} <= {"QSI001", "QSI005"}
    assert has_errors(found)


# --- GIFT ----------------------------------------------------------------------------------------

GIFT = {
    "::Q 1::Who? {=Ann#yes ~Bob ####All.}": (
        "::: question #q-1\n:type: single\n\nWho?\n\n- [x] Ann\n  > yes\n- [ ] Bob\n\n> All.\n:::\n"
    ),
    "// [id:old] [tag:level=Easy] [tag:points=3]\nWhich?{~%50%A ~%50%B ~%-100%C}": (
        "::: question #old\n:type: multiple\n:level: Easy\n:points: 3\n\nWhich?\n\n"
        "- [x] A\n- [x] B\n- [ ] C\n:::\n"
    ),
    "It is.{FALSE}": "::: question #q-1\n:type: true-false\n:answer: false\n\nIt is.\n:::\n",
    "It \\{is\\}.{T}": (
        "::: question #q-1\n:type: true-false\n:answer: true\n\nIt &#123;is&#125;.\n:::\n"
    ),
    "Match.{=a -> 1 =b -> 2}": (
        "::: question #q-1\n:type: match\n\nMatch.\n\n"
        "| A | B |\n| --- | --- |\n| a | 1 |\n| b | 2 |\n:::\n"
    ),
    "In {=30 =thirty} days.": (
        "::: question #q-1\n:type: fill\n\nIn [30|thirty]{.blank #q-1-b1} days.\n:::\n"
    ),
    "How many?{#42:0.5}": (
        "::: question #q-1\n:type: numeric\n:answer: 42\n:tolerance: 0.5\n\nHow many?\n:::\n"
    ),
    "How many?{#1..4}": (
        "::: question #q-1\n:type: numeric\n:answer: 2.5\n:tolerance: 1.5\n\nHow many?\n:::\n"
    ),
    "[html]<p>A<script>alert(1)</script> <b onclick=x>b</b> "
    '<a href\\="javascript\\:x">c</a></p>{T}': (
        "::: question #q-1\n:type: true-false\n:answer: true\n\nA **b** c\n:::\n"
    ),
    "The {~a =b} end.": (
        "::: question #q-1\n:type: single\n\nThe \\_\\_\\_ end.\n\n- [ ] a\n- [x] b\n:::\n"
    ),
}


@pytest.mark.parametrize("question", GIFT)
def test_a_question_of_gift(question: str) -> None:
    assert taken(question, "gift") == (GIFT[question], [])


GIFT_LOST = {
    "Why?{}": ["x:1: QSI002 `Why?`: it asks for a free text"],
    "Read this.": ["x:1: QSI002 `Read this.`: nothing asks for an answer"],
    "It is.{T#no#yes}": ["x:1: QSI003 `It is.`: the feedback of its two answers is lost"],
    "Which?{=A ~%50%B ~C}": [
        "x:1: QSI003 `Which?`: its partial marks are lost: each option is right or wrong"
    ],
    "In {=30 =%50%3}.": ["x:1: QSI003 `In`: answers that are right in part are lost"],
    "How?{#1e999999999}": ["x:1: QSI004 `How?` is left out: its answer is not a number"],
    "Match.{=a -> 1 =b -> 2 = -> 3}": [
        "x:1: QSI003 `Match.`: answers that belong to nothing are lost"
    ],
}


@pytest.mark.parametrize("question", GIFT_LOST)
def test_what_gift_loses(question: str) -> None:
    said = [one for one in taken(question, "gift")[1] if "QSI005" not in one]
    assert said == GIFT_LOST[question]


def test_categories_become_sections() -> None:
    data = "$CATEGORY: $course$/A/Fees // costs\n\nA.{T}\n\n$CATEGORY: Limits\nB.{F}\n"
    text, _ = import_questions(data.encode(), "gift", "x")
    assert text is not None
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# Final assessment",
        "## Fees / costs {#s1}",
        "## Limits {#s2}",
    ]


# --- QTI -----------------------------------------------------------------------------------------

ITEM = """<?xml version="1.0"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="One"
 adaptive="false" timeDependent="false">
<responseDeclaration identifier="R" cardinality="single" baseType="identifier">
<correctResponse><value>B</value></correctResponse></responseDeclaration>
<itemBody><p>Look <img src="a.png" alt="a form"/></p>
<choiceInteraction responseIdentifier="R" shuffle="false" maxChoices="1"><prompt>Which?</prompt>
<simpleChoice identifier="A">One<feedbackInline outcomeIdentifier="F" identifier="A">No.\
</feedbackInline></simpleChoice>
<simpleChoice identifier="B">T<sub>2</sub></simpleChoice></choiceInteraction></itemBody>
</assessmentItem>"""


def test_an_item_of_others() -> None:
    text, said = taken(ITEM, "qti")
    assert text == (
        "::: question #i1\n:type: single\n:shuffle: no\n\nLook a form\n\nWhich?\n\n"
        "- [ ] One\n  > No.\n- [x] T2\n:::\n"
    )
    assert said == ["x: QSI003 `One`: lost: a picture, film or sound"]


def test_an_item_of_version_3() -> None:
    kebab = {
        "assessmentItem": "qti-assessment-item",
        "responseDeclaration": "qti-response-declaration",
        "correctResponse": "qti-correct-response",
        "value>": "qti-value>",
        "itemBody": "qti-item-body",
        "choiceInteraction": "qti-choice-interaction",
        "simpleChoice": "qti-simple-choice",
        "feedbackInline": "qti-feedback-inline",
        "prompt": "qti-prompt",
        "responseIdentifier": "response-identifier",
        "maxChoices": "max-choices",
        "outcomeIdentifier": "outcome-identifier",
    }
    third = ITEM
    for name, other in kebab.items():
        third = third.replace(name, other)
    assert taken(third, "qti") == taken(ITEM, "qti")


@pytest.mark.parametrize(
    "name", ["extendedTextInteraction", "hotspotInteraction", "uploadInteraction"]
)
def test_an_item_that_courses_do_not_have(name: str) -> None:
    text, said = taken(ITEM.replace("choiceInteraction", name), "qti")
    assert text == ""
    assert said[0] == f"x: QSI002 `One`: courses have no {name}"


def test_two_interactions_in_an_item() -> None:
    start, end = ITEM.index("<choiceInteraction"), ITEM.index("</itemBody>")
    twice = ITEM[:end] + ITEM[start:end] + ITEM[end:]
    assert taken(twice, "qti")[1][0] == "x: QSI002 `One`: courses have no question of several parts"


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LOL = '<!DOCTYPE x [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'
HOSTILE = {
    "entity": ITEM.replace("<assess", ENTITY + "<assess", 1).replace("Which?", "&e;").encode(),
    "bomb": ITEM.replace("<assess", LOL + "<assess", 1).replace("Which?", "&b;").encode(),
    "deep": ITEM.replace("Which?", "<b>" * 5000 + "x" + "</b>" * 5000).encode(),
    "cut": ITEM[:400].encode(),
    "large": ITEM.replace("Which?", "x" * 2_000_001).encode(),
    "slip": zipped({"../a.xml": ITEM.encode()}),
    "zip bomb": zipped({"a.xml": b" " * 60_000_000}),
    "no zip": b"PK\x03\x04 nothing",
    "nothing": zipped({"a.txt": b""}),
    "version 1": b"<questestinterop><item/></questestinterop>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_mean_harm_are_refused(name: str) -> None:
    text, found = import_questions(HOSTILE[name], "qti", "x")
    assert text is None
    assert has_errors(found)
    assert "root:" not in str(found)


def test_a_file_that_is_too_large_is_not_read() -> None:
    text, (fault,) = import_questions(b"x" * (LIMIT + 1), "gift", "x")
    assert (text, fault.rule.code) == (None, "QSI001")


@pytest.mark.parametrize(
    "question", ["[html]" + "<b>" * 3000 + "x{T}", "x{" + "~" * 50_000 + "=}", "{" * 9000 + "}"]
)
def test_gift_that_means_harm_ends(question: str) -> None:
    import_questions(question.encode(), "gift", "x")


def test_a_paragraph_of_many_marks_ends() -> None:
    html = "[html]" + "<b>a</b>!<i>b</i>" * 4000
    assert taken(f"{html}{{T}}", "gift")[1] == []


# --- out -----------------------------------------------------------------------------------------

ORDER = "# Test\n\n## One {#s1}\n\n::: question #q\n:type: order\n\nOrder?\n\n1. A\n2. B\n:::\n"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_what_an_order_becomes(form: str, edition_of: Read) -> None:
    data, found = export_questions(edition_of(ORDER)[0], form, practice=False)
    assert data is not None
    codes = {one.rule.code for one in found}
    wanted = {"gift": {"QSX001"}, "qti21": set(), "qti30": set()}.get(form, {"QSE002"})
    assert wanted <= codes
    lost = {"igot-csv-qow", "igot-csv-basic"}
    assert ("QSX003" in codes) == (form in lost)


@pytest.mark.parametrize("form", ["igot-csv", "igot-json", "gift", "qti30"])
def test_a_course_without_questions_has_nothing_to_write(form: str, edition_of: Read) -> None:
    edition, _ = edition_of(ORDER)
    practice = form in ("gift", "qti30")
    if not practice:
        edition = replace(edition, course=replace(edition.course, assessment=None))
    data, (fault,) = export_questions(edition, form, practice=practice)
    assert (data, fault.rule.code) == (None, "QSE001")


def test_a_cell_is_no_formula(edition_of: Read) -> None:
    text = ORDER.replace("order", "single").replace("1. A\n2. B", "- [x] =1+1\n- [ ] -5\n- [ ] @a")
    data, _ = export_questions(edition_of(text)[0], "igot-csv", practice=False)
    assert data is not None
    assert (
        data.decode("utf-8-sig").split("\r\n")[1]
        == "1,MCQ-SCA,Medium,Order?, =1+1,Yes,-5,No, @a,No"
    )


MATCH = (
    "# Test\n\n## One {#s1}\n\n::: question #q\n:type: match\n\nMatch.\n\n"
    "| Act | Says |\n|---|---|\n| a | b |\n| c | d |\n:::\n"
)
NOTED = ORDER.replace("1. A\n", "1. A\n   > First.\n")


@pytest.mark.parametrize("form", ["gift", "qti21", "qti30"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MATCH, "the titles of the columns of #q stay behind"),
        (NOTED, "the feedback of the items of #q stays behind"),
    ],
)
def test_what_has_no_place_is_said(text: str, said: str, form: str, edition_of: Read) -> None:
    _, found = export_questions(edition_of(text)[0], form, practice=False)
    told = [(one.rule.code, one.message) for one in found if one.rule.code != "QSX001"]
    assert told == [
        ("QSX005", said),
        ("QSX004", "draws, pass marks, attempts, time and introductions stay behind"),
    ]


def test_pictures_stay_behind(edition_of: Read) -> None:
    text = ORDER.replace("order", "single").replace(
        "1. A\n2. B", "- [x] ![A](media/a.svg)\n- [ ] B"
    )
    data, found = export_questions(edition_of(text)[0], "qti21", practice=False)
    assert [one.rule.code for one in found] == ["QSX002", "QSX004"]
    assert data is not None
    back, _ = import_questions(data, "qti", "x")
    assert "- [x] A\n- [ ] B\n" in str(back)

"""Files of questions from anywhere: what is taken from them, a course takes without a fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import strategies as st

from pathya.authoring.course import Course
from pathya.authoring.diagnostics import Diagnostic, has_errors
from pathya.authoring.limits import Limits
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.exporters.edition import Edition
from pathya.exporters.interchange.formats import (
    FORMATS,
    READERS,
    export_questions,
    import_questions,
)
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

pytestmark = pytest.mark.soak

ROOT = Path(__file__).parents[2]
COURSES = (ROOT / "content/courses/rti-requests", ROOT / "tests/e2e/every-feature")
LESSON = {
    "course.yaml": b"id: c\ntitle: A course\ndescription: About it.\n",
    "01-start/index.md": b"# Start\n",
    "01-start/01-one.md": b"# One\n\nText.\n",
}
MANY = Limits(course_texts=1_000_000)
"""A set of questions may be larger than a course."""
FORBIDDEN = ("<script", "<img", "<iframe", "<svg", "javascript:", "<style", "<object", " on")
Soak = Callable[..., None]


# --- what is taken -------------------------------------------------------------------------------


def reader(form: str) -> Callable[[str, bytes], None]:
    def read(_name: str, data: bytes) -> None:
        text, found = import_questions(data, form, "in")
        assert text or has_errors(found)
        if text:
            files = LESSON | {"assessment.md": text.encode()}
            course, faults = read_course(CourseFolder("c", files, {}, limits=MANY))
            assert course
            assert [one for one in faults if is_error(one) and one.rule.code not in LATER] == []
            assert course.assessment
            harmless(course)

    return read


def is_error(one: Diagnostic) -> bool:
    return one.rule.severity == "error"


LATER = ("QST008",)
"""What the author mends: objectives are those of another course."""


def harmless(course: Course) -> None:
    """No text of a file becomes markup that runs or loads."""
    assert course.assessment
    printed = [course.assessment.intro, *(s.intro for s in course.assessment.sections)]
    for section in course.assessment.sections:
        for one in section.questions:
            printed += [one.stem, one.feedback, *(o.body for o in one.options)]
    pieces = [p for html in printed for p in html]
    pieces += [p for unit in course.units.values() for code in unit.codes for p in code.open]
    text = "".join(piece for piece in pieces if isinstance(piece, str)).lower()
    assert not [one for one in FORBIDDEN if one in text], text


# --- files that were good ------------------------------------------------------------------------


def exported(form: str) -> dict[str, bytes]:
    """The questions of the samples, of lessons and of the assessment."""
    files = {}
    for folder in COURSES:
        paths = [path for path in folder.rglob("*") if path.is_file()]
        named = {path.relative_to(folder).as_posix(): path for path in paths}
        texts = {n: p.read_bytes() for n, p in named.items() if n.endswith((".md", ".yaml"))}
        media = {n: MediaFile(p, 9) for n, p in named.items() if n not in texts}
        course, _ = read_course(CourseFolder("c", texts, media))
        assert course
        edition = Edition(course, LANGUAGES["en"], interface_words("en"))
        for practice in (True, False):
            data, _ = export_questions(edition, form, practice=practice)
            if data:
                files[f"{folder.name}-{practice}"] = data
    assert files
    return files


@pytest.mark.parametrize("form", [one for one in FORMATS if not one.startswith(("qti", "igot-j"))])
def test_questions(form: str, soak: Soak) -> None:
    soak(reader("gift" if form == "gift" else "igot-csv"), exported(form))


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_package_of_questions(form: str, soak_parts: Soak) -> None:
    with ZipFile(io.BytesIO(exported(form)["every-feature-True"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    soak_parts(reader("qti"), parts)


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_item(form: str, soak: Soak) -> None:
    with ZipFile(io.BytesIO(exported(form)["every-feature-True"])) as archive:
        items = {name: archive.read(name) for name in archive.namelist() if "item" in name}
    soak(reader("qti"), items)


# --- files that grow -----------------------------------------------------------------------------

WORDS = (
    *(
        "a",
        "Which?",
        "30",
        "-1.5",
        "1e5",
        "क्\u200dषि",
        "தமிழ்",
        "اُردو",
        "é",
        "\u0301",
        "\u202e",
        "\ufeff",
    ),
    *(
        "<b>",
        "</b>",
        "<script>x</script>",
        "<img src=x onerror=y>",
        "<a href='javascript:x'>",
        "&lt;",
    ),
    *(
        "&#60;",
        "<!--",
        "-->",
        "**",
        "_",
        "`",
        "```",
        "\n:::\n",
        "\n:::: question #q\n",
        "](javascript:x)",
    ),
    *(
        "[x](",
        "[a]{.blank #b}",
        "{#id}",
        "|",
        "\n| - |\n",
        "\\",
        "\n# T\n",
        "- [x] ",
        "> ",
        "~~",
        "!",
        "$",
    ),
    *(
        "\t",
        "    ",
        "\n",
        " ",
        "\u00a0",
        "\u2028",
        "\x85",
        ":",
        "::",
        "+",
        "1. ",
        "1) ",
        "===",
        "---",
    ),
)
GIFT = (
    *(
        "::t::",
        "{",
        "}",
        "=",
        "~",
        "#",
        "####",
        "%50%",
        "%-50%",
        "%100%",
        "->",
        "T",
        "FALSE",
        "..",
        "\\n",
    ),
    *(
        "[html]",
        "[markdown]",
        "[moodle]",
        "[plain]",
        "// [id:x] [tag:level=Easy]",
        "\n$CATEGORY: a/b//c\n",
    ),
    *(
        "{=a ~b}",
        "{=a -> b =c -> d}",
        "{#1..2}",
        "{#5:1}",
        "{T}",
        "{~%50%a ~%50%b ~c}",
        "\n\n",
        "\\{",
        "\\=",
    ),
)
CSV = (
    *(",", ";", '"', '""', "\n", "\r\n", "<blank>", "____", "Blank1", "Yes", "No", "MCQ-SCA"),
    *("MCQ-MCA", "MTF", "FTB", "T/F", "Easy", "HOTS", "True", "सही", "=1+1", "\x00"),
)
HEAD = (
    "QuestionNo,QuestionType,QuestionTagging,Question,Option1,isOption1Correct,"
    "Option2,isOption2Correct,Option3,isOption3Correct\n"
)


def pieces(*more: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*WORDS, *more, *more]), max_size=40).map("".join)


GROWN = {
    "gift": pieces(*GIFT),
    "igot-csv": pieces(*CSV).map(lambda text: HEAD + text),
}


@pytest.mark.parametrize("form", GROWN)
def test_grown_questions(form: str, soak_grown: Soak) -> None:
    encoded = GROWN[form].map(lambda text: ("grown", text.encode()))
    soak_grown(reader(form), encoded)


NAMES = (
    "p div b em table tr td ul li pre br img a math mi prompt simpleChoice feedbackInline gap "
    "input choiceInteraction orderInteraction matchInteraction textEntryInteraction simpleMatchSet "
    "simpleAssociableChoice extendedTextInteraction rubricBlock modalFeedback h3 hr script object"
).split()
VALUES = st.sampled_from(
    ["a", "b", "true", "false", "1", "R", "a b", "x.xml", "javascript:x", "", "é", "Q 1"]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["identifier", "responseIdentifier", "href", "src", "alt", "shuffle", "maxChoices", "on"]
    ),
    VALUES,
    max_size=3,
)


def _element(name: str, attributes: dict[str, str], inner: list[str]) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(inner)}</{name}>"


TEXT = st.sampled_from(WORDS).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace("\x85", "")
)
BODY = st.recursive(
    TEXT,
    lambda inner: st.builds(
        _element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(inner, max_size=5)
    ),
)
DECLARED = st.builds(
    lambda kind, values, tail: (
        f'<responseDeclaration identifier="R" baseType="{kind}"><correctResponse>'
        + "".join(f"<value>{value}</value>" for value in values)
        + f"</correctResponse>{tail}</responseDeclaration>"
    ),
    st.sampled_from(["identifier", "float", "integer", "string", "directedPair", ""]),
    st.lists(VALUES, max_size=3),
    st.sampled_from(["", '<mapping><mapEntry mapKey="a" mappedValue="1e3"/></mapping>']),
)
ITEM = st.builds(
    lambda declared, body, after: (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">'
        f"{declared}<itemBody>{''.join(body)}</itemBody>{after}</assessmentItem>"
    ),
    DECLARED,
    st.lists(BODY, max_size=6),
    st.sampled_from(["", '<modalFeedback identifier="a"><p>No.</p></modalFeedback>']),
)


def test_grown_item(soak_grown: Soak) -> None:
    soak_grown(reader("qti"), ITEM.map(lambda text: ("item.xml", text.encode())))


assert set(READERS) == {"igot-csv", "gift", "qti"}, "a reader has no fuzzer"

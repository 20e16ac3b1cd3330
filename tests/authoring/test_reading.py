"""Reading: what sources become, and that nothing of them is lost."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.course import Course, Question, Slot, Unit, plain, practice_of
from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile

YAML = "id: base\ntitle: A course\ndescription: About it.\n"
TESTS = Path(__file__).parents[1]
DRAWING = TESTS / "cases/base/media/a.svg"
FILES = {
    "mp4": TESTS / "cases/DIR006/media/x.mp4",
    "wav": TESTS / "e2e/every-feature/media/tone.wav",
}
MEDIA = ("media/a.svg", "media/a.hi.svg", "media/a.mp4", "media/a.wav", "media/a.vtt")
Read = Callable[..., tuple[Course, Diagnostics]]


def read(lesson: str, **more: str) -> tuple[Course, Diagnostics]:
    """Read a course of one lesson; further files by name, with `__` for the slash."""
    texts = {"course.yaml": YAML, "01-start/index.md": "# Start\n", "01-start/01-one.md": lesson}
    texts |= {name.replace("__", "/") + ".md": text for name, text in more.items()}
    media = {name: MediaFile(FILES.get(name[-3:], DRAWING), 9) for name in MEDIA}
    data = {name: text.encode() for name, text in texts.items()}
    course, found = read_course(CourseFolder("c", data, media))
    assert course is not None
    return course, found


def texts_of(course: Course) -> list[str]:
    return [plain(unit.source) for unit in course.units.values() if unit.id.startswith("one.")]


def html_of(course: Course) -> str:
    """Print a lesson's skeleton with its slots by kind, units by their text."""
    body = course.modules[0].lessons[0].body
    return "".join(
        piece if isinstance(piece, str) else shown(piece, course.units) for piece in body
    )


def shown(slot: Slot, units: Mapping[str, Unit]) -> str:
    if slot.kind == "lang":
        return ""
    return f"[{slot.kind} {plain(units[slot.key].source) if slot.key in units else slot.key}]"


def question_of(course: Course) -> Question:
    return practice_of(course)[0]


def test_a_text_with_codes():
    course, found = read("# One\n\nA **bold** and *[linked](https://example.org)* `word`.\n")
    unit = list(course.units.values())[-1]
    assert found == ()
    assert unit.source == (
        *("A ", 1, "bold", -1, " and ", 2, 3, "linked", -3, -2, " ", 4, "word", -4, "."),
    )
    assert [code.kind for code in unit.codes] == ["bold", "italic", "link", "x-code"]
    assert unit.codes[2].open == (
        '<a href="https://example.org" target="_blank" rel="noopener noreferrer">',
    )
    assert unit.where.line == 3


def test_an_image_has_a_unit_for_its_alternative_text_and_brings_its_variants():
    course, _ = read("# One\n\nSee ![A *plan*](media/a.svg) here.\n")
    unit = list(course.units.values())[-1]
    alternative = list(course.units.values())[-2]
    assert unit.source == ("See ", 1, " here.")
    assert alternative.source == ("A plan",)
    assert unit.codes[0].open == (
        '<img src="',
        Slot("media", "media/a.svg"),
        '" alt="',
        Slot("plain", alternative.id),
        '"',
        Slot("lang", alternative.id),
        ">",
    )
    assert sorted(course.media) == ["media/a.hi.svg", "media/a.svg"]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Text.", "<p>[text Text.]</p>"),
        (
            "- a\n- b",
            '<ul><li><p class="tight">[text a]</p></li><li><p class="tight">[text b]</p></li></ul>',
        ),
        ("- [x] a", '<ul><li class="task done"><p class="tight">[text a]</p></li></ul>'),
        ("3. a", '<ol start="3"><li><p class="tight">[text a]</p></li></ol>'),
        ("## H {#h}", '<h2 id="h">[text H]</h2>'),
        ("{#h lang=hi}\n## H", '<h2 id="h" lang="hi" dir="auto">[text H]</h2>'),
        ("t\n: d", '<dl><dt>[text t]</dt><dd><p class="tight">[text d]</p></dd></dl>'),
        ("> q", "<blockquote><p>[text q]</p></blockquote>"),
        ("    <b>", '<pre dir="ltr"><code>&lt;b&gt;\n</code></pre>'),
        (
            "|a|\n|-:|\n|b|",
            '<div class="table" role="region" tabindex="0" aria-label="[plain ui:table]"><table>'
            '<thead><tr><th scope="col" class="right">[text a]</th></tr></thead>'
            '<tbody><tr><td class="right">[text b]</td></tr></tbody></table></div>',
        ),
        (
            "::: tip\nText.\n:::",
            '<aside class="tip" role="note" aria-label="[plain ui:tip]">'
            '<p class="label">[text ui:tip]</p><p>[text Text.]</p></aside>',
        ),
        (
            "::: note #n Look here\nText.\n:::",
            '<aside class="note" role="note" aria-label="[plain Look here]" id="n">'
            '<p class="label">[text Look here]</p><p>[text Text.]</p></aside>',
        ),
        (
            "::: figure {#f}\n![A plan](media/a.svg)\n\nThe plan.\n:::",
            '<figure id="f"><p><img src="[media media/a.svg]" alt="[plain A plan]"></p>'
            "<figcaption><p>[text The plan.]</p></figcaption></figure>",
        ),
        (
            "::: figure\n![A plan](media/a.svg)\n\nThe plan.\n\nLeft:\n\n- a\n:::",
            '<figure aria-details="_folded-1"><p>'
            '<img src="[media media/a.svg]" alt="[plain A plan]">'
            "</p><figcaption><p>[text The plan.]</p></figcaption></figure>"
            '<details class="description" id="_folded-1"><summary>[text ui:description]</summary>'
            '<p>[text Left:]</p><ul><li><p class="tight">[text a]</p></li></ul></details>',
        ),
        (
            "::: figure\n![A plan](media/a.svg)\n- a\n:::",
            '<figure aria-details="_folded-1"><p>'
            '<img src="[media media/a.svg]" alt="[plain A plan]">'
            '</p></figure><details class="description" id="_folded-1">'
            '<summary>[text ui:description]</summary><ul><li><p class="tight">[text a]</p></li>'
            "</ul></details>",
        ),
        (
            "::: video #v\n:src: media/a.mp4\n:captions: media/a.vtt\nSaid.\n:::",
            '<video id="v" aria-label="[plain ui:video]" aria-details="_folded-1" controls=""'
            ' preload="none" src="[media media/a.mp4]"[captions media/a.vtt]></video>'
            '<details class="transcript" id="_folded-1"><summary>[text ui:transcript]</summary>'
            "<p>[text Said.]</p></details>",
        ),
        (
            "::: audio\n:src: media/a.wav\n:::",
            '<audio aria-label="[plain ui:audio]" controls="" preload="none"'
            ' src="[media media/a.wav]"></audio>',
        ),
        (
            ":::: accordion\n### A\nText.\n::: tip\nIn it.\n:::\n::::",
            '<div class="accordion"><details><summary>[text A]</summary><p>[text Text.]</p>'
            '<aside class="tip" role="note" aria-label="[plain ui:tip]">'
            '<p class="label">[text ui:tip]</p><p>[text In it.]</p></aside>'
            "</details></div>",
        ),
        (
            "::: tabs\n## A\nText.\n:::",
            '<div class="tabs"><section class="tab"><h2>[text A]</h2>'
            "<p>[text Text.]</p></section></div>",
        ),
        (
            "A[^1].\n\n[^1]: Note.",
            '<p>[text A.]</p><section class="footnotes" aria-label="[plain ui:footnotes]"><ol>'
            '<li id="fn-one-1"><p>[text Note.]</p><a class="back" href="#fnref-one-1" '
            'role="doc-backlink" aria-label="[plain ui:footnote-back]"></a></li></ol></section>',
        ),
        (
            "A[^a].\n\n[^a]: Note.\n\n    > [^b]: In it.\n    >\n    > Said.\n\nB[^b].",
            "<p>[text A.]</p><p>[text B.]</p>"
            '<section class="footnotes" aria-label="[plain ui:footnotes]"><ol>'
            '<li id="fn-one-1"><p>[text Note.]</p><blockquote><p>[text Said.]</p></blockquote>'
            '<a class="back" href="#fnref-one-1" '
            'role="doc-backlink" aria-label="[plain ui:footnote-back]"></a></li>'
            '<li id="fn-one-2"><p>[text In it.]</p><a class="back" href="#fnref-one-2" '
            'role="doc-backlink" aria-label="[plain ui:footnote-back]"></a></li></ol></section>',
        ),
    ],
)
def test_blocks(source, html):
    course, found = read(f"# One\n\n{source}\n")
    assert html_of(course) == html
    assert [one for one in found if one.rule.severity == "error"] == []


def test_files_whose_names_differ_in_case_alone_cannot_both_be_packed():
    files = {name: MediaFile(DRAWING, 1) for name in ("media/a.svg", "media/A.svg")}
    texts = {
        "course.yaml": YAML.encode(),
        "01-a/01-b.md": b"# B\n\n![x](media/a.svg) ![y](media/A.svg)\n",
    }
    _, found = read_course(CourseFolder("c", texts, files))
    assert [(one.where.line, one.message) for one in found if one.rule.code == "MED003"] == [
        (3, "media/A.svg and media/a.svg differ only in upper and lower case")
    ]


def test_links_between_lessons_find_the_ids():
    course, found = read(
        "# One\n\n[next](../02-more/01-two.md) [its end](../02-more/01-two.md#end) [top](#one)\n",
        **{
            "02-more__index": "# More",
            "02-more__01-two": "# Two {#second}\n\n## End {#end}\n\nT.\n",
        },
    )
    codes = next(unit.codes for unit in course.units.values() if unit.codes)
    assert [code.open for code in codes] == [
        ('<a href="#second">',),
        ('<a href="#end">',),
        ('<a href="#one">',),
    ]
    assert found == ()


QUESTION = "# One\n\n::: question #q\n{options}\n{body}\n:::\n"


def test_a_choice():
    body = "Which?\n\n- [ ] This\n  > No.\n- [x] That\n\n> Because."
    course, found = read(QUESTION.format(options=":type: single\n:level: Easy", body=body))
    question = question_of(course)
    assert found == ()
    assert [(option.id, option.correct) for option in question.options] == [
        ("a", False),
        ("b", True),
    ]
    assert [bool(option.feedback) for option in question.options] == [True, False]
    assert (question.level, question.type, bool(question.feedback)) == ("Easy", "single", True)
    assert texts_of(course) == ["One", "Which?", "This", "No.", "That", "Because."]


def test_a_blank_is_a_code_whose_content_are_the_answers():
    body = "Within [30|thirty]{.blank #b1} days."
    course, found = read(QUESTION.format(options=":type: fill", body=body))
    (blank,) = question_of(course).blanks
    assert found == ()
    assert course.units[blank.unit].source == ("Within ", 1, "30|thirty", -1, " days.")
    assert course.units[blank.unit].codes[0].kind == "x-blank"
    assert (blank.id, blank.code) == ("b1", 1)


def test_match_order_numeric_and_true_false():
    table = "Match.\n\n| A | B |\n|---|---|\n| 1 | x |\n| 2 | y |"
    match = question_of(read(QUESTION.format(options=":type: match", body=table))[0])
    assert ([pair.id for pair in match.pairs], len(match.columns)) == (["a", "b"], 2)
    order = question_of(read(QUESTION.format(options=":type: order", body="Do:\n\n1. x\n2. y"))[0])
    assert [item.id for item in order.options] == ["a", "b"]
    numeric = ":type: numeric\n:answer: 30\n:tolerance: 0.5"
    number = question_of(read(QUESTION.format(options=numeric, body="How many?"))[0])
    assert (number.answer, number.tolerance) == ("30", "0.5")
    truth = ":type: true-false\n:answer: false"
    judged = question_of(read(QUESTION.format(options=truth, body="It is so."))[0])
    assert [(one.id, one.correct) for one in judged.options] == [("true", False), ("false", True)]


def test_what_an_entity_brings_is_composed():
    course, _ = read("# One\n\ne&#769; and क&#x93c;\n")
    assert texts_of(course) == ["One", "\u00e9 and क\u093c"]


def test_ids_of_units_do_not_depend_on_other_units():
    before, _ = read("# One\n\nFirst.\n\nSecond.\n")
    after, _ = read("# One\n\nNew.\n\nFirst.\n\nSecond.\n")
    assert set(before.units) < set(after.units)


def test_many_texts_that_are_alike_are_numbered_at_once(monkeypatch):
    monkeypatch.setattr("pathya.authoring.reader._too_many_texts", lambda _: None)
    start = time.process_time()
    course, _ = read("# One\n\n" + "Again.\n\n" * 20_000)
    assert time.process_time() - start < 6
    units = [name for name, unit in course.units.items() if unit.source == ("Again.",)]
    first = units[0]
    assert units == [first, *(f"{first}.{count}" for count in range(2, 20_001))]


def test_a_text_without_words_has_no_pieces():
    course, found = read("# One\n", assessment="# The test\n\n##\n")
    assert course.assessment is not None
    (section,) = course.assessment.sections
    assert course.units[section.title].source == ()
    assert found


def test_the_position_is_not_part_of_equality():
    first, _ = read("# One\n\nText.\n")
    second, _ = read("\n\n# One\n\n\nText.\n")
    assert first == second
    assert [unit.where for unit in first.units.values()] != [
        unit.where for unit in second.units.values()
    ]


# --- nothing is lost -----------------------------------------------------------------------------

WORD = st.text("abcdefghijklmnopqrstuvwxyzकखगமதரقع", min_size=3, max_size=8).map(lambda w: f"zq{w}")
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """Lines of Markdown of every kind that lessons have; each word starts with zq."""
    kinds = ["text", "list", "numbers", "tasks", "heading", "quote", "table", "terms", "code"]
    kind = draw(
        st.sampled_from(kinds + (["note", "accordion", "figure", "steps"] if depth else []))
    )
    one, two = draw(LINE), draw(LINE)
    inner = draw(st.lists(blocks(depth=depth - 1), max_size=2)) if depth else []
    body = [line for block in inner for line in (*block, "")]
    colons = ":" * (3 + depth)
    return {
        "text": [f"{one} **{two}**", f"{two} [{one}](https://example.org) `{two}`"],
        "list": [f"- {one}", f"- {two}"],
        "numbers": [f"1. {one}", f"2. {two}"],
        "tasks": [f"- [ ] {one}", f"- [x] {two}"],
        "heading": [f"## {one}"],
        "quote": [f"> {one}", f"> {two}"],
        "table": [f"| {one} | {two} |", "|---|---|", f"| {two} | {one} |"],
        "terms": [one, f": {two}"],
        "code": ["```", one, two, "```"],
        "note": [f"{colons} note {one}", *body, two, colons],
        "accordion": [f"{colons} accordion", f"#### {one}", "", *body, two, colons],
        "figure": [f"{colons} figure", f"![{one}](media/a.svg)", "", two, colons],
        "steps": [f"{colons} steps", f"1. {one}", colons],
    }[kind]


@given(st.lists(blocks(), min_size=1, max_size=6))
def test_no_word_of_a_lesson_is_lost_or_made_up(parts):
    source = "\n\n".join("\n".join(part) for part in parts)
    course, _ = read(f"# One\n\n{source}\n")
    everything = " ".join(texts_of(course)) + " " + html_of(course)
    pattern = re.compile(r"zq[^\W\d_]+")
    assert sorted(set(pattern.findall(everything))) == sorted(set(pattern.findall(source)))


@given(st.text(max_size=400))
def test_any_text_gives_a_course_or_findings_and_never_an_exception(text):
    data = {"course.yaml": YAML.encode(), "01-a/01-b.md": text.encode("utf-8", "surrogatepass")}
    _, found = read_course(CourseFolder("c", data, {}))
    assert all(one.where.path.startswith("c/") for one in found)


MARKS = st.sampled_from(
    """::: note;:::;:::: tabs;:type: single;- [x] a;> b;| a | b |;|--|--|;# T;## H {#a};{#x}
    [a](b.md);![a](b.png);[x]{.blank #b};[^1];[^1]: n;1. a;::: question #q;```;    code
    ;text;: d;***;<b>;`;[
    """.replace("\n    ", ";").split(";")
)


@given(st.lists(MARKS, max_size=30))
def test_any_mixture_of_marks_gives_findings_and_never_an_exception(lines):
    data = {
        "course.yaml": YAML.encode(),
        "01-a/01-b.md": "\n".join(lines).encode(),
        "assessment.md": "\n".join(lines).encode(),
    }
    read_course(CourseFolder("c", data, {}))


@given(st.text(max_size=300))
def test_any_yaml_gives_findings_and_never_an_exception(text):
    data = {"course.yaml": text.encode("utf-8", "surrogatepass"), "01-a/01-b.md": b"# A\n"}
    read_course(CourseFolder("c", data, {}))

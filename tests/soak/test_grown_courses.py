"""Courses that grow by the grammar of lessons; what is without errors goes on to a package."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from types import ModuleType

import pytest
from hypothesis import strategies as st

from pathya.authoring.directives import DIRECTIVES
from pathya.authoring.questions import BLOOM, LEVELS, TYPES
from pathya.authoring.sources import CourseFolder

pytestmark = pytest.mark.soak

Soak = Callable[..., None]
Text = st.SearchStrategy[str]

NEW = "@"
"""Where an id goes that nothing else has; twice: the last one again."""


def words(said: str) -> Text:
    """Give one of these, parted by white space."""
    return st.sampled_from(said.split())


def some(of: Text, most: int, between: str = " ") -> Text:
    return st.lists(of, min_size=1, max_size=most).map(between.join)


def row(*of: str | Text) -> Text:
    """Put texts one behind the other, of which some grow."""
    return st.tuples(*(st.just(one) if isinstance(one, str) else one for one in of)).map("".join)


# --- what stands in a line -----------------------------------------------------------------------

EDGE = st.sampled_from(["", " ", "\n", "\t", "    ", "\\", "\u00a0", "\ufeff"])
WORD = words(
    "a Which? office 30 ₹10 1.5 e\u0301 é Å \U0001f600 x_y 2*3 it's “so” a–b … 50% C&A &amp; "
    "&#2325; क्\u200dषि कृषि क़ தமிழ் கொ اُردو می\u200cخواهم ଓଡ଼ିଆ ᱥᱟᱱᱛᱟᱲᱤ \u200fעבר\u200e \u2067ab\u2069 "
    "&lt;b&gt; \\* \\["
)
MARK = EDGE | words(
    "* ** _ __ ~~ ` `` [ ] ( ) ![ ]( { } < > | [^n] [^1]: {# {.blank <b> </b> <!-- <script> &#0; "
    "&x; \\ : ](javascript:a) ](data:a) ](//a) ](a.md) ](media/ ][ [] :: $ <https://a> {.x} "
    f"{{lang=x}} {{#one}} {{a=b \u202e {NEW}"
)
TARGET = words("https://a.in/b?c=d&e=f http://x mailto:a%40b.in tel:+91 #one <media/tone.wav>")
BAD_TARGET = words(
    "<> # #x x.md 01-one.md 01-start/01-one.md#one glossary.md#x1 javascript:x %ff media/x.png "
    "../x ? <a"
)
SPAN = words(f"{{lang=hi}} {{lang=sat-Olck}} {{#{NEW}}}")
BAD_SPAN = words(
    f"{{.x}} {{lang=x}} {{#one}} {{a=b}} {{a=' {{ {{}} {{.blank}}  {{#Ä}} [x]: {{#{NEW}"
)
PICTURE = row("![", WORD, "](media/shapes.svg)")


def line(*, wild: bool) -> Text:
    """Grow the text of a block; it may go over lines."""

    def marked(inner: Text) -> Text:
        said = some(inner, 2)
        return st.one_of(
            *(row(mark, said, mark) for mark in ("*", "**", "_", "~~", "`", "``")),
            row("[", said, "](", TARGET | BAD_TARGET if wild else TARGET, ")"),
            row("[", said, "]", SPAN | BAD_SPAN if wild else SPAN),
            row(said, st.sampled_from(["\\\n", "  \n", "\n", ", "]), said),
            PICTURE,
        )

    leaf = WORD | MARK if wild else WORD
    return some(st.recursive(leaf, marked, max_leaves=3), 3)


# --- blocks --------------------------------------------------------------------------------------


def behind(mark: str, margin: str, block: str) -> str:
    """Put a block behind the mark of a list or a quotation."""
    first, *others = block.split("\n")
    return "\n".join((f"{mark}{first}", *(f"{margin}{other}".rstrip() for other in others)))


def directive(name: str, label: str, options: Sequence[str], body: str, more: int = 1) -> str:
    """Write a directive with more colons than any in it has; or not so many more."""
    most = max((len(run) for run in re.findall(":{3,}", body)), default=2)
    colons = ":" * max(3, most + more)
    return "\n".join((f"{colons} {name} {label}".rstrip(), *options, body, colons))


def table(rows: list[list[str]]) -> str:
    first, *others = (f"| {' | '.join(' '.join(one.split()) for one in cells)} |" for cells in rows)
    return "\n".join((first, "|" + " :-: |" * len(rows[0]), *others))


def tables(cell: Text) -> Text:
    return st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=2, max_size=5).map(
            table
        )
    )


LABEL = st.sampled_from(["", f"#{NEW}", f"{{#{NEW}}}"])
BAD_LABEL = words("{} #Ä {#a#b} {a=b} {a=' {lang=hi} Title {.x} {#one") | st.just("x" * 300)
PLAYERS = (
    directive("audio", "", [":src: media/tone.wav"], "Words."),
    directive("audio", f"#{NEW}", [":src: media/tone.wav"], ""),
)
BAD_BLOCK = st.sampled_from(
    ":::|::::: note|```|~~~|---|===|> |- |1. |[^n]: x|[x]: <|: x|:src: x|    x|# T|####### x|<div>|"
    "<!-- x|- [x] a|{#one}|::: video|::: question #q|&nbsp;|::: x {#y".split("|")
) | words("| |-| |a|")
FENCE = st.sampled_from(["```", "~~~", "````"])
CODE = st.builds(lambda fence, info, body: f"{fence}{info}\n{body}\n{fence}", FENCE, EDGE, WORD)
OPENED = ("accordion", "cards", "tabs", "steps")
"""Directives whose content starts with a heading or has a numbered list."""
BOXES = tuple(one for one, (options, _) in DIRECTIVES.items() if not options and one != "figure")


def leaves(said: Text, *, wild: bool) -> Text:
    labels = LABEL | BAD_LABEL if wild else LABEL
    known = st.one_of(
        said,
        row(words("## ###"), " ", said.map(lambda text: " ".join(text.split())), " ", labels),
        tables(said),
        row(said, "\n: ", said, "\n"),
        row(f"[^{NEW}]\n\n[^{NEW * 2}]: ", said),
        CODE,
        st.sampled_from([*PLAYERS, "***"]),
    )
    return known | BAD_BLOCK | row(BAD_BLOCK, EDGE, said) if wild else known


def around(inner: Text, said: Text, *, wild: bool) -> Text:
    """Put blocks into quotations, lists and directives."""
    body = some(inner, 2, "\n\n")
    more = st.integers(-2, 2) if wild else st.just(1)
    labels = LABEL | BAD_LABEL if wild else LABEL
    started = row(
        "### ", WORD, "\n\n1. ", said.map(lambda text: " ".join(text.split())), "\n\n", body
    )
    shown = row(PICTURE, "\n\n", said, "\n\n", body)
    none: st.SearchStrategy[Sequence[str]] = st.just(())
    items = st.builds(behind, words("-") if wild else st.just("1. "), st.just("   "), body)
    return st.one_of(
        st.builds(behind, st.just("> "), st.just("> "), body),
        st.builds(behind, st.sampled_from(["- ", "* "]), st.just("  "), body),
        st.builds(behind, st.just("- [x] "), st.just("  "), row(said, "\n\n", body)),
        some(items, 3, "\n"),
        st.builds(directive, st.sampled_from(BOXES), labels, none, started, more),
        st.builds(directive, st.just("figure"), labels, none, shown, more),
        *(
            [st.builds(directive, st.sampled_from([*DIRECTIVES, "x"]), labels, none, body, more)]
            if wild
            else []
        ),
    )


def blocks(most: int, *, wild: bool) -> Text:
    """Grow blocks, one inside the other."""
    said = line(wild=wild)
    grown = st.recursive(
        leaves(said, wild=wild), lambda inner: around(inner, said, wild=wild), max_leaves=5
    )
    return some(grown, most, "\n\n")


# --- questions -----------------------------------------------------------------------------------


def numbered(mark: Callable[[int], str], least: int = 2) -> Text:
    """Grow a list whose items are all different."""

    def listed(items: list[str]) -> str:
        return "\n".join(behind(mark(n), "   ", f"{n} {one}") for n, one in enumerate(items))

    return st.lists(
        row(WORD, st.sampled_from(["", "\n\nmore", "\n> No."])), min_size=least, max_size=6
    ).map(listed)


PAIRS = st.lists(st.tuples(WORD, WORD), min_size=2, max_size=5).map(
    lambda pairs: table([["a", "b"], *([f"{n} {a}", f"{n} {b}"] for n, (a, b) in enumerate(pairs))])
)
BLANK = row("within [", some(WORD, 3, "|"), f"]{{.blank #{NEW}}} days")
ANSWERS: dict[str, Text] = {
    "single": numbered(lambda n: "- [ ] " if n else "- [x] "),
    "multiple": numbered(lambda n: "- [ ] " if n % 2 else "- [x] "),
    "true-false": st.just(""),
    "match": PAIRS,
    "order": numbered(lambda n: f"{n + 1}. "),
    "fill": st.just(""),
    "numeric": st.just(""),
}
NEEDED = {"true-false": ":answer: true", "numeric": ":answer: 2.5"}
OPTION = st.one_of(
    words(" ".join(LEVELS)).map(":level: {}".format),
    words(" ".join(BLOOM)).map(":bloom: {}".format),
    words("1 2 10").map(":points: {}".format),
    words("yes no").map(":shuffle: {}".format),
)
BAD_OPTION = st.one_of(
    words(":answer: :tolerance: :type: :points: :objective: :x: :: :src:"),
    row(words(":answer: :tolerance: :type: :points: :shuffle: :objective:"), " ", WORD | MARK),
)


def question(kind: str, options: list[str], stem: str, answers: str, feedback: str) -> str:
    asked = [f":type: {kind}", *([NEEDED[kind]] if kind in NEEDED else []), *options]
    body = "\n\n".join(part for part in (stem, answers, feedback) if part)
    return directive("question", f"#{NEW}", asked, body)


def questions(*, wild: bool) -> Text:
    """Grow questions of all types; wild ones have answers of another type now and then."""
    options = st.lists(OPTION | BAD_OPTION if wild else OPTION, max_size=2)
    # In a box, so that nothing in it is taken for the answers or the feedback.
    boxed = blocks(2, wild=wild).map(lambda text: directive("example", "", (), text))
    stem = row("So:\n\n", boxed | blocks(1, wild=True) if wild else boxed, "\n\nWhich?")
    feedback = st.just("") | line(wild=wild).map(lambda text: behind("> ", "> ", text))

    def of(kind: str) -> Text:
        asked = row(BLANK, ".") if kind == "fill" else stem
        answers = st.one_of(*ANSWERS.values(), stem) if wild else ANSWERS[kind]
        return st.builds(question, st.just(kind), options, asked, answers, feedback)

    return st.one_of(*map(of, TYPES))


# --- files ---------------------------------------------------------------------------------------


def named(text: str) -> bytes:
    """Put an id of its own wherever there has to be one."""
    numbers = itertools.accumulate(int(len(one) == 1) for one in re.findall(f"{NEW}+", text))
    return re.sub(f"{NEW}+", lambda _: f"x{next(numbers)}", text).encode()


def lesson(*, wild: bool) -> Text:
    parts = st.lists(blocks(3, wild=wild) | questions(wild=wild), min_size=1, max_size=4)
    return parts.map(lambda of: "\n\n".join(("# One {#one}", *of)))


def assessment(*, wild: bool) -> Text:
    """Grow sections of questions below an introduction."""
    settings = ["", " pass=50", *([' draw="Easy:1"', " draw=x pass=999", " x"] if wild else [])]
    titles = st.builds(
        lambda one, more: f"## {one} {{#{NEW}{more}}}", WORD, st.sampled_from(settings)
    )
    between = blocks(1, wild=True) if wild else st.just("")
    section = row(titles, "\n\nSo:\n\n", some(questions(wild=wild), 3, "\n\n"), "\n\n", between)
    return row("# Test\n\n", blocks(2, wild=wild), "\n\n", some(section, 3, "\n\n"))


def glossary(*, wild: bool) -> Text:
    titles = row(
        "## ", line(wild=True) if wild else WORD, " ", LABEL if wild else st.just(f"{{#{NEW}}}")
    )
    term = row(titles, "\n\n", blocks(2, wild=wild).map(lambda text: text.replace("## ", "#### ")))
    return row("# Glossary\n\n", some(term, 5, "\n\n"))


GROWN = {"01-start/01-one.md": lesson, "assessment.md": assessment, "glossary.md": glossary}
FRONT = st.sampled_from(["", "", "", "---\ntitle: x\n---\n\n", "\ufeff", "\n\n", "x\n"])
SOURCES = {
    "course.yaml": b"id: c\ntitle: A course\ndescription: About it.\n",
    "01-start/index.md": b"# Start\n",
    "01-start/01-one.md": b"# One {#one}\n\nText.\n",
}


@pytest.mark.parametrize("name", GROWN)
def test_grown_course(name: str, soak_grown: Soak, support: Callable[[str], ModuleType]) -> None:
    trials = support("trials")
    media = trials.media_of(trials.COURSES[1])

    def read(file: str, data: bytes) -> None:
        trials.read_source(CourseFolder("c", SOURCES | {file: data}, media))

    tame, wild = (GROWN[name](wild=wild) for wild in (False, True))
    soak_grown(read, (tame | row(FRONT, wild)).map(lambda text: (name, named(text))))

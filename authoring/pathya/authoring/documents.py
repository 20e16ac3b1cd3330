"""Markdown files to lessons and to the final assessment."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from pathya.authoring import rules
from pathya.authoring.blocks import print_blocks, to_html
from pathya.authoring.course import Assessment, Difficulty, Lesson, Section, Term
from pathya.authoring.directives import print_directive
from pathya.authoring.inlines import line_of, words_of
from pathya.authoring.markdown import Node, parse_markdown
from pathya.authoring.questions import LEVELS
from pathya.authoring.scribe import Reading, Scribe

_COUNT = re.compile(r"[0-9]{1,3}\Z")
_NUMBER = re.compile(r"^\d+[-_]")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file, parsed and not yet printed."""

    name: str
    id: str
    lines: tuple[str, ...]
    title: Node | None
    body: tuple[Node, ...]
    idle: tuple[tuple[str, int], ...]
    """Definitions without effect: label and line."""


def parse_document(name: str, text: str) -> Document:
    """Parse a file; its id is `{#id}` at the title, else the file's name without number."""
    root, idle = parse_markdown(text)
    blocks = tuple(root.children)
    title = blocks[0] if blocks and blocks[0].tag == "h1" else None
    own = str(title.attrs.get("id", "")) if title else ""
    lines = tuple(text.split("\n"))
    body = blocks[1:] if title else blocks
    return Document(name, own or plain_name(name), lines, title, body, idle)


def plain_name(path: str) -> str:
    """Take folder, number and extension off a name: `02-money/01-fees.md` is `fees`."""
    return _NUMBER.sub("", posixpath.splitext(posixpath.basename(path))[0])


def open_scribe(document: Document, reading: Reading) -> tuple[Scribe, str]:
    """Start on a document; give its scribe and the unit of its title."""
    scribe = Scribe(reading, document.name, document.id, print_directive, document.lines)
    for label, line in document.idle:
        hint = f"Use [{label}] where it belongs, write it once, or remove it."
        scribe.say(rules.MDN009, line, f"[{label}] is not used, or stands twice", hint)
    words = words_of(document.title, "a title", scribe) if document.title else ""
    first = document.title or next(iter(document.body), None)
    line = line_of(first) if first else 1
    if not words:
        hint = "Start the file with a line `# Title`."
        scribe.say(rules.MDN001, line, "the file does not start with a title", hint)
        return scribe, scribe.add_unit((document.id,), "title", line)
    own = document.title and "id" in document.title.attrs
    hint = "" if own else "Rename the file, or give it an id of its own: `# Title {#my-id}`."
    scribe.take_id(document.id, line, anchor=document.name in reading.lessons, hint=hint)
    return scribe, scribe.add_unit((words,), "title", line)


def read_lesson(document: Document, reading: Reading) -> Lesson:
    """Print a lesson; its units, media and findings go into the reading."""
    scribe, title = open_scribe(document, reading)
    _check_headings(document.body, scribe)
    body = to_html(document.body, scribe)
    where = scribe.where(1)
    return Lesson(document.id, document.name, title, body, tuple(scribe.questions), where)


def read_title(document: Document, reading: Reading, name: str) -> str:
    """Read a module's index.md, which holds its title and nothing else; `name` is its id."""
    scribe, title = open_scribe(replace(document, id=name), reading)
    if document.body:
        hint = "Put the text into a lesson: this file holds the module's title."
        scribe.say(rules.SRC005, line_of(document.body[0]), "this text is not shown", hint)
    return title


def _check_headings(body: Iterable[Node], scribe: Scribe) -> None:
    level = 1
    for node in body:
        if node.type == "heading":
            if int(node.tag[1]) > level + 1:
                hint = f"Use {'#' * (level + 1)} here."
                scribe.say(
                    rules.MDN003, line_of(node), f"the heading skips level {level + 1}", hint
                )
            level = int(node.tag[1])


# --- the glossary --------------------------------------------------------------------------------


def read_glossary(document: Document, reading: Reading) -> tuple[Term, ...]:
    """Read glossary.md: a title that nobody sees, then terms: `## Word {#id}` and a text."""
    scribe = Scribe(reading, document.name, "glossary", print_directive, document.lines)
    scribe.asks = False
    starts = [n for n, node in enumerate(document.body) if node.tag == "h2"]
    return tuple(
        _term(document.body[start], document.body[start + 1 : end], scribe)
        for start, end in pairwise([*starts, len(document.body)])
    )


def _term(heading: Node, body: tuple[Node, ...], scribe: Scribe) -> Term:
    line = line_of(heading)
    if "id" not in heading.attrs:
        scribe.say(rules.QST001, line, "the term has no id", "Write `## Word {#word}`.")
    if not body:
        scribe.say(rules.QST003, line, "the term is not explained", "Write it under the heading.")
    name = scribe.take_id(str(heading.attrs.get("id", f"term-{line}")), line, anchor=True)
    word = scribe.add_unit((words_of(heading, "a term", scribe),), "term", line)
    return Term(name, word, to_html(body, scribe))


# --- the final assessment ------------------------------------------------------------------------


def read_assessment(document: Document, reading: Reading) -> Assessment:
    """Read assessment.md: a title, an introduction, and sections of questions."""
    scribe, title = open_scribe(document, reading)
    scribe.asks = False
    body = _without_notes(document.body, scribe)
    starts = [n for n, node in enumerate(body) if node.tag == "h2"]
    intro = to_html(body[: starts[0]] if starts else body, scribe)
    sections = tuple(
        _section(body[start], body[start + 1 : end], scribe)
        for start, end in pairwise([*starts, len(body)])
    )
    if not sections:
        hint = "Write `## Section` and under it `::: question #id`."
        scribe.say(rules.ASM001, 1, "the assessment has no sections with questions", hint)
    return Assessment(title, intro, sections, where=scribe.where(1))


def _without_notes(body: tuple[Node, ...], scribe: Scribe) -> tuple[Node, ...]:
    """Refuse footnotes, which stand at the end of a page: here each question is one of its own."""
    for block in body:
        for note in block.children if block.type == "footnote_block" else ():
            line = line_of(note.children[0] if note.children else note)
            hint = "Put its words into the text."
            scribe.say(rules.QST007, line, "a footnote cannot stand in the assessment", hint)
    return tuple(block for block in body if block.type != "footnote_block")


def _section(heading: Node, body: tuple[Node, ...], scribe: Scribe) -> Section:
    line = line_of(heading)
    before = len(scribe.questions)
    words = words_of(heading, "a title", scribe)
    title = scribe.add_unit((words,), "section title", line)
    scribe.heading = words
    name = scribe.take_id(str(heading.attrs.get("id", f"section-{line}")), line)
    first = next((n for n, node in enumerate(body) if _asks(node)), len(body))
    intro = to_html(body[:first], scribe)
    _read_questions(body[first:], scribe)
    questions = tuple(scribe.questions[before:])
    if not questions:
        scribe.say(rules.ASM001, line, "the section has no questions", "Write `::: question #id`.")
    options = heading.meta.get("options", {})
    for option in options:
        if option not in ("id", "draw", "pass"):
            hint = "A section has #id, draw and pass."
            scribe.say(rules.MDN007, line, f"the {option} is not used", hint)
    draw = _draw(options.get("draw", ""), [q.level for q in questions], line, scribe)
    return Section(name, title, intro, questions, draw, _pass(options.get("pass"), line, scribe))


def _read_questions(body: tuple[Node, ...], scribe: Scribe) -> None:
    for node in body:
        scribe.asks = _asks(node)
        if not scribe.asks:
            hint = "Put it above the section's first question, or into a question."
            scribe.say(rules.QST007, line_of(node), "this text stands between questions", hint)
        print_blocks((node,), scribe)
    scribe.asks = False


def _asks(node: Node) -> bool:
    return node.type == "container_directive" and node.info.strip().startswith("question")


def _draw(
    value: str, levels: list[Difficulty | None], line: int, scribe: Scribe
) -> tuple[tuple[Difficulty, int], ...]:
    drawn: list[tuple[Difficulty, int]] = []
    for part in value.split():
        level, _, count = part.partition(":")
        if level not in LEVELS or not _COUNT.match(count):
            hint = 'Write `draw="Easy:3 Medium:2"`.'
            scribe.say(rules.ASM002, line, f"`{part[:40]}` cannot be read", hint)
        elif int(count) > levels.count(level):
            message = f"draws {count} {level} questions of {levels.count(level)}"
            scribe.say(rules.ASM002, line, message, "Write more, or draw fewer.")
        else:
            drawn.append((level, int(count)))
    return tuple(drawn)


def _pass(value: str | None, line: int, scribe: Scribe) -> int | None:
    if value is None:
        return None
    if _COUNT.match(value) and int(value) <= 100:
        return int(value)
    scribe.say(rules.ASM002, line, f"`pass={value[:40]}` is not a percentage", "Write `pass=50`.")
    return None

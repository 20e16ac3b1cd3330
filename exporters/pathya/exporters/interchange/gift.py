"""Questions from GIFT, as Moodle and others write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.exporters.interchange import rules
from pathya.exporters.interchange.gift_answers import Block, Say, answered
from pathya.exporters.interchange.gift_texts import hidden, shown
from pathya.exporters.interchange.labels import labelled
from pathya.exporters.interchange.model import Draft, Group, Paper
from pathya.exporters.interchange.settle import whole
from pathya.exporters.interchange.texts import decoded

_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_LABEL = re.compile(r"\[(id|tag):([^\][]*)\]")


@dataclass(slots=True)
class _Part:
    """The lines of one question, and what the comments above it say."""

    line: int
    lines: list[str] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)


def read_gift(data: bytes, path: str) -> tuple[Paper | None, Diagnostics]:
    """Read a file; None when it is no text."""
    text, found = decoded(data, path)
    if text is None:
        return None, found
    faults: list[Diagnostic] = []
    groups: list[Group] = []
    title = ""
    for part in _parts(text):
        category = _CATEGORY.match(part.lines[0])
        if category:
            title = _last(category[1])
            part.lines = part.lines[1:]
        if part.lines:
            drafts = (*_draft(part, path, faults),)
            groups.append(Group(title, (), drafts))
    return Paper("", whole(groups)), tuple(faults)


def _parts(text: str) -> Iterator[_Part]:
    """Part a file at its empty lines; comments belong to what follows."""
    part = _Part(1)
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("//"):
            part.labels += _LABEL.findall(line)
        elif line.strip():
            part.line = part.line if part.lines else number
            part.lines.append(line)
        elif part.lines:
            yield part
            part = _Part(number)
    if part.lines:
        yield part


def _last(path: str) -> str:
    """Take the last name of a category's path, in which `//` is a bar of a name."""
    names = re.split(r"(?<!/)/(?!/)", path.strip())
    last = names[-1].replace("//", "/").strip()
    return "" if last in ("$course$", "top") else last


def _draft(part: _Part, path: str, found: list[Diagnostic]) -> Iterator[Draft]:
    where = Where(path, part.line)
    text = hidden("\n".join(part.lines))
    title = _TITLE.match(text)
    name = shown(title[1]).strip() if title else ""
    text = text[title.end() :] if title else text
    form = _FORM.match(text)
    kind = form[1].lower() if form else "moodle"
    before, brace, rest = (text[form.end() :] if form else text).partition("{")
    inner, closed, after = rest.partition("}")
    say = _sayer(name or shown(before), where, found)
    if not brace or not closed:
        say(rules.QSI002, "nothing asks for an answer")
        return
    block = Block(before, inner, after, kind)
    base = Draft(name or str(part.line), "single", (), where=where)
    if draft := answered(base, block, say):
        ids = [value.strip() for key, value in part.labels if key == "id"]
        tags = [value.partition("=") for key, value in part.labels if key == "tag"]
        labels = {key.strip(): value.strip() for key, _, value in tags}
        yield labelled(replace(draft, id=(ids or [draft.id])[0]), labels)


def _sayer(name: str, where: Where, found: list[Diagnostic]) -> Say:
    named = " ".join(name.split())[:60]
    return lambda rule, message: found.append(rule.at(where, f"`{named}`: {message}"))

"""What reading collects: units, ids, media and findings. The one mutable thing of the reader."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from pathya.authoring import rules
from pathya.authoring.course import Code, Inline, Media, Question, Unit, plain
from pathya.authoring.diagnostics import Diagnostic, Rule, Where, nearest
from pathya.authoring.drawing import Drawing
from pathya.authoring.markdown import Node
from pathya.authoring.sources import DIRECTED, CourseFolder, nfc, turned, unusable

PROPOSALS = 100
"""So many proposals are made in a course: each looks through many words."""
ROWS = 100
"""So many lines are looked through for words, from where the last ones were found."""
_ID = re.compile(r"[a-z][a-z0-9-]*\Z")


@dataclass(slots=True)
class Reading:
    """What one course yields while its files are read."""

    folder: CourseFolder
    lessons: Mapping[str, str] = field(default_factory=dict)
    """Lesson ids by file name, for links between lessons."""
    units: dict[str, Unit] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    drawings: dict[str, Drawing | None] = field(default_factory=dict)
    """By name, those that pages show; None: it stays a file, with the texts that it has."""
    objectives: frozenset[str] | None = None
    """The ids that questions may name; None: not known."""
    ids: dict[str, Where] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    """The ids that a link can lead to."""
    links: list[tuple[str, Where]] = field(default_factory=list)
    """Ids that links point to, to be checked when all are known."""
    alike: dict[str, int] = field(default_factory=dict)
    """How many units of the same words there are, by the id of the first."""
    proposed: int = 0
    """How often a word was proposed for one that is not known."""
    folded: int = 0
    """How many transcripts and long descriptions there are so far."""
    found: list[Diagnostic] = field(default_factory=list)

    def nearest(self, word: str, known: Collection[str]) -> str:
        """Propose a known word for one that is not; but not without end."""
        self.proposed += 1
        return nearest(word, known) if self.proposed <= PROPOSALS else ""


@dataclass(slots=True)
class Scribe:
    """What one file yields; units and findings go straight into the course's `Reading`."""

    reading: Reading
    name: str
    scope: str
    """Starts the ids of the file's units."""
    directive: Callable[[Node, Scribe], str]
    """Prints a directive; handed in because directives hold blocks and blocks hold directives."""
    lines: tuple[str, ...] = ()
    heading: str = ""
    """The heading that the reader stands under: it tells translators where a text belongs."""
    level: int = 1
    """The level of that heading; 1 is the title."""
    questions: list[Question] = field(default_factory=list)
    asks: bool = True
    """Whether a question may stand here."""
    fills: bool = False
    """Whether a blank may stand here."""
    last: int = 0
    """The line on which words were found last."""

    def where(self, line: int = 0) -> Where:
        """Name a line (from 1) of this file."""
        return self.reading.folder.where(self.name, line)

    def say(self, rule: Rule, line: int, message: str, hint: str = "") -> None:
        """Note a finding on a line (from 1) of this file."""
        self.reading.found.append(rule.at(self.where(line), message, hint))

    def take_id(self, name: str, line: int, *, anchor: bool = False, hint: str = "") -> str:
        """Claim an id for something on this line; report a bad or a used one."""
        if not _ID.match(name):
            form = "Ids start with a-z and go on with a-z, 0-9 and hyphens, such as #q-days."
            self.say(rules.SRC007, line, f"#{name} is not an id", hint or form)
        elif name in self.reading.ids:
            message = f"#{name} is already used at {self.reading.ids[name]}"
            self.say(rules.SRC006, line, message, hint or "Choose another id.")
        self.reading.ids.setdefault(name, self.where(line))
        if anchor:
            self.reading.anchors.add(name)
        return name

    def line_of(self, words: str, first: int, last: int) -> int:
        """Find the line, from the first to the last, on which these words stand; else the first.

        Words come in their order, so the search goes on where it ended.
        """
        last = min(last, len(self.lines))
        if first >= last:
            return first
        start = self.last if first <= self.last <= last else first
        lines = range(start, min(last, start + ROWS) + 1)
        found = next((line for line in lines if words in self.lines[line - 1]), 0)
        self.last = found or start
        return found or first

    def add_unit(self, inline: Inline, role: str, line: int, codes: tuple[Code, ...] = ()) -> str:
        """Make a unit of a text and give its id."""
        where = self.where(line)
        for piece in inline:
            if isinstance(piece, str) and (fault := unusable(piece, where)):
                self.reading.found.append(fault)
        if message := turned(plain(inline)):
            self.say(rules.SRC010, line, message, DIRECTED)
        # As catalogs are read; an escape or an entity may have brought a mark that composes.
        inline = tuple(nfc(p) if isinstance(p, str) else p for p in inline if p != "")
        base = f"{self.scope}.{unit_digest(inline, codes)}"
        count = self.reading.alike[base] = self.reading.alike.get(base, 0) + 1
        name = f"{base}.{count}" if count > 1 else base
        note = " · ".join(part for part in (self.scope, self.heading, role) if part)
        self.reading.units[name] = Unit(name, inline, codes, note, where)
        return name


def unit_digest(inline: Inline, codes: tuple[Code, ...]) -> str:
    """Hash a text and the kinds of its codes; addresses may change without a new translation."""
    shown = (
        piece if isinstance(piece, str) else f"\0{piece}{codes[abs(piece) - 1].kind}\0"
        for piece in inline
    )
    return hashlib.sha256("".join(shown).encode()).hexdigest()[:8]

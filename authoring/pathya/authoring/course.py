"""The course: what the reader makes, `localise` changes the texts of, and exporters print.

Markdown is parsed once. What remains of a lesson is HTML with slots; a slot is filled when a page
is written, from `Course.texts`. So a language changes `tag` and `texts` and nothing else.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pathya.authoring.diagnostics import NOWHERE, Where
from pathya.authoring.drawing import Drawing

Inline = tuple[str | int, ...]
"""A text with numbered codes, counted from 1: `n` opens code n or stands for it, `-n` closes it."""

QuestionType = Literal["single", "multiple", "true-false", "match", "order", "fill", "numeric"]
Difficulty = Literal["Easy", "Medium", "Difficult", "HOTS"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in HTML that is filled when a page is written."""

    kind: Literal["text", "plain", "lang", "media", "captions", "question"]
    """`text`: a unit as HTML; `plain`: a unit without its codes, for attributes; `lang`: the `lang`
    and `dir` attributes that a unit needs when it stands in another language than the page;
    `media`: a file's address; `captions`: the attributes by which the runtime finds the captions of
    a player; `question`: a question's form."""
    key: str
    """A unit id, or `ui:` and a word of the interface; a media name; a question id."""


Html = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Markup inside a text. A translator moves it and never sees what it stands for."""

    kind: str
    """XLIFF's ctype: bold, italic, link, image, lb; x-code, x-footnote, x-blank, x-span…"""
    open: Html
    close: str | None = None
    """None: the code stands alone."""
    key: str = ""
    """A blank's id (`x-blank`)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to translate: one block of the source."""

    id: str
    """`<scope>.<hash>[.<n>]`: a function of the source, the same in all languages."""
    source: Inline
    codes: tuple[Code, ...] = ()
    note: str = ""
    """Tells the translator where the text stands: lesson, heading, role."""
    where: Where = field(default=NOWHERE, compare=False)
    room: float = 0.0
    """How wide its lines may be, in widths of a letter M (em); 0: as wide as they like."""
    lines: int = 0
    """How many lines there is room for; 0: as many as it takes."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is shown for a unit, and in which language it is."""

    inline: Inline
    tag: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file that comes with the course."""

    name: str
    """As the source writes it, from the course folder: `media/form.png`."""
    href: str
    """Its place in the package: ASCII, never two alike."""
    path: Path = field(compare=False)
    size: int
    """In bytes."""
    traced: bool = False
    """True: a picture that tells more than it shows; it is packed without that."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice question, or one item of an order question (in the right order)."""

    id: str
    """a, b, c … by source order (`true` and `false` for true-false); never translated."""
    body: Html
    correct: bool = False
    feedback: Html = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a match question: left belongs to right."""

    id: str
    left: Html
    right: Html


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap to fill: the accepted answers stand in code `code` of unit `unit`, parted by `|`."""

    id: str
    unit: str
    code: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question of any type; the fields that a type has no use for stay empty."""

    id: str
    type: QuestionType
    stem: Html
    options: tuple[Option, ...] = ()
    """single, multiple, order; for true-false two without a body: the interface has the words."""
    columns: tuple[Html, ...] = ()
    """match: the two column titles."""
    pairs: tuple[Pair, ...] = ()
    blanks: tuple[Blank, ...] = ()
    answer: str = ""
    """numeric: a decimal number in ASCII."""
    tolerance: str = "0"
    feedback: Html = ()
    objective: str = ""
    level: Difficulty | None = None
    bloom: str = ""
    points: int = 1
    shuffle: bool = True
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One Markdown file."""

    id: str
    """ASCII, one of its kind in the course."""
    name: str
    """The file, from the course folder."""
    title: str
    """A unit id, as all titles are."""
    body: Html
    questions: tuple[Question, ...] = ()
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Module:
    """One folder of lessons."""

    id: str
    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the final assessment."""

    id: str
    title: str
    intro: Html
    questions: tuple[Question, ...]
    draw: tuple[tuple[Difficulty, int], ...] = ()
    """How many questions of each difficulty a paper takes; empty: all."""
    pass_mark: int | None = None
    """Per cent; None: only the whole counts."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The final assessment and its policy."""

    title: str
    intro: Html
    sections: tuple[Section, ...]
    pass_mark: int = 60
    """Per cent."""
    attempts: int = 0
    """0: as many as the learner likes."""
    time_limit: int = 0
    """Minutes; 0: none."""
    extra_time: int = 0
    """Per cent of the limit that a learner who needs it may add, once."""
    negative: int = 0
    """Per cent of a question's points that a wrong answer costs."""
    scoring: Literal["exact", "partial"] = "exact"
    """`partial`: a question of several parts gives a share of its points for each right part."""
    review: bool = True
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the course explains; texts link to it."""

    id: str
    word: str
    """A unit id."""
    meaning: Html


@dataclass(frozen=True, slots=True)
class Competency:
    """A place in the Karmayogi Competency Model."""

    area: str
    theme: str
    subtheme: str
    id: str = field(default="", compare=False)
    """The platform's, of the sub-theme; empty while it is not known."""
    level: str = field(default="", compare=False)
    """How far the course leads in it; the place is the same at every level."""
    where: Where = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        """Print as people say it."""
        return f"{self.area} / {self.theme} / {self.subtheme}"


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do after the course."""

    id: str
    text: str
    """A unit id."""
    competency: Competency | None = None
    level: str = ""
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for the course."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """The look that the author chose."""

    accent: str = ""
    """A CSS colour, `#rrggbb`."""
    logo: str = ""
    """A media name."""


@dataclass(frozen=True, slots=True)
class Narrating:
    """Whether and how lessons are read aloud."""

    on: bool = False
    voice: Literal["espeak", "bhashini", "recorded"] = "espeak"
    voices: Mapping[str, Literal["espeak", "bhashini", "recorded"]] = field(
        default_factory=dict, hash=False
    )
    """By language, where it is another."""
    off: tuple[str, ...] = ()
    """Ids of lessons that are not."""
    format: Literal["mp3", "opus"] = "mp3"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that the authors accept until a date."""

    rule: str
    file: str
    """The end of a finding's path, in whole names."""
    reason: str
    until: str
    """ISO 8601 date: the last day on which it holds."""
    where: Where = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Course:
    """A course in one language. `localise` returns the same type in another."""

    id: str
    tag: str
    """The language of this edition, BCP 47."""
    source_tag: str
    """The language that the course is written in."""
    title: str
    description: str
    keywords: tuple[str, ...]
    """Unit ids, as title and description are."""
    modules: tuple[Module, ...]
    units: Mapping[str, Unit]
    """Every text of the course, by id, in reading order."""
    texts: Mapping[str, Text]
    """What is shown for each unit: the only thing, with `tag`, that a language changes."""
    media: Mapping[str, Media]
    """By name; `media/form.hi.png` stands in for `media/form.png` in Hindi."""
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    """Those among the media whose texts are translated, by name."""
    assessment: Assessment | None = None
    glossary: tuple[Term, ...] = ()
    objectives: tuple[Objective, ...] = ()
    competencies: tuple[Competency, ...] = ()
    licence: str = ""
    contacts: tuple[Contact, ...] = ()
    level: str = ""
    duration: int = 0
    """Minutes."""
    packaging: Literal["course", "module"] = "course"
    completion: Literal["lessons", "passed"] = "lessons"
    narration: Narrating = Narrating()
    theme: Theme = Theme()
    image: Media | None = None
    """What a platform's catalogue shows of the course; it is in no package."""
    written: tuple[tuple[str, str], ...] = ()
    """Files, and folders with a slash behind them, and the language that is written in their
    pictures and films, or `none`."""
    waivers: tuple[Waiver, ...] = ()
    part: str = ""
    """The module's id when this is one module of a course packed by module."""
    where: Where = field(default=NOWHERE, compare=False)


def lessons_of(course: Course) -> tuple[Lesson, ...]:
    """All lessons, in order."""
    return tuple(lesson for module in course.modules for lesson in module.lessons)


def practice_of(course: Course) -> tuple[Question, ...]:
    """The questions inside lessons."""
    return tuple(question for lesson in lessons_of(course) for question in lesson.questions)


def graded_of(course: Course) -> tuple[Question, ...]:
    """The questions of the final assessment."""
    sections = course.assessment.sections if course.assessment else ()
    return tuple(question for section in sections for question in section.questions)


def plain(inline: Inline) -> str:
    """The text without its codes, for titles, labels and metadata."""
    if len(inline) == 1 and isinstance(inline[0], str):
        return inline[0]  # as most are
    return "".join([piece for piece in inline if isinstance(piece, str)])


def file_for(names: Container[str], name: str, tag: str) -> str:
    """Name the file that stands in for another in a language: `form.hi.png` for `form.png`.

    A file for a language is also for its other scripts, unless they have their own.
    """
    stem, dot, ending = name.rpartition(".")
    own = (f"{stem}.{one}{dot}{ending}" for one in (tag, tag.partition("-")[0]))
    return next((one for one in own if one in names), name)


def accepted(inline: Inline, code: int) -> tuple[str, ...]:
    """Give the accepted answers of the blank that stands as this code in a text."""
    if code not in inline or -code not in inline:
        return ()
    inside = inline[inline.index(code) + 1 : inline.index(-code)]
    return tuple(answer.strip() for answer in plain(inside).split("|"))

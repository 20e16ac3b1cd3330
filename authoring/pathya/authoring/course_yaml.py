"""course.yaml: what may stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pathya.authoring.diagnostics import Diagnostics, Where
from pathya.authoring.values import Form, check_values
from pathya.authoring.yaml_document import Yaml

YesNo = Annotated[bool, Form(("yes", "no"))]
Words = Annotated[str, Form(least=1)]
Id = Annotated[str, Form(("rti-requests",), "[a-z][a-z0-9-]*", most=64)]
Percent = Annotated[int, Form(("60", "25%"), most=100, unit="%")]
Minutes = Annotated[int, Form(("30m",), most=6000, unit="m")]
Level = Literal["", "Beginner", "Intermediate", "Advanced"]
"""Empty: not said."""
Tag = Annotated[str, Form(("en",), "[a-z]{2,3}(-[A-Z][a-z]{3})?")]
Competence = Annotated[
    str, Form(("Behavioural / Decision Making / Sound Judgement", "COMSUBTHEME-000276"))
]


@dataclass(frozen=True, slots=True)
class ObjectiveEntry:
    """What a learner can do after the course."""

    id: Id
    """Questions name the objective by it."""
    text: Words
    """One sentence that starts with a verb."""
    competency: Competence = ""
    """Area / theme / sub-theme of the Karmayogi Competency Model, or the sub-theme's id."""
    level: Level = ""
    """The competency level that the objective leads to."""


@dataclass(frozen=True, slots=True)
class CompetencyEntry:
    """A place in the Karmayogi Competency Model; its name or id alone will do."""

    competency: Competence
    """Area / theme / sub-theme, or the sub-theme's id."""
    level: Level = ""
    """How far the course leads in it."""


CompetencyTag = Annotated[CompetencyEntry, Form(alone="competency")]


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """Who answers for the course."""

    name: Words
    """A person, or better an office."""
    email: str = ""
    """Where to write to."""


@dataclass(frozen=True, slots=True)
class AssessmentEntry:
    """The policy of the final assessment."""

    pass_mark: Percent = 60
    """Per cent of the points that pass."""
    attempts: Annotated[int, Form(("3",), most=100)] = 0
    """How often a learner may try; 0: as often as she likes."""
    time_limit: Minutes = 0
    """Minutes for one attempt; 0: no limit."""
    extra_time: Percent = 0
    """Per cent of the time limit that a learner who needs it may add, once."""
    negative: Percent = 0
    """Per cent of a question's points that a wrong answer costs."""
    scoring: Literal["exact", "partial"] = "exact"
    """Whether a question counts as a whole, or each of its parts."""
    review: YesNo = True
    """Whether learners see their answers afterwards."""


Voice = Literal["espeak", "bhashini", "recorded"]


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """Who speaks a language."""

    language: Tag
    """BCP 47."""
    voice: Voice
    """A voice on this machine, the language service of the Government of India, or recordings."""


@dataclass(frozen=True, slots=True)
class NarrationEntry:
    """Spoken lessons."""

    on: YesNo = False
    """Whether lessons are narrated."""
    voice: Voice = "espeak"
    """Who speaks: the voices of eSpeak NG, Bhashini, or your own recordings."""
    voices: tuple[VoiceEntry, ...] = ()
    """Who speaks a language that another voice than `voice` is for."""
    off: tuple[Id, ...] = ()
    """Lessons that are not narrated, by their ids."""
    format: Literal["mp3", "opus"] = "mp3"
    """MP3 is played everywhere; Opus is a quarter smaller, and silent on older iPhones."""


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """The look of the package."""

    accent: Annotated[str, Form(("#0b5cab",), "(#[0-9a-fA-F]{6})?")] = ""
    """The colour of buttons and links."""
    logo: str = ""
    """A picture in the course folder, such as media/logo.svg."""


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """What language is written in pictures and films themselves."""

    file: Annotated[str, Form(("media/form.png", "media/"), least=1)]
    """A picture or film; or a folder, with a slash at its end, for all in it that have no entry."""
    language: Annotated[str, Form(("none", "en"), "none|[a-z]{2,3}(-[A-Z][a-z]{3})?")]
    """BCP 47, or `none`: nothing is written in it that a learner reads."""


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """A finding that the authors accept until a date."""

    rule: Annotated[str, Form(("ACC004",), "[A-Z]{3}[0-9]{3}")]
    """The rule's code."""
    where: Words
    """The file it is found in, such as 02-deciding/01-fees.md, or hi/rti-requests.xlf."""
    reason: Words
    """Why it is accepted."""
    until: Annotated[str, Form(("2027-03-31",), "[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    """The last day of the waiver."""


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A course of Pathya."""

    id: Id
    """Names the course for ever: packages, records and catalogs carry it."""
    title: Annotated[str, Form(least=1, most=200)]
    """What learners read in the catalogue."""
    description: Words
    """What the course is about, in one to three sentences."""
    language: Tag = "en"
    """The language that the course is written in, BCP 47."""
    objectives: tuple[ObjectiveEntry, ...] = ()
    """What a learner can do after the course."""
    competencies: tuple[CompetencyTag, ...] = ()
    """Places in the Karmayogi Competency Model that the course gives credit for."""
    keywords: tuple[Words, ...] = ()
    """Words that people search for."""
    licence: str = "CC BY 4.0"
    """Under which licence the course may be used."""
    contacts: tuple[ContactEntry, ...] = ()
    """Who answers for the course."""
    level: Level = ""
    """For whom the course is."""
    duration: Minutes = 0
    """Minutes that a learner needs; computed from the text unless given."""
    packaging: Literal["course", "module"] = "course"
    """One package for the course, or one per module."""
    completion: Literal["lessons", "passed"] = "lessons"
    """What makes the course complete: all lessons seen, or the assessment passed."""
    assessment: AssessmentEntry = AssessmentEntry()
    """The policy of the final assessment."""
    narration: NarrationEntry = NarrationEntry()
    """Spoken lessons."""
    theme: ThemeEntry = ThemeEntry()
    """The look of the package."""
    image: Annotated[str, Form(("media/cover.png",))] = ""
    """A picture for the platform's catalogue."""
    written: tuple[WrittenEntry, ...] = ()
    """What is written in pictures and films themselves, where no translation reaches."""
    waivers: tuple[WaiverEntry, ...] = ()
    """Findings that the authors accept."""


def course_file(source: Yaml, where: Where) -> tuple[CourseFile | None, Diagnostics]:
    """Check the values of a course.yaml; say everything that is wrong with them."""
    return check_values(CourseFile, source, where.path)

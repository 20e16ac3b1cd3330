"""course.yaml: what may stand in it, checked all at once, and its JSON Schema for editors."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from pathya.authoring import rules
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.scribe import nearest
from pathya.authoring.yaml_source import Yaml

_CONFIG = ConfigDict(extra="forbid", use_attribute_docstrings=True, str_strip_whitespace=True)

_YES_NO = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


def _whole(unit: str) -> BeforeValidator:
    """Take the unit off a number: `30m`, `60%`."""

    def take(value: Any) -> Any:
        return value.strip().removesuffix(unit) if isinstance(value, str) else value

    written = Annotated[str, Field(pattern=rf"^[0-9]+{unit}?$")]
    return BeforeValidator(take, json_schema_input_type=int | written)


def _yes_no(value: Any) -> Any:
    return _YES_NO.get(value, value) if isinstance(value, str) else value


YesNo = Annotated[
    bool,
    BeforeValidator(_yes_no, json_schema_input_type=bool | Literal["yes", "no"]),
    Field(examples=["yes", "no"]),
]
Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64, examples=["rti-requests"])]
Percent = Annotated[int, Field(ge=0, le=100), _whole("%"), Field(examples=["60", "25%"])]
Minutes = Annotated[int, Field(ge=0, le=6000), _whole("m"), Field(examples=["30m"])]
Level = Literal["Beginner", "Intermediate", "Advanced"]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$", examples=["en"])]
Competence = Annotated[
    str, Field(examples=["Behavioural / Decision Making / Sound Judgement", "COMSUBTHEME-000276"])
]


@dataclass(frozen=True, slots=True, config=_CONFIG)
class ObjectiveEntry:
    """What a learner can do after the course."""

    id: Id
    """Questions name the objective by it."""
    text: Words
    """One sentence that starts with a verb."""
    competency: Competence = ""
    """Area / theme / sub-theme of the Karmayogi Competency Model, or the sub-theme's id."""
    level: Level | None = None
    """The competency level that the objective leads to."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class CompetencyEntry:
    """A place in the Karmayogi Competency Model; its name or id alone will do."""

    competency: Competence
    """Area / theme / sub-theme, or the sub-theme's id."""
    level: Level | None = None
    """How far the course leads in it."""


def _named(value: Any) -> Any:
    return {"competency": value} if isinstance(value, str) else value


CompetencyTag = Annotated[
    CompetencyEntry, BeforeValidator(_named, json_schema_input_type=Competence | CompetencyEntry)
]


@dataclass(frozen=True, slots=True, config=_CONFIG)
class ContactEntry:
    """Who answers for the course."""

    name: Words
    """A person, or better an office."""
    email: str = ""
    """Where to write to."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class AssessmentEntry:
    """The policy of the final assessment."""

    pass_mark: Percent = 60
    """Per cent of the points that pass."""
    attempts: Annotated[int, Field(ge=0, le=100, examples=["3"])] = 0
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


@dataclass(frozen=True, slots=True, config=_CONFIG)
class NarrationEntry:
    """Spoken lessons."""

    on: YesNo = False
    """Whether lessons are narrated."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class ThemeEntry:
    """The look of the package."""

    accent: Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$", examples=["#0b5cab"])] = ""
    """The colour of buttons and links."""
    logo: str = ""
    """A picture in the course folder, such as media/logo.svg."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class WaiverEntry:
    """A finding that the authors accept until a date."""

    rule: Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{3}$", examples=["ACC004"])]
    """The rule's code."""
    where: Words
    """The file it is found in, such as 02-deciding/01-fees.md, or hi/rti-requests.xlf."""
    reason: Words
    """Why it is accepted."""
    until: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2027-03-31"])]
    """The last day of the waiver."""


@dataclass(frozen=True, slots=True, config=_CONFIG)
class CourseFile:
    """A course of Pathya."""

    id: Id
    """Names the course for ever: packages, records and catalogs carry it."""
    title: Annotated[str, Field(min_length=1, max_length=200)]
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
    level: Level | None = None
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
    image: Annotated[str, Field(examples=["media/cover.png"])] = ""
    """A picture for the platform's catalogue."""
    waivers: tuple[WaiverEntry, ...] = ()
    """Findings that the authors accept."""


@cache
def _adapter() -> TypeAdapter[CourseFile]:
    return TypeAdapter(CourseFile)


def course_schema() -> dict[str, Any]:
    """Give the JSON Schema of course.yaml (draft 2020-12)."""
    schema = _adapter().json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def course_file(source: Yaml, where: Where) -> tuple[CourseFile | None, Diagnostics]:
    """Check the values of a course.yaml; say everything that is wrong with them."""
    try:
        return _adapter().validate_python(source.value), ()
    except ValidationError as fault:
        return None, tuple(_diagnostic(error, source, where.path) for error in fault.errors())


def _diagnostic(error: Any, source: Yaml, path: str) -> Diagnostic:
    at = Where(path, source.line(error["loc"]))
    name = ".".join(str(part) for part in error["loc"]) or "course.yaml"
    kind = error["type"]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        hint = nearest(str(error["loc"][-1]), _known_keys(error["loc"][:-1]))
        return rules.YML003.at(at, f"the key `{name}` is not known", hint)
    if kind in ("missing", "missing_argument"):
        return rules.YML004.at(at, f"the key `{name}` is missing", "Add it.")
    examples = _schema_at(error["loc"]).get("examples", [])
    hint = f"Write it like `{'` or `'.join(map(str, examples))}`." if examples else ""
    return rules.YML005.at(at, f"`{name}`: {_reason(error)}", hint)


_SAID = {
    "int_parsing": "is not a whole number",
    "bool_parsing": "is neither yes nor no",
    "bool_type": "is neither yes nor no",
    "string_pattern_mismatch": "is not written as it should be",
    "string_too_long": "is longer than {max_length} characters",
    "string_too_short": "must not be empty",
    "less_than_equal": "is more than {le}",
    "greater_than_equal": "is less than {ge}",
}
"""What pydantic finds, in the words of people who write courses."""


def _reason(error: Any) -> str:
    given = error["input"] if isinstance(error["input"], str) else ""
    kind = error["type"]
    if kind == "literal_error":
        return f"`{given}` is not {error['ctx']['expected']}"
    if kind in ("dataclass_type", "tuple_type"):
        return "a list is expected" if kind == "tuple_type" else "keys with values are expected"
    said = _SAID.get(kind, error["msg"][0].lower() + error["msg"][1:])
    said = said.format(**error.get("ctx", {}))
    return f"`{given[:60]}` {said}" if given else said


def _schema_at(loc: tuple[Any, ...]) -> dict[str, Any]:
    """Find the part of the schema that describes a value."""
    schema = course_schema()
    part: dict[str, Any] = schema
    for step in loc:
        part = (
            part.get("items", {})
            if isinstance(step, int)
            else part.get("properties", {}).get(step, {})
        )
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
    return part


def _known_keys(loc: tuple[Any, ...]) -> list[str]:
    return list(_schema_at(loc).get("properties", {}))

"""What the platform asks of the fields of a request: rules written by hand, one fact each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Values = Mapping[str, Any]

HTML_ARCHIVE = "application/vnd.ekstep.html-archive"
COLLECTION = "application/vnd.ekstep.content-collection"
QUESTIONSET = "application/vnd.sunbird.questionset"
QUESTION = "application/vnd.sunbird.question"

CATEGORIES = {HTML_ARCHIVE: "Learning Resource", COLLECTION: "Course"}
CONTENT_TYPES = {HTML_ARCHIVE: "Resource", COLLECTION: "Course"}
COURSE_CATEGORIES = ("Course", "Moderated Course", "Multilingual Course")
LICENCES = (
    *("CC BY 4.0", "CC BY-NC 4.0", "CC BY-NC-SA 4.0", "CC BY-SA 4.0"),
    "Standard YouTube License",
)
_SETS_TONGUES = (
    *("English", "Hindi", "Assamese", "Bengali", "Gujarati", "Kannada", "Malayalam", "Marathi"),
    *("Nepali", "Odia", "Punjabi", "Tamil", "Telugu", "Urdu", "Sanskrit", "Maithili", "Konkani"),
    "Other",
)
"""What a question set may be in; a course may also be in the others."""
TONGUES = (
    *_SETS_TONGUES,
    *("Munda", "Santali", "Juang", "Ho", "Bodo", "Dogri", "Kashmiri", "Manipuri", "Sindhi"),
)
NEGATIVE = ("0%", "25%", "50%", "75%", "100%")
LEVELS = ("Easy", "Medium", "Difficult", "HOTS")
QUESTION_TYPES = {
    "MCQ-SCA": "Multiple Choice Question",
    "MCQ-MCA": "Multiple Choice Question",
    "MCQ-SCA-TF": "Multiple Choice Question",
    "MCQ-MCA-W": "Multiple Choice Question",
    "FTB": "FTB Question",
    "MTF": "MTF Question",
}
_SET_FIELDS = frozenset(
    "identifier code assessmentType name description primaryCategory compatibilityLevel createdBy "
    "createdFor framework license mimeType language expectedDuration maxAssessmentRetakeAttempts "
    "scoreCutoffType questionTagging noOfSection showMarks minimumPassPercentage "
    "negativeMarkingPercentage totalQuestions totalMarks maxQuestions versionKey instructions "
    "additionalInstructions keywords purpose copyright channel competencies_v6 visibility author "
    "subTitle secureSettings showTimer randomization sectionTimeBound".split()
)
_SECTION_FIELDS = frozenset(
    "maxQuestions mimeType minimumPassPercentage name primaryCategory totalQuestions "
    "sectionLevelDefinition compatibilityLevel expectedDuration totalMarks sectionType "
    "additionalInstructions description code".split()
)
_QUESTION_FIELDS = frozenset(
    "code mimeType primaryCategory qType name body answer editorState choices rhsChoices "
    "compatibilityLevel questionLevel totalMarks language competencies_v6 bloomsLevel "
    "solutions feedback".split()
)
_NAME_SIGNS = frozenset("._-$/:।()[]'! ")
_SECTION_NAME = re.compile(r"[a-zA-Z0-9.\-_$/:\[\]*!'\s]{1,70}")


def check_new_content(values: Values, *, fourth: bool) -> Iterator[str]:
    """Judge what a content or a course is created with; `fourth`: by version 4 of the service."""
    yield from (f"{key} is not allowed" for key in ("status", "dialcodes") if key in values)
    for key in ("name", "code", "mimeType", "primaryCategory", "createdBy", "framework"):
        if not isinstance(values.get(key), str) or not values[key]:
            yield f"Required Metadata {key} not set"
    mime = values.get("mimeType", "")
    if mime not in CATEGORIES:
        yield f"mimeType: {mime!r} is not one of the enum"
        return
    if fourth and "contentType" in values:
        yield "contentType cannot be set by user"
    if not fourth and values.get("contentType") != CONTENT_TYPES[mime]:
        yield f"contentType must be {CONTENT_TYPES[mime]}"
    if values.get("primaryCategory") != CATEGORIES[mime]:
        yield f"primaryCategory must be {CATEGORIES[mime]}"
    if not re.fullmatch(r"[0-9]{16}", str(values.get("code"))):
        yield "code must have 16 digits"
    for key in ("createdFor", "organisation", "language"):
        if not values.get(key):
            yield f"{key} is missing"
    yield from check_content(values)


def check_content(values: Values) -> Iterator[str]:
    """Judge the fields of a content or a course, each where it is there."""
    for key, value in values.items():
        if key in _FIELDS and (fault := _FIELDS[key](value)):
            yield f"{key}: {fault}"


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else "should be a string"


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) < 5:
        return "should have 5 characters or more"
    strange = {sign for sign in value if not _may_stand_in_names(sign)}
    return f"characters that are not allowed: {' '.join(sorted(strange))}" if strange else ""


def _may_stand_in_names(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] in "LMN" or kind == "Cf" or sign in _NAME_SIGNS


def _description(value: Any) -> str:
    return _text(value) or ("" if len(value) <= 1000 else "has over 1000 characters")


def _seconds(value: Any) -> str:
    fine = isinstance(value, str) and value.isdecimal() and int(value) > 0
    return "" if fine else "should be a string with a number of seconds"


def _texts(value: Any) -> str:
    fine = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return "" if fine else "should be an array of strings"


def _keywords(value: Any) -> str:
    return _texts(value) or ("" if all(len(one) <= 50 for one in value) else "one is too long")


def _one_of(*choices: Any) -> Callable[[Any], str]:
    return lambda value: "" if value in choices else f"{value!r} is not one of the enum"


def _tongues(value: Any) -> str:
    return _texts(value) or next(
        (_one_of(*TONGUES)(one) for one in value if one not in TONGUES), ""
    )


def _switches(*keys: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        fine = isinstance(value, dict) and set(value) <= set(keys)
        return "" if fine and set(value.values()) <= {"Yes", "No"} else "should say Yes or No"

    return check


_FIELDS: Mapping[str, Callable[[Any], str]] = {
    "name": _name,
    "description": _description,
    "purpose": lambda value: _text(value) or ("" if len(value) <= 2000 else "is too long"),
    "duration": _seconds,
    "keywords": _keywords,
    "language": _tongues,
    "license": _one_of(*LICENCES),
    "learningMode": _one_of("Self Paced", "Instructor Led", "Classroom"),
    "difficultyLevel": _one_of("Beginner", "Intermediate", "Advanced"),
    "courseCategory": _one_of(*COURSE_CATEGORIES),
    "framework": _one_of("igot"),
    "isExternal": _one_of(True, False),
    "ownershipType": _texts,
    "createdFor": _texts,
    "organisation": _texts,
    "trackable": _switches("enabled", "autoBatch"),
    "credentials": _switches("enabled"),
}


# --- question sets -------------------------------------------------------------------------------


def check_questionset(values: Values) -> Iterator[str]:
    """Judge what a question set is created with: the server casts some fields without a look."""
    yield from _closed(values, _SET_FIELDS)
    yield from _named(values)
    if values.get("mimeType") != QUESTIONSET:
        yield f"mimeType must be {QUESTIONSET}"
    if values.get("primaryCategory") not in ("Course Assessment", "Practice Question Set"):
        yield "primaryCategory is not one of the enum"
    if values.get("assessmentType") not in (
        *("questionWeightage", "optionalWeightage", "questionOptionWeightage"),
    ):
        yield "assessmentType is not one of the enum"
    if values.get("negativeMarkingPercentage") not in NEGATIVE:
        yield f"negativeMarkingPercentage must be one of {', '.join(NEGATIVE)}"
    for key in ("expectedDuration", "maxAssessmentRetakeAttempts", "totalQuestions"):
        yield from _whole(values, key)
    if values.get("maxAssessmentRetakeAttempts") not in range(10):
        yield "maxAssessmentRetakeAttempts must be 0 to 9"
    if fault := next((one for one in values.get("language", ()) if one not in _SETS_TONGUES), ""):
        yield f"language: {fault!r} is not one of the enum"


def check_section(values: Values) -> Iterator[str]:
    """Judge a section of a question set."""
    yield from _closed(values, _SECTION_FIELDS)
    if not _SECTION_NAME.fullmatch(str(values.get("name", ""))):
        yield "name of a section: Latin letters and digits, at most 70"
    for key in ("minimumPassPercentage", "totalMarks", "totalQuestions", "maxQuestions"):
        yield from _whole(values, key)
    levels = values.get("sectionLevelDefinition")
    if not isinstance(levels, dict) or not set(levels) <= set(LEVELS):
        yield f"sectionLevelDefinition must have the levels {', '.join(LEVELS)}"


def check_question(values: Values) -> Iterator[str]:
    """Judge a question: what publishing needs, and what the server's scoring reads."""
    yield from _closed(values, _QUESTION_FIELDS)
    yield from _named(values)
    if values.get("mimeType") != QUESTION:
        yield f"mimeType must be {QUESTION}"
    kind = values.get("qType", "")
    if values.get("primaryCategory") != QUESTION_TYPES.get(kind, "?"):
        yield f"qType {kind!r} and primaryCategory do not fit"
    for key in ("body", "answer"):
        if not isinstance(values.get(key), str) or not values[key]:
            yield f"{key} is missing"
    if values.get("questionLevel") not in LEVELS:
        yield f"questionLevel must be one of {', '.join(LEVELS)}"
    options = (values.get("editorState") or {}).get("options")
    if not isinstance(options, list) or not options:
        yield "editorState has no options"
    elif kind.startswith("MCQ") and not any(one.get("answer") for one in options):
        yield "no option is right"
    elif kind in ("MCQ-SCA", "MCQ-SCA-TF") and sum(bool(one.get("answer")) for one in options) > 1:
        yield "more than one option is right"


def _named(values: Values) -> Iterator[str]:
    for key in ("name", "code", "mimeType", "primaryCategory"):
        if not isinstance(values.get(key), str):
            yield f"Required Metadata {key} not set"
    if len(str(values.get("name", ""))) < 5:
        yield "name should have 5 characters or more"


def _closed(values: Values, known: frozenset[str]) -> Iterator[str]:
    yield from (f"property {key} is not allowed" for key in values if key not in known)


def _whole(values: Values, key: str) -> Iterator[str]:
    if type(values.get(key)) is not int:
        yield f"{key} must be a whole number"

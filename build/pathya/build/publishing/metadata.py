"""The fields of contents and courses on the platform, from an edition of the course."""

from __future__ import annotations

from typing import Any

from pathya.build.publishing.settings import Account
from pathya.exporters.edition import Edition, shown
from pathya.exporters.questionset.names import title

_COLLECTION = "application/vnd.ekstep.content-collection"
_HTML_ARCHIVE = "application/vnd.ekstep.html-archive"
_LONGEST_KEYWORD = 50

Fields = dict[str, Any]


def resource_fields(edition: Edition, parts: int) -> Fields:
    """Give the fields of one package of a course that has so many."""
    return _shared(edition, edition.course.duration * 60 // parts)


def course_fields(edition: Edition) -> Fields:
    """Give the fields of the course itself."""
    course = edition.course
    return {
        **_shared(edition, course.duration * 60),
        "purpose": "\n".join(shown(course, one.text) for one in course.objectives),
        "keywords": [
            word for key in course.keywords if len(word := shown(course, key)) <= _LONGEST_KEYWORD
        ],
        "learningMode": "Self Paced",
        **({"difficultyLevel": course.level} if course.level else {}),
        "trackable": {"enabled": "Yes", "autoBatch": "Yes"},
        "credentials": {"enabled": "Yes"},
    }


def _shared(edition: Edition, seconds: int) -> Fields:
    course = edition.course
    return {
        "name": title(shown(course, course.title), course.id),
        "description": shown(course, course.description),
        "language": [edition.language.igot_name],
        "duration": str(max(seconds, 60)),  # a text: a number fails the platform's validation
        **({"license": course.licence} if course.licence else {}),
    }


def resource_making(account: Account, code: str) -> Fields:
    """Give the fields that a package's content gets when it is made."""
    return {
        **_made_by(account),
        "code": code,
        "mimeType": _HTML_ARCHIVE,
        "contentType": "Resource",
        "primaryCategory": "Learning Resource",
        "isExternal": False,
    }


def course_making(account: Account, code: str) -> Fields:
    """Give the fields that a course gets when it is made."""
    return {
        **_made_by(account),
        "code": code,
        "mimeType": _COLLECTION,
        "contentType": "Course",
        "primaryCategory": "Course",
        "courseCategory": "Course",
    }


def language_making(account: Account) -> Fields:
    """Give the fields with which a course in one more language is asked for."""
    made_by = _made_by(account)
    return {key: made_by[key] for key in ("createdBy", "creator", "createdFor", "organisation")}


def _made_by(account: Account) -> Fields:
    return {
        "createdBy": account.creator,
        "creator": account.creator_name,
        "createdFor": [account.organisation],
        "organisation": [account.organisation_name],
        "framework": account.framework,
        "ownershipType": ["createdFor"],
    }

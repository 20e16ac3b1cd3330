"""Names as iGOT's forms take them: so many characters, of certain kinds; and ids."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from pathya.authoring.graphemes import ELLIPSIS, cut

SHORTEST = 5
"""Characters: the schemas' minLength of a name."""
LONGEST = 70
_LONGEST_LABEL = 120
"""Characters of a question's name, which lists show; its body has the whole."""

_MARKS = "._-$/:।()[]'! "
_LATIN = re.compile(r"[^a-zA-Z0-9.\-_$/:\[\]*!']+")
_LAST_LATIN = "\u024f"


def title(text: str, context: str) -> str:
    """Make a text fit for the name of a set; a short one gets its context before it."""
    return _fit(_kept(text), _kept(context))


def latin_title(text: str, context: str) -> str:
    """Make a text fit for the name of a section; empty if it is in another script than Latin."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    kept = " ".join(_LATIN.sub(" ", plain).split())
    foreign = any(char.isalpha() and char > _LAST_LATIN for char in text)
    return _fit(kept, context) if kept and not foreign else ""


def label(text: str, key: str) -> str:
    """Make a question's text its name; a short one gets the question's id behind it."""
    named = text if len(text) >= SHORTEST else f"{text} ({key})".strip()
    return _cut(named, _LONGEST_LABEL)


def node_id(*parts: str) -> str:
    """Give the UUID that stands for a course, one of its questions, and a language."""
    return str(uuid5(NAMESPACE_URL, "urn:pathya:" + "/".join(parts)))


def code(name: str) -> str:
    """Give sixteen digits, of which the first is no zero, for an id."""
    return str(10**15 + int(sha256(name.encode()).hexdigest(), 16) % (9 * 10**15))


def _fit(text: str, context: str) -> str:
    return _cut(text if len(text) >= SHORTEST else f"{context}: {text}", LONGEST)


def _cut(text: str, limit: int) -> str:
    """Shorten between two clusters; the ellipsis is not among what names may hold."""
    return cut(text, limit).removesuffix(ELLIPSIS).rstrip()


def _kept(text: str) -> str:
    kept = (char if _is_kept(char) else " " for char in text)
    return " ".join("".join(kept).split())


def _is_kept(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LMN" or category == "Cf" or char in _MARKS

"""The Karmayogi Competency Model: names of areas, themes and sub-themes, and finding them."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata

from pathya.authoring import rules
from pathya.authoring.course import Competency
from pathya.authoring.diagnostics import Diagnostic, Where

Framework = tuple[Competency, ...]

_SIGNS = re.compile(r"[\W_]+")


def framework_parse(text: str) -> Framework:
    """Read a snapshot: CSV with the columns area, theme, subtheme."""
    rows = csv.DictReader(io.StringIO(text))
    return tuple(Competency(row["area"], row["theme"], row["subtheme"]) for row in rows)


def find_competency(
    text: str, framework: Framework, where: Where
) -> tuple[Competency | None, Diagnostic | None]:
    """Find what a person wrote as `area / theme / sub-theme`, or say what is nearest.

    Case, punctuation and `&` are forgiven. Without a framework any three names are taken.
    """
    parts = [part.strip() for part in text.split(" / ")]
    if len(parts) != 3 or not all(parts):
        hint = "Write it as `Functional / Administration Matters / …`."
        return None, rules.CMP001.at(where, f"`{text}` is not area / theme / sub-theme", hint)
    if not framework:
        return Competency(*parts), None
    known = {_key(str(one)): one for one in framework}
    if found := known.get(_key(text)):
        return found, None
    close = difflib.get_close_matches(_key(text), known, 3, 0.5)
    names = "; ".join(str(known[key]) for key in close)
    hint = f"Nearest are: {names}" if names else "Look it up in content/competencies/."
    return None, rules.CMP002.at(where, f"`{text}` is not in the framework", hint)


def _key(text: str) -> str:
    spelt = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return _SIGNS.sub(" ", spelt).strip()

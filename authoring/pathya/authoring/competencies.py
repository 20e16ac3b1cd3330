"""Find competencies in the framework by what people write; write them as the platform does."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pathya.authoring import rules
from pathya.authoring.course import Competency
from pathya.authoring.diagnostics import Diagnostic, Where

if TYPE_CHECKING:
    from pathya.authoring.framework import Framework, Node, Place

_DROPPED = {"competency", "competencies"}
_NEAREST = 3


def find_competency(
    text: str, framework: Framework, where: Where
) -> tuple[Competency | None, Diagnostic | None]:
    """Find what a person wrote as `area / theme / sub-theme` or as an id, or say what is nearest.

    Names are compared by `spelt`. Without a framework any three names are taken.
    """
    found = places_of(text, framework)
    if len(found) == 1:
        return replace(found[0].competency, where=where), None
    if found:
        hint = f"Write the names or the id of one: {'; '.join(map(_told, found))}."
        return None, rules.CMP004.at(where, f"`{text}` names {len(found)} places", hint)
    parts = [part.strip() for part in text.split(" / ")]
    if len(parts) < 3 or not all(parts):
        hint = _nearest(text, framework) or "Write it as `Functional / Administration Matters / …`."
        return None, rules.CMP001.at(where, f"`{text}` is not area / theme / sub-theme", hint)
    if not framework:
        area, theme, *rest = parts
        return Competency(area, theme, " / ".join(rest), where=where), None
    hint = _nearest(text, framework) or "`pathya competencies search` finds it by its words."
    return None, rules.CMP002.at(where, f"`{text}` is not in the framework", hint)


def places_of(text: str, framework: Framework) -> tuple[Place, ...]:
    """Give the places that three names or the id of a sub-theme mean: one, none, or several."""
    index = _index(framework)
    found = index.get(_id(text)) or index.get(spelt(text), ())
    # Of names that differ in signs alone, what is written letter for letter is meant.
    exact = tuple(place for place in found if str(place.competency) == text.strip())
    return exact or found


def spelt(text: str) -> str:
    """Reduce a name to what counts in it: case, signs and the word competency do not.

    The rule is the platform's own (`kcm-framework.ts` of igot-ai-ui-assessment).
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    text = text.replace("behavioral", "behavioural")
    signs = (char if unicodedata.category(char)[0] in "LMN" else " " for char in text)
    return " ".join(word for word in "".join(signs).split() if word not in _DROPPED)


@lru_cache(maxsize=4)
def _index(framework: Framework) -> Mapping[str, tuple[Place, ...]]:
    """Index places by their names and by the ids of their sub-themes."""
    index: dict[str, tuple[Place, ...]] = {}
    for place in framework:
        # The bare UUID is how older tags name what newer ones know as kcmfinal_fw_subtheme_….
        named = (place.subtheme.id, place.subtheme.id.rpartition("_")[2], place.subtheme.ref)
        for key in {spelt(str(place.competency)), *filter(None, map(_id, named))}:
            index[key] = (*index.get(key, ()), place)
    return index


def _id(written: str) -> str:
    """Fold an id; names never look like it, for their signs are blanks in the index."""
    written = written.strip().casefold()
    return written if " " not in written and ("-" in written or "_" in written) else ""


def _told(place: Place) -> str:
    return " = ".join(filter(None, (str(place.competency), place.subtheme.id)))


def _nearest(text: str, framework: Framework) -> str:
    names = [str(place.competency) for place in search(text, framework)[:_NEAREST]]
    if not names:
        known = {spelt(str(place.competency)): str(place.competency) for place in framework}
        from difflib import get_close_matches  # noqa: PLC0415 - needed where something is wrong

        close = get_close_matches(spelt(text), known, _NEAREST, 0.5)
        names = [known[key] for key in close]
    return f"Nearest are: {'; '.join(names)}" if names else ""


def search(text: str, framework: Framework) -> tuple[Place, ...]:
    """Find the places that have all these words or their beginnings, or the id of any of theirs."""
    words, own = spelt(text).split(), _id(text)
    return tuple(
        place
        for place in framework
        if (own and own in _ids(place)) or (words and _has(words, spelt(str(place.competency))))
    )


def _has(words: Iterable[str], name: str) -> bool:
    return all(any(one.startswith(word) for one in name.split()) for word in words)


def _ids(place: Place) -> Iterator[str]:
    for node in (place.area, place.theme, place.subtheme):
        yield from (_id(node.id), _id(node.id.rpartition("_")[2]), _id(node.ref))


# --- the platform's form -------------------------------------------------------------------------


def place_of(framework: Framework, competency: Competency) -> Place | None:
    """Give the place of a competency; None when the framework has none."""
    named = (place for place in framework if place.competency == competency)
    return next((place for place in named if competency.id in ("", place.subtheme.id)), None)


def competencies_v6(framework: Framework, competency: Competency) -> dict[str, Any]:
    """Write a competency as contents of the platform carry it; empty while its ids are not known.

    Shape: `CompetencyData` of the platform's portals; the server itself checks nothing in it.
    """
    place = place_of(framework, competency)
    if place is None or not place.has_ids:
        return {}
    return {
        **_v6("competencyArea", place.area),
        **_v6("competencyTheme", place.theme, _properties),
        "competencyThemeType": "theme",
        **_v6("competencySubTheme", place.subtheme, _properties),
    }


def _v6(kind: str, node: Node, more: Callable[[Node], Any] | None = None) -> dict[str, Any]:
    entry = {
        f"{kind}Identifier": node.id,
        f"{kind}RefId": node.ref or node.id.rpartition("_")[2],
        f"{kind}Name": node.name,
        f"{kind}Description": node.description,
    }
    return entry | ({f"{kind}AdditionalProperties": more(node)} if more else {})


def _properties(node: Node) -> Any:
    return json.loads(node.properties) if node.properties else {"displayName": node.name}

"""The attributes of a drawing as they may stand in a page, styles among them.

The page's Content-Security-Policy knows no `style`, and a class of a drawing would be one of the
page. So what styles say is written as attributes, which browsers take for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pathya.authoring.drawing import OWN
from pathya.authoring.svg import parted
from pathya.authoring.svg_names import LINKS, PRESENTATION, SHOWN_ATTRIBUTES
from pathya.authoring.xml.parse import Element
from pathya.authoring.xml.write import written_attributes

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?<![^{}])([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\*|\.-?[A-Za-z_][\w-]*|[A-Za-z]+")
_IMPORTANT = re.compile(r"(?<!\s)\s*!\s*important\Z", re.IGNORECASE)
_URL = re.compile(r"url\(\s*([\"']?)#([^\"')]*+)\1\s*+\)", re.IGNORECASE)
_FONT = re.compile(
    r"(?P<words>(?:[a-z]+\s+|[1-9]00\s+)*)(?P<size>[\d.]+(?:px|pt|em|rem|%)?)(?:/\S+)?\s+\S",
    re.IGNORECASE,
)
"""A `font` shorthand: style and weight, size, and a family that the page has one of its own for."""
_LINKED = ("use", "lineargradient", "radialgradient", "pattern")

Rules = Mapping[str, Mapping[str, str]]
"""What a style sheet says, by `*`, an element's name or `.class`."""


@dataclass(frozen=True, slots=True)
class Look:
    """What tells how the elements of a drawing look."""

    rules: Rules
    ids: Mapping[str, int]
    """The number by which the page knows an id."""


def look_of(root: Element) -> Look | str:
    """Read a drawing's styles and ids; or say what of them cannot stand in a page."""
    ids: dict[str, int] = {}
    rules: dict[str, dict[str, str]] = {}
    for one in root.iter():
        if name := one.get("id"):
            if str(name) in ids:
                return f"has the id {str(name)[:40]} twice"
            ids[str(name)] = len(ids) + 1
        if parted(one.tag)[1] == "style" and not _add_rules(_text_of(one), rules):
            return "has a <style> with more than plain rules for classes"
    return Look(rules, ids)


def _text_of(style: Element) -> str:
    return "".join(map(str, style.itertext()))


def _add_rules(css: str, rules: dict[str, dict[str, str]]) -> bool:
    css = _COMMENT.sub(" ", css)
    if "@" in css or _RULE.sub("", css).strip():
        return False
    for found in _RULE.finditer(css):
        for selector in map(str.strip, found[1].split(",")):
            if not _SELECTOR.fullmatch(selector):
                return False
            known = selector if selector.startswith(".") else selector.lower()
            rules.setdefault(known, {}).update(declarations(found[2]))
    return True


def declarations(style: str) -> dict[str, str]:
    """Read `fill: red; stroke: none`; a `font` is taken apart."""
    said: dict[str, str] = {}
    for one in _COMMENT.sub(" ", style).split(";"):
        name, _, value = one.partition(":")
        name, value = name.strip().lower(), _IMPORTANT.sub("", value.strip())
        said |= _font(value) if name == "font" else {name: value}
    return said


def _font(value: str) -> dict[str, str]:
    found = _FONT.match(value)
    if not found:
        return {}
    said = {"font-size": found["size"]}
    for word in found["words"].lower().split():
        if word in ("bold", "bolder", "lighter") or word.isdigit():
            said["font-weight"] = word
        elif word in ("italic", "oblique"):
            said["font-style"] = word
    return said


def shown_attributes(element: Element, look: Look) -> dict[str, str]:
    """Give all that is shown of an element's attributes, styles among them; ids are the page's."""
    name = parted(element.tag)[1]
    classes = str(element.get("class", "")).split()
    said = dict(_own(element, name, look))
    if not look.rules and "style" not in element.attrib:
        return said  # as most are
    for selector in ("*", name):
        said |= _styled(look.rules.get(selector, {}), look)
    for selector, rule in look.rules.items():
        if selector.startswith(".") and selector[1:] in classes:
            said |= _styled(rule, look)
    return said | _styled(declarations(str(element.get("style", ""))), look)


def _own(element: Element, name: str, look: Look) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        space, local = parted(key)
        if local == "id" and not space:
            yield "id", _id(str(value), look)
        elif local == "href" and space in ("", LINKS):
            if name in _LINKED and str(value).strip().startswith("#"):
                yield "href", f"#{_id(str(value).strip()[1:], look)}"
        elif not space and local in SHOWN_ATTRIBUTES:
            yield from _value(str(key), str(value), look)


def _styled(said: Mapping[str, str], look: Look) -> dict[str, str]:
    known = ((key, value) for key, value in said.items() if key in PRESENTATION)
    shown = (_value(key, value, look) for key, value in known if key in SHOWN_ATTRIBUTES)
    return dict(one for pairs in shown for one in pairs)


def _value(key: str, value: str, look: Look) -> Iterator[tuple[str, str]]:
    """Let a value pass that leads to nothing but the drawing itself."""
    if "\\" in value or OWN in value:
        return
    if "(" in value:
        if "url(" in _URL.sub("", value).lower():
            return
        value = _URL.sub(lambda found: f"url(#{_id(found[2], look)})", value)
    yield key, value


def _id(name: str, look: Look) -> str:
    return f"{OWN}{look.ids.get(name, 0)}"


def written(attributes: Mapping[str, str]) -> str:
    """Write attributes, each behind a space."""
    return written_attributes(attributes)

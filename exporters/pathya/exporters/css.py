"""Find what style sheets load that nobody vouches for, in time that grows with their length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SYNTAX = r"""(?isx)
      /\*.*?(?:\*/|\Z)
    | "(?P<double>(?:[^"\\\n]++|\\(?:\r\n|.|\Z))*+)"?
    | '(?P<single>(?:[^'\\\n]++|\\(?:\r\n|.|\Z))*+)'?
    | (?P<name>@?(?:[-\w\u0080-\U0010ffff]++|\\[0-9a-f]{1,6}+\s?|\\[^\n])++)
      (?:(?P<opens>\()(?:\s*+(?P<bare>(?:[^\s"'()\\]++|\\[0-9a-f]{1,6}+\s?|\\.)++)(?=\s*+(?:\)|\Z)))?)?
    | [();{]
    """
"""What matters of CSS Syntax Level 3 §4; `bare` is the one thing in a function, without quotes.

Compiled where it is used, for that takes as long as a page, and our own pages need none of it.
"""
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\r?\n|(.)|\Z)", re.DOTALL | re.IGNORECASE)
_LOADING = {"url", "image-set", "-webkit-image-set"}
"""Functions whose strings are addresses."""


def css_loads(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """List all that a style sheet loads: (line, address), lines counted from `first`."""
    line, counted = first, 0
    for place, address in _addresses(text):
        line += text.count("\n", counted, place)
        counted = place
        yield line, _unescaped(address)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    """List the addresses as they are written, with their places."""
    rule = ""
    inside: list[str] = []
    for token in re.finditer(_SYNTAX, text):
        name = _unescaped(token["name"] or "").lower()
        if token["opens"]:
            inside.append(name)
        elif name.startswith("@"):
            rule = name
        else:
            rule = "" if token[0] in (";", "{") else rule
            _nest(inside, token[0])
        written = _address(token, rule, inside[-1] if inside else None)
        if written is not None and rule != "@namespace":  # a namespace is a name, not a place
            yield token.start(), written


def _nest(inside: list[str], bracket: str) -> None:
    if bracket == "(":
        inside.append("")
    elif bracket == ")" and inside:
        inside.pop()


def _address(token: re.Match[str], rule: str, function: str | None) -> str | None:
    """Give the address that a token is, if it is one."""
    if token["opens"]:
        return token["bare"] if function == "url" else None
    if function in _LOADING or (rule == "@import" and function is None):
        return token["single"] if token["double"] is None else token["double"]
    return None


def _unescaped(written: str) -> str:
    return _ESCAPE.sub(_meant, written)


def _meant(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2] or ""
    point = int(escape[1], 16)
    unfit = not 0 < point <= 0x10FFFF or 0xD800 <= point <= 0xDFFF
    return "\ufffd" if unfit else chr(point)

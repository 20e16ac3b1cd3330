"""Keep what an engine must not touch: codes, names and addresses travel as tokens.

What comes back is trusted only if every token is there once and the codes nest; what it stood for
then takes its place again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pathya.authoring.course import Inline, plain
from pathya.authoring.sources import nfc
from pathya.locales.catalog import joined
from pathya.locales.engines.tokens import SHAPES, Shape, find_tokens

WHOLE = frozenset({"x-code", "x-blank"})
"""Codes that stand for all that is in them: code is not translated, answers are on their own."""

_AS_IT_IS = r"""
    (?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+ # an e-mail address
  | (?:https?|ftp)://[^\s<>"'()]*[^\s<>"'(),.;:!?]
  | www\.[^\s<>"'()]*[^\s<>"'(),.;:!?]
  | \{\{?\w+\}?\}                              # a placeholder
  | (?<!\w)[#@][A-Za-z]\w*
  | \b\w+_\w+\b                                # engines lose the underline
"""
_LONG_NUMBER = r"| (?<![\w.])[\d][\d.,:/'-]{2,}\d%?(?!\w)"
_THINGS = {
    numbers: re.compile(_AS_IT_IS + (_LONG_NUMBER if numbers else ""), re.VERBOSE)
    for numbers in (False, True)
}
_OPENING, _CLOSING = frozenset("([{“‘«/-"), frozenset(".,;:!?)]}”’»/-।॥۔،؛؟᱾᱿꯫")


@dataclass(frozen=True, slots=True)
class Name:
    """Words in a source for which the target has words already."""

    start: int
    end: int
    target: str


Names = Callable[[str], Iterable[Name]]
"""Finds names in a text."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a token stands for."""

    pieces: Inline
    role: Literal["opens", "closes", "alone", "word"] = "word"
    left: str = ""
    """What it stands against in the source, as is `right`: empty for a space or an end."""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Protected:
    """A text made safe for an engine."""

    text: str
    held: tuple[Held, ...]
    """In the order of their tokens."""
    before: Inline
    """What was cut off, as is `after`: spaces, codes that stand at an edge or go round all."""
    after: Inline
    shape: Shape
    first: int


@dataclass(frozen=True, slots=True)
class Protection:
    """What is to be protected, and how."""

    kinds: tuple[str, ...] = ()
    """Of the text's codes, code 1 first."""
    names: Names = lambda _: ()
    numbers: bool = False
    first: int = 1
    shape: int = 0


_Atom = str | Held
_NEIGHBOUR = "<"


def _edge(atom: _Atom, at: int) -> str:
    """Give the character at the end of words, if it is no space; `_NEIGHBOUR` for another token."""
    if isinstance(atom, Held):
        return _NEIGHBOUR
    return atom[at].strip() if atom else ""


def protect(text: Inline, how: Protection) -> Protected:
    """Make a text safe for an engine."""
    inside, before, after = _cut(list(_atoms(text, how)))
    shape = SHAPES[how.shape]
    held: list[Held] = []
    said: list[str] = []
    for left, atom, right in zip(["", *inside], inside, [*inside[1:], ""], strict=False):
        if isinstance(atom, str):
            said.append(atom)
        else:
            said.append(f" {shape.written.format(how.first + len(held))} ")
            held.append(replace(atom, left=_edge(left, -1), right=_edge(right, 0)))
    words = " ".join("".join(said).split())
    return Protected(words, tuple(held), before, after, shape, how.first)


def has_words(text: str) -> bool:
    """Tell whether there is anything to translate in a text, beside tokens."""
    for shape in SHAPES:
        text = shape.found.sub(" ", text)
    return any(char.isalpha() for char in text)


# --- into tokens ---------------------------------------------------------------------------------


def _atoms(text: Inline, how: Protection) -> Iterator[_Atom]:
    at = 0
    closed = {-piece for piece in text if isinstance(piece, int) and piece < 0}
    while at < len(text):
        piece = text[at]
        if isinstance(piece, str):
            yield from _words(piece, how)
        elif piece > 0 and _kind(piece, how) in WHOLE and -piece in text[at:]:
            end = text.index(-piece, at)
            yield Held(text[at : end + 1])
            at = end
        elif piece < 0:
            yield Held((piece,), "closes")
        else:
            yield Held((piece,), "opens" if piece in closed else "alone")
        at += 1


def _kind(number: int, how: Protection) -> str:
    return how.kinds[number - 1] if number <= len(how.kinds) else ""


def _words(text: str, how: Protection) -> Iterator[_Atom]:
    things = [Name(hit.start(), hit.end(), hit[0]) for hit in _THINGS[how.numbers].finditer(text)]
    # What looks like a token already is none of ours.
    alike = find_tokens(text, SHAPES[how.shape])
    things += [Name(start, end, text[start:end]) for start, end, _ in alike]
    done = 0
    for name in sorted((*things, *how.names(text)), key=lambda one: (one.start, -one.end)):
        if name.start < done:
            continue
        if text[done : name.start]:
            yield text[done : name.start]
        yield Held((name.target,))
        done = name.end
    if text[done:]:
        yield text[done:]


def _cut(atoms: list[_Atom]) -> tuple[list[_Atom], Inline, Inline]:
    """Take off the edges: spaces, codes that stand alone, pairs that go round all that is left."""
    before: list[str | int] = []
    after: list[str | int] = []
    while atoms:
        first, last = atoms[0], atoms[-1]
        if _loose(first):
            before += _pieces(atoms.pop(0))
        elif _loose(last):
            after[:0] = _pieces(atoms.pop())
        elif _go_round(first, last):
            before += _pieces(atoms.pop(0))
            after[:0] = _pieces(atoms.pop())
        else:
            break
    return _trimmed(atoms, before, after)


def _trimmed(
    atoms: list[_Atom], before: list[str | int], after: list[str | int]
) -> tuple[list[_Atom], Inline, Inline]:
    """Move the spaces at the outer ends of the words to what was cut off."""
    if atoms and isinstance(atoms[0], str):
        words = atoms[0].lstrip()
        before.append(atoms[0][: len(atoms[0]) - len(words)])
        atoms[0] = words
    if atoms and isinstance(atoms[-1], str):
        words = atoms[-1].rstrip()
        after.insert(0, atoms[-1][len(words) :])
        atoms[-1] = words
    return atoms, joined(before), joined(after)


def _pieces(atom: _Atom) -> Inline:
    return (atom,) if isinstance(atom, str) else atom.pieces


def _loose(atom: _Atom) -> bool:
    return not atom.strip() if isinstance(atom, str) else atom.role == "alone"


def _go_round(first: _Atom, last: _Atom) -> bool:
    if isinstance(first, str) or isinstance(last, str) or first.role != "opens":
        return False
    return last.pieces == tuple(-piece for piece in first.pieces if isinstance(piece, int))


# --- and back ------------------------------------------------------------------------------------


def restore(one: Protected, draft: str) -> Inline | None:
    """Put back what the tokens stand for; None unless each is there once and the codes nest."""
    draft = nfc(draft).strip()
    last = one.first + len(one.held)
    # A number that is none of ours belongs to words that only look like a token.
    hits = [hit for hit in find_tokens(draft, one.shape) if one.first <= hit[2] < last]
    if sorted(number for *_, number in hits) != list(range(one.first, last)):
        return None
    words = _between(draft, hits)
    held = [one.held[number - one.first] for *_, number in hits]
    for at, token in enumerate(held):
        words[at], words[at + 1] = _spaced(words[at], token, words[at + 1])
    pieces: list[str | int] = [words[0]]
    for token, after in zip(held, words[1:], strict=True):
        pieces += (*token.pieces, after)
    restored = joined(pieces)
    if not _nests(restored) or (one.text and not restored):
        return None
    return joined((*one.before, *restored, *one.after))


def without_tokens(one: Protected, draft: str) -> str:
    """Give the words of a draft that cannot be trusted, with the names that are still there."""
    held = dict(enumerate(one.held, one.first))
    draft = nfc(draft)
    hits = list(find_tokens(draft, one.shape))
    names = [plain(held[number].pieces) if number in held else "" for *_, number in hits]
    words = zip(_between(draft, hits), [*names, ""], strict=True)
    return " ".join(" ".join(f"{said} {name}" for said, name in words).split())


def _between(draft: str, hits: Sequence[tuple[int, int, int]]) -> list[str]:
    starts = [0, *(end for _, end, _ in hits)]
    ends = [*(start for start, _, _ in hits), len(draft)]
    return [draft[start:end] for start, end in zip(starts, ends, strict=True)]


def _spaced(left: str, token: Held, right: str) -> tuple[str, str]:
    """Space a token as its source does: engines are given spaces around each."""
    outer_left, outer_right = left.rstrip(), right.lstrip()
    before, after = outer_left[-1:] or _NEIGHBOUR, outer_right[:1] or _NEIGHBOUR
    if before in _OPENING or before == token.left:
        left = outer_left
    elif not token.left and outer_left:
        left = f"{outer_left} "
    if after in _CLOSING or after == token.right:
        right = outer_right
    return {
        "opens": (left, outer_right),
        "closes": (outer_left, right),
        "alone": (outer_left if token.left else left, right),
        "word": (left, right),
    }[token.role]


def _nests(text: Inline) -> bool:
    open_codes: list[int] = []
    closed = {-piece for piece in text if isinstance(piece, int) and piece < 0}
    for piece in text:
        if isinstance(piece, str):
            continue
        if piece > 0 and piece in closed:
            open_codes.append(piece)
        elif piece < 0 and (not open_codes or open_codes.pop() != -piece):
            return False
    return not open_codes

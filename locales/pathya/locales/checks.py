"""Hold a translation against its source: its codes, accepted answers and characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from pathya.authoring.course import Code, Inline, Unit, accepted, plain
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, has_errors
from pathya.authoring.sources import DIRECTED, turned, unusable
from pathya.locales import rules
from pathya.locales.catalog import Entry, State
from pathya.locales.label_lines import too_wide

EMPHASIS = frozenset({"bold", "italic", "x-code", "x-strike", "x-span", "lb"})
"""Codes that only change the look: a text without them can still be read."""
ONCE = frozenset({"x-blank", "x-footnote"})
"""Codes with an id of their own in the page: twice would be two of one kind."""
MAY_NOT_HOLD = {
    "link": frozenset({"link", "x-blank", "x-footnote"}),
    "x-blank": frozenset({"link", "x-blank", "x-footnote", "image"}),
}
"""HTML has no link inside a link; of what is inside a blank only the words count."""

_Fault = tuple[Rule, str]

_COPY = "Copy the codes from the source; tools insert them with a key."
_HINTS = {
    rules.TRN004: "Give all that a learner may rightly type, parted by `|`, none of it empty.",
    rules.TRN007: "Translate the words, or leave the whole text empty.",
    rules.TRN008: "Close the one before the other begins.",
}


def check_entry(unit: Unit, entry: Entry) -> Diagnostics:
    """Say what is wrong with the translation of a unit."""
    target = entry.target
    if len(target) == 1 and not unit.codes and not unit.room:
        words = target[0]
        if isinstance(words, str) and words.isprintable() and words.strip():
            return ()  # as nearly all are
    codes = () if _is_alike(unit, target) else _check_codes(unit, entry)
    return (*codes, *_check_characters(entry), *_check_room(unit, entry))


def _check_room(unit: Unit, entry: Entry) -> Iterator[Diagnostic]:
    if times := too_wide(unit, entry.target):
        message = f"{unit.id}: it takes about {times:.1f} times the room that it has"
        hint = "Shorten it, or make a drawing for the language, such as media/a.hi.svg."
        yield rules.TRN011.at(entry.where, message, hint)


def stands_in(found: Diagnostics) -> bool:
    """Tell whether the source has to be shown for a translation of which this was found."""
    return has_errors(found) or any(one.rule is rules.TRN005 for one in found)


# --- codes that stand as in the source -----------------------------------------------------------

_Shape = Inline
"""A text with a mark in the place of words, and nothing in that of spaces."""


def _is_alike(unit: Unit, target: Inline) -> bool:
    """Tell that codes and words stand in a translation as they do in a source without a fault."""
    return _shape(target) == _sound_shape(unit.source, unit.codes)


@lru_cache(maxsize=4096)
def _sound_shape(source: Inline, codes: tuple[Code, ...]) -> _Shape | None:
    """Give the shape of a source; None if a text of that shape may have a fault.

    It has none where each code stands once, and is closed if it goes around text.
    """
    if any(code.kind == "x-blank" for code in codes):
        return None
    numbers = [piece for piece in source if isinstance(piece, int)]
    whole = [number for number, code in enumerate(codes, 1) if number in numbers]
    whole += [-number for number in whole if codes[number - 1].close is not None]
    return _shape(source) if sorted(numbers) == sorted(whole) else None


def _shape(text: Inline) -> _Shape:
    """Reduce a text to all that the rules of codes look at, but for what blanks accept."""
    return tuple([piece if isinstance(piece, int) else piece.strip() and "…" for piece in text])


# --- codes ---------------------------------------------------------------------------------------


def _check_codes(unit: Unit, entry: Entry) -> Iterator[Diagnostic]:
    faults = tuple(_code_faults(unit, entry.target))
    grave = [message for rule, message in faults if rule.severity == "error"]
    if entry.state is State.FUZZY and grave:
        # It was made for another source: nobody has done anything wrong.
        yield rules.TRN005.at(entry.where, f"{unit.id}: {'; '.join(grave)}")
        return
    for rule, message in faults:
        yield rule.at(entry.where, f"{unit.id}: {message}", _HINTS.get(rule, _COPY))


def _code_faults(unit: Unit, target: Inline) -> Iterator[_Fault]:
    if plain(unit.source).strip() and not plain(target).strip():
        yield rules.TRN007, "there are codes and no words"
        return
    yield from _unknown(unit.codes, target)
    yield from _lost_and_doubled(unit, target)
    yield from _nested(unit, target)
    yield from _empty_answers(unit.codes, target)


def _unknown(codes: tuple[Code, ...], target: Inline) -> Iterator[_Fault]:
    opened = Counter(piece for piece in target if isinstance(piece, int) and piece > 0)
    closed = Counter(-piece for piece in target if isinstance(piece, int) and piece < 0)
    for number in _closed_early(target):
        yield rules.TRN003, f"code {number} is closed where it is not open"
    for number, times in opened.items():
        if number > len(codes):
            yield rules.TRN003, f"code {number} is not in the source"
            continue
        code = codes[number - 1]
        if closed[number] != (0 if code.close is None else times):
            shape = "stands alone" if code.close is None else "goes around text"
            yield rules.TRN003, f"{_name(number, code)} {shape} in the source, but not here"


def _closed_early(target: Inline) -> Iterator[int]:
    """Find codes that end before they begin: counts alone do not tell."""
    inside: Counter[int] = Counter()
    for piece in target:
        if isinstance(piece, int):
            inside[abs(piece)] += 1 if piece > 0 else -1
            if inside[abs(piece)] == -1 and piece < 0:
                yield -piece


def _lost_and_doubled(unit: Unit, target: Inline) -> Iterator[_Fault]:
    expected, counts = _showing(unit.source, unit.codes), _showing(target, unit.codes)
    for number, code in enumerate(unit.codes, 1):
        if counts[number] == 1 or not expected[number]:
            continue
        grave = code.kind in ONCE or (counts[number] == 0 and code.kind not in EMPHASIS)
        what = "is lost" if counts[number] == 0 else f"stands {counts[number]} times"
        if number in target and not counts[number]:
            what = "goes around nothing"
        yield rules.TRN002 if grave else rules.TRN001, f"{_name(number, code)} {what}"


def _showing(text: Inline, codes: tuple[Code, ...]) -> Counter[int]:
    """Count each code of a text; around nothing, a code shows nothing and does not count."""
    counts: Counter[int] = Counter()
    starts: defaultdict[int, list[int]] = defaultdict(list)
    shown = 0
    for piece in text:
        if isinstance(piece, str):
            shown += bool(piece.strip())
        elif piece > 0:
            counts[piece] += 1
            starts[piece].append(shown)
            shown += piece <= len(codes) and _shows(codes[piece - 1])
        elif starts[-piece] and starts[-piece].pop() == shown:
            counts[-piece] -= 1
    return counts


def _shows(code: Code) -> bool:
    return code.close is None or code.kind == "x-blank"


def _nested(unit: Unit, target: Inline) -> Iterator[_Fault]:
    # What the source itself nests is the author's affair.
    for outer, inner in sorted(_held(target, unit.codes) - _held(unit.source, unit.codes)):
        names = (_name(number, unit.codes[number - 1]) for number in (inner, outer))
        yield rules.TRN008, " stands inside ".join(names)


def _held(text: Inline, codes: tuple[Code, ...]) -> set[tuple[int, int]]:
    """Pair a link or blank with each code in it that it may not hold: (outer, inner)."""
    found: set[tuple[int, int]] = set()
    holders: list[int] = []
    for piece in text:
        if isinstance(piece, str) or abs(piece) > len(codes):
            continue
        kind = codes[abs(piece) - 1].kind
        if piece > 0 and holders and kind in MAY_NOT_HOLD[codes[holders[-1] - 1].kind]:
            found.add((holders[-1], piece))
        if piece > 0 and kind in MAY_NOT_HOLD:
            holders.append(piece)
        elif holders and holders[-1] == -piece:
            holders.pop()
    return found


def _empty_answers(codes: tuple[Code, ...], target: Inline) -> Iterator[_Fault]:
    for number, code in enumerate(codes, 1):
        if code.kind == "x-blank" and not all(accepted(target, number)):
            yield rules.TRN004, f"{_name(number, code)} accepts an empty answer"


def _name(number: int, code: Code) -> str:
    return f"code {number} ({code.kind.removeprefix('x-')})"


# --- characters ----------------------------------------------------------------------------------


def _check_characters(entry: Entry) -> Iterator[Diagnostic]:
    text = plain(entry.target)
    if text.isprintable():
        return
    if fault := unusable(text, entry.where):
        yield rules.TRN009.at(entry.where, f"{entry.id}: {fault.message}", fault.hint)
    if message := turned(text):
        yield rules.TRN010.at(entry.where, f"{entry.id}: {message}", DIRECTED)

"""WebVTT to cues, and all that is wrong with it.

Browsers drop what they cannot read without a word, so authors hear of it here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from pathya.authoring.diagnostics import NOWHERE, Diagnostic, Diagnostics, Rule, Where
from pathya.authoring.rules import SRC010
from pathya.authoring.sources import DIRECTED, decode, turned, unusable
from pathya.exporters import rules
from pathya.exporters.scripts import script

BLOCKS = 5_000
"""Cues and comments in one file: a film of three hours has some 3,000 cues."""
LONGEST, TAGS = 2_000, 100
"""Characters and tags of a cue: two full lines have some 200 of the one, and one per word."""

_Block = tuple[int, tuple[str, ...]]
"""The line (from 1) on which it starts, and its lines."""
_Say = Callable[[Rule, int, str, str], None]
_Settings = Mapping[str, str | float | bool]

_TIME = r"(?:([0-9]{2,4}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t]+(.*))?")
_NAMES = "(?:b|c|i|u|v|lang|ruby|rt)"
_TAG = re.compile(r"<([^<>]*)(>?)")
_KNOWN_TAG = re.compile(rf"/{_NAMES}|{_NAMES}(?:\.[^\s.]+)*(?:\s.*)?|{_TIME}", re.DOTALL)
_PERCENT = r"[0-9]{1,3}(?:\.[0-9]{1,6})?%"
_SETTINGS = {
    "vertical": "rl|lr",
    "align": "start|center|end|left|right",
    "line": rf"-?[0-9]{{1,4}}|{_PERCENT}",
    "position": _PERCENT,
    "size": _PERCENT,
}
"""What may stand behind the times. A region is not among them: no script can make one."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A text that is shown for a while."""

    start: int
    """Milliseconds from the beginning, as `end` is."""
    end: int
    text: str
    """With WebVTT's tags and entities."""
    settings: _Settings
    """Properties of a VTTCue: where it stands on the picture."""
    tag: str = ""
    """BCP 47, where it is another language than that of the captions."""
    where: Where = field(default=NOWHERE, compare=False)


def captions_parse(data: bytes, where: Where) -> tuple[tuple[Cue, ...], Diagnostics]:
    """Read the good cues of a file; none if it is no WebVTT, or too much of it."""
    text, fault = decode(data, where)
    if text is None:
        return (), fault
    found: list[Diagnostic] = []

    def say(rule: Rule, line: int, message: str, hint: str) -> None:
        found.append(rule.at(Where(where.path, line), message, hint))

    lines = text.split("\n")
    _, *blocks = _blocks(lines)
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        say(rules.VTT001, 1, "this is not WebVTT", "Start the file with a line `WEBVTT`.")
        return (), tuple(found)
    if len(blocks) > BLOCKS:
        say(rules.VTT002, 0, f"there are more than {BLOCKS} cues", "Cut the film into parts.")
        return (), tuple(found)
    cues = tuple(_cues(blocks, where, say))
    if not cues and not found:
        say(rules.VTT003, 0, "there are no cues", "Write times, and under them what is said.")
    return cues, tuple(found)


def captions_script(cues: tuple[Cue, ...]) -> bytes:
    """Write cues for the runtime: start and end in seconds, text, and properties if any."""
    rows = (
        (cue.start / 1000, cue.end / 1000, _marked(cue), *((cue.settings,) if cue.settings else ()))
        for cue in cues
    )
    return script("PATHYA_CUES", tuple(rows)).encode()


def _marked(cue: Cue) -> str:
    return f"<lang {cue.tag}>{cue.text}</lang>" if cue.tag else cue.text


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Part the header and what follows at empty lines and, as browsers do, before more times."""
    block, timed = [lines[0]], True
    for number, line in enumerate([*lines[1:], ""], 2):
        if not line or (timed and "-->" in line):
            if block:
                yield number - len(block), tuple(block)
            block, timed = [], False
        if line:
            block.append(line)
            timed = timed or "-->" in line


def _cues(blocks: list[_Block], where: Where, say: _Say) -> Iterator[Cue]:
    before = 0
    for first, lines in blocks:
        at = next((n for n, line in enumerate(lines[:2]) if "-->" in line), None)
        if at is None:
            _check_comment(first, lines, say)
        elif cue := _cue(Where(where.path, first + at), lines[at:], say):
            if cue.start < before:
                hint = "Write the cues in the order in which they are shown."
                say(rules.VTT007, first + at, "this cue starts before the one above", hint)
            before = cue.start
            yield cue


def _check_comment(first: int, lines: tuple[str, ...], say: _Say) -> None:
    if lines[0].rstrip() in ("STYLE", "REGION"):
        message = f"{lines[0].rstrip()} has no effect here"
        say(rules.VTT008, first, message, "Delete it: captions look as learners set them.")
    elif not re.match(r"NOTE(?:[ \t]|\Z)", lines[0]):
        hint = "An empty line ends a cue: take it out, or write times above this text."
        say(rules.VTT006, first, f"`{lines[0][:40]}` has no times", hint)


def _cue(where: Where, lines: tuple[str, ...], say: _Say) -> Cue | None:
    found, line = _TIMES.fullmatch(lines[0]), where.line
    if found is None:
        hint = "Write them like `00:01:05.500 --> 00:01:08.000`, with full stops."
        say(rules.VTT004, line, f"`{lines[0][:40]}` is not a pair of times", hint)
        return None
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:8])
    if end <= start:
        say(rules.VTT005, line, "this cue ends before it starts", "Mend one of its times.")
        return None
    if not "".join(lines[1:]).strip():
        say(rules.VTT006, line, "this cue has no text", "Write it into the next line.")
        return None
    if message := _overfull("\n".join(lines[1:])):
        say(rules.VTT014, line, message, "Make several cues of it.")
        return None
    settings, text = _settings(line, found[9] or "", say), _text(line, lines[1:], say)
    return Cue(start, end, text, settings, where=where) if _sound(text, where, say) else None


def _overfull(text: str) -> str:
    if len(text) > LONGEST:
        return f"this cue has more than {LONGEST} characters"
    return f"this cue has more than {TAGS} tags" if text.count("<") > TAGS else ""


def _sound(text: str, where: Where, say: _Say) -> bool:
    """Tell whether a text can stand in a catalog, with what its entities stand for."""
    shown = unescape(text)
    if fault := unusable(shown, where):
        say(fault.rule, where.line, fault.message, fault.hint)
    elif message := turned(shown):
        say(SRC010, where.line, message, DIRECTED)
    return fault is None


def _milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def _text(line: int, lines: tuple[str, ...], say: _Say) -> str:
    """Keep WebVTT's own tags; drop others, as browsers do, and show what is no tag."""

    def tag(found: re.Match[str]) -> str:
        if not found[2]:
            say(rules.VTT008, line, "a `<` in this cue begins no tag", "Write `&lt;`.")
            return f"&lt;{found[1]}"
        if _KNOWN_TAG.fullmatch(found[1]):
            return found[0].replace("\n", " ")
        hint = "Take it out. WebVTT has <v Name>, <i>, <b>, <u>, <c>, <lang> and <ruby>."
        say(rules.VTT008, line, f"`{found[0][:40]}` in this cue has no effect", hint)
        return ""

    return _TAG.sub(tag, "\n".join(lines))


def _settings(line: int, written: str, say: _Say) -> _Settings:
    properties: dict[str, str | float | bool] = {}
    for setting in written.split():
        if own := _setting(setting):
            properties |= own
        else:
            hint = f"Known are {', '.join(sorted(_SETTINGS))}, such as `line:0` or `size:80%`."
            say(rules.VTT008, line, f"the setting `{setting[:40]}` has no effect", hint)
    return properties


def _setting(written: str) -> _Settings:
    """Give the properties that a setting means; none if it cannot be read."""
    name, _, value = written.partition(":")
    value, _, side = value.partition(",")
    if name not in _SETTINGS or not re.fullmatch(_SETTINGS[name], value):
        return {}
    if name in ("vertical", "align"):
        return {name: value}
    share = value.endswith("%")
    number = float(value.rstrip("%"))
    if share and number > 100:
        return {}
    sided = {f"{name}Align": side} if side else {}
    return {name: number} | sided | ({"snapToLines": False} if share and name == "line" else {})

"""Directives: `::: name #id label`, `:option: value` lines, content, `:::`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

from pathya.authoring import rules
from pathya.authoring.blocks import leaf, print_blocks
from pathya.authoring.diagnostics import nearest
from pathya.authoring.inlines import line_of
from pathya.authoring.markdown import Node
from pathya.authoring.media import use_media
from pathya.authoring.media_kinds import CAPTIONS, IMAGES, SOUNDS, VIDEOS
from pathya.authoring.questions import OPTIONS as QUESTION_OPTIONS
from pathya.authoring.questions import Options, read_question
from pathya.authoring.scribe import Scribe
from pathya.authoring.slots import captions_mark, lang_mark, mark

_INFO = re.compile(r"\s*([A-Za-z-]*)\s*(?:\{?#([^\s}]+)\}?)?(.*)\Z")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it was written."""

    name: str
    id: str
    label: str
    options: Options
    body: tuple[Node, ...]
    line: int


def print_directive(node: Node, scribe: Scribe) -> str:
    """Print a directive, or its content alone after saying what is wrong with it."""
    one = _read(node)
    if one.name not in DIRECTIVES:
        hint = nearest(one.name, DIRECTIVES)
        scribe.say(rules.DIR001, one.line, f"`{one.name}` is not a directive", hint)
        return print_blocks(one.body, scribe)
    _check_closed(node, one, scribe)
    known, printer = DIRECTIVES[one.name]
    if one.label and printer is not _aside:
        hint = "Put it into the content; an id is written as #id or {#id}."
        message = f"`{one.name}` shows no title, so `{one.label}` would be lost"
        scribe.say(rules.DIR004, one.line, message, hint)
    for option, (_, line) in one.options.items():
        if option not in known:
            hint = nearest(option, known) if known else "It has no options."
            scribe.say(rules.DIR004, line, f"`{one.name}` has no option `{option}`", hint)
    return printer(one, scribe)


def _read(node: Node) -> Directive:
    found = _INFO.match(node.info)
    name, own_id, label = found.groups() if found else ("", "", "")
    lines = (child for child in node.children if child.type == "option")
    options: dict[str, tuple[str, int]] = {}
    for option in lines:
        options.setdefault(option.info, (option.content, line_of(option)))
    body = tuple(child for child in node.children if child.type != "option")
    return Directive(name, own_id or "", label.strip(), options, body, line_of(node))


def _check_closed(node: Node, one: Directive, scribe: Scribe) -> None:
    end = node.map[1] if node.map else 0
    outer = node.parent
    while outer is not None and outer.type != "container_directive":
        outer = outer.parent
    if outer is not None and outer.map and outer.map[1] == end:
        hint = f"Give the outer directive more colons than this one: `:::: {_read(outer).name}`."
        message = f"`{one.name}` is not closed before the directive around it"
        scribe.say(rules.DIR002, one.line, message, hint)
    elif end >= len(scribe.lines) or set(scribe.lines[end].strip("> \t")) != {":"}:
        hint = f"Write `{node.markup}` on a line of its own where it ends."
        scribe.say(rules.DIR002, one.line, f"`{one.name}` is not closed", hint)


def _id(one: Directive, scribe: Scribe) -> str:
    return f' id="{escape(scribe.take_id(one.id, one.line, anchor=True))}"' if one.id else ""


def _aside(one: Directive, scribe: Scribe) -> str:
    """Print a box under the author's title, or the interface's word for the directive."""
    label = f"ui:{one.name}"
    if one.label:
        label = scribe.add_unit((one.label,), "title of the box", one.line)
    # A note, for an aside with a name would be a landmark, and there are many.
    named = f'class="{one.name}" role="note" aria-label="{mark("plain", label)}"'
    title = f'<p class="label"{lang_mark(label)}>{mark("text", label)}</p>'
    return f"<aside {named}{_id(one, scribe)}>{title}{print_blocks(one.body, scribe)}</aside>"


def _figure(one: Directive, scribe: Scribe) -> str:
    """Print a picture, its caption (the first paragraph), and the long description (the rest)."""
    picture, rest = one.body[:1], one.body[1:]
    if not picture or not any(node.type == "image" for node in picture[0].walk()):
        scribe.say(
            rules.DIR005, one.line, "the figure has no image", "Start it with `![…](media/…)`."
        )
        return print_blocks(one.body, scribe)
    caption = rest[:1] if rest and rest[0].type == "paragraph" else ()
    inner = print_blocks(picture, scribe)
    if caption:
        inner += f"<figcaption>{print_blocks(caption, scribe)}</figcaption>"
    details, folded = _folded("description", rest[len(caption) :], scribe)
    return f"<figure{_id(one, scribe)}{details}>{inner}</figure>{folded}"


def _player(kinds: frozenset[str]) -> Callable[[Directive, Scribe], str]:
    def print_player(one: Directive, scribe: Scribe) -> str:
        _check_player(one, scribe)
        label = f' aria-label="{mark("plain", f"ui:{one.name}")}"'
        details, folded = _folded("transcript", one.body, scribe)
        files = "".join(
            f' {option}="{mark("media", name)}"'
            for option, known in (("src", kinds), ("poster", IMAGES))
            if (name := _media(one, option, known, scribe))
        )
        captions = _media(one, "captions", CAPTIONS, scribe)
        files += captions_mark(captions) if captions else ""
        about = f'{_id(one, scribe)}{label}{details} controls preload="none"{files}'
        return f"<{one.name}{about}></{one.name}>{folded}"

    return print_player


def _check_player(one: Directive, scribe: Scribe) -> None:
    if "src" not in one.options:
        hint = f"Write `:src: media/…` under `::: {one.name}`."
        scribe.say(rules.DIR005, one.line, f"the {one.name} has no file", hint)
    elif one.name == "video" and "captions" not in one.options:
        hint = "Write `:captions: media/….vtt` under `:src:`."
        scribe.say(rules.DIR006, one.line, "the video has no captions", hint)


def _media(one: Directive, option: str, kinds: frozenset[str], scribe: Scribe) -> str:
    value, line = one.options.get(option, ("", 0))
    return use_media(value, kinds, line, scribe) if value else ""


def _folded(word: str, body: tuple[Node, ...], scribe: Scribe) -> tuple[str, str]:
    """Print what opens under a word of the interface, and the attribute that refers to it."""
    if not body:
        return "", ""
    scribe.reading.folded += 1
    own, label = f"_folded-{scribe.reading.folded}", f"ui:{word}"
    summary = f"<summary{lang_mark(label)}>{mark('text', label)}</summary>"
    folded = f'<details class="{word}" id="{own}">{summary}{print_blocks(body, scribe)}</details>'
    return f' aria-details="{own}"', folded


def _items(one: Directive, scribe: Scribe) -> list[tuple[Node, list[Node]]]:
    """Part the content at its headings; the first heading sets the level."""
    level = next((node.tag for node in one.body if node.type == "heading"), "")
    items: list[tuple[Node, list[Node]]] = []
    for node in one.body:
        if node.type == "heading" and node.tag == level:
            items.append((node, []))
        elif items:
            items[-1][1].append(node)
        else:
            hint = "Start each item with a heading: `### Title`."
            scribe.say(
                rules.DIR005, line_of(node), f"the {one.name} starts without a heading", hint
            )
            return []
    if not items:
        scribe.say(rules.DIR005, one.line, f"the {one.name} has no items", "Write `### Title`.")
    return items


def _accordion(one: Directive, scribe: Scribe) -> str:
    items = (
        f"<details>{leaf('summary', title, scribe, role='heading')}{print_blocks(body, scribe)}"
        "</details>"
        for title, body in _items(one, scribe)
    )
    return f'<div class="accordion"{_id(one, scribe)}>{"".join(items)}</div>'


def _sections(item: str) -> Callable[[Directive, Scribe], str]:
    def print_sections(one: Directive, scribe: Scribe) -> str:
        heading = f"h{min(scribe.level + 1, 6)}"  # so that no level is skipped
        items = (
            f'<section class="{item}">{leaf(heading, title, scribe, role="heading")}'
            f"{print_blocks(body, scribe)}</section>"
            for title, body in _items(one, scribe)
        )
        return f'<div class="{one.name}"{_id(one, scribe)}>{"".join(items)}</div>'

    return print_sections


def _steps(one: Directive, scribe: Scribe) -> str:
    if not any(node.type == "ordered_list" for node in one.body):
        scribe.say(rules.DIR005, one.line, "the steps have no numbered list", "Write `1. …`.")
    return f'<div class="steps"{_id(one, scribe)}>{print_blocks(one.body, scribe)}</div>'


def _question(one: Directive, scribe: Scribe) -> str:
    if not scribe.asks:
        hint = "Put it on its own into a lesson, or under a `##` section of assessment.md."
        scribe.say(rules.QST010, one.line, "a question cannot stand here", hint)
        return ""
    question = read_question(one.id, one.options, one.body, one.line, scribe)
    if question is None:
        return ""
    scribe.questions.append(question)
    return mark("question", question.id)


_Known = tuple[Iterable[str], Callable[[Directive, Scribe], str]]

DIRECTIVES: Mapping[str, _Known] = {
    "note": ((), _aside),
    "tip": ((), _aside),
    "important": ((), _aside),
    "warning": ((), _aside),
    "example": ((), _aside),
    "figure": ((), _figure),
    "video": (("src", "captions", "poster"), _player(VIDEOS)),
    "audio": (("src", "captions"), _player(SOUNDS)),
    "accordion": ((), _accordion),
    "tabs": ((), _sections("tab")),
    "cards": ((), _sections("card")),
    "steps": ((), _steps),
    "question": (QUESTION_OPTIONS, _question),
}

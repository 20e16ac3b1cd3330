"""A course is translated once, and then its author works on: little is translated again.

Hypothesis edits the Markdown of the sample courses as authors do. A tenth of all sentences, titles
and options too, is reworded; paragraphs are moved, split and joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathya.authoring.course import Course, Inline, plain
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder
from pathya.build.catalogs import merged_catalogs
from pathya.build.files import find_course
from pathya.build.project import Project, course_folders, read_framework, read_project
from pathya.locales.catalog import Catalog, State, settled
from pathya.locales.merge import merge
from pathya.locales.sentences import sentences

ROOT = Path(__file__).parents[2]
SHARE = 0.1
"""Of all sentences, how many are reworded."""
OFTEN = 5
"""How many paragraphs are moved, split and joined, each."""
Texts = dict[str, str]
"""The Markdown of a course by file."""


@cache
def project() -> Project:
    found, faults = read_project(ROOT)
    assert found is not None, faults
    return found


@cache
def folders() -> tuple[CourseFolder, ...]:
    return tuple(find_course(folder) for folder in course_folders(project()))


def read(folder: CourseFolder, texts: Texts) -> Course:
    edited = {name: text.encode() for name, text in texts.items()}
    framework, _ = read_framework(project())
    course, found = read_course(replace(folder, texts={**folder.texts, **edited}), framework)
    assert course is not None, found
    return course


def texts_of(folder: CourseFolder) -> Texts:
    return {name: data.decode() for name, data in folder.texts.items() if name.endswith(".md")}


@cache
def translated(number: int, tag: str) -> Catalog:
    """The sample's translation, as if people had made it and had accepted half of it."""
    catalogs, found = merged_catalogs(project(), read(folders()[number], {}), tag)
    assert catalogs is not None, found
    entries = {}
    for at, entry in enumerate(catalogs[0].entries.values()):
        state = State.SIGNED_OFF if at % 2 else State.TRANSLATED
        entries[entry.id] = settled(replace(entry, state=state, by="आशा", suggestions=()))
    return replace(catalogs[0], entries=entries)


# --- what an author does -------------------------------------------------------------------------


@dataclass
class Editor:
    """An author at work on the Markdown of a course."""

    random: Random
    texts: Texts

    def replace(self, old: str, new: str) -> None:
        """Change what stands once in the course."""
        (name,) = (name for name, text in self.texts.items() if old in text)
        self.texts[name] = self.texts[name].replace(old, new)

    def paragraphs(self) -> list[tuple[str, str]]:
        """Paragraphs outside of boxes and questions, one line each: file and line."""
        return [(name, line) for name, text in self.texts.items() for line in _paragraphs(text)]

    def some(self, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return self.random.sample(found, min(OFTEN, len(found)))


def _paragraphs(text: str) -> Iterator[str]:
    depth = 0
    for block in text.split("\n\n"):
        fences = re.findall(r"^:{3,} *(\w*)", block, re.MULTILINE)
        if not depth and not fences and re.match(r"[A-Z][^\n]+\Z", block) and "[" not in block:
            yield block
        depth += sum(1 if fence else -1 for fence in fences)


def split_some(editor: Editor) -> None:
    long = [one for one in editor.paragraphs() if len(sentences((one[1],), "en")) > 1]
    for name, line in editor.some(long):
        parts = [plain(part).strip() for part in sentences((line,), "en")]
        at = editor.random.randrange(1, len(parts))
        pieces = " ".join(parts[:at]), " ".join(parts[at:])
        editor.texts[name] = editor.texts[name].replace(line, "\n\n".join(pieces))


def join_some(editor: Editor) -> None:
    for name, line in editor.some(editor.paragraphs()):
        following = re.search(rf"{re.escape(line)}\n\n(?=[A-Z][^\n\[]+$)", editor.texts[name], re.M)
        if following:
            editor.texts[name] = editor.texts[name].replace(following[0], f"{line} ")


def move_some(editor: Editor) -> None:
    for name, line in editor.some(editor.paragraphs()):
        editor.texts[name] = editor.texts[name].replace(f"{line}\n\n", "", 1)
        other, place = editor.random.choice(editor.paragraphs())
        moved = f"{place}\n\n{line}"
        editor.texts[other] = editor.texts[other].replace(place, moved, 1)


def reword_some(editor: Editor, course: Course) -> None:
    everything = "\n".join(editor.texts.values())
    found = [
        phrase for sentence in all_sentences(course) for phrase in phrases(sentence, everything)
    ]
    wanted = round(SHARE * len(list(all_sentences(course))))
    for phrase in editor.random.sample(found, min(wanted, len(found))):
        editor.replace(phrase, reworded(phrase, editor.random))


def phrases(sentence: Inline, everything: str) -> list[str]:
    """The longest run of a sentence's words, if it stands once in the course.

    Of four words or more: with another word in it a shorter one is another text.
    """
    longest = max((piece for piece in sentence if isinstance(piece, str)), key=len).strip()
    usable = len(longest.split()) > 3 and everything.count(longest) == 1
    return [longest] if usable else []


def reworded(phrase: str, random: Random) -> str:
    words = phrase.split(" ")
    at = random.randrange(1, len(words))
    match random.randrange(3):
        case 0:
            words.insert(at, "also")
        case 1 if len(words) > 3:
            del words[at - 1]
        case _:
            words[at] = "otherwise"
    return " ".join(words)


def all_sentences(course: Course) -> Iterator[Inline]:
    for unit in course.units.values():
        yield from sentences(unit.source, course.source_tag)


# --- what is left to do --------------------------------------------------------------------------


@dataclass(frozen=True)
class Kept:
    """What became of sentences that the author has not touched."""

    alone: Counter[bool]
    """Text and state of those in texts without a reworded sentence: kept, or not."""
    state: Counter[bool]
    """Text and state of all."""
    text: Counter[bool]
    """The text of all, in whatever state."""
    helpless: tuple[str, ...]
    """Ids of texts that are not kept, and don't show what they were made of."""


def kept(before: Course, old: Catalog, after: Course, new: Catalog) -> Kept:
    known: dict[str, list[tuple[str, State]]] = {}
    for unit in before.units.values():
        for said, became in pairs(unit.source, old.entries[unit.id].target, old.tag):
            known.setdefault(said, []).append((became, old.entries[unit.id].state))
    counted = Kept(Counter(), Counter(), Counter(), ())
    helpless = []
    for unit in after.units.values():
        entry = new.entries[unit.id]
        parts = [plain(part).strip() for part in sentences(unit.source, after.source_tag)]
        untouched = all(part in known for part in parts)
        for part in (part for part in parts if part in known):
            has_text = any(became in plain(entry.target) for became, _ in known[part])
            whole = has_text and any(entry.state is state for _, state in known[part])
            counted.text[has_text] += 1
            counted.state[whole] += 1
            if untouched:
                counted.alone[whole] += 1
        done = entry.state in (State.TRANSLATED, State.SIGNED_OFF)
        if not done and not (entry.target and entry.previous_source and entry.previous_target):
            helpless.append(unit.id)
    return replace(counted, helpless=tuple(helpless))


def pairs(source: Inline, target: Inline, tag: str) -> list[tuple[str, str]]:
    ours, theirs = sentences(source, "en"), sentences(target, tag)
    if len(ours) != len(theirs):
        ours, theirs = (source,), (target,)
    return [
        (plain(one).strip(), plain(other).strip()) for one, other in zip(ours, theirs, strict=True)
    ]


def share(counted: Counter[bool]) -> float:
    return counted[True] / counted.total()


def edited(folder: CourseFolder, random: Random) -> Course:
    editor = Editor(random, texts_of(folder))
    split_some(editor)
    join_some(editor)
    reword_some(editor, read(folder, editor.texts))
    move_some(editor)
    return read(folder, editor.texts)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    number=st.integers(0, len(folders()) - 1),
    tag=st.sampled_from(["hi", "ta", "ur", "or"]),
    seed=st.integers(0, 2**32),
)
def test_little_is_translated_again(number: int, tag: str, seed: int) -> None:
    folder = folders()[number]
    before, old = read(folder, {}), translated(number, tag)
    after = edited(folder, Random(seed))
    new, aside = merge(after, tag, old, None)
    found = kept(before, old, after, new)
    assert share(found.alone) >= 0.95
    assert share(found.text) >= 0.95
    # States are those of whole texts: one new sentence asks for a look at its paragraph.
    assert share(found.state) >= 0.85
    assert found.helpless == ()
    assert merge(after, tag, new, aside) == (new, aside)

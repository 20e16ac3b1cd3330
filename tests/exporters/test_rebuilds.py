"""A learner comes back to a course that was built anew a hundred times, each time another one."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pathya.authoring.course import (
    Course,
    Difficulty,
    Lesson,
    Module,
    Option,
    Question,
    Section,
    lessons_of,
)
from pathya.exporters.assets import RUNTIME
from pathya.exporters.edition import Edition
from pathya.exporters.page import page_members, print_page
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

SCRIPT = Path(__file__).parent / "runtime/rebuild.js"
BUILDS = 100
LEVELS: tuple[Difficulty, ...] = ("Easy", "Medium")


def lesson(name: str) -> Lesson:
    return Lesson(name, f"{name}.md", "fee.1", ("<p>", "</p>"))


def question(name: str, at: int) -> Question:
    options = (Option("a", (), correct=True), Option("b", ()))
    level, objective = LEVELS[at % 2], f"o{at % 2 + 1}"
    return Question(name, "single", (), options, level=level, objective=objective)


def first_build(course: Course) -> Course:
    """Forty lessons, and a bank of forty questions of which eight are drawn."""
    modules = tuple(
        Module(f"m{at}", "01-fees.1", tuple(lesson(f"lesson-{at}-{n}") for n in range(10)))
        for at in range(4)
    )
    bank = tuple(question(f"q{at}", at) for at in range(40))
    section = Section("s", "fee.1", (), bank, (("Easy", 4), ("Medium", 4)))
    assert course.assessment
    return replace(
        course, modules=modules, assessment=replace(course.assessment, sections=(section,))
    )


def rebuilt(course: Course, at: int, chance: random.Random) -> Course:
    """Insert, remove and move a lesson and a question, and change the language."""
    modules = [list(module.lessons) for module in course.modules]
    for lessons in modules:
        chance.shuffle(lessons)
    chance.choice(modules).insert(0, lesson(f"new-lesson-{at}"))
    # The lessons go one by one, but a few must be left of those that were read.
    if at % 4 == 0:
        fullest = max(modules, key=len)
        del fullest[chance.randrange(len(fullest))]
    kept = zip(course.modules, modules, strict=True)
    assert course.assessment
    (section,) = course.assessment.sections
    bank = [*section.questions, question(f"new-{at}", at)]
    if at > 1:
        bank.remove(next(one for one in bank if one.id == f"new-{at - 2}"))
    chance.shuffle(bank)
    section = replace(section, questions=tuple(bank))
    return replace(
        course,
        tag=chance.choice(("en", "hi", "ta", "ur", "or")),
        modules=tuple(replace(module, lessons=tuple(lessons)) for module, lessons in kept),
        assessment=replace(course.assessment, sections=(section,)),
    )


def builds(course: Course) -> Iterator[Course]:
    chance = random.Random(20261122)  # the same rebuilds in each run
    course = first_build(course)
    yield course
    for at in range(BUILDS):
        course = rebuilt(course, at, chance)
        yield course


def scripts(course: Course) -> dict[str, bytes]:
    """The scripts of a package, by the names that they have in the source."""
    edition = Edition(course, LANGUAGES[course.tag], interface_words(course.tag))
    members = page_members(print_page(edition), "scorm12")
    return {
        member.name.removeprefix("assets/").split("-")[0]: member.data
        for member in members
        if isinstance(member.data, bytes)
    }


def test_what_is_remembered_survives_a_hundred_builds(small_course: Course, tmp_path: Path) -> None:
    made = list(builds(small_course))
    assert len({tuple(one.id for one in lessons_of(course)) for course in made}) == BUILDS + 1
    assert {course.tag for course in made} == {"en", "hi", "ta", "ur", "or"}
    packed = [scripts(course) for course in made]
    for name in RUNTIME:
        (tmp_path / f"{name}.js").write_bytes(packed[0][name])
    data = [one["data"].decode() for one in packed]
    (tmp_path / "builds.json").write_text(json.dumps(data), "utf-8")
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js")
    done = subprocess.run(
        [node, SCRIPT, tmp_path], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == (f"{BUILDS + 1}\n", "")

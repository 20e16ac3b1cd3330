from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pathya.authoring.course import (
    Blank,
    Code,
    Contact,
    Course,
    Lesson,
    Media,
    Module,
    Option,
    Pair,
    Question,
    Section,
    Slot,
    Text,
    Unit,
)
from pathya.authoring.diagnostics import Diagnostics
from pathya.exporters.arrangement import arranged
from pathya.exporters.assets import lean
from pathya.exporters.edition import Edition
from pathya.exporters.package import content
from pathya.exporters.page import Page, check_page, page_members, print_page
from pathya.exporters.page_html import POLICY
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words

TEXTS = ("stem", "first", "second", "third", "why", "all")
BODIES = {name: ("<p", Slot("lang", name), ">", Slot("text", name), "</p>") for name in TEXTS}
OPTIONS = tuple(
    Option(name, BODIES[text], name == "b", BODIES["why"])
    for name, text in zip("abc", TEXTS[1:4], strict=True)
)
QUESTIONS = (
    Question("single", "single", BODIES["stem"], OPTIONS, feedback=BODIES["all"]),
    Question("multiple", "multiple", BODIES["stem"], OPTIONS),
    Question(
        "truth", "true-false", BODIES["stem"], (Option("true", ()), Option("false", (), True))
    ),
    Question(
        "match",
        "match",
        BODIES["stem"],
        columns=(BODIES["first"], BODIES["second"]),
        pairs=tuple(Pair(name, BODIES["first"], BODIES["second"]) for name in "abc"),
    ),
    Question("order", "order", BODIES["stem"], OPTIONS),
    Question("fill", "fill", (Slot("text", "gap"),), blanks=(Blank("b1", "gap", 1),)),
    Question("numeric", "numeric", BODIES["stem"], answer="30", tolerance="0.5"),
)


@pytest.fixture
def course(small_course: Course) -> Course:
    """Every type of question, in a lesson and in the assessment."""
    units = {name: Unit(name, (f"The {name} text <&>",)) for name in TEXTS}
    units["gap"] = Unit("gap", ("in ", 1, "30|thirty", -1), (Code("x-blank", (), "", "b1"),))
    slots = tuple(Slot("question", question.id) for question in QUESTIONS)
    lesson = Lesson("practice", "01.md", "fee.1", slots, QUESTIONS)
    graded = tuple(replace(question, id=f"t-{question.id}") for question in QUESTIONS)
    assert small_course.assessment is not None
    return replace(
        small_course,
        modules=(*small_course.modules, Module("m2", "fee.1", (lesson,))),
        assessment=replace(
            small_course.assessment, sections=(Section("s1", "fee.1", (), graded),), attempts=2
        ),
        units=dict(small_course.units) | units,
        texts=dict(small_course.texts)
        | {name: Text(one.source, "en") for name, one in units.items()},
    )


def edition(course: Course, tag: str = "en") -> Edition:
    return Edition(replace(course, tag=tag), LANGUAGES[tag], interface_words(tag))


def page(course: Course, tag: str = "en") -> Page:
    return print_page(edition(course, tag))


def files(course: Course, tag: str = "en", lms: Any = "scorm12") -> dict[str, bytes]:
    members = page_members(page(course, tag), lms)
    return {one.name: content(one) for one in members if not isinstance(one.data, Path)}


def data(made: dict[str, bytes]) -> dict[str, Any]:
    (script,) = (text for name, text in made.items() if name.startswith("assets/data-"))
    written = script.decode().removeprefix("window.PATHYA = ").removesuffix(";\n")
    loaded: dict[str, Any] = json.loads(written)
    return loaded


class Tags(HTMLParser):
    """All tags of a page, with their attributes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_says_language_direction_and_policy(course: Course) -> None:
    page = files(course, "ur")["index.html"].decode()
    assert page.startswith('<!doctype html>\n<html lang="ur" dir="rtl">')
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in page


def test_the_page_loads_its_own_hashed_files_and_nothing_else(course: Course) -> None:
    made = files(course)
    tags = Tags(made["index.html"]).found
    loaded = [attributes.get("src") or "" for tag, attributes in tags if tag in ("script", "img")]
    loaded += [attributes.get("href") or "" for tag, attributes in tags if tag == "link"]
    assert set(loaded) <= set(made)
    assert all(re.fullmatch(r"assets/[a-z0-9-]+-[0-9a-f]{10}\.(js|css)", name) for name in loaded)
    style = next(text.decode() for name, text in made.items() if name.endswith(".css"))
    assert {f"assets/{place}" for place in re.findall(r'url\("([^"]+)"\)', style)} <= set(made)


def test_nothing_inline_that_the_policy_forbids(course: Course) -> None:
    tags = Tags(files(course)["index.html"]).found
    assert all(attributes.get("src") for tag, attributes in tags if tag == "script")
    assert "style" not in {tag for tag, _ in tags}
    names = {name for _, attributes in tags for name in attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


def test_ids_are_unique_and_every_reference_leads_somewhere(course: Course) -> None:
    tags = Tags(files(course)["index.html"]).found
    ids = [str(attributes["id"]) for _, attributes in tags if "id" in attributes]
    # The blank stands in practice and in the test here; in a real course its id is there once.
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == ["b1"]
    for _, attributes in tags:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert set(str(attributes.get(name) or "").split()) <= set(ids)


def test_no_key_and_no_graded_feedback_stand_in_the_markup(course: Course) -> None:
    page = files(course)["index.html"].decode()
    test = page[page.index('id="_paper"') : page.index("</template>")]
    assert "The why text" not in test
    assert "The all text" not in test
    assert "thirty" not in page
    assert "checked" not in test
    assert 'role="status"' in test


def test_the_data_hold_what_the_page_does_not_say(course: Course) -> None:
    made = data(files(course))
    practice = {question["id"]: question for question in made["practice"]}
    assert (made["lms"], made["lessons"], made["digits"]) == ("scorm12", ["fee", "practice"], "")
    assert practice["single"]["key"] == ["b"]
    assert practice["truth"]["key"] == ["false"]
    assert practice["match"]["key"] == ["a.a", "b.b", "c.c"]
    assert practice["order"] == {
        "id": "order",
        "type": "order",
        "points": 1,
        "key": ["a", "b", "c"],
        "shuffle": True,
        "shown": list(arranged(QUESTIONS[4])),
    }
    assert practice["fill"]["accepted"] == [["30", "thirty"]]
    assert practice["numeric"]["key"] == ["30", "0.5"]
    assert "feedback" not in practice["single"]
    graded = made["assessment"]["questions"]
    assert graded[0]["feedback"] == {
        **dict.fromkeys("abc", "<p>The why text &lt;&amp;&gt;</p>"),
        "": "<p>The all text &lt;&amp;&gt;</p>",
    }
    assert (made["assessment"]["pass"], made["assessment"]["attempts"]) == (60, 2)


def test_the_data_script_cannot_end_a_script_element(course: Course) -> None:
    made = files(course)
    script = next(text for name, text in made.items() if name.startswith("assets/data-"))
    assert b"<" not in script


def test_the_order_shown_is_never_the_right_one(course: Course) -> None:
    for question in QUESTIONS[3:5]:
        for number in range(50):
            other = replace(question, id=f"q{number}")
            assert sorted(arranged(other)) == ["a", "b", "c"]
            assert arranged(other) != ("a", "b", "c")


def test_the_same_edition_gives_the_same_page(course: Course) -> None:
    assert page_members(page(course), "scorm12") == page_members(page(course), "scorm12")


def test_scripts_and_styles_are_light_on_the_line(course: Course) -> None:
    sent = [
        gzip.compress(data)
        for name, data in files(course).items()
        if name.endswith((".js", ".css")) and "/data-" not in name
    ]
    assert sum(map(len, sent)) <= 40_000


def test_comments_stay_at_home_and_code_goes_out() -> None:
    text = 'a; // kept\n  // gone\n/** gone\n * too */\n/** @type {X} */ (b)\nc = "/* x */";\n'
    assert lean(text) == 'a; // kept\n/** @type {X} */ (b)\nc = "/* x */";\n'


def test_names_stay_in_the_language_of_the_source(course: Course) -> None:
    contacts = (Contact("A. Rao", "rao@example.org"), Contact("The desk"))
    named = replace(course, contacts=contacts)
    pages = {tag: files(named, tag)["index.html"].decode() for tag in ("en", "ur")}
    there = '<bdi lang="en" dir="ltr">'
    assert f"<dd>{there}CC BY 4.0</bdi></dd>" in pages["ur"]
    assert f'<dd>{there}<a href="mailto:rao@example.org">A. Rao</a></bdi></dd>' in pages["ur"]
    assert "<dd><bdi>The desk</bdi></dd>" in pages["en"]


def test_a_package_without_lessons_shows_no_progress(course: Course) -> None:
    assert '<div class="progress"><' in files(course)["index.html"].decode()
    alone = files(replace(course, modules=()))["index.html"].decode()
    assert '<div class="progress" hidden><' in alone


def test_the_data_say_which_words_stand_in(course: Course) -> None:
    words = dict(interface_words("hi"))
    assert data(files(course, "hi"))["wordTags"] == {}
    words["passed"] = interface_words("en")["passed"]
    made = page_members(
        print_page(Edition(replace(course, tag="hi"), LANGUAGES["hi"], words)), "scorm12"
    )
    held = {one.name: one.data for one in made if isinstance(one.data, bytes)}
    assert data(held)["wordTags"] == {"passed": "en"}


def test_what_is_announced_has_its_place_from_the_start(course: Course) -> None:
    tags = Tags(files(course)["index.html"]).found
    (notice,) = (attributes for _, attributes in tags if attributes.get("id") == "_notice-text")
    assert notice == {"id": "_notice-text", "role": "status"}
    (around,) = (attributes for _, attributes in tags if attributes.get("id") == "_notice")
    assert "hidden" not in around


def test_characters_without_a_font_are_reported(course: Course) -> None:
    assert check_page(page(course)) == ()
    units = dict(course.units) | {"stem": Unit("stem", ("→ on",))}
    texts = dict(course.texts) | {"stem": Text(("→ on",), "en")}
    (found,) = check_page(page(replace(course, units=units, texts=texts)))
    assert found.rule.code == "FNT001"
    assert found.message == "in English no font of the package has → (U+2192)"


@pytest.mark.parametrize(
    ("packaging", "hint"),
    [
        ("course", "`packaging: module` in course.yaml makes a package of each module."),
        ("module", "Make it shorter, or two modules of it."),
    ],
)
def test_a_page_that_is_too_large_is_reported(course: Course, packaging: Any, hint: str) -> None:
    def checked(size: int) -> Diagnostics:
        texts = dict(course.texts) | {"fee.2": Text(("x" * size,), "en")}
        return check_page(page(replace(course, texts=texts, packaging=packaging)))

    # All of the page counts, but for the names of its scripts.
    rest = len(files(course)["index.html"]) - len("Ten rupees.")
    assert checked(800_000 - rest) == ()
    (found,) = checked(800_000 - rest + 1_000)
    assert (found.rule.code, found.message) == ("PKG063", "in English the page has 800 kB")
    assert found.hint == hint


def test_media_come_once_in_the_right_language(course: Course, tmp_path: Any) -> None:
    names = ("media/form.png", "media/form.hi.png", "media/form.ta.png", "media/a.svg")
    media = {name: Media(name, name, tmp_path / name, 1) for name in names}
    made = {
        tag: [
            (one.name, one.stored)
            for one in page_members(page(replace(course, media=media), tag), "")
            if one.name.startswith("media/")
        ]
        for tag in ("en", "hi")
    }
    assert made == {
        "en": [("media/form.png", True), ("media/a.svg", False)],
        "hi": [("media/form.hi.png", True), ("media/a.svg", False)],
    }


def test_files_with_equal_content_and_address_come_once(course: Course, tmp_path: Any) -> None:
    """Names that are not ASCII are packed under a hash of the content, so two may meet."""
    media = {
        name: Media(name, "media/0a.png", tmp_path / name, 1) for name in ("चित्र.png", "படம்.png")
    }
    made = page_members(page(replace(course, media=media)), "")
    assert [one.name for one in made].count("media/0a.png") == 1

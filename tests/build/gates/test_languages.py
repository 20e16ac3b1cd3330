"""Each rule of a language: titles, states, captions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from pathya.authoring.diagnostics import Diagnostic, Where
from pathya.exporters.gates.access import check_captions
from pathya.exporters.gates.metadata import check_texts, utf16
from pathya.exporters.gates.states import check_states
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_source

CATALOG = Where("locales/catalogs/x/gated.xlf")
HINDI = "कार्यालय के अभिलेख रखना"
URDU = "دفتر کے ریکارڈ رکھنا"
ODIA = "କାର୍ଯ୍ୟାଳୟର ଅଭିଲେଖ ରଖିବା"
TAMIL = "அலுவலகப் பதிவேடுகளைப் பேணுதல்"
FILM = "::: video\n:src: media/short.mp4\n:captions: media/short.mp4.vtt\n:::\n\n"
SHORT = "क्षत्रिय"
"""Eight characters, three letters: kṣa, tri, ya."""


def told(check: Callable[..., Iterable[Diagnostic]], *arguments: object) -> list[tuple[str, str]]:
    return [(one.rule.code, one.message) for one in check(*arguments)]


@pytest.mark.parametrize(
    ("tag", "title"), [("hi", HINDI), ("ur", URDU), ("or", ODIA), ("ta", TAMIL), ("kok", HINDI)]
)
def test_names_of_all_scripts_are_names_with_their_joiners(lay, edition, tag, title):
    joined = f"{title} क्‍ष म्‌त।"
    assert told(check_texts, edition(lay(), tag, title=joined), CATALOG) == []


def test_the_title_of_a_translation_is_held_to_signs_and_to_the_least_length(lay, edition):
    refused = edition(lay(), "sa", title=f"{HINDI} – {HINDI}")
    assert told(check_texts, refused, CATALOG) == [("IGT005", "the title in Sanskrit has `–`")]
    short = edition(lay(), "hi", title=SHORT)
    (found,) = check_texts(short, CATALOG)
    assert (found.rule.code, found.where) == ("IGT004", CATALOG)
    assert found.message == (
        "the title in Hindi has 8 characters (3 as people count letters); "
        "the form takes at least 10"
    )


def test_of_a_translation_that_is_too_long_its_catalog_tells(lay, edition):
    assert told(check_texts, edition(lay(), "hi", title="क" * 71), CATALOG) == []


def test_characters_are_counted_as_forms_do():
    assert [utf16(text) for text in ("अ", "क्ष", "😀", "")] == [1, 3, 2, 0]


def test_a_language_that_the_platform_lacks(lay, edition):
    assert told(check_texts, edition(lay(), "en-XA"), CATALOG) == [
        ("IGT010", "the platform has no Pseudo")
    ]
    for tag, known in LANGUAGES.items():
        if not known.pseudo:
            assert told(check_texts, edition(lay(), tag), CATALOG) == [], tag


def test_what_is_not_signed_off(lay, edition):
    course = edition(lay(), "ta")
    states = {"signed-off": 10, "machine": 2, "rejected": 1}
    assert told(check_states, course, states, CATALOG) == [
        ("CAT011", "3 of 13 texts in Tamil are not signed off: 2 machine, 1 rejected"),
        (
            "CAT012",
            f"{len(interface_source())} of the page's own words in Tamil are not signed off",
        ),
    ]
    assert told(check_states, course, {"signed-off": 13}, CATALOG)[0][0] == "CAT012"
    everything = len(course.course.units)
    assert told(check_states, edition(lay(), "ks-Arab"), {}, CATALOG) == [
        (
            "CAT011",
            f"{everything} of {everything} texts in Kashmiri are not signed off: no catalog",
        ),
        ("CAT012", "all of the page's own words in Kashmiri are not signed off"),
    ]
    assert told(check_states, edition(lay()), {}, CATALOG) == []


def test_captions_of_the_source_alone(lay, edition):
    course = lay("01-start/01-records.md", "## How", f"{FILM}## How")
    (found,) = check_captions(edition(course, "ur"))
    assert (found.rule.code, found.where.path[-19:]) == ("ACC008", "media/short.mp4.vtt")
    assert found.hint == (
        "Translate them: `pathya catalog update`; or put short.mp4.ur.vtt beside it."
    )
    assert told(check_captions, edition(course)) == []
    own = course.media["media/short.mp4.vtt"]
    media = {**course.media, "media/short.mp4.ur.vtt": own}
    assert told(check_captions, edition(replace(course, media=media), "ur")) == []

"""Pseudo-locales: every text is touched, longer, and fits its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from pathya.authoring.course import Code, Course, Unit, plain
from pathya.locales.catalog import State
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.engines.pseudo import PSEUDO, pseudo, pseudo_catalog
from pathya.locales.languages import LANGUAGES
from pathya.locales.localise import localise
from pathya.locales.words import check_interface, interface_catalog, interface_words

EN, XA, XB = (LANGUAGES[tag] for tag in ("en", "en-XA", "ar-XB"))

TEXTS = {
    "Save the file.": ("[Sååvéé théé fîîlé.]", "[سااڤعع تهعع فییلع.]"),
    "Lesson {n} of {total}": ("[Lééssööñ {n} ööf {total}]", "[لععسسوون {n} ووف {total}]"),
    " Hm. ": (" [Hm.~] ", " [هم.~] "),
    "<ID1> a <ID2>": ("[<ID1> åå <ID2>]", "[<ID1> اا <ID2>]"),
    "  ": ("  ", "  "),
    "7": ("[7]", "[7]"),
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_written_anew(text: str) -> None:
    assert (pseudo(text, "Latn"), pseudo(text, "Arab")) == TEXTS[text]


def test_it_is_30_percent_longer() -> None:
    text = "The public authority shall give the information within thirty days of receipt."
    grown = (len(pseudo(text, "Latn")) - 2) / len(text)
    assert 1.25 <= grown <= 1.31


def test_a_course_needs_no_file(make_course: Callable[[Iterable[Unit]], Course]) -> None:
    units = (
        Unit("a", ("Read ", 1, "it", -1, " now."), (Code("link", (), ""),)),
        Unit(
            "b",
            (1, "Within ", 2, "30|ten", -2, ".", -1),
            (Code("bold", (), ""), Code("x-blank", (), "")),
        ),
    )
    course = make_course(units)
    for tag in ("en-XA", "ar-XB"):
        made, found = localise(course, pseudo_catalog(course, tag))
        assert found == ()
        assert {text.tag for text in made.texts.values()} == {tag}
        assert all("[" in plain(text.inline) for text in made.texts.values())
    catalog = pseudo_catalog(course, "en-XA")
    assert {(one.state, one.by) for one in catalog.entries.values()} == {(State.MACHINE, "pseudo")}


def test_the_words_of_the_page_too() -> None:
    for tag in ("en-XA", "ar-XB"):
        catalog, _ = interface_catalog(tag)
        assert catalog is not None
        assert check_interface(catalog) == ()
        assert {text.tag for text in interface_words(tag).values()} == {tag}


def test_a_language_is_not_filled_with_it() -> None:
    assert PSEUDO.translate(("Yes",), EN, XA) == ("[Ýéés]",)
    with pytest.raises(EngineFault, match="Hindi is none"):
        PSEUDO.translate(("Yes",), EN, LANGUAGES["hi"])

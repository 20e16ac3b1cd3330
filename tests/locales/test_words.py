"""The words of the learner's interface in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathya.authoring.course import Text, plain
from pathya.authoring.diagnostics import Where
from pathya.authoring.yaml_source import yaml_parse
from pathya.locales import rules, words
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES
from pathya.locales.words import (
    check_interface,
    interface_catalog,
    interface_source,
    interface_words,
    merge_interface,
)
from pathya.locales.xliff_write import xliff_serialize


def test_english_is_the_source() -> None:
    english = interface_words("en")
    assert english["lesson-n"] == Text(("Lesson {n} of {total}",), "en")
    assert list(english) == list(interface_source())


def test_the_words_are_read_as_the_yaml_that_they_are() -> None:
    path = Path(words.__file__).with_name("interface") / "interface.yaml"
    source, found = yaml_parse(path.read_text("utf-8"), Where(path.name))
    assert source
    assert found == ()
    read = {
        key: {"text": plain(one.source), "note": one.note}
        for key, one in interface_source().items()
    }
    assert list(read.items()) == list(source.value.items())


def test_every_word_tells_the_translator_where_it_stands() -> None:
    assert [key for key, unit in interface_source().items() if not unit.note] == []


def test_english_stands_in_for_a_language_without_a_catalog() -> None:
    assert interface_words("tlh") == interface_words("en")


@pytest.mark.parametrize("tag", DEFAULT_TAGS)
def test_the_default_languages_are_complete(tag: str) -> None:
    catalog, found = interface_catalog(tag)
    assert catalog is not None
    assert (catalog.tag, found, check_interface(catalog)) == (tag, (), ())
    english = [key for key, text in interface_words(tag).items() if text.tag != tag]
    assert english == []


@pytest.mark.parametrize("tag", [tag for tag, one in LANGUAGES.items() if not one.pseudo])
def test_catalogs_are_up_to_date(tag: str) -> None:
    catalog, _ = interface_catalog(tag)
    if catalog is not None:
        assert xliff_serialize(merge_interface(tag, catalog)) == xliff_serialize(catalog)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_are_what_catalogs_say(tag: str) -> None:
    catalog, _ = interface_catalog(tag)
    said = {key: Text(unit.source, "en") for key, unit in interface_source().items()}
    for key, entry in catalog.entries.items() if catalog else ():
        if entry.target:
            said[key] = Text(entry.target, tag)
    assert list(interface_words(tag).items()) == list(said.items())


@pytest.mark.parametrize(
    ("old", "new", "menu"),
    [
        (">मेनू</target>", "/>", Text(("Menu",), "en")),
        (">मेनू</target>", ">{n} मेनू</target>", Text(("Menu",), "en")),
        (">मेनू</target>", ">मेनू &amp; सूची</target>", Text(("मेनू & सूची",), "hi")),
        ("</source>\n        <target", "</source><target", Text(("मेनू",), "hi")),
    ],
    ids=["not translated", "a placeholder too many", "an entity", "another form"],
)
def test_words_are_read_while_somebody_works_on_them(old, new, menu, tmp_path, monkeypatch) -> None:
    ours = Path(words.__file__).with_name("interface").joinpath("hi.xlf").read_text("utf-8")
    assert old in ours
    tmp_path.joinpath("hi.xlf").write_text(ours.replace(old, new), "utf-8")
    before = interface_words("hi")
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    assert interface_words.__wrapped__("hi") == {**before, "menu": menu}


def test_placeholders_are_kept() -> None:
    entries = {
        "a": Entry("a", ("{n} of {total}",), (), ("{total} में {n}",), State.MACHINE),
        "b": Entry("b", ("{n} of {total}",), (), ("{n} में {n}",), State.MACHINE),
        "c": Entry("c", ("{n}",)),
    }
    found = check_interface(Catalog("interface", "en", "hi", entries))
    assert [(one.rule, one.message) for one in found] == [
        (rules.TRN006, "b: {total} is missing, {n} is too many")
    ]


def test_a_new_catalog_has_every_word() -> None:
    catalog = merge_interface("hi", None)
    assert [plain(one.source) for one in catalog.entries.values()] == [
        plain(unit.source) for unit in interface_source().values()
    ]
    assert {one.state for one in catalog.entries.values()} == {State.NEW}

"""Who may sign a translation off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pathya.authoring.diagnostics import Where
from pathya.locales import rules
from pathya.locales.catalog import Catalog, Entry, State, settled
from pathya.locales.review import by_others


def signed(by: str, reviewer: str) -> Entry:
    entry = Entry("a.1", ("Pay",), (), ("दें",), State.SIGNED_OFF, by, "2026-11-22")
    return settled(replace(entry, reviewer=reviewer, where=Where("hi/rti.xlf", 7)))


def catalog_of(entry: Entry) -> Catalog:
    return Catalog("rti", "en", "hi", {entry.id: entry})


@pytest.mark.parametrize(
    ("by", "reviewer"),
    [("आशा", "आशा"), ("Asha  Rao", "asha rao"), ("Asha Rao", "Asha Rao <asha@example.org>")],
)
def test_a_translator_does_not_sign_off(by: str, reviewer: str) -> None:
    entry = signed(by, reviewer)
    taken = replace(entry, state=State.TRANSLATED, reviewer="", signed="")
    message = f"a.1 was translated and signed off by {reviewer}"
    hint = "Let somebody else read and accept it."
    found = rules.CAT010.at(Where("hi/rti.xlf", 7), message, hint)
    assert by_others(catalog_of(entry)) == (catalog_of(taken), (found,))


@pytest.mark.parametrize(("by", "reviewer"), [("आशा", "रवि"), ("आशा", ""), ("", "रवि"), ("", "")])
def test_others_do(by: str, reviewer: str) -> None:
    catalog = catalog_of(signed(by, reviewer))
    assert by_others(catalog) == (catalog, ())

from __future__ import annotations

import pytest

from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import script_runs
from pathya.locales.variants import derived
from pathya.locales.words import interface_words


def kannada(*target: str | int) -> tuple[str | int, ...]:
    entry = Entry("a", ("x",), (), target, State.SIGNED_OFF, by="Maria", date="2026-11-22")
    made = derived(Catalog("rti", "en", "kok", {"a": entry}), "kok-Knda")
    assert made.tag == "kok-Knda"
    assert (made.entries["a"].state, made.entries["a"].by) == (State.SIGNED_OFF, "Maria")
    return made.entries["a"].target


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("म्हायती हक्क कायदो, 2005.", "ಮ್ಹಾಯತೀ ಹಕ್ಕ್ ಕಾಯದೋ, 2005."),
        ("तुमी घर आनी वा व", "ತುಮೀ ಘರ್ ಆನೀ ವಾ ವ"),
        ("अधिकाऱ्यान CPIOक, प्रमाणपत्र", "ಅಧಿಕಾರ್ಯಾನ್ CPIOಕ, ಪ್ರಮಾಣಪತ್ರ್"),
        ("5|५|पांच", "5|೫|ಪಾಂಚ್"),
        ("ऑनलायन बॅंक अॅप", "ಆನಲಾಯನ್ ಬ್ಯಾಂಕ್ ಆ್ಯಪ್"),
    ],
)
def test_konkani_in_kannada_script(written, made):
    assert kannada(written) == (made,)


def test_codes_stay_and_words_go_on_behind_them():
    assert kannada("हें ", 1, "घर", -1, "ांत", 2) == ("ಹೇಂ ", 1, "ಘರ", -1, "ಾಂತ್", 2)
    assert kannada(1, "घर", -1, ", ", 2, "घर", -2) == (1, "ಘರ್", -1, ", ", 2, "ಘರ್", -2)


def test_what_the_script_cannot_write_is_not_translated():
    assert kannada("ꣲ") == ()


@pytest.mark.parametrize("one", [one for one in LANGUAGES.values() if one.parent])
def test_a_parent_is_the_same_language_with_a_catalog_of_its_own(one):
    parent = LANGUAGES[one.parent]
    assert one.tag == f"{parent.tag}-{one.script}"
    assert (one.igot_name, parent.parent, one.script == parent.script) == (parent.name, "", False)


def test_the_interface_is_written_so_too():
    words = interface_words("kok-Knda")
    assert {text.tag for text in words.values()} == {"kok-Knda"}
    said = "".join(str(text.inline[0]) for text in words.values())
    assert {script for script, _ in script_runs(said)} == {"Knda", "Latn"}

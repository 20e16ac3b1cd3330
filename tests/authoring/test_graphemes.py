"""A limit must never cut through what a reader takes for one letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.graphemes import clusters, cut

WORDS = {
    "plain English": ("fee", ["f", "e", "e"]),
    "Hindi vowel signs": ("हिन्दी", ["हि", "न्दी"]),
    "Hindi conjunct of three": ("राष्ट्र", ["रा", "ष्ट्र"]),
    "Hindi with ZWJ, half form": ("क्\u200dष", ["क्\u200dष"]),
    "Hindi with ZWNJ, no conjunct": ("क्\u200cष", ["क्\u200c", "ष"]),
    "Hindi nukta": ("सड़क", ["स", "ड़", "क"]),
    "Tamil pulli joins nothing": ("அம்மா", ["அ", "ம்", "மா"]),
    "Tamil ksha": ("பக்ஷி", ["ப", "க்ஷி"]),
    "Tamil vowel of two parts": ("கொ", ["கொ"]),
    "Urdu with vowel marks": ("اُردُو", ["اُ", "ر", "دُ", "و"]),
    "Odia conjunct": ("ଓଡ଼ିଆ ରାଷ୍ଟ୍ର", ["ଓ", "ଡ଼ି", "ଆ", " ", "ରା", "ଷ୍ଟ୍ର"]),
    "Malayalam chillu with ZWJ": ("അവന്\u200d", ["അ", "വ", "ന്\u200d"]),
    "Malayalam conjunct": ("മലയാളത്തിൽ", ["മ", "ല", "യാ", "ള", "ത്തി", "ൽ"]),
    "Latin accents": ("e\u0301a", ["e\u0301", "a"]),
    "family emoji": ("👨\u200d👩\u200d👧!", ["👨\u200d👩\u200d👧", "!"]),
    "skin colour": ("👍🏽", ["👍🏽"]),
    "flags": ("🇮🇳🇳🇵", ["🇮🇳", "🇳🇵"]),
    "line end": ("a\r\nb", ["a", "\r\n", "b"]),
    "empty": ("", []),
}


@pytest.mark.parametrize("name", WORDS)
def test_clusters(name: str) -> None:
    text, parts = WORDS[name]
    assert list(clusters(text)) == parts


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("हिन्दी", 6, "हिन्दी"),
        ("हिन्दी", 5, "हि…"),
        ("हिन्दी भाषा", 8, "हिन्दी…"),
        ("राष्ट्र", 6, "रा…"),
        ("അവന്\u200d വ", 5, "അവ…"),
    ],
)
def test_cut(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short


INDIC = st.text(st.sampled_from("कषटर्िा\u200d\u200cகமഅൻ്ଓଷଟ୍ُراab 👨\u0301\r\n"), max_size=30)


@given(INDIC)
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(INDIC, st.integers(1, 20))
def test_a_cut_text_fits_and_begins_as_the_whole_does(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    assert short == text or list(clusters(text)) != list(clusters(short))
    assert text.startswith(short.removesuffix("…") if short != text else short)

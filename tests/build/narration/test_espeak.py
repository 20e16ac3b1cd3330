"""eSpeak NG: which languages it speaks, that it says words and no letters, and always the same."""

from __future__ import annotations

import io
import wave

import pytest

from pathya.authoring.sources import nfc
from pathya.build.narration import espeak as module
from pathya.build.narration import espeak_worker
from pathya.build.narration.espeak import espeak
from pathya.build.narration.voice import Voice
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import DEFAULT_TAGS, LANGUAGES
from pathya.locales.speech.script import Utterance

TEXTS = {
    "en": "The Act gives a reply within thirty days.",
    "hi": "अधिनियम तीस दिनों के भीतर उत्तर देता है।",
    "as": "আইনে ত্ৰিশ দিনৰ ভিতৰত উত্তৰ দিয়ে।",
    "bn": "আইন ত্রিশ দিনের মধ্যে উত্তর দেয়।",
    "gu": "કાયદો ત્રીસ દિવસમાં જવાબ આપે છે.",
    "kn": "ಕಾಯ್ದೆಯು ಮೂವತ್ತು ದಿನಗಳಲ್ಲಿ ಉತ್ತರ ನೀಡುತ್ತದೆ.",
    "ml": "നിയമം മുപ്പത് ദിവസത്തിനുള്ളിൽ മറുപടി നൽകുന്നു.",
    "mr": "अधिनियम तीस दिवसांत उत्तर देतो.",
    "ne": "ऐनले तीस दिनभित्र जवाफ दिन्छ।",
    "or": "ଆଇନ ତିରିଶ ଦିନ ମଧ୍ୟରେ ଉତ୍ତର ଦିଏ।",
    "pa": "ਕਾਨੂੰਨ ਤੀਹ ਦਿਨਾਂ ਵਿੱਚ ਜਵਾਬ ਦਿੰਦਾ ਹੈ।",
    "ta": "சட்டம் முப்பது நாட்களுக்குள் பதில் அளிக்கிறது.",
    "te": "చట్టం ముప్పై రోజుల్లో సమాధానం ఇస్తుంది.",
    "ur": "قانون تیس دنوں میں جواب دیتا ہے۔",
    "kok": "कायदो तीस दिसां भितर जाप दिता.",
}

WORKER = espeak_worker.__file__


@pytest.fixture(scope="module")
def voice() -> Voice:
    return espeak()


def said(voice: Voice, tag: str, text: str) -> bytes:
    (sound,) = voice.speak(Utterance("u", 0, text, text, 0), LANGUAGES[tag])
    assert isinstance(sound, bytes)
    return sound


def seconds(sound: bytes):
    with wave.open(io.BytesIO(sound)) as file:
        return file.getnframes() / file.getframerate()


def test_it_speaks_all_but_two_of_the_languages(voice):
    assert {tag for tag in ("en", *DEFAULT_TAGS) if voice.code(LANGUAGES[tag])} == set(TEXTS)
    others = [tag for tag, one in LANGUAGES.items() if not one.pseudo and tag not in TEXTS]
    assert {tag for tag in others if voice.code(LANGUAGES[tag])} == {"sd-Arab"}


@pytest.mark.parametrize("tag", TEXTS)
def test_it_says_words_and_no_names_of_letters(voice, tag):
    assert len(TEXTS[tag]) / seconds(said(voice, tag, nfc(TEXTS[tag]))) > 8


@pytest.mark.parametrize(
    ("tag", "text"),
    [("as", "কেন্দ্ৰীয় বিষয়াসকলৰ প্ৰয়োজনীয় তথ্য বুজায়"), ("or", "ଦ୍ୱିତୀୟ ବିଶ୍ୱାସ ଜନସ୍ୱାର୍ଥରେ ଦାୟିତ୍ୱ ଦ୍ୱାରା")],
)
def test_letters_that_it_would_name_are_written_otherwise(voice, tag, text):
    assert len(text) / seconds(said(voice, tag, nfc(text))) > 8


def test_the_same_sentence_is_always_the_same_sound(voice):
    first = said(voice, "hi", TEXTS["hi"])
    said(voice, "ta", TEXTS["ta"])
    assert said(voice, "hi", TEXTS["hi"]) == first
    assert said(espeak(), "hi", TEXTS["hi"]) == first


def test_it_speaks_where_processes_cannot_be_copied(voice, monkeypatch, tmp_path):
    spoken = [said(voice, "hi", TEXTS["hi"]), said(voice, "or", TEXTS["or"])]
    alone = tmp_path / "alone.py"
    alone.write_text(
        f"import os, runpy\ndel os.fork\nrunpy.run_path({WORKER!r}, None, '__main__')\n"
    )
    monkeypatch.setattr(module, "espeak_worker", type("alone", (), {"__file__": str(alone)}))
    other = espeak()
    assert [said(other, "hi", TEXTS["hi"]), said(other, "or", TEXTS["or"])] == spoken


@pytest.mark.parametrize("text", ["", "7", "12345678901234567890", "…", "\u200d", "अ" * 20_000])
def test_odd_texts_are_a_sound(voice, text):
    assert seconds(said(voice, "hi", text)) >= 0


def test_a_voice_that_is_not_there_is_told_of(monkeypatch):
    monkeypatch.setattr(module, "espeak_worker", type("gone", (), {"__file__": "/nowhere.py"}))
    with pytest.raises(EngineFault, match="eSpeak NG stopped") as fault:
        espeak()
    assert fault.value.kind == "setup"


def test_text_is_never_markup_or_a_command(voice):
    plain = said(voice, "en", "break time five")
    assert seconds(said(voice, "en", '<break time="5s"/>')) < seconds(plain) + 3

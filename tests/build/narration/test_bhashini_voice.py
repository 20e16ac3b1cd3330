"""Bhashini's voices against a server on this machine that has its JSON and its faults."""

from __future__ import annotations

import base64
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.build.narration import rules
from pathya.build.narration.booths import bhashini_voice, open_booth
from pathya.build.narration.narrate import narrate_course
from pathya.build.store.folder import Store
from pathya.build.transport import Manners, sender
from pathya.locales.engines.bhashini import Account
from pathya.locales.engines.bhashini_speech import MOST, bhashini_speech, pieces
from pathya.locales.engines.protocol import EngineFault, Secret
from pathya.locales.languages import LANGUAGES

PATH = "/ulca/apis/v0/model/getModelsPipeline"


@pytest.fixture
def say(serve, tone_of):
    """Open the voices of a server with these faults."""

    def open_one(**how):
        service = serve(speak=lambda text: tone_of(20 * len(text)), **how)
        account = Account("someone", Secret("key-of-ulca"), service.address + PATH)
        manners = Manners(timeout=10, tries=3, sleep=lambda _: None)
        return service, bhashini_speech(sender("Bhashini", manners), account)

    return open_one


def test_a_text_becomes_a_wav_by_two_calls(say, tone_of):
    service, speak = say()
    assert speak("एक", LANGUAGES["hi"]) == (tone_of(40),)
    assert speak("दो", LANGUAGES["hi"]) == (tone_of(40),)
    (_, _, config), (_, headers, compute), _ = service.asked
    assert config["pipelineTasks"] == [
        {"taskType": "tts", "config": {"language": {"sourceLanguage": "hi"}}}
    ]
    assert headers["Authorization"] == "key-of-dhruva"
    assert compute == {
        "pipelineTasks": [
            {
                "taskType": "tts",
                "config": {
                    "language": {"sourceLanguage": "hi"},
                    "serviceId": "Bhashini/IITM/TTS",
                    "gender": "female",
                    "samplingRate": 22050,
                    "audioFormat": "wav",
                },
            }
        ],
        "inputData": {"input": [{"source": "एक"}]},
        "controlConfig": {"dataTracking": False},
    }


def test_konkani_has_their_code(say):
    service, speak = say()
    speak("एक", LANGUAGES["kok"])
    assert service.asked[0][2]["pipelineTasks"][0]["config"]["language"] == {
        "sourceLanguage": "gom"
    }


def test_a_long_text_is_asked_for_in_pieces(say):
    service, speak = say()
    text = "यह एक वाक्य है। " * 60
    sounds = speak(text.strip(), LANGUAGES["hi"])
    sent = [body["inputData"]["input"][0]["source"] for _, _, body in service.asked[1:]]
    assert len(sounds) == len(sent) == 3
    assert all(len(one) <= MOST and one.endswith("।") for one in sent)
    assert " ".join(sent) == text.strip()


@given(st.text(max_size=1500))
def test_pieces_fit_a_call_and_lose_nothing(text):
    cut = list(pieces(text.strip()))
    assert all(len(one) <= MOST for one in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


@pytest.mark.parametrize("letter", ["क्षि", "கொ", "र\u094d\u200dय", "ନ୍ତ୍ର", "ക്ഷ്മി", "x"])
def test_a_word_that_is_too_long_is_cut_between_letters(letter):
    cut = list(pieces(letter * 250))
    assert "".join(cut) == letter * 250
    assert all(len(one) <= MOST and not len(one) % len(letter) for one in cut)


def test_what_passes_is_tried_again(say, tone_of):
    _, speak = say(faults=["500", "429", "", "cut", "garbage"])
    assert speak("एक", LANGUAGES["hi"]) == (tone_of(40),)


@pytest.mark.parametrize(
    ("faults", "message", "kind"),
    [
        (["", "short"], "Bhashini answered with something that is no WAV", "failed"),
        (["", "500", "500", "500"], "Bhashini did not answer: status 500, 3 times", "failed"),
        (["403"], "Bhashini refuses: trouble 403", "setup"),
    ],
)
def test_what_does_not_pass_is_said(say, faults, message, kind):
    _, speak = say(faults=faults)
    with pytest.raises(EngineFault) as fault:
        speak("एक", LANGUAGES["hi"])
    assert (fault.value.message, fault.value.kind) == (message, kind)


def test_a_language_without_a_voice_is_told_of(say):
    _, speak = say()
    with pytest.raises(EngineFault, match="names no voice for bn") as fault:
        speak("এক", LANGUAGES["bn"])
    assert fault.value.kind == "pair"


@pytest.mark.parametrize("answer", [b"not a wav", b"", b"RIFF____WAV"])
def test_what_is_no_wav_is_refused(answer):
    account = Account("someone", Secret("k"), "http://x/")
    end = {"callbackUrl": "http://x/", "inferenceApiKey": {"name": "A", "value": "k"}}
    config = {
        "pipelineInferenceAPIEndPoint": end,
        "pipelineResponseConfig": [{"config": [{"serviceId": "s"}]}],
    }
    sound = {"pipelineResponse": [{"audio": [{"audioContent": base64.b64encode(answer).decode()}]}]}
    odd = ({"audioContent": one} for one in ("%%%", "ध्वनि", "", 5, None, "UklGR"))
    more = [{"pipelineResponse": [{"audio": [one]}]} for one in odd]
    others: list[Any] = [{"pipelineResponse": [{"audio": None}]}, {}, [], None, *more]
    for said in (sound, *others):
        answers = iter([config, said])
        speak = bhashini_speech(partial(_next, answers), account)
        with pytest.raises(EngineFault, match="no WAV"):
            speak("x", LANGUAGES["hi"])


def _next(answers, _call):
    return next(answers)


def test_it_is_cut_off_in_the_middle_and_goes_on_from_there(booth, read, say):
    service, speak = say(faults=["", "", "", "500", "500", "500"])
    course = read()
    booth_ = open_booth(booth.project, booth.store)
    booth_ = type(booth_)(booth.project, booth.store, booth_.ffmpeg, lambda *_: _as_hindi(speak))
    (told,) = narrate_course(booth_, course)
    assert [one.rule for one in told.found] == [rules.NAR012]
    before = len(service.asked)
    (told,) = narrate_course(booth_, course)
    assert (told.spoken, told.written, len(service.asked) - before) == (2, True, 2)


def _as_hindi(speak):
    """The server knows no English."""
    return bhashini_voice(lambda text, _: speak(text, LANGUAGES["hi"]))


def test_keys_are_needed(project, tmp_path, monkeypatch, read):
    monkeypatch.delenv("PATHYA_BHASHINI_KEY", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    (told,) = narrate_course(open_booth(project, Store(tmp_path / "s"), "bhashini"), read())
    (found,) = told.found
    assert (found.rule, found.message) == (rules.NAR011, "Bhashini has no key")

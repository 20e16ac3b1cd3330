"""What Bhashini and LibreTranslate are sent, and what is read in their answers."""

from __future__ import annotations

from typing import Any

import pytest

from pathya.locales.engines.bhashini import CONFIG_URL, Account, bhashini
from pathya.locales.engines.libretranslate import libretranslate
from pathya.locales.engines.protocol import Call, EngineFault, Secret
from pathya.locales.languages import LANGUAGES

ACCOUNT = Account("someone", Secret("key-of-ulca"))
COMPUTE_URL = "https://dhruva-api.bhashini.gov.in/services/inference/pipeline"


def config(service: str = "ai4bharat/indictrans-v2-all-gpu--t4", url: str = COMPUTE_URL) -> Any:
    return {
        "pipelineResponseConfig": [{"taskType": "translation", "config": [{"serviceId": service}]}],
        "pipelineInferenceAPIEndPoint": {
            "callbackUrl": url,
            "inferenceApiKey": {"name": "Authorization", "value": "key-of-dhruva"},
        },
    }


def said(*drafts: str) -> Any:
    return {"pipelineResponse": [{"output": [{"source": "", "target": one} for one in drafts]}]}


class Line:
    """Answers in order, and keeps what was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.calls = list(answers), list[Call]()

    def __call__(self, call: Call) -> Any:
        self.calls.append(call)
        return self.answers.pop(0)


def test_bhashini_is_asked_twice_and_then_once() -> None:
    line = Line(config(), said("एक", "दो"), said("तीन"))
    engine = bhashini(line, ACCOUNT)
    en, hi = LANGUAGES["en"], LANGUAGES["hi"]
    assert engine.translate(("one", "two"), en, hi) == ("एक", "दो")
    assert engine.translate(("three",), en, hi) == ("तीन",)
    language = {"sourceLanguage": "en", "targetLanguage": "hi"}
    service = {"language": language, "serviceId": "ai4bharat/indictrans-v2-all-gpu--t4"}
    compute = {
        "pipelineTasks": [{"taskType": "translation", "config": service}],
        "inputData": {"input": [{"source": "one"}, {"source": "two"}]},
        "controlConfig": {"dataTracking": False},
    }
    assert line.calls[:2] == [
        Call(
            CONFIG_URL,
            {
                "pipelineTasks": [{"taskType": "translation", "config": {"language": language}}],
                "pipelineRequestConfig": {"pipelineId": "64392f96daac500b55c543cd"},
            },
            {"userID": "someone", "ulcaApiKey": Secret("key-of-ulca")},
        ),
        Call(COMPUTE_URL, compute, {"Authorization": Secret("key-of-dhruva")}),
    ]
    assert line.calls[2].body["inputData"] == {"input": [{"source": "three"}]}


@pytest.mark.parametrize(
    ("tag", "code", "script"),
    [
        ("kok", "gom", None),
        ("ur", "ur", None),
        ("ks-Arab", "ks", "Aran"),
        ("mni-Mtei", "mni", "Mtei"),
        ("sat-Olck", "sat", "Olck"),
        ("sd-Arab", "sd", "Arab"),
    ],
)
def test_bhashini_has_its_own_codes(tag: str, code: str, script: str | None) -> None:
    line = Line(config(), said("x"))
    bhashini(line, ACCOUNT).translate(("x",), LANGUAGES["en"], LANGUAGES[tag])
    expected = {"sourceLanguage": "en", "targetLanguage": code}
    asked = [call.body["pipelineTasks"][0]["config"]["language"] for call in line.calls]
    assert asked == [expected, expected | ({"targetScriptCode": script} if script else {})]


@pytest.mark.parametrize(
    ("answers", "kind", "message"),
    [
        (({},), "pair", "names no service from en to hi"),
        (({"pipelineResponseConfig": []},), "pair", "names no service from en to hi"),
        (([],), "pair", "names no service from en to hi"),
        ((config(url="http://example.in/"),), "failed", "not protected: http://example.in/"),
        ((config(), {}), "failed", "a form that Pathya does not know"),
        ((config(), {"pipelineResponse": [{"output": [{"target": None}]}]}), "failed", "a form"),
        ((config(), said("एक", "दो")), "failed", "2 drafts to 1 texts"),
    ],
)
def test_bhashini_answers_otherwise(answers: tuple[Any, ...], kind: str, message: str) -> None:
    with pytest.raises(EngineFault) as fault:
        bhashini(Line(*answers), ACCOUNT).translate(("one",), LANGUAGES["en"], LANGUAGES["hi"])
    assert fault.value.kind == kind
    assert message in fault.value.message


def test_libretranslate_is_asked_for_text() -> None:
    line = Line({"translatedText": ["نعم"], "alternatives": [[]]})
    engine = libretranslate(line, "https://mt.example.in/", Secret("secret"))
    assert engine.translate(("Yes",), LANGUAGES["en"], LANGUAGES["ur"]) == ("نعم",)
    body: dict[str, Any] = {"q": ["Yes"], "source": "en", "target": "ur", "format": "text"}
    body["api_key"] = Secret("secret")
    assert line.calls == [Call("https://mt.example.in/translate", body)]
    assert [engine.code(LANGUAGES[tag]) for tag in ("bn", "ta")] == ["bn", ""]


@pytest.mark.parametrize("answer", [[], {}, {"translatedText": "x"}, {"translatedText": []}])
def test_libretranslate_answers_otherwise(answer: Any) -> None:
    with pytest.raises(EngineFault):
        libretranslate(Line(answer), "http://x", Secret("")).translate(
            ("Yes",), LANGUAGES["en"], LANGUAGES["ur"]
        )


def test_keys_are_not_printed() -> None:
    assert "key-of-ulca" not in f"{ACCOUNT} {ACCOUNT!r} {Call('u', {'key': ACCOUNT.key})}"

"""Bhashini, the language service of the Government of India.

Two calls: one tells which model serves a pair of languages, and where and with what key; the other
has texts translated there. As in the documentation of ULCA and the source of its server, Dhruva.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pathya.locales.engines.protocol import Call, Engine, EngineFault, Secret, Send, paired
from pathya.locales.languages import Language

NAME = "Bhashini"
CONFIG_URL = "https://meity-auth.ulcacontrib.org/ulca/apis/v0/model/getModelsPipeline"
PIPELINE = "64392f96daac500b55c543cd"
"""The pipeline of the Ministry of Electronics and Information Technology."""

_SIDES = ("sourceLanguage", "targetLanguage")
_SEVERAL_SCRIPTS = frozenset({"ks", "sd", "mni", "sat"})


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks, and which door is knocked at."""

    user: str
    key: Secret
    url: str = CONFIG_URL
    pipeline: str = PIPELINE


@dataclass(frozen=True, slots=True)
class Service:
    """What serves one pair of languages, or speaks one."""

    url: str
    headers: dict[str, str | Secret]
    id: str


def bhashini(send: Send, account: Account) -> Engine:
    """Set the engine up; each pair of languages is looked up once, when it is first needed."""
    services: dict[tuple[str, str], Service] = {}

    def translate(texts: tuple[str, ...], source: Language, target: Language) -> tuple[str, ...]:
        pair = source.tag, target.tag
        if pair not in services:
            services[pair] = look_up(send, account, "translation", _languages(source, target))
        languages = _languages(source, target) | _scripts(source, target)
        return _compute(send, services[pair], languages, texts)

    return Engine(
        NAME,
        translate,
        lambda one: one.bhashini,
        identity=f"{account.url} {account.pipeline}",
        # The server works in batches of 90.
        texts=30,
        # Its models protect numbers with tokens of the same form, counted from 1.
        first_token=51,
    )


def _languages(source: Language, target: Language) -> dict[str, str]:
    return {"sourceLanguage": source.bhashini, "targetLanguage": target.bhashini}


def _scripts(source: Language, target: Language) -> dict[str, str]:
    """Name the scripts of languages that have several: Kashmiri is written in Nastaliq."""
    sides = {"sourceScriptCode": source, "targetScriptCode": target}
    return {
        name: "Aran" if one.bhashini == "ks" and one.script == "Arab" else one.script
        for name, one in sides.items()
        if one.bhashini in _SEVERAL_SCRIPTS
    }


def look_up(send: Send, account: Account, task: str, languages: dict[str, str]) -> Service:
    """Ask which service does a task for these languages, and where. Raises EngineFault."""
    body = {
        "pipelineTasks": [{"taskType": task, "config": {"language": languages}}],
        "pipelineRequestConfig": {"pipelineId": account.pipeline},
    }
    headers: dict[str, str | Secret] = {"userID": account.user, "ulcaApiKey": account.key}
    answer = send(Call(account.url, body, headers))
    try:
        end = answer["pipelineInferenceAPIEndPoint"]
        name, value = end["inferenceApiKey"]["name"], end["inferenceApiKey"]["value"]
        url, service = end["callbackUrl"], answer["pipelineResponseConfig"][0]["config"][0]
        found = Service(url, {name: Secret(value)}, service["serviceId"])
    except (KeyError, IndexError, TypeError):
        served = " to ".join(languages[name] for name in _SIDES if name in languages)
        message = f"{NAME} names no service from {served}"
        if task == "tts":
            message = f"{NAME} names no voice for {served}"
        raise EngineFault(message, kind="pair") from None
    if urlsplit(url).scheme != urlsplit(account.url).scheme:
        raise EngineFault(f"{NAME} sends to an address that is not protected: {url}")
    return found


def _compute(
    send: Send, service: Service, languages: dict[str, str], texts: tuple[str, ...]
) -> tuple[str, ...]:
    config = {"language": languages, "serviceId": service.id}
    body = {
        "pipelineTasks": [{"taskType": "translation", "config": config}],
        "inputData": {"input": [{"source": text} for text in texts]},
        # It keeps what it is sent unless told otherwise.
        "controlConfig": {"dataTracking": False},
    }
    return paired(NAME, _targets(send(Call(service.url, body, service.headers))), texts)


def _targets(answer: Any) -> Any:
    try:
        return [one["target"] for one in answer["pipelineResponse"][0]["output"]]
    except (KeyError, IndexError, TypeError):
        return None

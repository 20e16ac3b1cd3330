"""Bhashini's voices: a text of at most 400 characters to a WAV, in base64.

The same two calls as for translations. A longer text would be cut by the server, between any words.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from pathya.authoring.graphemes import clusters
from pathya.locales.engines.bhashini import NAME, Account, Service, look_up
from pathya.locales.engines.protocol import Call, EngineFault, Send
from pathya.locales.languages import Language

MOST = 400
"""Characters of one call."""
RATE = 22050
"""Samples a second: what the server's voices give unless asked for less."""
GENDER = "female"
_ENDS = (r"[.!?।॥۔؟]+\s", r"[,;:،؛]\s", r"\s")
"""Where a long text is cut: behind a sentence, else a clause, else a word."""

Say = Callable[[str, Language], tuple[bytes, ...]]
"""A text in a language to WAVs, to be heard one after the other. Raises EngineFault."""


def bhashini_speech(send: Send, account: Account) -> Say:
    """Set the voices up; the service of each language is looked up once."""
    services: dict[str, Service] = {}

    def say(text: str, language: Language) -> tuple[bytes, ...]:
        spoken = {"sourceLanguage": language.bhashini}
        if language.tag not in services:
            services[language.tag] = look_up(send, account, "tts", spoken)
        service = services[language.tag]
        return tuple(_wav(send(_call(service, spoken, piece))) for piece in pieces(text))

    return say


def _call(service: Service, spoken: dict[str, str], text: str) -> Call:
    config = {
        "language": spoken,
        "serviceId": service.id,
        "gender": GENDER,
        "samplingRate": RATE,
        "audioFormat": "wav",
    }
    body = {
        "pipelineTasks": [{"taskType": "tts", "config": config}],
        "inputData": {"input": [{"source": text}]},
        # It keeps what it is sent unless told otherwise.
        "controlConfig": {"dataTracking": False},
    }
    return Call(service.url, body, service.headers)


def _wav(answer: Any) -> bytes:
    try:
        sound = base64.b64decode(
            answer["pipelineResponse"][0]["audio"][0]["audioContent"], validate=True
        )
    except (KeyError, IndexError, TypeError, ValueError):  # not base64 either
        sound = b""
    if sound[:4] != b"RIFF" or sound[8:12] != b"WAVE":
        raise EngineFault(f"{NAME} answered with something that is no WAV")
    return sound


def pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces that fit a call, at the last good place in each."""
    while len(text) > MOST:
        ends = (_last(mark, text[: MOST + 1]) for mark in _ENDS)
        end = next((end for end in ends if end), 0) or _within(text)
        yield text[:end].strip()
        text = text[end:].strip()
    yield text


def _within(text: str) -> int:
    """Find where a word can be cut: never in a letter with its signs, unless it is that long."""
    starts = accumulate(map(len, clusters(text[: 2 * MOST])))
    return max((end for end in starts if end <= MOST), default=MOST)


def _last(mark: str, text: str) -> int:
    """Find where the last of these marks ends; 0: there is none."""
    return max((found.end() for found in re.finditer(mark, text)), default=0)

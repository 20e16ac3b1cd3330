"""eSpeak NG: voices on this machine, without any network. It runs in a process of its own."""

from __future__ import annotations

import atexit
import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Any, cast

from pathya.authoring.sources import nfc
from pathya.build.narration import espeak_worker
from pathya.build.narration.voice import Sound, Voice
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import Language
from pathya.locales.speech.script import Utterance

NAME = "eSpeak NG"
RATE = 155
"""Words a minute: a little slower than it speaks unasked."""
_CODES = {
    "en": "en-gb",
    # Its voice for Konkani says the names of the letters; Marathi is written with the same ones.
    "kok": "mr",
    "sd-Arab": "sd",
}
"""Its names of languages, where they are others."""
_RESPELT: Mapping[str, tuple[tuple[str, str], ...]] = {
    # It spells each word that has one of these letters. In Assamese they sound much the same.
    "as": (
        *((f"য়{sign}", vowel) for sign, vowel in zip("ািীুূেৈোৌ", "আইঈউঊএঐওঔ", strict=True)),
        ("য়", "ই"),
        ("ড়", "ৰ"),
        ("ঢ়", "ৰ"),
    ),
    "or": (("ୱ", "ଵ"),),  # another letter for the same sound
}
"""What is written in another way for it, by language."""


def espeak() -> Voice:
    """Set the voices up. Raises EngineFault if eSpeak NG is not there."""
    process = _Process()
    told = process.ask({})
    version, voices = told["version"], told["voices"]

    def code(language: Language) -> str:
        known: str = voices.get(_CODES.get(language.tag, language.tag), "")
        return known

    def identity(one: Utterance, language: Language) -> str:
        return f"{NAME} {version} {code(language)} {RATE} {respelt(one.text, language.tag)}"

    def speak(one: Utterance, language: Language) -> tuple[Sound, ...]:
        text = respelt(one.text, language.tag)
        request = {"voice": code(language), "rate": RATE, "text": text}
        return (base64.b64decode(process.ask(request)["wav"]),)

    return Voice(f"{NAME} {version}", code, identity, speak)


def respelt(text: str, tag: str) -> str:
    """Write a text as it reads it without naming letters; `text` is NFC."""
    for written, said in _RESPELT.get(tag, ()):
        text = text.replace(nfc(written), said)
    return text


@dataclass(slots=True)
class _Process:
    """The process while it runs; it is started when it is asked, and again if it has ended."""

    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def ask(self, request: Mapping[str, Any]) -> Any:
        """Give the answer to a request. Raises EngineFault."""
        if not self.running or self.running[0].poll() is not None:
            self.running[:] = [_started(_errors())]
        answer = _asked(self.running[0], request)
        if "last" in answer:
            _end(self.running.pop())
        if "fault" in answer:
            raise EngineFault(f"{NAME}: {answer['fault']}")
        return answer


def _asked(process: subprocess.Popen[str], request: Mapping[str, Any]) -> Any:
    to, back = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
    try:
        to.write(json.dumps(request) + "\n")
        to.flush()
        return json.loads(back.readline())
    except (OSError, ValueError):  # it is gone, or went in the middle of its answer
        raise _stopped(_errors()) from None


@cache
def _errors() -> IO[str]:
    """Open what the process complains into."""
    errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed at the end
    atexit.register(errors.close)
    return errors


def _started(errors: IO[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        # -P: none of our modules is taken for a library of the same name.
        [sys.executable, "-P", espeak_worker.__file__],
        env={name: value for name, value in os.environ.items() if not name.startswith("PATHYA_")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
    )
    stack = ExitStack()
    stack.callback(_end, process)
    atexit.register(stack.close)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what it did not take any more
            cast(IO[str], stream).close()


def _stopped(errors: IO[str]) -> EngineFault:
    """Say why the process stopped, in its last words."""
    errors.seek(0)
    lines = errors.read().strip().splitlines() or ["it said nothing"]
    if "No module named 'espeakng_loader'" in lines[-1]:
        hint = "Install espeak-ng, or Pathya's extra speech: pip install 'pathya[speech]'."
        return EngineFault(f"{NAME} is not installed", hint, "setup")
    return EngineFault(f"{NAME} stopped: {lines[-1]}", kind="setup")

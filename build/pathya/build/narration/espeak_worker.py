"""The process that eSpeak NG runs in: a line of JSON in, a line of JSON out.

The library is GPL, so it never comes into Pathya's own process, and this file imports nothing of
Pathya. What it says depends a little on what it said before, so each sentence is said in a process
that has said nothing: the same sentence is always the same sound. Where processes cannot be
copied, as on Windows, this one ends after a sentence, and another is started for the next.
"""

from __future__ import annotations

import base64
import ctypes
import ctypes.util
import io
import json
import os
import signal
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SYNCHRONOUS, _DO_NOT_EXIT = 2, 0x8000
_UTF8, _RATE = 1, 1
_PATIENCE = 120
"""Seconds for a sentence, which takes some hundredths of one."""
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Voice(ctypes.Structure):
    """`espeak_VOICE` of speak_lib.h."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the library prints must not get between the answers
    library, rate = _open()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if "text" not in request:
            _answer(answers, _known(library))
        elif not hasattr(os, "fork"):
            _answer(answers, {**_say(library, rate, request), "last": True})
            return
        elif (child := os.fork()) == 0:
            signal.alarm(_PATIENCE)
            _answer(answers, _say(library, rate, request))
            os._exit(0)
        elif os.waitpid(child, 0)[1]:
            _answer(answers, {"fault": "it stopped"})


def _answer(answers: Any, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _open() -> tuple[ctypes.CDLL, int]:
    """Load the library of the system, or else of the package that carries it."""
    name, data = ctypes.util.find_library("espeak-ng"), None
    if not name:
        import espeakng_loader  # noqa: PLC0415 - an extra

        name = espeakng_loader.get_library_path()
        data = str(Path(espeakng_loader.get_data_path()).parent).encode()
    library = ctypes.CDLL(name)
    library.espeak_Info.restype = ctypes.c_char_p
    library.espeak_Info.argtypes = [ctypes.c_void_p]
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DO_NOT_EXIT)
    if rate <= 0:
        raise RuntimeError("eSpeak NG does not find its data")
    return library, rate


def _known(library: ctypes.CDLL) -> dict[str, Any]:
    """Tell the version, and the voices by the languages that they are for."""
    version = library.espeak_Info(None).decode().split()[0]
    return {"version": version, "voices": dict(_voices(library))}


def _voices(library: ctypes.CDLL) -> Iterator[tuple[str, str]]:
    listed, at = library.espeak_ListVoices(None), 0
    while listed[at]:
        one, at = listed[at].contents, at + 1
        # Before the name of the language stands a byte that says how well the voice knows it.
        yield one.languages[1:].decode(), one.identifier.decode()


def _say(library: ctypes.CDLL, rate: int, request: dict[str, Any]) -> dict[str, Any]:
    sound = bytearray()

    def hear(samples: int | None, number: int, _events: int | None) -> int:
        if samples and number > 0:
            sound.extend(ctypes.string_at(samples, number * 2))
        return 0

    heard = _CALLBACK(hear)  # kept: the library does not
    library.espeak_SetSynthCallback(heard)
    text = request["text"].encode()
    if library.espeak_SetVoiceByName(request["voice"].encode()):
        return {"fault": f"it has no voice {request['voice']}"}
    library.espeak_SetParameter(_RATE, request["rate"], 0)
    if library.espeak_Synth(text, len(text) + 1, 0, 0, 0, _UTF8, None, None):
        return {"fault": "it cannot say this"}
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(bytes(sound))
    return {"wav": base64.b64encode(stream.getvalue()).decode()}


if __name__ == "__main__":
    main()

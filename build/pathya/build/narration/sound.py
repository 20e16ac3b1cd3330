"""Clips and how they are joined: silence trimmed, pauses between, and when each is heard."""

from __future__ import annotations

import io
import warnings
import wave
from collections.abc import Iterable, Sequence
from typing import Any

from pathya.build.narration.ffmpeg import RATE, Ffmpeg, Level, decode, encode, measure
from pathya.build.narration.ffmpeg import Format as Form
from pathya.build.narration.voice import Sound
from pathya.locales.engines.protocol import EngineFault

LOUDNESS, PEAK = -18.0, -3.0
"""LUFS and dBTP of every narration."""
TOLERANCE = 0.5
"""LU from the loudness, at most."""
LEAD = 250
"""Milliseconds before the first sentence."""
_QUIET = 30.0
"""dB below a clip's own level: what is softer, at its ends, is silence."""
_KEPT = 30
"""Milliseconds of that silence which stay: consonants begin softly."""
_TRIES = 8
_STEP = 1.6
"""dB louder for each LU that lacks: the limiter takes some of it away again."""
_HEADROOM, _DROP = 1.5, 0.6
"""dB that encoders get for peaks, and more at a time: a single one may leap far."""
_WIDTH = 2
"""Bytes of a sample."""


def clip_of(ffmpeg: Ffmpeg, sounds: Iterable[Sound]) -> bytes:
    """Give the samples of sounds, heard one after the other, without the silence at their ends.

    Raises EngineFault if there is nothing to hear.
    """
    return b"".join(_trimmed(_samples(ffmpeg, one)) for one in sounds)


def _samples(ffmpeg: Ffmpeg, sound: Sound) -> bytes:
    """Read a WAV that is as we want it ourselves: a process for each sentence would take longer."""
    if isinstance(sound, bytes):
        try:
            with wave.open(io.BytesIO(sound)) as file:
                shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
                if shape == (1, _WIDTH, RATE):
                    samples: bytes = file.readframes(file.getnframes())
                    return samples
        except (wave.Error, EOFError):
            pass
    return decode(ffmpeg, sound)


def _trimmed(samples: bytes) -> bytes:
    pydub = _pydub()
    heard = pydub.AudioSegment(samples, sample_width=_WIDTH, frame_rate=RATE, channels=1)
    if heard.max == 0:
        raise EngineFault("there is nothing to hear")
    leading = pydub.silence.detect_leading_silence
    limit = heard.dBFS - _QUIET
    start = max(0, leading(heard, limit) - _KEPT)
    end = max(0, leading(heard.reverse(), limit) - _KEPT)
    trimmed: bytes = heard[start : len(heard) - end].raw_data
    return trimmed


def _pydub() -> Any:
    with warnings.catch_warnings():
        # It imports audioop, and complains that it finds no ffmpeg, which we call ourselves.
        warnings.simplefilter("ignore")
        import pydub  # noqa: PLC0415 - slow
        import pydub.silence  # noqa: PLC0415
    return pydub


def join(clips: Sequence[tuple[bytes, int]]) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """Join clips, each with milliseconds of silence after it; say from when to when each is heard.

    Times are counted in samples, so that they do not drift however many clips there are.
    """
    parts = [_silence(LEAD)]
    at = len(parts[0])
    times: list[tuple[int, int]] = []
    for samples, pause in clips:
        times.append((_ms(at), _ms(at + len(samples))))
        parts += [samples, _silence(pause)]
        at += len(samples) + len(parts[-1])
    return b"".join(parts), tuple(times)


def _silence(ms: int) -> bytes:
    return b"\0" * (_WIDTH * (RATE * ms // 1000))


def _ms(size: int) -> int:
    return round(size * 1000 / (_WIDTH * RATE))


def length(samples: bytes) -> int:
    """Give the milliseconds of samples."""
    return _ms(len(samples))


def master(ffmpeg: Ffmpeg, samples: bytes, form: Form) -> tuple[bytes, Level]:
    """Encode at the loudness that all narrations have; what is written is measured.

    Encoders move loudness and peaks, so what is off is encoded again. Raises EngineFault if it
    cannot be brought there.
    """
    gain = LOUDNESS - measure(ffmpeg, samples).lufs
    ceiling = PEAK - _HEADROOM
    for _ in range(_TRIES):
        audio = encode(ffmpeg, samples, form, gain, ceiling)
        level = measure(ffmpeg, audio, form)
        off = LOUDNESS - level.lufs
        if abs(off) <= TOLERANCE and level.peak <= PEAK:
            return audio, level
        gain += off * _STEP
        ceiling -= min(_DROP, max(0.0, level.peak - PEAK))
    message = f"its loudness is {level.lufs} LUFS and its peak {level.peak} dBTP"
    raise EngineFault(f"{message}, not {LOUDNESS:g} and at most {PEAK:g}")

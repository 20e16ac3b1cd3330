"""Clips, how they are joined, loudness, and drift at the end of a long lesson."""

from __future__ import annotations

import tempfile
from array import array
from math import exp, pi, sin
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.build.narration.ffmpeg import RATE, decode, encode, measure
from pathya.build.narration.sound import clip_of, join, length, master
from pathya.locales.engines.protocol import EngineFault


@pytest.mark.parametrize("rate", [RATE, 16_000, 48_000])
def test_silence_is_trimmed_from_any_wav(ffmpeg, tone_of, rate):
    clip = clip_of(ffmpeg, (tone_of(500, rate=rate, quiet=400),))
    assert abs(length(clip) - 560) <= 25  # 30 ms stay on each side


def test_what_is_spoken_in_pieces_is_one_clip(ffmpeg, tone_of):
    one = tone_of(500, quiet=0)
    assert length(clip_of(ffmpeg, (one, one))) == 2 * length(clip_of(ffmpeg, (one,)))


@pytest.mark.parametrize("sound", [b"", b"RIFF", b"<html>"])
def test_what_is_no_sound_is_refused(ffmpeg, sound):
    with pytest.raises(EngineFault):
        clip_of(ffmpeg, (sound,))


def test_nothing_to_hear_is_refused(ffmpeg, tone_of):
    with pytest.raises(EngineFault, match="nothing to hear"):
        clip_of(ffmpeg, (tone_of(300, loud=0),))


@given(st.lists(st.tuples(st.integers(1, 50_000), st.integers(0, 1200)), max_size=30))
def test_times_never_drift_from_the_samples(rows):
    samples, times = join([(b"\1\0" * count, pause) for count, pause in rows])
    for (start, end), (count, _) in zip(times, rows, strict=True):
        assert samples[start * RATE // 1000 * 2 + 2 * 22 :][:2] in (b"\1\0", b"\0\0", b"")
        assert abs((end - start) - count * 1000 / RATE) <= 1
    assert [time for row in times for time in row] == sorted(t for row in times for t in row)
    assert all(end <= length(samples) for _, end in times)


@pytest.mark.parametrize("loud", [0.01, 0.1, 0.9])
@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_soft_and_loud_voices_come_out_alike(ffmpeg, tone_of, form, loud):
    samples = clip_of(ffmpeg, (tone_of(6000, loud=loud),))
    audio, level = master(ffmpeg, samples, form)
    assert measure(ffmpeg, audio, form) == level
    assert abs(level.lufs + 18) <= 1
    assert level.peak <= -3


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_a_peaky_voice_comes_out_alike(ffmpeg, form):
    audio, level = master(ffmpeg, vowels(8), form)
    assert measure(ffmpeg, audio, form) == level
    assert abs(level.lufs + 18) <= 1
    assert level.peak <= -3


def vowels(count: int) -> bytes:
    """Syllables as a throat makes them: pulses that ring, and peaks far above their loudness."""
    samples = array("h")
    for number in range(count):
        pitch = RATE // (90 + 15 * (number % 4))
        for n in range(RATE // 3):
            since = n % pitch
            ring = sum(
                loud * exp(-since * wide / RATE) * sin(2 * pi * formant * since / RATE)
                for formant, wide, loud in ((650, 500, 0.5), (1700, 700, 0.3), (2600, 900, 0.2))
            )
            samples.append(int(12_000 * ring * sin(pi * n * 3 / RATE)))
        samples.extend([0] * (RATE // 5))
    return samples.tobytes()


def test_what_cannot_be_brought_to_the_loudness_is_refused(ffmpeg):
    click = b"\0\0" * RATE + b"\xff\x7f" * 2 + b"\0\0" * RATE
    with pytest.raises(EngineFault, match="its loudness is"):
        master(ffmpeg, click, "mp3")


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_the_same_samples_are_the_same_bytes(ffmpeg, tone_of, form):
    samples = clip_of(ffmpeg, (tone_of(2000),))
    made = {encode(ffmpeg, samples, form, 0, -4) for _ in range(2)}
    assert len(made) == 1
    assert b"Lavf5" not in next(iter(made))
    assert b"LAME3" not in next(iter(made))


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_captions_do_not_drift_in_ten_minutes(ffmpeg, tone_of, form):
    clip = clip_of(ffmpeg, (tone_of(2900, quiet=0),))
    samples, times = join([(clip, 300 + 37 * (n % 7)) for n in range(190)])
    assert times[-1][1] > 600_000
    audio, _ = master(ffmpeg, samples, form)
    heard = _decoded(ffmpeg, audio, form)
    starts = [_onset(heard, start) - start for start, _ in (times[0], times[90], times[-1])]
    assert all(abs(off) <= 100 for off in starts), starts


def _decoded(ffmpeg, audio: bytes, form: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x.{form}")
        path.write_bytes(audio)
        return decode(ffmpeg, path)


def _onset(samples: bytes, near: int) -> int:
    """The millisecond at which it gets loud after the silence before `near`."""
    for ms in range(near - 200, near + 400):
        at = ms * RATE // 1000 * 2
        window = samples[at : at + RATE // 500 * 2]
        loud = max(
            (
                abs(int.from_bytes(window[n : n + 2], "little", signed=True))
                for n in range(0, len(window), 2)
            ),
            default=0,
        )
        if loud > 1500:
            return ms
    return near + 10_000

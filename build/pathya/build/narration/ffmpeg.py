"""ffmpeg: reads any sound, measures how loud it is, writes MP3 and Opus."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pathya.locales.engines.protocol import EngineFault

RATE = 22_050
"""Samples a second of all sound between reading and writing: mono, 16 bits."""
Format = Literal["mp3", "opus"]
_SHAPE = ("-f", "s16le", "-ar", str(RATE), "-ac", "1")
_EXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
"""Nothing of the time or the program goes into the file."""
_CODECS: dict[Format, tuple[str, ...]] = {
    "mp3": ("-c:a", "libmp3lame", "-b:a", "32k", "-f", "mp3"),
    # Its mode for calls, `voip`, moves the peaks of speech by 3 dB and more.
    "opus": ("-c:a", "libopus", "-b:a", "24k", "-application", "audio", "-f", "opus"),
}
_READERS = {
    ".wav": "wav", ".mp3": "mp3", ".opus": "ogg", ".ogg": "ogg", ".flac": "flac", ".m4a": "mov",
}  # fmt: skip
"""By the ending of a recording: ffmpeg would guess, and guess what somebody else wants."""
ENDINGS = tuple(_READERS)
_LOUD = re.compile(r"I:\s+(-?[0-9.]+|-?inf|nan) LUFS")
_PEAK = re.compile(r"Peak:\s+(-?[0-9.]+|-?inf|nan) dBFS")
_PATIENCE = 600
"""Seconds for one call."""


@dataclass(frozen=True, slots=True)
class Ffmpeg:
    """The program, and which version of it."""

    path: str
    version: str


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a sound is."""

    lufs: float
    """Integrated loudness, EBU R 128."""
    peak: float
    """True peak, dBTP."""


@cache
def find_ffmpeg() -> Ffmpeg:
    """Find the program on the PATH, or in the package that carries it. Raises EngineFault."""
    path = shutil.which("ffmpeg") or _carried()
    said = _run(path, (), b"", "-version").stdout.decode(errors="replace")
    return Ffmpeg(path, said.partition("\n")[0])


def _carried() -> str:
    try:
        import imageio_ffmpeg  # noqa: PLC0415 - an extra

        path: str = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        hint = "Install ffmpeg, or Pathya's extra narration: pip install 'pathya[narration]'."
        raise EngineFault("ffmpeg is not installed", hint, "setup") from None
    return path


def decode(ffmpeg: Ffmpeg, sound: bytes | Path) -> bytes:
    """Give a WAV's or a recording's samples. Raises EngineFault if it is none."""
    form = "wav" if isinstance(sound, bytes) else _READERS[sound.suffix.lower()]
    # Nothing but the file itself is read, whatever is written in it.
    source = ("-protocol_whitelist", "file,pipe", "-f", form, "-i")
    name = "pipe:0" if isinstance(sound, bytes) else f"file:{sound}"
    data = sound if isinstance(sound, bytes) else b""
    return _checked(_run(ffmpeg.path, (*source, name, "-vn", *_SHAPE), data, "pipe:1"))


def encode(ffmpeg: Ffmpeg, samples: bytes, form: Format, gain: float, ceiling: float) -> bytes:
    """Write samples louder by `gain` dB, with no sample above `ceiling` dBFS."""
    limit = 10 ** (ceiling / 20)
    # Its release is shorter than a period of most voices: between the peaks they keep their level.
    filters = f"volume={gain:.2f}dB,alimiter=limit={limit:.4f}:attack=1:release=8:level=false"
    how = (*_SHAPE, "-i", "pipe:0", "-af", filters, *_EXACT, *_CODECS[form])
    return _checked(_run(ffmpeg.path, how, samples, "pipe:1"))


def measure(ffmpeg: Ffmpeg, sound: bytes, form: Format | None = None) -> Level:
    """Measure samples, or a file that `encode` wrote: as learners hear it."""
    source = _SHAPE if form is None else ("-f", _READERS[f".{form}"])
    how = (*source, "-i", "pipe:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null")
    said = _run(ffmpeg.path, how, sound, "-").stderr.decode(errors="replace")
    loud, peak = _LOUD.findall(said), _PEAK.findall(said)
    if not loud or not peak:
        raise EngineFault(f"ffmpeg cannot measure this: {_last_line(said)}")
    return Level(float(loud[-1]), float(peak[-1]))


def _run(
    path: str, how: tuple[str, ...], data: bytes, out: str
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [path, "-hide_banner", *(("-nostdin",) if how else ()), *how, out],
            input=data,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise EngineFault(f"ffmpeg does not run: {fault}", kind="setup") from None


def _checked(done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode or not done.stdout:
        raise EngineFault(f"ffmpeg: {_last_line(done.stderr.decode(errors='replace'))}")
    return done.stdout


def _last_line(said: str) -> str:
    return next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "nothing")

"""What a voice is: sentences in, sounds out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pathya.locales.languages import Language
from pathya.locales.speech.script import Utterance

Sound: TypeAlias = bytes | Path
"""A WAV, or a file of sound that somebody recorded."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody or something that reads aloud."""

    name: str
    code: Callable[[Language], str]
    """What it calls its voice for a language; empty: it has none."""
    identity: Callable[[Utterance, Language], str]
    """Changes when the same utterance may sound otherwise."""
    speak: Callable[[Utterance, Language], tuple[Sound, ...]]
    """Sounds to be heard one after the other. Raises EngineFault."""
    lacks: Callable[[Utterance, Language], str] = lambda *_: ""
    """What has to be there first; empty: nothing is missing."""
    whole: bool = False
    """True: it reads whole texts, not sentences."""

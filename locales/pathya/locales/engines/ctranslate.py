"""CTranslate2: models on this machine, IndicTrans2 for all 22 languages, or packages of Argos."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pathya.locales.engines import indictrans
from pathya.locales.engines.argos_package import (
    Package,
    find_packages,
    read_model,
    read_tokenizer,
)
from pathya.locales.engines.protocol import Engine, EngineFault
from pathya.locales.languages import Language

if TYPE_CHECKING:
    from ctranslate2 import Translator
    from sentencepiece import SentencePieceProcessor

NAME = "CTranslate2"
INSTALL = "Install Pathya with its extra ct2: docs/install.md says how."
LONGEST = 256
"""Pieces of a sentence; IndicTrans2 knows no more places."""

_Run = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Models:
    """What lies at a place."""

    indictrans: Path | None
    packages: Mapping[tuple[str, str], Package]

    def run(self, source: Language, target: Language) -> _Run:
        """Find what translates between two languages, over English where that is the only way."""
        if self.indictrans and source.indictrans and target.indictrans:
            return _indictrans(self.indictrans, source, target)
        direct = self.packages.get((source.argos, target.argos))
        if direct:
            return _argos(direct)
        first = self.packages.get((source.argos, "en"))
        second = self.packages.get(("en", target.argos))
        if not first or not second:
            raise EngineFault(
                f"no model for {source.name} to {target.name} lies where pathya.toml says",
                kind="pair",
            )
        to_english, on = _argos(first), _argos(second)
        return lambda texts: on(to_english(texts))


def ctranslate(place: Path) -> Engine:
    """Set the engine up for models at a place; they are loaded when first used. May raise."""
    models = _find(place)
    runs: dict[tuple[str, str], _Run] = {}

    def translate(texts: tuple[str, ...], source: Language, target: Language) -> tuple[str, ...]:
        pair = source.tag, target.tag
        if pair not in runs:
            runs[pair] = models.run(source, target)
        return runs[pair](texts)

    def code(one: Language) -> str:
        return one.indictrans if models.indictrans else one.argos

    return Engine(NAME, translate, code, _identity(models), numbers=models.indictrans is not None)


def _find(place: Path) -> _Models:
    if not place.exists():
        raise EngineFault(f"there is no model at {place}", kind="setup")
    if (place / "model.bin").is_file():
        if not _vocabulary(place, "SRC").is_file():
            message = f"{place} has no vocab/model.SRC: it is no IndicTrans2 model"
            hint = "Lay other models out as a package of Argos Translate."
            raise EngineFault(message, hint, "setup")
        return _Models(place, {})
    packages = {(one.source, one.target): one for one in find_packages(place)}
    if not packages:
        message = f"{place} holds neither an IndicTrans2 model nor packages of Argos Translate"
        raise EngineFault(message, kind="setup")
    return _Models(None, packages)


def _identity(models: _Models) -> str:
    if models.indictrans:
        model = (models.indictrans / "model.bin").stat()
        return f"{models.indictrans} {model.st_size} {model.st_mtime_ns}"
    return " ".join(f"{one.source}-{one.target} {one.version}" for one in models.packages.values())


def _argos(one: Package) -> _Run:
    translator, pieces = _translator(one.path, read_model(one)), _tokenizer(read_tokenizer(one))

    def run(texts: tuple[str, ...]) -> tuple[str, ...]:
        cut = [pieces.encode(text, out_type=str) for text in texts]
        made = translator.translate_batch(
            cut,
            target_prefix=[[one.prefix]] * len(cut) if one.prefix else None,
            replace_unknowns=True,
            max_batch_size=32,
            beam_size=4,
            length_penalty=0.2,
        )
        drafts = (pieces.decode_pieces(each.hypotheses[0]) for each in made)
        return tuple(draft.replace("▁", " ").removeprefix(one.prefix).strip() for draft in drafts)

    return run


def _indictrans(place: Path, source: Language, target: Language) -> _Run:
    translator = _translator(place, None)
    reads, writes = (_tokenizer(_vocabulary(place, side).read_bytes()) for side in ("SRC", "TGT"))
    tags = [source.indictrans, target.indictrans]

    def run(texts: tuple[str, ...]) -> tuple[str, ...]:
        prepared = [indictrans.prepared(text, source.script) for text in texts]
        cut = [[*tags, *reads.encode(text, out_type=str)] for text in prepared]
        # What does not fit would be cut off without a word: better no draft.
        fit = [pieces for pieces in cut if len(pieces) <= LONGEST]
        made = translator.translate_batch(
            fit, max_batch_size=9216, batch_type="tokens", beam_size=5, max_decoding_length=LONGEST
        )
        said = iter(made)
        return tuple(
            indictrans.finished(writes.decode(next(said).hypotheses[0]), target.script, text)
            if len(pieces) <= LONGEST
            else ""
            for text, pieces in zip(texts, cut, strict=True)
        )

    return run


def _vocabulary(place: Path, side: str) -> Path:
    below = place / "vocab" / f"model.{side}"
    return below if below.is_file() else place / f"model.{side}"


def _translator(place: Path, files: Mapping[str, bytes] | None) -> Translator:
    try:
        import ctranslate2  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        raise EngineFault("CTranslate2 is not installed", INSTALL, "setup") from None
    try:
        return ctranslate2.Translator(str(place), device="cpu", files=files)
    except (RuntimeError, ValueError) as fault:
        raise EngineFault(f"the model at {place} cannot be used: {fault}", kind="setup") from None


def _tokenizer(data: bytes) -> SentencePieceProcessor:
    try:
        import sentencepiece  # noqa: PLC0415
    except ImportError:
        raise EngineFault("SentencePiece is not installed", INSTALL, "setup") from None
    try:
        return sentencepiece.SentencePieceProcessor(model_proto=data)
    except RuntimeError as fault:
        raise EngineFault(f"a SentencePiece model cannot be used: {fault}", kind="setup") from None

"""Genuine CTranslate2 models that know a dozen words, made in no time and without training.

A Transformer of one layer whose weights are written by hand. A word is a one-hot vector, a position
another; target position t looks at source position t + `skip`; the projection is a dictionary. So
words are translated one by one, and unknown ones are copied.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy
import sentencepiece
from ctranslate2.specs import TransformerDecoderSpec, TransformerEncoderSpec, TransformerSpec
from numpy.typing import NDArray

Matrix = NDArray[numpy.float32]
SPECIAL = ("<unk>", "<s>", "</s>")
PLACES = 300
EPSILON = 1e-5
MARK = "▁"


def save_argos(folder: Path, source: str, target: str, words: Mapping[str, str]) -> Path:
    """Lay out a package of Argos Translate below a folder."""
    place = folder / f"translate-{source}_{target}-1_9"
    save_model(place / "model", {MARK + word: MARK + other for word, other in words.items()})
    (place / "sentencepiece.model").write_bytes(_pieces_of(tuple(words)))
    told = {"package_version": "1.9", "argos_version": "1.9.0", "type": "translate", "links": []}
    ends = {"from_code": source, "from_name": source, "to_code": target, "to_name": target}
    (place / "metadata.json").write_text(json.dumps(told | ends), "utf-8")
    return place


def save_indictrans(folder: Path, tags: tuple[str, ...], words: Mapping[str, str]) -> Path:
    """Lay out a model as IndicTrans2's releases for CTranslate2 are."""
    save_model(folder, {MARK + word: MARK + other for word, other in words.items()}, tags)
    (folder / "vocab").mkdir()
    (folder / "vocab/model.SRC").write_bytes(_pieces_of(tuple(words)))
    (folder / "vocab/model.TGT").write_bytes(_pieces_of(tuple(sorted(set(words.values())))))
    return folder


def zipped(place: Path, file: Path) -> Path:
    """Zip a package as Argos Translate ships it."""
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(place.rglob("*")):
            archive.write(path, path.relative_to(place.parent))
    return file


def save_model(folder: Path, pairs: Mapping[str, str], tags: tuple[str, ...] = ()) -> None:
    """Write a model that knows pairs of pieces; two `tags` or none stand before each source."""
    words = [*SPECIAL, *tags, *pairs]
    said = [*SPECIAL, *sorted(set(pairs.values()))]
    size = len(words) + PLACES
    spec = TransformerSpec(
        TransformerEncoderSpec(1, 1, pre_norm=True), TransformerDecoderSpec(1, 1, pre_norm=True)
    )
    _encoder(spec.encoder, len(words), size)
    _decoder(spec.decoder, words, said, 2 if tags else 0)
    projection = _zeros(len(said), size)
    projection[said.index("</s>"), : len(words)] = -30  # as a runner-up it would stop the beam
    for word, other in {**pairs, "<unk>": "<unk>", "</s>": "</s>"}.items():
        projection[said.index(other), words.index(word)] = 30
    _linear(spec.decoder.projection, projection)
    spec.config.add_source_eos = True
    spec.config.layer_norm_epsilon = EPSILON
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(said)
    spec.validate()
    spec.optimize()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def _encoder(encoder: Any, words: int, size: int) -> None:
    encoder.embeddings[0].weight = numpy.eye(words, size, dtype=numpy.float32)
    encoder.scale_embeddings = False
    encoder.position_encodings.encodings = _places(words, size)
    _idle(encoder.layer[0], 2, size)
    _pass_through(encoder.layer_norm, 2, size)


def _decoder(decoder: Any, words: list[str], said: list[str], skip: int) -> None:
    known, size = len(words), len(words) + PLACES
    decoder.embeddings.weight = _zeros(len(said), size)  # what was said does not count
    decoder.scale_embeddings = False
    decoder.position_encodings.encodings = _places(known, size)
    _idle(decoder.layer[0], 1, size)
    _pass_through(decoder.layer[0].attention.layer_norm, 1, size)
    _pass_through(decoder.layer_norm, 2, size)
    _look(decoder.layer[0].attention, known, words.index("</s>"), skip)


def _look(attention: Any, known: int, end: int, skip: int) -> None:
    """Let each position look at its source position, and beyond the last at the end."""
    size = known + PLACES
    query, key, value = (_zeros(size, size) for _ in range(3))
    places, here = known + numpy.arange(PLACES), known + numpy.arange(PLACES - skip)
    query[here + skip, here] = 40 * numpy.sqrt(size)
    key[places, places] = key[end, end] = 1
    value[numpy.arange(known), numpy.arange(known)] = 1
    bias = numpy.zeros(size, numpy.float32)
    bias[end] = 20 * numpy.sqrt(size)
    _linear(attention.linear[0], query, bias)
    _linear(attention.linear[1], numpy.concatenate([key, value]))
    _linear(attention.linear[2], value)


def _idle(layer: Any, ones: int, size: int) -> None:
    """Let self-attention and the feed-forward network of a layer add nothing."""
    _pass_through(layer.self_attention.layer_norm, ones, size)
    _linear(layer.self_attention.linear[0], _zeros(3 * size, size))
    _linear(layer.self_attention.linear[1], _zeros(size, size))
    _pass_through(layer.ffn.layer_norm, 2, size)
    _linear(layer.ffn.linear_0, _zeros(8, size))
    _linear(layer.ffn.linear_1, _zeros(size, 8))


def _pass_through(norm: Any, ones: int, size: int) -> None:
    """Let a layer norm change nothing in vectors of so many ones and else zeros."""
    mean = ones / size
    norm.gamma = numpy.full(size, numpy.sqrt(mean - mean**2 + EPSILON), numpy.float32)
    norm.beta = numpy.full(size, mean, numpy.float32)


def _linear(layer: Any, weight: Matrix, bias: Matrix | None = None) -> None:
    layer.weight = numpy.ascontiguousarray(weight, numpy.float32)
    layer.bias = numpy.zeros(len(weight), numpy.float32) if bias is None else bias


def _zeros(rows: int, columns: int) -> Matrix:
    return numpy.zeros((rows, columns), numpy.float32)


def _places(words: int, size: int) -> Matrix:
    places = _zeros(PLACES, size)
    places[numpy.arange(PLACES), words + numpy.arange(PLACES)] = 1
    return places


def _pieces_of(words: tuple[str, ...]) -> bytes:
    """Make a SentencePiece model whose pieces are whole words."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(words),
        model_writer=model,
        num_threads=1,
        model_type="word",
        vocab_size=len(words) + 3,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
        normalization_rule_name="identity",
    )
    return model.getvalue()

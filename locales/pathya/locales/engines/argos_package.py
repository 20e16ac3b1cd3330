"""Packages of Argos Translate: a model for one pair of languages, as a folder or a zip.

A zip is read where it lies and never unpacked, so no name in it can lead anywhere.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pathya.locales.engines.protocol import EngineFault

MOST = 8 * 2**30
"""More bytes than any package unpacks to."""
_SUFFIXES = (".argosmodel", ".zip")


@dataclass(frozen=True, slots=True)
class Package:
    """What is needed to translate with a package."""

    path: Path
    source: str
    """Argos's code, as `target`."""
    target: str
    version: str
    prefix: str
    """A piece that every translation begins with; empty: none."""


def find_packages(place: Path) -> Iterator[Package]:
    """Find the packages at a place: itself, or those in the folder. Raises EngineFault."""
    for path in (place, *(sorted(place.iterdir()) if place.is_dir() else ())):
        if (path / "metadata.json").is_file() or path.name.endswith(_SUFFIXES):
            yield _package(path)


def read_model(one: Package) -> dict[str, bytes]:
    """Give the files of a package's CTranslate2 model by name. Raises EngineFault."""
    return {name.removeprefix("model/"): data for name, data in _files(one.path, "model/")}


def read_tokenizer(one: Package) -> bytes:
    """Give a package's SentencePiece model. Raises EngineFault."""
    found = dict(_files(one.path, "sentencepiece.model"))
    if "sentencepiece.model" not in found:
        message = f"{one.path} has no sentencepiece.model"
        hint = "Older packages cut words in another way: the engine `argos` reads them."
        raise EngineFault(message, hint, "setup")
    return found["sentencepiece.model"]


def _package(path: Path) -> Package:
    try:
        data: Any = json.loads(dict(_files(path, "metadata.json"))["metadata.json"])
        return Package(
            path,
            data["from_code"],
            data["to_code"],
            data.get("package_version", ""),
            data.get("target_prefix", ""),
        )
    except (ValueError, KeyError, TypeError):
        raise EngineFault(f"{path} is no package of Argos Translate", kind="setup") from None


def _files(path: Path, wanted: str) -> Iterator[tuple[str, bytes]]:
    """Read a file, or those in a folder, by their names below the package's top."""
    try:
        if path.is_dir():
            yield from _in_folder(path, wanted)
        else:
            yield from _in_zip(path, wanted)
    except (OSError, zipfile.BadZipFile, RuntimeError) as fault:
        raise EngineFault(f"{path} cannot be read: {fault}", kind="setup") from None


def _in_folder(path: Path, wanted: str) -> Iterator[tuple[str, bytes]]:
    files = sorted((path / wanted).iterdir()) if wanted.endswith("/") else [path / wanted]
    for file in files:
        if file.is_file():
            yield file.relative_to(path).as_posix(), file.read_bytes()


def _in_zip(path: Path, wanted: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST:
            raise EngineFault(f"{path} unpacks to more than any package", kind="setup")
        for member in archive.infolist():
            _, _, name = member.filename.partition("/")
            below = wanted.endswith("/") and name.startswith(wanted) and name != wanted
            if name == wanted or (below and "/" not in name.removeprefix(wanted)):
                yield name, archive.read(member)

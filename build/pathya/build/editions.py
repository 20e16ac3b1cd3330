"""What a build makes of one language of a course, as the store keeps it: findings and recipes.

A recipe has the members of a package ready for a zip. So a package is put together again without
reading, checking or compressing anything; media come from the course's folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.traces import without_traces
from pathya.build.files import show
from pathya.build.project import Project, newest_snapshot
from pathya.build.reasons import keys_of, made_of
from pathya.build.receipts import Receipt, is_package
from pathya.build.segments import Segment, Segments, opened, segments_in, shared_inputs
from pathya.build.shelf import Shelf, blob_of, digests_of, keep_blob, key
from pathya.build.store.codec import dumps, loads
from pathya.build.store.folder import get_action, put_action
from pathya.exporters.package import Packed
from pathya.locales.languages import LANGUAGES

if TYPE_CHECKING:
    from pathya.authoring.course import Course
    from pathya.authoring.recall import Recall
    from pathya.authoring.sources import CourseFolder
    from pathya.build.kept_course import KeptCourse
    from pathya.build.pipeline import Done

Kept = TypeVar("Kept")
Inputs = Mapping[str, str]
"""All that a result is made of: names of files and settings, and their SHA-256 or value."""
Lines = Mapping[str, bytes]
"""Lessons as the store has them, by file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A member of a package, and where its bytes are."""

    name: str
    crc: int
    size: int
    sha256: str
    method: Literal[0, 8]
    kind: Literal["here", "blob", "media", "picture"]
    """`here`: behind the recipe; `blob`: in the store, as many packages hold it; `media`: with the
    course, or its narration; `picture`: there too, with traces that are not packed."""
    source: str
    """The blob's SHA-256, or the file's name among the inputs."""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to put a package together."""

    receipt: Receipt
    pieces: tuple[Piece, ...]
    sound: str
    """Names what its checks looked into; empty: they found something."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What was made of one language of a course."""

    found: Diagnostics
    recipes: tuple[Recipe, ...]
    shared: str
    """Names what all segments of its pages are made of."""
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found in a course's source."""

    found: Diagnostics
    source_tag: str
    """Empty: it cannot be built."""


# --- what results are made of --------------------------------------------------------------------


def course_inputs(shelf: Shelf, project: Project, listing: CourseFolder) -> dict[str, str]:
    """Hash all that a course is read from; raises OSError."""
    hashed = digests_of(shelf, (file.path for file in listing.media.values()))
    files = {name: hashlib.sha256(data).hexdigest() for name, data in listing.texts.items()}
    files |= {name: hashed[file.path] for name, file in listing.media.items()}
    files |= dict.fromkeys(listing.passed, "passed")
    inputs = {f"{listing.path}/{name}": digest for name, digest in files.items()}
    inputs |= {"limits": repr(sorted(project.settings.limits.items())), "pathya": shelf.tool}
    return inputs | _files(shelf, newest_snapshot(project))


def language_inputs(shelf: Shelf, project: Project, course: str, tag: str) -> dict[str, str]:
    """Hash what one language adds to a course; raises OSError."""
    settings = project.settings
    return {
        "languages": tag,
        "formats": " ".join(settings.formats),
        "translator_may_sign_off": str(settings.translator_may_sign_off),
        "smaller_pictures": str(settings.smaller_pictures),
        **_files(shelf, catalog_file(project, course, tag)),
        **_captioned(shelf, project, course, tag),
        **_narrated(shelf, project, course, tag),
    }


def _captioned(shelf: Shelf, project: Project, course: str, tag: str) -> dict[str, str]:
    """Hash the catalogs that captions come from."""
    files = project.caption_catalogs(course, LANGUAGES[tag].parent or tag)
    return {name: digest for path in files for name, digest in _files(shelf, path).items()}


def _narrated(shelf: Shelf, project: Project, course: str, tag: str) -> dict[str, str]:
    """Hash what lessons sound like, and how the language says things."""
    files = narration_files(project, course, tag)
    files += (project.lexicon(tag),) if files else ()
    return {name: digest for path in files for name, digest in _files(shelf, path).items()}


def narration_files(project: Project, course: str, tag: str) -> tuple[Path, ...]:
    """List what is there of a course's narrations in a language: sounds, segments, captions."""
    return tuple(sorted(project.narrations(course, tag).glob("[!.]*.*")))


def kept_files(project: Project, listing: CourseFolder, course: str, tag: str) -> dict[str, Path]:
    """Place all that may be packed as it lies on the disk, by its name among the inputs."""
    files = {f"{listing.path}/{name}": file.path for name, file in listing.media.items()}
    return files | {show(path): path for path in narration_files(project, course, tag)}


def catalog_file(project: Project, course: str, tag: str) -> Path | None:
    """Place the catalog that a language is made from; a pseudo-locale has none."""
    language = LANGUAGES[tag]
    if language.pseudo:
        return None
    if language.parent:
        return catalog_file(project, course, language.parent)
    return project.catalog(course, tag)


def _files(shelf: Shelf, path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    return {show(path): digests_of(shelf, (path,))[path]}


def edition_key(shelf: Shelf, inputs: Inputs) -> str:
    """Name what is made of one language of a course."""
    return _key(shelf, "edition", inputs)


def _key(shelf: Shelf, step: str, inputs: Inputs) -> str:
    return key(shelf, step, *(part for item in sorted(inputs.items()) for part in item))


def _load(shelf: Shelf, kind: type[Kept], step: str, inputs: Inputs) -> Kept | None:
    """Read a result; None if there is none, or if it is not of its kind."""
    data = get_action(shelf.store, _key(shelf, step, inputs))
    try:
        return None if data is None else loads(kind, data)
    except ValueError:
        return None


# --- a course's source ---------------------------------------------------------------------------


def source_keys(shelf: Shelf, inputs: Inputs) -> dict[str, str]:
    """Name what is kept of a course's source."""
    return {step: _key(shelf, step, inputs) for step in ("opened", "course")}


def load_opened(shelf: Shelf, inputs: Inputs) -> Opened | None:
    """Read what was found in a course's source."""
    return _load(shelf, Opened, "opened", inputs)


def save_opened(shelf: Shelf, inputs: Inputs, opened: Opened) -> None:
    """Keep what was found in a course's source."""
    put_action(shelf.store, _key(shelf, "opened", inputs), dumps(opened))


def open_recall(shelf: Shelf, name: str, inputs: Inputs) -> tuple[Recall, Lines]:
    """Bring what is known of a course's lessons since it was last read, also as it is stored."""
    from pathya.authoring.recall import Recall  # noqa: PLC0415 - many classes

    before, _ = made_of(shelf.index, name).get("course", ("", {}))
    kept = kept_course(shelf, before) if before else None
    shared = _shared(shelf, inputs)
    if kept is None:
        return Recall(shared, {}), {}
    return Recall(shared, kept.lessons, kept.settings), kept.lines


def save_course(shelf: Shelf, inputs: Inputs, course: Course, recall: Recall, lines: Lines) -> None:
    """Keep a course as it was read."""
    from pathya.build.kept_course import written  # noqa: PLC0415

    if data := written(course, recall, lines):
        put_action(shelf.store, _key(shelf, "course", inputs), data)


def load_course(shelf: Shelf, inputs: Inputs, listing: CourseFolder) -> Course | None:
    """Read a course as it was read from its sources."""
    from pathya.build.kept_course import whole  # noqa: PLC0415 - many classes

    kept = kept_course(shelf, _key(shelf, "course", inputs))
    try:
        return whole(kept, listing) if kept else None
    except (KeyError, ValueError):  # made up, or of other files
        return None


def kept_course(shelf: Shelf, name: str) -> KeptCourse | None:
    """Read a course by its name in the store."""
    from pathya.build.kept_course import read  # noqa: PLC0415

    data = get_action(shelf.store, name)
    try:
        return None if data is None else read(data)
    except ValueError:
        return None


# --- one language --------------------------------------------------------------------------------


def load_finished(shelf: Shelf, inputs: Inputs) -> tuple[Finished, bytes] | None:
    """Read what was made of a language of a course, and the bytes that its recipes point into."""
    return _finished(shelf, edition_key(shelf, inputs))


def _finished(shelf: Shelf, name: str) -> tuple[Finished, bytes] | None:
    data = get_action(shelf.store, name)
    if data is None:
        return None
    head, _, inside = data.partition(b"\n")  # JSON on one line has no line feed
    try:
        finished = loads(Finished, head)
    except ValueError:
        return None
    sound = all(is_package(recipe.receipt.package) for recipe in finished.recipes)
    return (finished, inside) if sound else None


def save_finished(
    shelf: Shelf,
    inputs: Inputs,
    found: Diagnostics,
    packages: Sequence[Done],
    files: Mapping[str, Path],
) -> None:
    """Keep what was made of a language of a course, unless a file changed while it was packed."""
    names = {path: name for name, path in files.items()}
    places: dict[bytes, int] = {}
    segments: dict[str, Segment] = {}
    recipes: list[Recipe] = []
    end = 0
    for done in packages:
        pieces: list[Piece] = []
        for member, packed in done.members:
            known = _known(packed)
            if isinstance(packed.data, Path):
                name = names[packed.data]
                if not _is_of(packed, packed.data, inputs[name], shelf):
                    return
                pieces.append(Piece(*known, "picture" if packed.bare else "media", name))
            elif member.shared:
                pieces.append(Piece(*known, "blob", keep_blob(shelf, packed.data)))
            else:
                start = places.setdefault(packed.data, end)
                end = max(end, start + len(packed.data))
                segments |= {one.key: one for one in segments_in(member, packed, start)}
                pieces.append(Piece(*known, "here", "", start, start + len(packed.data)))
        recipes.append(Recipe(done.receipt, tuple(pieces), done.sound))
    shared = _shared(shelf, inputs)
    head = dumps(Finished(found, tuple(recipes), shared, tuple(segments.values())))
    put_action(shelf.store, edition_key(shelf, inputs), b"\n".join((head, b"".join(places))))


def known_segments(shelf: Shelf, name: str, inputs: Inputs) -> Segments:
    """Read the segments of an edition, by its name, that serve one that is made of these inputs."""
    known = _finished(shelf, name)
    if known is None or known[0].shared != _shared(shelf, inputs):
        return Segments()
    finished, inside = known
    sound = frozenset(one.sound for one in finished.recipes)
    return replace(opened(finished.segments, inside), sound=sound)


def _shared(shelf: Shelf, inputs: Inputs) -> str:
    """Name what a language is made of beside Markdown."""
    return key(shelf, "segments", *shared_inputs(inputs))


def _is_of(packed: Packed, path: Path, digest: str, shelf: Shelf) -> bool:
    """Tell whether a file with this hash was packed; it may be another one now."""
    if not packed.bare:
        return packed.sha256 == digest
    if digest not in shelf.bare:
        data = path.read_bytes()
        bare, _ = without_traces(data)
        shelf.bare[hashlib.sha256(data).hexdigest()] = hashlib.sha256(bare).hexdigest()
    return shelf.bare.get(digest) == packed.sha256


def members_of(
    shelf: Shelf, recipe: Recipe, inside: bytes, files: Mapping[str, Path]
) -> tuple[Packed, ...] | None:
    """Give a recipe's members with their bytes; None if any is lost."""
    found = [_bytes_of(shelf, piece, inside, files) for piece in recipe.pieces]
    members = tuple(
        Packed(*_known(piece), data, piece.kind == "picture")
        for piece, data in zip(recipe.pieces, found, strict=True)
        if data is not None
    )
    return members if len(members) == len(found) else None


def _known(one: Piece | Packed) -> tuple[str, int, int, str, Literal[0, 8]]:
    return one.name, one.crc, one.size, one.sha256, one.method


def _bytes_of(
    shelf: Shelf, piece: Piece, inside: bytes, files: Mapping[str, Path]
) -> bytes | Path | None:
    if piece.kind == "here":
        return inside[piece.start : piece.end]
    if piece.kind in ("media", "picture"):
        return files.get(piece.source)
    return blob_of(shelf, piece.source)


def used_by(shelf: Shelf) -> frozenset[str]:
    """Name all entries of the store that a project's newest packages are made of."""
    used = set(keys_of(shelf.index))
    for name in tuple(used):
        head, _, _ = (get_action(shelf.store, name) or b"").partition(b"\n")
        try:
            recipes = loads(Finished, head).recipes
        except ValueError:  # the course itself
            continue
        used |= {piece.source for recipe in recipes for piece in recipe.pieces}
    return frozenset(used)

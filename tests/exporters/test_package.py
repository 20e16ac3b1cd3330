"""The same package gives the same zip; its digest is of the content alone."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.exporters import package as packages
from pathya.exporters.archive import read_archive
from pathya.exporters.package import (
    ChangedError,
    Member,
    Package,
    Packed,
    content,
    content_digest,
    deflate,
    pack,
    zip_bytes,
    zip_pieces,
)
from pathya.exporters.unpacked import Limits

NAMES = st.from_regex(r"[a-z0-9_-]{1,8}(\.[a-z]{1,3})?(/[a-z0-9_-]{1,8})?", fullmatch=True)
DATA = st.binary(max_size=300) | st.lists(st.binary(max_size=99), max_size=4).map(tuple)
MEMBERS = st.dictionaries(NAMES, st.tuples(DATA, st.booleans(), st.booleans()), max_size=6)
PACKAGES = MEMBERS.map(lambda held: [Member(name, *rest) for name, rest in held.items()])
"""Any files, though one may stand in the place of another's folder."""


def digest(*members: Member) -> str:
    return content_digest(map(pack, members))


@given(PACKAGES.flatmap(lambda members: st.tuples(st.just(members), st.permutations(members))))
def test_order_changes_neither_the_zip_nor_the_digest(
    orders: tuple[list[Member], list[Member]],
) -> None:
    one, other = (Package("p", tuple(members)) for members in orders)
    assert zip_bytes(one) == zip_bytes(other)
    assert digest(*one.members) == digest(*other.members)


@given(PACKAGES)
def test_a_zip_holds_what_the_package_does(members: list[Member]) -> None:
    with ZipFile(io.BytesIO(zip_bytes(Package("p", tuple(members))))) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {member.name: content(member) for member in members}
    assert list(held) == sorted(held)


@given(PACKAGES)
def test_our_own_reader_finds_the_zip_sound(members: list[Member]) -> None:
    named = tuple(replace(one, name=f"{n}/a.xml") for n, one in enumerate(members))
    archive, found = read_archive(io.BytesIO(zip_bytes(Package("p", named))), "p", Limits())
    assert found == ()
    assert archive is not None
    assert archive.texts == {one.name: content(one) for one in named}


@pytest.mark.parametrize("tool", [["unzip", "-tqq"], ["7z", "t"], ["bsdtar", "-tf"]])
def test_other_peoples_tools_read_it(tool: list[str], tmp_path: Path) -> None:
    if not shutil.which(tool[0]):
        pytest.skip(f"{tool[0]} is not installed")
    long = tuple(b"<p>%d</p>" % n * 2000 for n in range(9))
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture" * 30_000)
    held = (Member("index.html", long), Member("e", b""), Member("a.png", picture, stored=True))
    path = tmp_path / "p.zip"
    path.write_bytes(zip_bytes(Package("p", held)))
    subprocess.run([*tool, path], check=True, capture_output=True)


@given(st.lists(st.binary(max_size=200)))
def test_segments_join_to_one_stream(segments: list[bytes]) -> None:
    packed = pack(Member("a", tuple(segments)))
    assert isinstance(packed.data, bytes)
    unpacker = zlib.decompressobj(-15)
    assert unpacker.decompress(packed.data) == b"".join(segments)
    assert unpacker.eof
    assert not unpacker.unused_data
    assert (packed.crc, packed.size) == (zlib.crc32(b"".join(segments)), len(b"".join(segments)))


def test_segments_are_packed_by_whoever_remembers_them() -> None:
    kept: dict[bytes, bytes] = {}

    def remember(segment: bytes) -> bytes:
        assert segment not in kept
        return kept.setdefault(segment, deflate(segment))

    segments = (b"head" * 99, b"lesson" * 99)
    member = Member("index.html", segments)
    assert pack(member, remember) == pack(member)
    assert tuple(kept) == segments
    assert pack(member, lambda segment: kept[segment]) == pack(member)


def test_what_many_packages_hold_is_packed_once() -> None:
    member = Member("runtime.js", b"'use strict';", shared=True)
    assert pack(member) is pack(replace(member))
    assert pack(member) == pack(replace(member, shared=False))


@given(PACKAGES)
def test_the_digest_does_not_know_of_compression(members: list[Member]) -> None:
    turned = (Member(m.name, content(m), stored=not m.stored) for m in members)
    assert digest(*members) == digest(*turned)


def test_the_digest_is_what_sha256sum_would_say() -> None:
    lines = sorted(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in [("b", b"2"), ("a/c", b"1")]
    )
    expected = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert digest(Member("b", b"2"), Member("a/c", b"1")) == expected


def test_a_digest_tells_names_and_content_apart() -> None:
    held = [("a", b"1"), ("a", b"2"), ("b", b"1")]
    assert len({digest(Member(*one)) for one in held}) == 3


def test_a_file_gives_the_same_zip_as_its_bytes(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(range(256)) * 10_000)
    for stored in (True, False):
        read = Member("film.mp4", film, stored)
        held = Member("film.mp4", film.read_bytes(), stored)
        assert zip_bytes(Package("p", (read,))) == zip_bytes(Package("p", (held,)))
        assert digest(read) == digest(held)


@pytest.mark.parametrize(
    "change", [lambda old: old + b"!", lambda old: b"F" + old[1:], lambda _: b""]
)
def test_a_file_that_changes_meanwhile_is_not_packed(
    change: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film" * 400_000)
    packed = pack(Member("film.mp4", film, stored=True))
    film.write_bytes(change(film.read_bytes()))
    with pytest.raises(ChangedError, match="changed while"):
        b"".join(zip_pieces([packed]))


def test_a_picture_that_changes_meanwhile_is_not_packed(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"first")
    os.utime(picture, (1, 1))
    packed = pack(Member("a.jpg", picture, stored=True, bare=True))
    assert b"first" in b"".join(zip_pieces([packed]))
    picture.write_bytes(b"other")
    with pytest.raises(ChangedError, match="changed while"):
        b"".join(zip_pieces([packed]))


def test_entries_say_nothing_of_the_machine() -> None:
    package = Package("p", (Member("a.txt", b"a" * 99), Member("b.png", b"b" * 99, stored=True)))
    with ZipFile(io.BytesIO(zip_bytes(package))) as archive:
        seen = [
            (i.filename, i.date_time, i.external_attr, i.create_system, i.flag_bits, i.extra)
            for i in archive.infolist()
        ]
        versions = {(i.create_version, i.extract_version) for i in archive.infolist()}
        types = [info.compress_type for info in archive.infolist()]
    alike = ((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3, 0, b"")
    assert seen == [("a.txt", *alike), ("b.png", *alike)]
    assert versions == {(20, 20)}
    assert types == [ZIP_DEFLATED, ZIP_STORED]


def test_the_bytes_are_those_of_the_pinned_compressor() -> None:
    member = Member("a.html", ("पाठ " * 999 + "".join(map(str, range(999)))).encode())
    written = hashlib.sha256(zip_bytes(Package("p", (member,)))).hexdigest()
    assert written == "0dbb1c285d8c5751b0adf86e272ba64e0c32e52d37d3043c097edff09b72c1d0"


@pytest.mark.parametrize(
    "name", ["", "/a", "../a", "a/../b", "./a", "a\\b", "पाठ.html", "a b", "a//b", "a/", "C:/a"]
)
def test_a_name_not_fit_for_a_package_is_our_fault(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        zip_bytes(Package("p", (Member(name, b""),)))


def test_two_members_of_one_name_are_our_fault() -> None:
    with pytest.raises(ValueError, match="two members"):
        zip_bytes(Package("p", (Member("a.html", b""), Member("A.html", b""))))


def test_nothing_is_written_that_would_need_zip64(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = Packed("film.mp4", 0, 2**32 - 1, "", packages.STORED, Path("film.mp4"))
    with pytest.raises(ValueError, match="ZIP64"):
        next(zip_pieces([huge]))
    monkeypatch.setattr(packages, "_MOST_FILES", 2)
    with pytest.raises(ValueError, match="ZIP64"):
        zip_bytes(Package("p", tuple(Member(name, b"") for name in "abc")))

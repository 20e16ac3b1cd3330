"""The same package gives the same zip; its digest is of the content alone."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.exporters.package import Member, Package, content_digest, write_zip, zip_bytes

NAMES = st.from_regex(r"[a-z0-9_-]{1,8}(\.[a-z]{1,3})?(/[a-z0-9_-]{1,8})?", fullmatch=True)
MEMBERS = st.dictionaries(NAMES, st.tuples(st.binary(max_size=300), st.booleans()), max_size=6)
PACKAGES = MEMBERS.map(lambda held: [Member(name, *rest) for name, rest in held.items()])


@given(PACKAGES.flatmap(lambda members: st.tuples(st.just(members), st.permutations(members))))
def test_order_changes_neither_the_zip_nor_the_digest(
    orders: tuple[list[Member], list[Member]],
) -> None:
    one, other = (Package("p", tuple(members)) for members in orders)
    assert zip_bytes(one) == zip_bytes(other)
    assert content_digest(one) == content_digest(other)


@given(PACKAGES)
def test_a_zip_holds_what_the_package_does(members: list[Member]) -> None:
    with ZipFile(io.BytesIO(zip_bytes(Package("p", tuple(members))))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {member.name: member.data for member in members}
    assert list(held) == sorted(held)


@given(PACKAGES)
def test_the_digest_does_not_know_of_compression(members: list[Member]) -> None:
    turned = tuple(Member(m.name, m.data, stored=not m.stored) for m in members)
    assert content_digest(Package("p", tuple(members))) == content_digest(Package("p", turned))


def test_the_digest_is_what_sha256sum_would_say() -> None:
    package = Package("p", (Member("b", b"2"), Member("a/c", b"1")))
    lines = sorted(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in [("b", b"2"), ("a/c", b"1")]
    )
    assert content_digest(package) == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_a_digest_tells_names_and_content_apart() -> None:
    held = [("a", b"1"), ("a", b"2"), ("b", b"1")]
    assert len({content_digest(Package("p", (Member(*one),))) for one in held}) == 3


def test_a_file_gives_the_same_zip_as_its_bytes(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film" * 40_000)
    for stored in (True, False):
        read = Package("p", (Member("film.mp4", film, stored),))
        held = Package("p", (Member("film.mp4", film.read_bytes(), stored),))
        assert zip_bytes(read) == zip_bytes(held)
        assert content_digest(read) == content_digest(held)


def test_entries_say_nothing_of_the_machine() -> None:
    package = Package("p", (Member("a.txt", b"a" * 99), Member("b.png", b"b" * 99, stored=True)))
    with ZipFile(io.BytesIO(zip_bytes(package))) as archive:
        seen = [
            (i.filename, i.date_time, i.external_attr, i.create_system, i.flag_bits, i.extra)
            for i in archive.infolist()
        ]
        types = [info.compress_type for info in archive.infolist()]
    alike = ((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3, 0, b"")
    assert seen == [("a.txt", *alike), ("b.png", *alike)]
    assert types == [ZIP_DEFLATED, ZIP_STORED]


@pytest.mark.parametrize(
    "name", ["", "/a", "../a", "a/../b", "./a", "a\\b", "पाठ.html", "a b", "a//b", "a/", "C:/a"]
)
def test_a_name_not_fit_for_a_package_is_our_fault(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        write_zip(Package("p", (Member(name, b""),)), io.BytesIO())


def test_two_members_of_one_name_are_our_fault() -> None:
    with pytest.raises(ValueError, match="two members"):
        zip_bytes(Package("p", (Member("a.html", b""), Member("A.html", b""))))

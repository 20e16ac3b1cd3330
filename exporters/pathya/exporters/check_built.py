"""Check a package that was just made by the rules of `validate`, in a hundredth of its time.

The zip is not read again: its members are at hand. What a page loads is the same in all languages,
so it was found in the plan; here only the files are looked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where, in_order
from pathya.authoring.limits import raised
from pathya.exporters import rules
from pathya.exporters.check_pages import check_loads, check_pages
from pathya.exporters.manifest import LAUNCH, MANIFEST
from pathya.exporters.package import Member, Package, Packed, content
from pathya.exporters.page import Page
from pathya.exporters.unpacked import Archive, Limits

_URL = re.compile(rb'url\("([^"]*)"\)')
"""What a style sheet loads, as we write it."""
_READ = (".xml", ".xsd")
"""What the rules for manifests look into."""


def looked_into(page: Page, package: Package, packed: Iterable[Packed]) -> str:
    """Hash what `check_built` looks into, but for sizes: where nothing was found, nothing is."""
    read = (*_READ, ".css")
    members = [(one.name, one.name.endswith(read) and one.sha256) for one in packed]
    (page_itself,) = (one for one in package.members if one.name == LAUNCH)
    looked = (package.name, members, _segments(page_itself)[0], page.loads)
    return hashlib.sha256(repr(looked).encode()).hexdigest()


def check_built(
    page: Page,
    package: Package,
    packed: Iterable[Packed],
    limits: Limits | None = None,
    *,
    sound: bool = False,
) -> Diagnostics:
    """Check a package of this page whose members are these; one that was sound for its size."""
    sizes = {one.name: one.size for one in packed}
    held = {one.name: one for one in package.members}
    texts = {name: content(one) for name, one in held.items() if name.endswith(_READ)}
    texts[LAUNCH] = _segments(held[LAUNCH])[0]  # the head; the rest has a plan
    archive = Archive(f"{package.name}.zip", sizes, texts)
    too_much = tuple(_check_limits(archive, limits or Limits()))
    if sound:
        return too_much
    return in_order(
        (
            *too_much,
            *_check_manifest(archive),
            *check_pages(archive),
            *check_loads(archive, LAUNCH, ((0, address) for address in page.loads)),
            *_check_styles(archive, held),
        )
    )


def _check_manifest(archive: Archive) -> Diagnostics:
    if MANIFEST not in archive.texts:
        return ()
    from pathya.exporters.check_manifest import check_manifest  # noqa: PLC0415 - brings XML

    return check_manifest(archive)


def _check_limits(archive: Archive, limits: Limits) -> Iterator[Diagnostic]:
    count, total = len(archive.sizes), sum(archive.sizes.values())
    if count > limits.files:
        said = f"{count} files; the limit is {limits.files}"
        yield rules.PKG010.at(Where(archive.name), said, raised("zip_files"))
    if total > limits.total:
        said = f"{total} bytes; the limit is {limits.total}"
        yield rules.PKG011.at(Where(archive.name), said, raised("zip_total"))


def _check_styles(archive: Archive, held: Mapping[str, Member]) -> Iterator[Diagnostic]:
    for name, member in held.items():
        if name.endswith(".css"):
            loads = ((0, found.decode()) for found in _URL.findall(content(member)))
            yield from check_loads(archive, name, loads)


def _segments(member: Member) -> tuple[bytes, ...]:
    return member.data if isinstance(member.data, tuple) else (content(member),)

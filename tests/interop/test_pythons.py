"""Every Python that Pathya supports makes the same packages, to the byte.

Pythons are looked for on PATH; a test skips where one is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
PATHYA = "from pathya.build.cli.main import main; main()"
VERSIONS = ("3.11", "3.12", "3.13")


def python(version: str, folder: Path) -> Path:
    """Install Pathya with what its locks pin, for one version of Python."""
    found = shutil.which(f"python{version}")
    works = found and subprocess.run([found, "-c", ""], check=False, capture_output=True)
    if not found or (works and works.returncode):
        pytest.skip(f"python{version} is not on PATH")
    subprocess.run([found, "-m", "venv", folder], check=True)
    own = folder / "bin/python"
    pip = (own, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    locks = [
        part for name in ("run", "build") for part in ("-r", ROOT / f"requirements/{name}.txt")
    ]
    subprocess.run([*pip, "--require-hashes", *locks], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", ROOT], check=True)
    return own


def packages(python: Path, root: Path) -> dict[str, tuple[str, str]]:
    """Build every sample course: the content's digest and the file's, by package."""
    shutil.copy(ROOT / "pathya.toml", root)
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "locales/catalogs", root / "locales/catalogs")
    done = subprocess.run(
        [python, "-c", PATHYA, "build"],
        cwd=root,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        one["package"]: (one["content_digest"], one["sha256"])
        for noted in sorted(root.glob("dist/*/build.json"))
        for one in json.loads(noted.read_text("utf-8"))["packages"]
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    return packages(Path(sys.executable), tmp_path_factory.mktemp("own"))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_makes_the_same_packages(version, expected, tmp_path):
    assert packages(python(version, tmp_path / "python"), tmp_path) == expected
    assert len(expected) == 68

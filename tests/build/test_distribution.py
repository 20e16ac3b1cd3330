"""The source archive builds the wheel without Node, and the wheel alone builds a course."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent
BIN = "Scripts" if sys.platform == "win32" else "bin"
PROJECT = ("pathya.toml", "content", "locales/catalogs", "locales/terms")

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """Run without Node: PATH leads nowhere, and no setting leads back to the source tree."""
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("HOME", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**kept, "PATH": str(empty)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    hatchling = (sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder)
    subprocess.run([str(part) for part in hatchling], cwd=ROOT, check=True, capture_output=True)
    (archive,) = folder.glob("pathya-*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = folder.glob("pathya-*")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=unpacked)
    (built,) = folder.glob("*.whl")
    return built


def give_run_requirements(site: Path) -> None:
    """Link exactly what requirements/run.txt names: a dependency that it lacks will be missed."""
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    pins = [line.rstrip(" \\") for line in lock.splitlines() if line[:1].isalnum()]
    for pin in map(Requirement, pins):
        if pin.marker and not pin.marker.evaluate():
            continue
        distribution = metadata.distribution(pin.name)
        assert pin.specifier.contains(distribution.version), f"{pin} is not what is installed"
        for name in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            (site / name).symlink_to(str(distribution.locate_file(name)))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel and what it requires; its folder of commands."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "venv", symlinks=sys.platform != "win32")
    python = folder / "venv" / BIN / "python"
    paths = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder
    )
    give_run_requirements(Path(paths.strip()))
    install = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, folder=folder)
    return python.parent


def test_the_wheel_holds_code_and_third_party_files_only(wheel) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    vendor = [name for name in names if name.startswith("pathya/exporters/vendor/")]
    disk = ROOT / "exporters/pathya/exporters/vendor"
    assert len(vendor) == sum(path.is_file() for path in disk.rglob("*"))
    assert {name.split("/")[1] for name in names if name.startswith("pathya/")} == {
        "authoring",
        "build",
        "exporters",
        "locales",
    }
    assert [name for name in names if not name.startswith(("pathya/", "pathya-"))] == []


def test_the_wheel_holds_all_that_git_keeps_of_the_code(wheel) -> None:
    layers = ("authoring", "locales", "exporters", "build")
    kept = subprocess.run(
        ["git", "ls-files", "-z", *(f"{layer}/pathya" for layer in layers)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    code = {name.partition("/")[2] for name in kept.stdout.split("\0") if (ROOT / name).is_file()}
    assert code - packed == set()


def test_the_wheel_is_the_same_from_the_tree_and_from_the_source_archive(wheel, tmp_path) -> None:
    hatchling = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    subprocess.run([str(part) for part in hatchling], cwd=ROOT, check=True, capture_output=True)
    (direct,) = tmp_path.glob("*.whl")
    assert direct.read_bytes() == wheel.read_bytes()


def test_the_installed_command_says_its_version(installed) -> None:
    said = run(installed / "pathya", "--version", folder=installed.parent)
    assert metadata.version("pathya") in said


def test_the_installed_command_builds_a_course(installed, tmp_path) -> None:
    for name in PROJECT:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.is_file():
            shutil.copy(source, target)
    output = ("-l", "hi", "-f", "scorm12", "-o", tmp_path / "out")
    run(installed / "pathya", "build", *output, folder=tmp_path)
    built = sorted(path.name for path in (tmp_path / "out").rglob("*.zip"))
    courses = [path.name for path in (ROOT / "content" / "courses").iterdir() if path.is_dir()]
    assert courses
    assert built == sorted(f"{course}-hi-scorm12.zip" for course in courses)

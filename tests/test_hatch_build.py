"""The build hook fetches once per lock, checks what it gets, and says what it needs."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FAILING_NPM = "#!/bin/sh\necho 'no network here' >&2\nexit 1\n"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def source(tmp_path: Path, hook: ModuleType) -> Path:
    for name in (*hook.LOCKS, "hatch_build.py"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / hook.VENDOR.parent).mkdir(parents=True)
    return tmp_path


def fill_by_hand(source: Path, hook: ModuleType) -> None:
    (source / hook.VENDOR).mkdir()
    (source / hook.VENDOR / "STAMP").write_text(hook.lock_stamp(source))


def test_without_npm_the_message_says_what_to_install(source, hook, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(source))
    with pytest.raises(hook.VendorError, match=r"Node\.js 18 or newer.*from a wheel"):
        hook.fill(source)


def test_a_filled_folder_needs_no_npm(source, hook, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(source))
    fill_by_hand(source, hook)
    assert hook.fill(source) is False


@pytest.mark.parametrize("name", ["package-lock.json", "package.json", "hatch_build.py"])
def test_another_lock_is_fetched_again(name, source, hook, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(source))
    fill_by_hand(source, hook)
    with (source / name).open("a") as lock:
        lock.write("\n")
    with pytest.raises(hook.VendorError, match="npm is not on PATH"):
        hook.fill(source)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for npm is a shell script")
def test_a_failed_fetch_says_npms_words_and_leaves_nothing_behind(
    source, hook, monkeypatch, tmp_path
) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(FAILING_NPM)
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    with pytest.raises(hook.VendorError, match="no network here"):
        hook.fill(source)
    assert list((source / hook.VENDOR.parent).iterdir()) == []


def test_a_changed_tarball_is_refused(hook) -> None:
    with pytest.raises(hook.VendorError, match="is not what was pinned"):
        hook.check_integrity("schemas", b"something else", hook.SCHEMAS_INTEGRITY)


def test_the_folder_is_replaced_as_a_whole(tmp_path, hook) -> None:
    vendor, fresh, old = tmp_path / "vendor", tmp_path / "fresh", tmp_path / "old"
    for folder, name in ((vendor, "stale"), (fresh, "new")):
        folder.mkdir()
        (folder / name).touch()
    hook.replace(vendor, fresh, old)
    assert [path.name for path in vendor.iterdir()] == ["new"]


@pytest.mark.parametrize(
    ("points", "written"),
    [
        (set(), ""),
        ({0x20B9}, "U+20B9"),
        ({0x20, 0x21, 0x22, 0x41, 0x7E, 0x7F}, "U+20-22,U+41,U+7E-7F"),
    ],
)
def test_characters_are_written_as_css_does(points, written, hook) -> None:
    assert hook.to_ranges(points) == written

"""What tests of all layers share: golden files, and the courses of tests/cases."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

# A test must not fail because the machine is busy; what takes time is measured in tests/bench.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

CASES = Path(__file__).parent / "cases"
AUTHORING = Path(__file__).parents[1] / "docs/authoring.md"
PICTURED = re.compile(
    r"^(`{3,})markdown\n((?:(?!\1).*\n)+)\1\n\n!\[[^]]+\]\((pictures/[^)]+)\)$", re.M
)


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare text with a file that people look at; UPDATE_GOLDEN=1 writes the file anew."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture
def pictured() -> tuple[tuple[str, Path], ...]:
    """The sources in docs/authoring.md that have a picture below them, and the picture's place."""
    found = PICTURED.findall(AUTHORING.read_text("utf-8"))
    return tuple((source, AUTHORING.parent / picture) for _, source, picture in found)


@pytest.fixture
def case_course(tmp_path: Path) -> Callable[[str], Path]:
    """Lay a case over the course that all cases start from; `remove.txt` names what it lacks."""

    def lay(name: str) -> Path:
        folder = tmp_path / "content/courses/base"
        shutil.copytree(CASES / "base", folder)
        shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
        (folder / "expected.txt").unlink(missing_ok=True)
        removed = folder / "remove.txt"
        for line in removed.read_text().split() if removed.is_file() else ():
            path = folder / line
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        removed.unlink(missing_ok=True)
        return folder

    return lay


def _support(name: str) -> ModuleType:
    """Load a module of tests/support, once."""
    if name not in sys.modules:
        path = Path(__file__).parent / "support" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def beginnings() -> Mapping[str, bytes]:
    """How files of each kind begin, by the end of the name."""
    found: Mapping[str, bytes] = _support("beginnings").BEGINNINGS
    return found


@pytest.fixture(scope="session")
def support() -> Callable[[str], ModuleType]:
    """Load modules of tests/support: `support("services")`."""
    return _support


@pytest.fixture(scope="session")
def tiny_models() -> ModuleType:
    """What makes small models for CTranslate2; loading it takes a while."""
    return _support("tiny_models")


@pytest.fixture
def serve() -> Iterator[Callable[..., Any]]:
    """Start translation services on this machine: `serve(faults=["429"])`."""
    services = _support("services")
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(services.running(services.Service(**how)))


@pytest.fixture(scope="session", autouse=True)
def _own_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's caches and keys out of tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PATHYA_")]:
            patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture
def project_copy(tmp_path: Path) -> Any:
    """The project of this repository's own courses and catalogs, copied to be worked on."""
    return _support("studio_desk").copy_project(tmp_path / "project")


@pytest.fixture
def open_studio() -> Iterator[Callable[..., Any]]:
    """Start a studio on a project: `open_studio(project, user="Asha Rao")` gives a `Desk`."""
    with ExitStack() as stack:
        running = _support("studio_desk").running
        yield lambda project, **options: stack.enter_context(running(project, **options))


@pytest.fixture
def desk(project_copy: Any, open_studio: Callable[..., Any]) -> Any:
    """A studio on a copy of our own courses; whoever uses it is let in."""
    return open_studio(project_copy)


@pytest.fixture
def leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A small project with drafts to review, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return _support("leave").lay(tmp_path)

"""What holds for every file that git keeps: no hosts or machines named, nothing overgrown."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("authoring", "locales", "exporters", "build")
CODE = (".py", ".js", ".css")
# Written in pieces, so that this file passes its own test.
HOSTS = ("pypi" + ".org", "files." + "pythonhosted", "registry." + "npm", "deb.debian" + ".org")
MACHINE = re.compile(r"(?<![\w.~/}-])/(?:root|home|work|Users|opt)/[\w.]")


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8", "replace") for path in tracked()
    }


def functions(code: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(ast.parse(code))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_names_a_registry_host() -> None:
    assert [(name, host) for name, text in texts().items() for host in HOSTS if host in text] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = {name: MACHINE.findall(text) for name, text in texts().items()}
    assert {name: places for name, places in found.items() if places} == {}


def test_the_patterns_find_what_they_look_for() -> None:
    assert MACHINE.search('path = "/ho' + 'me/asha/course"')
    assert not MACHINE.search("see https://example.in/home/page and ./work/x")


def test_no_third_party_file_is_kept() -> None:
    kept = [path for path in tracked() if path.suffix in {".woff2", ".xsd", ".whl", ".zip"}]
    ours = ROOT / "exporters/pathya/exporters/schemas/lom.xsd"
    assert [path for path in kept if path != ours] == []


def test_no_code_file_is_long() -> None:
    sizes = {name: len(text.splitlines()) for name, text in texts().items() if name.endswith(CODE)}
    assert {name: size for name, size in sizes.items() if size >= 400} == {}


def test_no_function_is_long() -> None:
    sizes = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, text in texts().items()
        if name.endswith(".py") and "cases" not in name.split("/")
        for node in functions(text)
    }
    assert {place: size for place, size in sizes.items() if size > 60} == {}


def test_the_namespace_has_no_init() -> None:
    assert [layer for layer in LAYERS if (ROOT / layer / "pathya" / "__init__.py").exists()] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_typed(layer: str) -> None:
    assert (ROOT / layer / "pathya" / layer / "py.typed").is_file()


@pytest.mark.parametrize("name", ["run", "build", "test"])
def test_python_locks_pin_versions_and_hashes(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    pins = [line for line in lines if not line.startswith(" ")]
    unpinned = [pin for pin in pins if not re.match(r"[a-z0-9-]+==[\w.]+( ;.*)? \\$", pin)]
    bare = [line for line, after in pairwise(lines) if line in pins and "--hash=" not in after]
    assert (unpinned, bare) == ([], [])
    assert len(pins) > 3


def test_the_npm_lock_has_a_hash_and_no_address_for_every_package() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "sha512-" not in entry["integrity"]] == []


def test_the_build_requires_what_its_lock_pins() -> None:
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    required = re.findall(r'"((?:hatchling|fonttools|brotli)==[\d.]+)"', settings)
    lock = (ROOT / "requirements" / "build.txt").read_text("utf-8")
    assert len(required) == 3
    assert [pin for pin in required if f"\n{pin} \\" not in f"\n{lock}"] == []

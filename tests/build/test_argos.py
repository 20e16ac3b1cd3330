"""Argos Translate in its own process: the line to it with a stand-in, and the real library."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pathya.build.argos_process import argos_process, packages_folder
from pathya.build.cli.main import DONE, run
from pathya.build.engines import open_engine
from pathya.locales.engines.argos import argos
from pathya.locales.engines.draft import Draft, Job, draft
from pathya.locales.engines.protocol import Engine, EngineFault
from pathya.locales.languages import LANGUAGES

EN, HI, UR, BN = (LANGUAGES[tag] for tag in ("en", "hi", "ur", "bn"))
REAL = os.environ.get("PATHYA_ARGOS_PYTHON", "")

TRANSLATE = """
import os, stanza, minisbd
from minisbd import SBDetect, models
print("a library that prints")
class One:
    code = "en"
    def get_translation(self, other): return Pair() if other.code == "hi" else None
class Other(One):
    code = "hi"
class Ur(One):
    code = "ur"
class Underlying:
    sentencizer = None
class Pair:
    underlying = Underlying()
    def hypotheses(self, text, number):
        if text == "die": print("the last words", file=__import__("sys").stderr); os._exit(1)
        said = " | ".join(self.underlying.sentencizer.split_sentences(text))
        if text == "environment":
            said = " ".join(os.environ[name] for name in ("ARGOS_CHUNK_TYPE", "ARGOS_PACKAGES_DIR"))
            said += " " + os.environ["XDG_DATA_HOME"]
        if text == "cut": print("{", flush=True)
        return [type("Hypothesis", (), {"value": said.replace("_", " ")})]
def get_installed_languages(): return [One(), Other(), Ur()]
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a package of no use, and a stand-in for the library on Python's path."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "lib/argostranslate"
    place.mkdir(parents=True)
    (place / "__init__.py").touch()
    (place / "translate.py").write_text(TRANSLATE, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place.parent))
    packages = tmp_path / "packages"
    (packages / "en_hi").mkdir(parents=True)
    told = '{"from_code": "en", "to_code": "hi", "package_version": "1.9"}'
    (packages / "en_hi/metadata.json").write_text(told)
    return packages


def engine_at(packages: Path) -> Engine:
    return argos(argos_process(packages), packages)


def test_texts_go_whole_and_the_library_is_kept_in_its_place(library: Path) -> None:
    engine = engine_at(library)
    assert engine.identity == "en-hi 1.9"
    texts = ("One. Two. क्‍ष", "environment")
    whole, environment = engine.translate(texts, EN, HI)
    assert whole == "One. Two. क्‍ष"
    expected = f"STANZA {library} {library.parent}/cache/pathya/argos/data"
    assert environment == expected.replace("_", " ")  # which is what the library does
    job = Job(engine, EN, HI)
    made = draft([(("Set my_var now.",), ()), (("a ", 1, "b", -1), ("bold",))], job)
    assert made == (
        Draft(("Set my_var now.",), sound=True),
        Draft(("a ", 1, "b", -1), sound=True),
    )


@pytest.mark.parametrize(("language", "name"), [(UR, "Urdu"), (BN, "Bengali")])
def test_a_pair_without_a_package(library: Path, language: object, name: str) -> None:
    assert isinstance(language, type(EN))
    with pytest.raises(EngineFault, match=f"no package for English to {name}") as fault:
        engine_at(library).translate(("one",), EN, language)
    assert fault.value.kind == "pair"


def test_a_process_that_dies(library: Path) -> None:
    engine = engine_at(library)
    for _ in range(2):
        with pytest.raises(EngineFault, match="Argos Translate stopped: the last words"):
            engine.translate(("die",), EN, HI)


def test_no_library_no_python_no_packages(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(library))
    with pytest.raises(EngineFault, match="is not installed") as fault:
        engine_at(library).translate(("one",), EN, HI)
    assert fault.value.kind == "setup"
    monkeypatch.setenv("PATHYA_ARGOS_PYTHON", "/nowhere/python")
    with pytest.raises(EngineFault, match="/nowhere/python cannot be started") as fault:
        engine_at(library).translate(("one",), EN, HI)
    assert fault.value.kind == "setup"
    with pytest.raises(EngineFault, match="there are no packages") as fault:
        engine_at(library / "nowhere")
    assert fault.value.kind == "setup"


def test_where_packages_are_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert packages_folder("models", tmp_path) == tmp_path / "models"
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert packages_folder("", tmp_path) == Path("/data/argos-translate/packages")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/other")
    assert packages_folder("", tmp_path) == Path("/other")


# --- the real library: `make test-argos` ---------------------------------------------------------


@pytest.mark.argos
def test_the_real_library(
    tmp_path: Path, tiny_models: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert REAL, "run it with `make test-argos`"
    monkeypatch.setenv("PATHYA_ARGOS_PYTHON", REAL)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    words = {"Welcome": "स्वागत", "to": "में", "course.": "पाठ्यक्रम।", "Ask": "पूछें"}
    folder = tmp_path / "packages"
    tiny_models.save_argos(folder, "en", "hi", words)
    tiny_models.save_argos(folder, "hi", "ur", {"स्वागत": "خوش", "पाठ्यक्रम।": "کورس۔"})
    engine = open_engine("argos", {"argos": {"packages": "packages"}}, tmp_path)
    drafts = engine.translate(("Welcome course.", "Ask <ID1> to 3.", "Ask. Ask"), EN, HI)
    assert drafts == ("स्वागत पाठ्यक्रम।", "पूछें <ID1> में 3.", "Ask. पूछें")
    assert engine.translate(("Welcome course.",), EN, UR) == ("خوش کورس۔",)
    with pytest.raises(EngineFault, match="no package for English to Bengali"):
        engine.translate(("Welcome",), EN, BN)
    text = ("Welcome ", 1, "to", -1, " my_own https://x.in/a_b course.")
    assert draft([(text, ("link",))], Job(engine, EN, HI)) == (
        Draft(("स्वागत ", 1, "में", -1, " my_own https://x.in/a_b पाठ्यक्रम।"), sound=True),
    )
    assert not (tmp_path / "home").exists()


@pytest.mark.argos
def test_a_course_through_the_real_library(
    tmp_path: Path, tiny_models: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHYA_ARGOS_PYTHON", REAL or sys.executable)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    tiny_models.save_argos(tmp_path / "packages", "en", "ur", {"Questions": "سوالات"})
    (tmp_path / "pathya.toml").write_text('[engines]\nargos.packages = "packages"\n')
    assert run(["translate", "-l", "ur", "--engine", "argos"]) == DONE
    assert "سوالات" in (tmp_path / "locales/catalogs/ur/leave-rules.xlf").read_text("utf-8")

"""Models for CTranslate2 that are really run: packages of Argos Translate, IndicTrans2."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from pathya.locales.engines.ctranslate import ctranslate
from pathya.locales.engines.draft import Draft, Job, draft
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import LANGUAGES

EN, HI, UR, BN, TA = (LANGUAGES[tag] for tag in ("en", "hi", "ur", "bn", "ta"))
EN_HI = {"Welcome": "स्वागत", "to": "में", "course": "पाठ्यक्रम", "course.": "पाठ्यक्रम।"}
IT2 = {
    "Read": "पठ",
    "it": "इसे",
    "now": "अभि",
    "<": "<",
    ">": ">",
    ".": "।",
    ",": ",",
    "ID1": "आईडी1",
    "ID2": "आई.डी.2",
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory, tiny_models: ModuleType) -> Path:
    folder: Path = tmp_path_factory.mktemp("argos")
    tiny_models.save_argos(folder, "en", "hi", EN_HI)
    made = tiny_models.save_argos(folder / "made", "hi", "en", {b: a for a, b in EN_HI.items()})
    tiny_models.zipped(made, folder / "hi_en.argosmodel")
    tiny_models.save_argos(folder, "en", "ur", {"Welcome": "خوش", "course.": "کورس۔"})
    return folder


@pytest.fixture(scope="module")
def indictrans(tmp_path_factory: pytest.TempPathFactory, tiny_models: ModuleType) -> Path:
    tags = ("eng_Latn", "hin_Deva", "ben_Beng", "tam_Taml", "urd_Arab")
    made: Path = tiny_models.save_indictrans(tmp_path_factory.mktemp("it2") / "en-indic", tags, IT2)
    return made


def test_a_package_is_read_from_its_folder(packages: Path) -> None:
    engine = ctranslate(packages / "translate-en_hi-1_9")
    assert engine.identity == "en-hi 1.9"
    assert engine.translate(("Welcome to my_own course.", "to"), EN, HI) == (
        "स्वागत में my_own पाठ्यक्रम।",
        "में",
    )


def test_packages_in_a_folder_and_over_english(packages: Path) -> None:
    engine = ctranslate(packages)
    assert engine.translate(("स्वागत पाठ्यक्रम।",), HI, EN) == ("Welcome course.",)
    assert engine.translate(("स्वागत पाठ्यक्रम।",), HI, UR) == ("خوش کورس۔",)


def test_codes_travel_through_a_model(packages: Path) -> None:
    job = Job(ctranslate(packages), EN, HI)
    made = draft([(("Welcome ", 1, "to", -1, " course."), ("bold",))], job)
    assert made == (Draft(("स्वागत ", 1, "में", -1, " पाठ्यक्रम।"), sound=True),)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (HI, ("पठ ", 1, "इसे", -1, " अभि।")),
        (BN, ("পঠ ", 1, "ইসে", -1, " অভি।")),
        (TA, ("பட ", 1, "இஸே", -1, " அபி।")),
        (UR, ("पठ ", 1, "इसे", -1, " अभि।")),
    ],
    ids=lambda one: getattr(one, "tag", ""),
)
def test_indictrans_is_given_tags_and_gives_devanagari(
    indictrans: Path, language: object, expected: object
) -> None:
    assert isinstance(language, type(HI))
    job = Job(ctranslate(indictrans), EN, language)
    made = draft([(("Read ", 1, "it", -1, " now."), ("bold",))], job)
    assert made == (Draft(expected, sound=True),)  # type: ignore[arg-type]


def test_a_sentence_too_long_for_indictrans_is_no_draft(indictrans: Path) -> None:
    engine = ctranslate(indictrans)
    long = " ".join(["now"] * 300)
    assert engine.translate((long, "now"), EN, HI) == ("", "अभि")


def test_no_pair(packages: Path) -> None:
    with pytest.raises(EngineFault, match="no model for English to Tamil") as fault:
        ctranslate(packages).translate(("Welcome",), EN, TA)
    assert fault.value.kind == "pair"


def _bad_zip(folder: Path) -> Path:
    (folder / "x.argosmodel").write_bytes(b"PK, but no zip")
    return folder


def _no_metadata(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("../../evil/metadata.json", "{}")
    return folder


def _no_vocabulary(folder: Path) -> Path:
    (folder / "model.bin").write_bytes(b"")
    return folder


FAULTS = {
    "there is no model at": lambda folder: folder / "nowhere",
    "holds neither": lambda folder: folder,
    "cannot be read": _bad_zip,
    "is no package": _no_metadata,
    "it is no IndicTrans2 model": _no_vocabulary,
}


@pytest.mark.parametrize("message", FAULTS)
def test_what_is_no_model_is_said_in_one_sentence(message: str, tmp_path: Path) -> None:
    with pytest.raises(EngineFault) as fault:
        ctranslate(FAULTS[message](tmp_path))
    assert message in fault.value.message
    assert fault.value.kind == "setup"


def test_a_zip_that_unpacks_to_more_than_any_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathya.locales.engines.argos_package.MOST", 100)
    with zipfile.ZipFile(tmp_path / "x.argosmodel", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("top/metadata.json", "{}")
        archive.writestr("top/model/model.bin", b"\0" * 101)
    with pytest.raises(EngineFault, match="unpacks to more than any package"):
        ctranslate(tmp_path)


def test_a_library_that_is_not_installed(
    tmp_path: Path, tiny_models: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ctranslate(tiny_models.save_argos(tmp_path, "en", "hi", {"a": "b"}))
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(EngineFault, match="CTranslate2 is not installed") as fault:
        engine.translate(("a",), EN, HI)
    assert "extra ct2" in fault.value.hint


def test_a_broken_model(tmp_path: Path, tiny_models: ModuleType) -> None:
    place = tiny_models.save_argos(tmp_path, "en", "hi", {"a": "b"})
    (place / "model/model.bin").write_bytes(b"nothing")
    with pytest.raises(EngineFault, match="cannot be used"):
        ctranslate(place).translate(("a",), EN, HI)


def test_a_package_that_cuts_words_in_another_way(tmp_path: Path, tiny_models: ModuleType) -> None:
    place = tiny_models.save_argos(tmp_path, "en", "hi", {"a": "b"})
    (place / "sentencepiece.model").rename(place / "bpe.model")
    with pytest.raises(EngineFault, match=r"has no sentencepiece\.model") as fault:
        ctranslate(place).translate(("a",), EN, HI)
    assert "argos" in fault.value.hint

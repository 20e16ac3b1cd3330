"""Engines as a project sets them up: keys, the line to a service and its faults, the cache."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pathya.authoring.diagnostics import Where
from pathya.build.draft_cache import cached
from pathya.build.engine_settings import OPTIONS, engine_faults, engine_of
from pathya.build.engines import open_engine, read_key
from pathya.build.transport import Manners, sender
from pathya.locales.engines.bhashini import Account, bhashini
from pathya.locales.engines.draft import Draft, Job, draft
from pathya.locales.engines.libretranslate import libretranslate
from pathya.locales.engines.protocol import Call, Engine, EngineFault, Secret
from pathya.locales.languages import LANGUAGES, Language

EN, HI, UR = (LANGUAGES[tag] for tag in ("en", "hi", "ur"))
Serve = Callable[..., Any]
CONFIG_PATH = "/ulca/apis/v0/model/getModelsPipeline"


class Clock:
    """Time that passes by sleeping alone."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def manners(self, **how: Any) -> Manners:
        return Manners(**{"timeout": 1, "sleep": self.sleep, "clock": lambda: self.now, **how})


def libre(service: Any, manners: Manners, key: str = "") -> Engine:
    return libretranslate(sender("LibreTranslate", manners), service.address, Secret(key))


def bhashini_at(service: Any, manners: Manners, key: str = "key-of-ulca") -> Engine:
    account = Account("someone", Secret(key), service.address + CONFIG_PATH)
    return bhashini(sender("Bhashini", manners), account)


# --- the line ------------------------------------------------------------------------------------


@pytest.mark.parametrize("open_one", [libre, bhashini_at])
def test_a_service_on_this_machine(serve: Serve, open_one: Callable[..., Engine]) -> None:
    engine = open_one(serve(), Clock().manners())
    assert engine.translate(("one", "two"), EN, HI) == ("ONE", "TWO")


@pytest.mark.parametrize("open_one", [libre, bhashini_at])
def test_what_passes_is_tried_again(serve: Serve, open_one: Callable[..., Engine]) -> None:
    clock = Clock()
    service = serve(faults=["429", "500", "cut", "garbage"])
    assert open_one(service, clock.manners()).translate(("one",), EN, HI) == ("ONE",)
    assert clock.slept == [1, 2, 4, 8]


def test_silence_is_tried_again(serve: Serve) -> None:
    clock = Clock()
    service = serve(faults=["silent", "503"])
    engine = libre(service, clock.manners(timeout=0.2))
    assert engine.translate(("one",), EN, UR) == ("ONE",)
    assert clock.slept == [1, 2]


def test_a_service_that_says_when_to_come_back(serve: Serve) -> None:
    clock = Clock()
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    service = serve(faults=["429 7", f"503 {soon}", "429 nonsense"])
    assert libre(service, clock.manners()).translate(("one",), EN, HI) == ("ONE",)
    assert [round(seconds, -1) for seconds in clock.slept] == [10, 50, 0]
    assert clock.slept[::2] == [7, 4]


FAULTS = {
    "wants us to come back in 3600 seconds": (["429 3600"], "failed"),
    "did not answer: status 500, 3 times": (["500"] * 3, "failed"),
    "did not answer: the answer was cut off or is not JSON, 3 times": (["garbage"] * 3, "failed"),
    "did not answer: nothing came for 0.2 seconds, 3 times": (["silent"] * 3, "failed"),
    "refuses: trouble 400": (["400"], "failed"),
    "refuses: trouble 302": (["302"], "failed"),
    "answered 1 drafts to 2 texts": (["short"], "failed"),
    "refuses: trouble 403": (["403"], "setup"),
}


@pytest.mark.parametrize("message", FAULTS)
def test_what_does_not_pass_is_said(message: str, serve: Serve) -> None:
    faults, kind = FAULTS[message]
    service = serve(faults=list(faults))
    engine = libre(service, Clock().manners(tries=3, timeout=0.2))
    with pytest.raises(EngineFault) as fault:
        engine.translate(("one", "two"), EN, HI)
    assert (fault.value.message, fault.value.kind) == (f"LibreTranslate {message}", kind)


def test_nobody_there() -> None:
    send = sender("LibreTranslate", Clock().manners(tries=2))
    for address in ("http://127.0.0.1:9/translate", "nonsense:", "http://"):
        with pytest.raises(EngineFault, match="did not answer"):
            send(Call(address, {}))


def test_the_pace_is_kept(serve: Serve) -> None:
    clock = Clock()
    engine = libre(serve(), clock.manners(per_minute=30))
    for _ in range(3):
        engine.translate(("one",), EN, HI)
    assert clock.slept == [2, 2]


# --- codes, through a whole service --------------------------------------------------------------

MANGLED = """
< ID{} >|[ID {}]|<आईडी{}>|< आई . डी . {}>|<ᱟᱭᱰᱤ{}>|<ꯑꯥꯏꯗꯤ{}>|آئی ڈی {}|<id{}]|<ଆଈଡୀ{}>|ऐटि {}
""".strip().split("|")


@pytest.mark.parametrize("token", MANGLED)
@pytest.mark.parametrize(("open_one", "first"), [(libre, 1), (bhashini_at, 51)])
def test_mangled_codes_come_back(
    serve: Serve, open_one: Callable[..., Engine], first: int, token: str
) -> None:
    def say(text: str) -> str:
        for number in (first, first + 1):
            text = text.replace(f"<ID{number}>", token.format(number))
        return text.replace("Read", "पढ़ें")

    job = Job(open_one(serve(translate=say), Clock().manners()), EN, HI)
    made = draft([(("Read ", 1, "it", -1, " now."), ("link",))], job)
    assert made == (Draft(("पढ़ें ", 1, "it", -1, " now."), sound=True),)


# --- keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("open_one", [libre, bhashini_at])
def test_keys_are_told_to_nobody_else(
    serve: Serve, open_one: Callable[..., Engine], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    engine = open_one(serve(key="right"), Clock().manners(), "s3cret")
    with pytest.raises(EngineFault) as fault:
        engine.translate(("one",), EN, HI)
    assert fault.value.kind == "setup"
    assert "Invalid key …" in fault.value.message or "Invalid API key …" in fault.value.message
    told = "".join(traceback.TracebackException.from_exception(fault.value).format())
    frames = [str(frame.f_locals) for frame, _ in traceback.walk_tb(fault.value.__traceback__)]
    mine = [text for text in frames if "serve" not in text]
    assert mine
    assert "s3cret" not in f"{told} {fault.value} {fault.value!r} {caplog.text} {mine}"


def test_a_key_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert read_key("bhashini-key") == Secret("")
    ring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    held = {("pathya", "bhashini-key"): "from the ring"}
    ring.get_password = lambda *name: held.get(name)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert [read_key(f"bhashini-{name}").value for name in ("key", "user")] == ["from the ring", ""]
    monkeypatch.setenv("PATHYA_BHASHINI_KEY", "from the environment")
    assert read_key("bhashini-key") == Secret("from the environment")
    ring.get_password = lambda *_: 1 / 0  # type: ignore[attr-defined]
    errors.KeyringError = ZeroDivisionError  # type: ignore[attr-defined]
    assert read_key("bhashini-user") == Secret("")


# --- setting up ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("bhashini", {}, "Bhashini has no key"),
        ("libretranslate", {}, "LibreTranslate has no address"),
        ("ct2", {}, "CTranslate2 has no model"),
        ("ct2", {"ct2": {"model": "models/x"}}, "there is no model at"),
    ],
)
def test_what_is_lacking_is_said(
    name: str, settings: Any, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(EngineFault) as fault:
        open_engine(name, settings, tmp_path)
    assert message in fault.value.message
    assert fault.value.kind == "setup"


def test_a_key_needs_a_protected_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATHYA_LIBRETRANSLATE_KEY", "s3cret")
    settings = {"libretranslate": {"url": "http://mt.example.in"}}
    with pytest.raises(EngineFault, match="would travel unprotected"):
        open_engine("libretranslate", settings, tmp_path)


def test_engines_of_a_project(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = serve()
    monkeypatch.setenv("PATHYA_BHASHINI_USER", "someone")
    monkeypatch.setenv("PATHYA_BHASHINI_KEY", "key-of-ulca")
    monkeypatch.setenv("PATHYA_BHASHINI_URL", service.address + CONFIG_PATH)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    settings = {
        "default": "bhashini",
        "ur": "libretranslate",
        "libretranslate": {"url": service.address},
    }
    names = [engine_of(settings, tag) for tag in ("ta", "ur")]
    assert names == ["bhashini", "libretranslate"]
    assert engine_of({}, "ta") == ""
    for name in names:
        for _ in range(2):
            engine = open_engine(name, settings, tmp_path)
            assert engine.translate(("one",), EN, UR) == ("ONE",)
    paths = [path for path, _, _ in service.asked]
    assert paths == [CONFIG_PATH, "/services/inference/pipeline", "/translate"]
    stored = (tmp_path / "pathya/drafts.sqlite").read_bytes()
    assert b"ONE" in stored
    assert b"key-of" not in stored


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"default": "ct2", "ur": "bhashini", "ct2": {"model": "m"}}, []),
        (1, ["PRJ003 `engines` is not a table"]),
        ({"hindi": "ct2"}, ["PRJ002 `hindi` in [engines] is no language or engine"]),
        ({"hi": "ct3"}, ["PRJ003 `ct3` is not one of the engines"]),
        ({"hi": 1}, ["PRJ003 `1` is not one of the engines"]),
        ({"ct2": "m"}, ["PRJ003 `ct2` in [engines] is not a table"]),
        ({"ct2": {"modell": "m"}}, ["PRJ002 `modell` in [engines.ct2] is not known"]),
        ({"ct2": {"model": 1}}, ["PRJ003 `model` in [engines.ct2] is not a text"]),
        (
            {"bhashini": {"timeout": "1", "per_minute": True}},
            [
                "PRJ003 `timeout` in [engines.bhashini] is not a whole number",
                "PRJ003 `per_minute` in [engines.bhashini] is not a whole number",
            ],
        ),
    ],
)
def test_settings_that_do_not_fit(settings: Any, expected: list[str]) -> None:
    found = engine_faults(settings, Where("pathya.toml"))
    assert [f"{one.rule.code} {one.message}" for one in found] == expected


def test_every_engine_has_options_and_opens(tmp_path: Path) -> None:
    for name in OPTIONS:
        try:
            engine = open_engine(name, {}, tmp_path)
        except EngineFault as fault:
            assert fault.kind == "setup"
        else:
            assert engine.name


# --- the cache -----------------------------------------------------------------------------------


def counting(calls: list[tuple[str, ...]], identity: str = "1") -> Engine:
    def translate(texts: tuple[str, ...], _: Language, to: Language) -> tuple[str, ...]:
        calls.append(texts)
        return tuple(f"{text} {to.tag}" for text in texts)

    return Engine("counting", translate, lambda one: one.tag, identity)


def test_a_text_is_asked_for_once(tmp_path: Path) -> None:
    calls: list[tuple[str, ...]] = []
    file = tmp_path / "below/drafts.sqlite"
    assert cached(counting(calls), file).translate(("a", "b"), EN, HI) == ("a hi", "b hi")
    again = cached(counting(calls), file)
    assert again.translate(("b", "c", "a"), EN, HI) == ("b hi", "c hi", "a hi")
    assert again.translate(("a",), EN, UR) == ("a ur",)
    assert cached(counting(calls, "2"), file).translate(("a",), EN, HI) == ("a hi",)
    assert calls == [("a", "b"), ("c",), ("a",), ("a",)]


def test_without_a_place_for_it_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder, and no database")
    for file in (tmp_path / "file/drafts.sqlite", tmp_path / "file"):
        calls: list[tuple[str, ...]] = []
        for _ in range(2):
            assert cached(counting(calls), file).translate(("a",), EN, HI) == ("a hi",)
        assert calls == [("a",), ("a",)]
    assert cached(counting([], ""), tmp_path / "x").translate(("a",), EN, HI) == ("a hi",)
    assert not (tmp_path / "x").exists()

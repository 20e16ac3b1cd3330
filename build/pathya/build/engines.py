"""The engines of a project: which drafts which language, and with what settings and keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pathya.build.argos_process import argos_process, packages_folder
from pathya.build.draft_cache import cache_file, cached
from pathya.build.engine_settings import OPTIONS
from pathya.build.transport import Manners, sender
from pathya.locales.engines import (
    argos,
    bhashini,
    bhashini_speech,
    ctranslate,
    libretranslate,
)
from pathya.locales.engines.protocol import Engine, EngineFault, Secret, Send
from pathya.locales.engines.pseudo import PSEUDO

Options = Mapping[str, Any]


def _http(name: str, options: Options) -> Send:
    timeout, per_minute = options["timeout"], options["per_minute"]
    return sender(name, Manners(timeout=timeout, per_minute=per_minute))


def _argos(options: Options, root: Path) -> Engine:
    packages = packages_folder(options["packages"], root)
    return argos.argos(argos_process(packages), packages)


def _bhashini(options: Options, _: Path) -> Engine:
    return bhashini.bhashini(_http(bhashini.NAME, options), _bhashini_account(options))


def open_bhashini_speech(settings: Options) -> bhashini_speech.Say:
    """Set Bhashini's voices up as `[engines.bhashini]` says. Raises EngineFault."""
    options = OPTIONS["bhashini"] | settings.get("bhashini", {})
    return bhashini_speech.bhashini_speech(
        _http(bhashini.NAME, options), _bhashini_account(options)
    )


def _bhashini_account(options: Options) -> bhashini.Account:
    user, key = read_key("bhashini-user"), read_key("bhashini-key")
    if not user.value or not key.value:
        raise _lacking(bhashini.NAME, "PATHYA_BHASHINI_USER and PATHYA_BHASHINI_KEY")
    # Not from pathya.toml: a project that somebody sends must not lead a key elsewhere.
    url = os.environ.get("PATHYA_BHASHINI_URL", bhashini.CONFIG_URL)
    return bhashini.Account(user.value, key, url, options["pipeline"])


def _libretranslate(options: Options, _: Path) -> Engine:
    if not options["url"]:
        hint = 'Write its address into pathya.toml: [engines.libretranslate] url = "http://…".'
        raise EngineFault("LibreTranslate has no address", hint, "setup")
    key, host = read_key("libretranslate-key"), urlsplit(options["url"])
    if key.value and host.scheme != "https" and host.hostname not in ("localhost", "127.0.0.1"):
        hint = "Give it an address with https."
        raise EngineFault("LibreTranslate's key would travel unprotected", hint, "setup")
    send = _http(libretranslate.NAME, options)
    return libretranslate.libretranslate(send, options["url"], key)


def _ct2(options: Options, root: Path) -> Engine:
    if not options["model"]:
        hint = 'Write where it lies into pathya.toml: [engines.ct2] model = "models/…".'
        raise EngineFault("CTranslate2 has no model", hint, "setup")
    return ctranslate.ctranslate(root / options["model"])


_OPEN: Mapping[str, Callable[[Options, Path], Engine]] = {
    "argos": _argos,
    "bhashini": _bhashini,
    "ct2": _ct2,
    "libretranslate": _libretranslate,
    "pseudo": lambda *_: PSEUDO,
}
"""From an engine's options, whose paths are meant from a folder. May raise EngineFault."""
NAMES = frozenset({argos.NAME, bhashini.NAME, ctranslate.NAME, libretranslate.NAME})
"""What catalogs call the engines."""


def open_engine(name: str, settings: Options, root: Path) -> Engine:
    """Set an engine up as `[engines]` of pathya.toml says. Raises EngineFault."""
    return cached(_OPEN[name](OPTIONS[name] | settings.get(name, {}), root), cache_file())


# --- keys ----------------------------------------------------------------------------------------


def read_key(name: str) -> Secret:
    """Read a key from the environment, or else from the keyring; empty: there is none."""
    variable = f"PATHYA_{name.upper().replace('-', '_')}"
    return Secret(os.environ.get(variable, "") or _from_keyring(name))


def _from_keyring(name: str) -> str:
    try:
        import keyring  # noqa: PLC0415 - an extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return ""
    try:
        return keyring.get_password("pathya", name) or ""
    except KeyringError:
        return ""


def _lacking(engine: str, variables: str) -> EngineFault:
    hint = f"Put it into {variables}, or into the keyring: docs/translating.md says how."
    return EngineFault(f"{engine} has no key", hint, "setup")

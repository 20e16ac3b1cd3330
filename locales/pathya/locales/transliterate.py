"""Write words of one Indic script in another, in Latin letters, or from what is typed in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pathya.authoring.sources import nfc
from pathya.locales.languages import LANGUAGES
from pathya.locales.scripts import SCRIPTS, ZWJ, nukta_composed, script_runs

_SCHEMES = {
    "Deva": "devanagari",
    "Beng": "bengali",
    "Guru": "gurmukhi",
    "Gujr": "gujarati",
    "Orya": "oriya",
    "Telu": "telugu",
    "Knda": "kannada",
    "Mlym": "malayalam",
    "Latn": "iso",
}
"""Scripts that have the same letters, and Latin with marks, by the library's names."""
_TYPED = _SCHEMES | {"Taml": "tamil"}


class NoTransliteration(Exception):
    """A text cannot be written in another script without mistakes; the message says why."""


def transliterate(text: str, from_script: str, to_script: str) -> str:
    """Write a text in another script (ISO 15924); Latin words in it stay as they are.

    It is letter by letter, as names are written: spelling rules of the other language are not
    applied. To Latn it follows ISO 15919. Raises NoTransliteration where that goes wrong: scripts
    that spell in another way, letters that the other script lacks, Tamil without PyICU.
    """
    if from_script == to_script:
        return text
    if from_script == "Taml" and to_script == "Latn":
        return _romanised_tamil(text)
    for script in (from_script, to_script):
        if script not in _SCHEMES or from_script == "Latn":
            raise NoTransliteration(_why_not(script))
    pivot = _as_devanagari(nukta_composed(text), from_script)
    return _whole(_from_devanagari(pivot, to_script), (from_script, "Deva"), to_script)


def typed(text: str, tag: str) -> str:
    """Write what was typed in Latin letters in a language's script, by the scheme ITRANS.

    `lok suuchanaa adhikaarii` is लोक सूचना अधिकारी in Hindi. Words only: markup would be
    converted too. Raises NoTransliteration for scripts that are not typed so.
    """
    script = LANGUAGES[tag].script
    if script not in _TYPED or script == "Latn":
        raise NoTransliteration(_why_not(script))
    if script in _DRAVIDIAN:
        made = _convert(text, "itrans_dravidian", _TYPED[script])
    else:
        made = _convert(text, "itrans", "devanagari")
        if tag != "sa":  # nobody writes the vowel that is not spoken at the end of a word
            made = _LAST_VIRAMA.sub("", made)
        made = _from_devanagari(made, script, "assamese" if tag == "as" else "")
    if script == "Taml":
        made = _MIDDLE_N.sub("ன", made)
    if script == "Mlym":
        made = _CHILLU.sub(lambda found: _CHILLUS[found[0]], made)
    return nfc(made)


_DRAVIDIAN = frozenset({"Taml", "Telu", "Knda", "Mlym"})
_LAST_VIRAMA = re.compile(r"(?<=[क-ह़])्(?![क-हa-zA-Z])")
_MIDDLE_N = re.compile(r"(?<=[அ-்])ந(?!்த)")
"""Tamil writes ந at the start of a word and before த only."""

_CHILLUS = {"മ്": "ം", "ണ്": "ൺ", "ന്": "ൻ", "ര്": "ർ", "ല്": "ൽ", "ള്": "ൾ"}
_CHILLU = re.compile(rf"({'|'.join(_CHILLUS)})(?![ക-ഹa-zA-Z\u200c\u200d])")
"""What Malayalam writes for these at the end of a word."""


def _why_not(script: str) -> str:
    name = SCRIPTS.get(script, script)
    if script == "Latn":
        return "what is typed in Latin letters has a scheme of its own"
    if script == "Taml":
        return f"{name} has one letter for k, g and h: what is written in it cannot be told from it"
    if script in ("Olck", "Mtei", "Arab"):
        return f"{name} spells in its own way, letter for letter it would be wrong; ask a person"
    return f"{name} is not a script that is transliterated"


def _convert(text: str, source: str, target: str) -> str:
    from indic_transliteration.sanscript import transliterate as converted  # noqa: PLC0415 - slow

    return str(converted(text, source, target))


def _romanised_tamil(text: str) -> str:
    try:
        from icu import Transliterator  # noqa: PLC0415 - an extra
    except ImportError:
        message = "Tamil is romanised by PyICU: pip install 'pathya[translit]'"
        raise NoTransliteration(message) from None
    return nfc(Transliterator.createInstance("Tamil-Latin").transliterate(text))


# --- through Devanagari --------------------------------------------------------------------------

_READ_AS = {
    "Beng": {"\u09df": "য", "ব": "ब"},
    "Orya": {"ୱ": "ଵ", "\u0b5f": "ଯ"},
    "Mlym": {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്"},
}
"""Letters that the library passes over or takes for others, as those with the same sound."""
_ASSAMESE = re.compile("[ৰৱ]")

_SHORT = {"ऎ": "ए", "ऒ": "ओ", "ॆ": "े", "ॊ": "ो", "ऩ": "न", "ऱ": "र", "ऴ": "ळ"}
_WRITTEN_AS: Mapping[str, Mapping[str, str]] = {
    "Beng": _SHORT | {"ळ": "ल", "ऍ": "अ्या", "ॲ": "अ्या", "ॅ": "्या", "ऑ": "अ", "ॉ": ""},
    "Guru": _SHORT
    | {"ऍ": "ऐ", "ॲ": "ऐ", "ॅ": "ै", "ऑ": "आ", "ॉ": "ा", "ऋ": "रि", "ृ": "्रि", "ष": "श"},
    "Gujr": _SHORT | {"ऍ": "ઍ", "ॲ": "ઍ", "ऑ": "ઑ", "ॉ": "ૉ"},
    "Orya": _SHORT | {"ऍ": "आ", "ॲ": "आ", "ॅ": "्या", "ऑ": "अ", "ॉ": ""},
    "Telu": {"ऩ": "न", "़": "", "ऍ": "या", "ॲ": "या", "ॅ": "्या", "ऑ": "आ", "ॉ": "ा"},
    "Knda": {
        "ऩ": "न",
        "ऱ": "र",
        "ऴ": "ळ",
        "ँ": "ं",
        "ऍ": "आ्य",
        "ॲ": "आ्य",
        "ॅ": "्या",
        "ऑ": "आ",
        "ॉ": "ा",
    },
    "Latn": {"ऍ": "ऎ", "ॲ": "ऎ", "ॅ": "ॆ", "ऑ": "ऒ", "ॉ": "ॊ"},
    "Mlym": {"ऩ": "न", "ँ": "ं", "़": "", "ऍ": "आ", "ॲ": "आ", "ॅ": "ा", "ऑ": "ओ", "ॉ": "ो"},
}
"""Letters of Devanagari that a script lacks, and what it writes instead."""
_Y = {"য": "য়", "ଯ": "ୟ"}
_MIDDLE_Y = re.compile("(?<=[অ-ঔক-হা-ৌড়ঢ়য়়])য(?!্)|(?<=[ଅ-ଔକ-ହା-୍ଡ଼ଢ଼ୟ଼])ଯ(?!୍)")
"""Bengali and Odia have another y after a vowel, Odia after a consonant too."""


def _as_devanagari(text: str, script: str) -> str:
    if script == "Deva":
        return nfc(text)
    scheme = "assamese" if _ASSAMESE.search(text) else _SCHEMES[script]
    return nfc(_convert(_replaced(text, _READ_AS.get(script, {})), scheme, "devanagari"))


def _from_devanagari(text: str, script: str, scheme: str = "") -> str:
    if script == "Deva":
        return text
    # A joiner keeps the library from seeing a conjunct, and asks for a form of Devanagari only.
    text = _replaced(text.replace(ZWJ, "").replace("अॅ", "ॲ"), _WRITTEN_AS[script])
    made = _convert(text, "devanagari", scheme or _SCHEMES[script])
    return nfc(_MIDDLE_Y.sub(lambda found: _Y[found[0]], made))


def _replaced(text: str, letters: Mapping[str, str]) -> str:
    return "".join(letters.get(char, char) for char in text)


def _whole(made: str, scripts: tuple[str, ...], to_script: str) -> str:
    """Refuse a text of which letters are left in the script that it came from."""
    for script, letters in script_runs(made):
        if script in scripts and script != to_script:
            message = f"{SCRIPTS[to_script]} has no letter for `{letters}`"
            raise NoTransliteration(message)
    return made

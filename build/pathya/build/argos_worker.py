"""The process that Argos Translate runs in: a line of JSON in, a line of JSON out.

It runs under whatever Python has argostranslate, so it imports nothing of Pathya. Of Argos
Translate it uses the translation alone: Pathya has cut texts into sentences before, and the
libraries that would do it here take seconds to import and fetch models from the network.
"""

from __future__ import annotations

import json
import os
import sys
from types import ModuleType
from typing import Any


def main() -> None:
    """Answer requests until there are no more."""
    # What libraries print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _leave_out_splitters()
    opened: dict[tuple[str, str], Any] = {}
    for line in sys.stdin.buffer:
        answers.write(json.dumps(_answer(json.loads(line), opened)) + "\n")
        answers.flush()


def _leave_out_splitters() -> None:
    """Stand in for what argostranslate imports to split sentences, and never uses here."""
    sys.modules["spacy"] = None  # type: ignore[assignment]  # it can do without
    sys.modules["stanza"] = ModuleType("stanza")
    minisbd = sys.modules["minisbd"] = ModuleType("minisbd")
    minisbd.SBDetect = None  # type: ignore[attr-defined]
    minisbd.models = ModuleType("minisbd.models")  # type: ignore[attr-defined]


def _answer(request: Any, opened: dict[tuple[str, str], Any]) -> dict[str, Any]:
    pair = request["source"], request["target"]
    if pair not in opened:
        opened[pair] = _open(*pair)
    translation = opened[pair]
    if translation is None:
        return {"lacks": True}
    return {"drafts": [_translate(translation, text) for text in request["texts"]]}


def _open(source: str, target: str) -> Any:
    from argostranslate import translate  # noqa: PLC0415 - after the stand-ins

    languages = {one.code: one for one in translate.get_installed_languages()}
    if source not in languages or target not in languages:
        return None
    return languages[source].get_translation(languages[target])


def _translate(translation: Any, text: str) -> str:
    for one in _single(translation):
        one.sentencizer = _Whole()
    draft: str = translation.hypotheses(text, 1)[0].value
    return draft


class _Whole:
    """Takes a text for one sentence."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


def _single(translation: Any) -> list[Any]:
    """Find the translations that one with a language between consists of."""
    if hasattr(translation, "underlying"):
        return _single(translation.underlying)
    if hasattr(translation, "t1"):
        return [*_single(translation.t1), *_single(translation.t2)]
    return [translation]


if __name__ == "__main__":
    main()

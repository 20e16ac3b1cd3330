"""Commands about languages and their scripts."""

from __future__ import annotations

import json

import pytest

from pathya.build.cli.main import DONE, USAGE, run


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("-l hi lok", DONE, "लोक\n"),
        ("-l kn --from hi सूचना", DONE, "ಸೂಚನಾ\n"),
        ("-l en --from hi सूचना", DONE, "sūcanā\n"),
        ("-l ur lok", USAGE, "Arabic spells in its own way"),
        ("-l en lok", USAGE, "a scheme of its own"),
    ],
)
def test_words_in_another_script(capsys, arguments, code, words):
    assert run(["transliterate", *arguments.split()]) == code
    out, err = capsys.readouterr()
    assert words in (err if code else out)


def test_languages_and_schema(capsys):
    assert run(["languages"]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 30
    assert [line.split() for line in lines if line.startswith("* or ")] == [
        ["*", "or", "Orya", "ltr", "Odia", "ଓଡ଼ିଆ"]
    ]
    assert run(["schema"]) == DONE
    assert "id" in json.loads(capsys.readouterr().out)["required"]

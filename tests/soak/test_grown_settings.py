"""course.yaml and pathya.toml, grown key by key: right values, others, and the syntax itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pytest
from hypothesis import strategies as st

from pathya.authoring.course_yaml import CourseFile
from pathya.authoring.diagnostics import Where
from pathya.authoring.sources import CourseFolder
from pathya.authoring.values import WORDS, Hint, hint_of, hints_of
from pathya.authoring.yaml_source import yaml_parse
from pathya.build.engine_settings import OPTIONS
from pathya.build.limit_settings import limit_defaults
from pathya.build.project import Settings
from pathya.build.publish_settings import IGOT
from pathya.build.store_settings import STORE
from pathya.build.studio_settings import EDITOR
from pathya.locales.languages import LANGUAGES

pytestmark = pytest.mark.soak

Soak = Callable[..., None]
Grown = st.SearchStrategy[Any]

TEXTS = st.sampled_from(
    [
        *(
            "a",
            "",
            "no",
            "1.10",
            "10:30",
            "~",
            "null",
            "A: b",
            "# a",
            "- a",
            "[a",
            "{a",
            "&a",
            "*a",
        ),
        *(
            "!!int 1",
            "é e\u0301",
            "क्\u200dषि",
            "اُردو",
            "\u202eab",
            "a\nb",
            "%",
            "@",
            "'",
            '"',
            "\\",
            "\t",
        ),
        *(
            "x" * 300,
            "javascript:a",
            "../../x",
            "https://[",
            "http://a b",
            "s3://x",
            "/",
            "\x7f",
            "9" * 5000,
        ),
    ]
)
ODD: Grown = st.recursive(
    TEXTS | st.sampled_from([-1, 0, 1, 10**30, True, False, 1.5]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


# --- course.yaml: by the type hints that it is read by -------------------------------------------


def right(hint: Hint) -> Grown:
    """Grow what a hint asks for."""
    if hint.type is tuple:
        return st.lists(value(hint_of(hint.of[0])), max_size=3)
    if is_dataclass(hint.type):
        return keys(hint.type)
    if hint.type is str and hint.form.pattern:
        return st.from_regex(hint.form.pattern, fullmatch=True)
    scalars: Mapping[Any, Grown] = {
        Literal: st.sampled_from(hint.of or ("",)),
        bool: st.sampled_from([*WORDS]),
        int: st.integers(hint.form.least, max(hint.form.least, hint.form.most or 100)).map(str),
        str: st.sampled_from(["Words", "कृषि", *hint.form.examples]),
    }
    return scalars[hint.type]


def value(hint: Hint) -> Grown:
    """Grow what is right, nine times of ten."""
    return st.integers(0, 9).flatmap(lambda n: right(hint) if n else ODD)


def keys(kind: Any) -> Grown:
    hints = {name: value(hint) for name, hint in hints_of(kind).items()}
    needed = {name: hints.pop(name) for name in ("id", "title", "description") if name in hints}
    return with_another(st.fixed_dictionaries(needed, optional=hints))


def with_another(keyed: Grown) -> Grown:
    """Put in a key that nobody knows, now and then."""
    another = st.dictionaries(TEXTS, ODD, max_size=1)
    return keyed | keyed | st.builds(lambda one, more: one | more, keyed, another)


def block(made: Any, margin: str = "") -> str:
    """Write a value as YAML in blocks, every scalar as JSON has it."""
    if isinstance(made, dict) and made:
        items = ((f"{margin}{json.dumps(key)}:", one) for key, one in made.items())
    elif isinstance(made, list) and made:
        items = ((f"{margin}-", one) for one in made)
    else:
        return f" {json.dumps(made)}"
    return "\n" + "\n".join(f"{head}{block(one, margin + '  ')}" for head, one in items)


SPOILT = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "---\n",
            "%YAML 1.2\n---\n",
            "&a a: *a\n",
            "a: !!python/object:x y\n",
            "\ufeff",
        ),
        *(
            "a: &a [*a]\n",
            "<<: {a: b}\n",
            "? a\n: b\n",
            "a: |\n  b\n",
            "- a\n",
            "...\n---\n",
            "\t",
            "a: 'b\n",
        ),
        *("a" * 70_000, "[" * 5000),
    ]
)


def test_grown_course_yaml(soak_grown: Soak, support: Callable[[str], ModuleType]) -> None:
    trials = support("trials")
    lesson = {"01-start/index.md": b"# Start\n", "01-start/01-one.md": b"# One {#one}\n\nText.\n"}
    media = trials.media_of(trials.COURSES[1])

    def read(name: str, data: bytes) -> None:
        trials.read_source(CourseFolder("c", {**lesson, name: data}, media))

    def written(made: Any, spoilt: str, flow: bool) -> tuple[str, bytes]:
        text = json.dumps(made, ensure_ascii=False) if flow else block(made).lstrip("\n")
        return "course.yaml", f"{spoilt}{text}\n".encode()

    soak_grown(read, st.builds(written, keys(CourseFile), SPOILT, st.booleans()))


def test_styles_of_yaml_say_the_same(soak_grown: Soak) -> None:
    def read(_name: str, data: bytes) -> None:
        made = json.loads(data)
        (flow, found), (blocks, others) = (
            yaml_parse(text, Where("a")) for text in (json.dumps(made), block(made).lstrip("\n"))
        )
        assert [one.rule.code for one in found] == [one.rule.code for one in others]
        assert flow == blocks or (flow and blocks and flow.value == blocks.value)

    soak_grown(read, keys(CourseFile).map(lambda made: ("a.json", json.dumps(made).encode())))


# --- pathya.toml ---------------------------------------------------------------------------------


def like(known: Any) -> Grown:
    """Grow a value of the kind of the one that holds unless it is given."""
    if isinstance(known, bool):
        return st.booleans()
    if isinstance(known, int):
        return st.integers(-1, 10**6)
    if isinstance(known, tuple):
        return st.lists(st.sampled_from([*known, *LANGUAGES]), max_size=4)
    return st.sampled_from([str(known), "a", "../x", "/x", ""]) | TEXTS


def settings_of(known: Mapping[str, Any]) -> Grown:
    """Grow a table with some of these keys."""
    kinds = {key: like(one) | like(one) | ODD for key, one in known.items()}
    return with_another(st.fixed_dictionaries({}, optional=kinds))


TABLES: dict[str, Grown] = {
    "engines": st.fixed_dictionaries(
        {},
        optional={
            "default": st.sampled_from([*OPTIONS, "x"]),
            "hi": st.sampled_from([*OPTIONS]),
            **{name: settings_of(known) for name, known in OPTIONS.items()},
        },
    ),
    "publish": st.fixed_dictionaries({}, optional={"igot": settings_of(IGOT), "x": ODD}),
    "studio": settings_of(dict.fromkeys(EDITOR, "code")),
    "limits": settings_of(limit_defaults()),
    "store": settings_of(STORE),
}
PLAIN = {
    one.name: getattr(Settings(), one.name) for one in fields(Settings) if one.name not in TABLES
}
PROJECT = st.builds(
    lambda plain, tables: plain | tables,
    settings_of(PLAIN),
    st.fixed_dictionaries({}, optional={name: one | ODD for name, one in TABLES.items()}),
)
TOML_SPOILT = st.sampled_from(
    [
        *("", "", "", "[a]\n", "a.b = 1\na = 2\n", "x = 1979-05-27\n", "x = nan\n", "\ufeff"),
        *(
            "x = '''a\n",
            "=\n",
            f"x = {'[' * 5000}\n",
            f"x = {'9' * 5000}\n",
            f"{'a.' * 5000}b = 1\n",
            "x = 0x_\n",
        ),
        *("[[engines]]\n", '"" = 1\n', "x = \\\n"),
    ]
)


def toml(made: Any) -> str:
    """Write a value as TOML, tables in braces."""
    if isinstance(made, dict):
        return f"{{{', '.join(f'{json.dumps(key)} = {toml(one)}' for key, one in made.items())}}}"
    if isinstance(made, list):
        return f"[{', '.join(map(toml, made))}]"
    return json.dumps(made).replace("\x7f", "\\u007f")


def test_grown_project(
    tmp_path: Path, soak_grown: Soak, support: Callable[[str], ModuleType]
) -> None:
    def written(made: dict[str, Any], spoilt: str) -> tuple[str, bytes]:
        lines = "".join(f"{json.dumps(key)} = {toml(one)}\n" for key, one in made.items())
        return "pathya.toml", f"{lines}{spoilt}".encode()

    soak_grown(support("trials").project_reader(tmp_path), st.builds(written, PROJECT, TOML_SPOILT))

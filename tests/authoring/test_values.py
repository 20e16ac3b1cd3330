"""Values of a document against dataclasses, and the schema of course.yaml that says the same."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pathya.authoring.course_schema import course_schema
from pathya.authoring.course_yaml import CourseFile, course_file
from pathya.authoring.diagnostics import Where
from pathya.authoring.values import Form, check_values, hints_of
from pathya.authoring.yaml_document import Yaml
from pathya.authoring.yaml_source import yaml_parse

ROOT = Path(__file__).parents[2]
KEYS = [*hints_of(CourseFile)]


@dataclass(frozen=True, slots=True)
class Part:
    name: Annotated[str, Form(least=1)]
    on: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    id: Annotated[str, Form(("a-b",), "[a-z-]+", most=4)]
    share: Annotated[int, Form(("60", "25%"), most=100, unit="%")] = 60
    kind: Literal["", "one", "two"] = ""
    words: tuple[Annotated[str, Form(least=1)], ...] = ()
    parts: tuple[Annotated[Part, Form(alone="name")], ...] = ()


def read(text: str) -> Yaml:
    source, _ = yaml_parse(text, Where("a.yaml"))
    assert source is not None
    return source


def test_values_become_a_dataclass():
    text = "id: ' a-b '\nshare: 25 %\nkind: two\nwords: [x, y]\nparts: [z, {name: q, on: Yes}]\n"
    made = Whole("a-b", 25, "two", ("x", "y"), (Part("z"), Part("q", True)))
    assert check_values(Whole, read(text), "a.yaml") == (made, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]", [(1, "`course.yaml`: keys with values are expected")]),
        ("{}", [(1, "the key `id` is missing")]),
        ("id: {a: b}", [(1, "`id`: a single value is expected")]),
        ("id: A", [(1, "`id`: `A` is not written as it should be")]),
        ('id: "a\\nb"', [(1, "`id`: `a b` is not written as it should be")]),
        ("id: abcde", [(1, "`id`: `abcde` is longer than 4 characters")]),
        ("id: a\nshare: 101%", [(2, "`share`: `101%` is more than 100")]),
        ("id: a\nshare: -1", [(2, "`share`: `-1` is less than 0")]),
        ("id: a\nshare: ६०", [(2, "`share`: `६०` is not a whole number")]),
        ("id: a\nshare: 1_0", [(2, "`share`: `1_0` is not a whole number")]),
        ("id: a\nkind: three", [(2, "`kind`: `three` is not 'one' or 'two'")]),
        ("id: a\nwords: x", [(2, "`words`: a list is expected")]),
        ("id: a\nwords: [x, '']", [(2, "`words.1`: must not be empty")]),
        ("id: a\nparts: [{name: n, on: 1}]", [(2, "`parts.0.on`: `1` is neither yes nor no")]),
        (
            "id: a\nparts:\n  - nam: n",
            [(3, "the key `parts.0.nam` is not known"), (3, "the key `parts.0.name` is missing")],
        ),
    ],
)
def test_a_value_that_does_not_fit_is_told(text, said):
    made, found = check_values(Whole, read(text), "a.yaml")
    assert (made, [(one.where.line, one.message) for one in found]) == (None, said)


VALUES = st.recursive(
    st.text(max_size=6) | st.sampled_from(["yes", "60", "30m", "2027-01-01", "ACC001", "exact"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, "name", "text", "rule"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*KEYS, "titel"]), VALUES))
def test_whatever_stands_there_gives_a_course_or_says_why_not(value):
    made, found = course_file(Yaml(value, {(): 1}), Where("course.yaml"))
    assert (made is None) == bool(found)


class Words(yaml.SafeLoader):
    """YAML 1.2: only `true` and `false` are no words."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [one for one in known if one[0] != "tag:yaml.org,2002:bool"]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), ["t", "f"])


def refused(path: Path) -> bool:
    """Whether an editor would refuse a course.yaml: it reads YAML 1.2, where `on` is a word."""
    value = json.loads(json.dumps(yaml.load(path.read_bytes(), Words), default=str))
    return not Draft202012Validator(course_schema()).is_valid(value)


def test_editors_take_what_we_take_and_refuse_what_we_refuse():
    Draft202012Validator.check_schema(course_schema())
    ours = dict.fromkeys((ROOT / "content/courses").glob("*/course.yaml"), False)
    wrong = dict.fromkeys((ROOT / "tests/cases").glob("YML00[345]*/course.yaml"), True)
    assert {path: refused(path) for path in ours | wrong} == ours | wrong

"""Values of a YAML document, checked against frozen dataclasses: type hints say what may stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from pathya.authoring import rules
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule, Where, nearest
from pathya.authoring.yaml_document import Path, Yaml

Of = TypeVar("Of")

WORDS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
"""How yes and no may be written."""
_NUMBER = re.compile(r"-?[0-9]{1,4000}")


@dataclass(frozen=True, slots=True)
class Form:
    """What a value looks like, beyond its type; it stands in the type's `Annotated`."""

    examples: tuple[str, ...] = ()
    pattern: str = ""
    """Of the whole text."""
    least: int = 0
    """Of a number, or of a text's characters; as `most`."""
    most: int | None = None
    unit: str = ""
    """May stand behind a number."""
    alone: str = ""
    """Names the key that is meant where a text stands for all keys with their values."""


class Hint(NamedTuple):
    """A type hint, taken apart."""

    type: Any
    """A dataclass, `tuple`, `Literal`, `bool`, `int` or `str`."""
    of: tuple[Any, ...]
    """A tuple's hints, or a `Literal`'s values."""
    form: Form


class _At(NamedTuple):
    """A place in a document, and where findings go."""

    source: Yaml
    file: str
    found: list[Diagnostic]
    path: Path

    def below(self, step: str | int) -> _At:
        return self._replace(path=(*self.path, step))

    def say(self, rule: Rule, said: str, hint: str = "") -> None:
        """Say something of the value; `said` has a place for its name."""
        name = ".".join(map(str, self.path)) or "course.yaml"
        where = Where(self.file, self.source.line(self.path))
        self.found.append(rule.at(where, said.replace("{name}", name, 1), hint))


def check_values(kind: type[Of], source: Yaml, file: str) -> tuple[Of | None, Diagnostics]:
    """Make a dataclass of a document, or say everything that is wrong with its values."""
    at = _At(source, file, [], ())
    made = _object(kind, source.value, at)
    return (None if at.found else made), tuple(at.found)


@cache
def hints_of(kind: Any) -> Mapping[str, Hint]:
    """Take the hints of a dataclass's fields apart."""
    return {name: hint_of(one) for name, one in get_type_hints(kind, include_extras=True).items()}


def hint_of(hint: Any) -> Hint:
    """Take one hint apart."""
    bare, form = get_args(hint) if get_origin(hint) is Annotated else (hint, Form())
    return Hint(get_origin(bare) or bare, get_args(bare), form)


def _value(hint: Hint, value: Any, at: _At) -> Any:
    if hint.type is tuple:
        return _list(hint_of(hint.of[0]), value, at)
    if is_dataclass(hint.type):
        alone = isinstance(value, str) and hint.form.alone
        return _object(hint.type, {alone: value} if alone else value, at)
    if not isinstance(value, str):
        _refuse(at, hint.form, "", "a single value is expected")
        return None
    return _SCALARS[hint.type](value.strip(), hint, at)


def _list(hint: Hint, value: Any, at: _At) -> Any:
    if isinstance(value, list):
        return tuple(_value(hint, one, at.below(n)) for n, one in enumerate(value))
    _refuse(at, hint.form, "", "a list is expected")
    return None


def _object(kind: Any, value: Any, at: _At) -> Any:
    if not isinstance(value, dict):
        _refuse(at, Form(), "", "keys with values are expected")
        return None
    hints = hints_of(kind)
    for key in value:
        if key not in hints:
            at.below(key).say(rules.YML003, "the key `{name}` is not known", nearest(key, hints))
    for field in fields(kind):
        if field.name not in value and field.default is MISSING:
            at.below(field.name).say(rules.YML004, "the key `{name}` is missing", "Add it.")
    taken = {
        name: _value(hint, value[name], at.below(name))
        for name, hint in hints.items()
        if name in value
    }
    return None if at.found else kind(**taken)


def _refuse(at: _At, form: Form, given: str, reason: str) -> None:
    shown = f"`{given[:60]}` " if given else ""
    hint = f"Write it like `{'` or `'.join(form.examples)}`." if form.examples else ""
    at.say(rules.YML005, f"`{{name}}`: {shown}{reason}", hint)


def _text(value: str, hint: Hint, at: _At) -> str:
    form = hint.form
    if len(value) < form.least:
        _refuse(at, form, value, "must not be empty")
    elif form.most is not None and len(value) > form.most:
        _refuse(at, form, value, f"is longer than {form.most} characters")
    elif form.pattern and not re.fullmatch(form.pattern, value):
        _refuse(at, form, value, "is not written as it should be")
    return value


def _whole(value: str, hint: Hint, at: _At) -> int:
    form, digits = hint.form, value.removesuffix(hint.form.unit).rstrip()
    number = int(digits) if _NUMBER.fullmatch(digits) else None
    if number is None:
        _refuse(at, form, value, "is not a whole number")
    elif number < form.least:
        _refuse(at, form, value, f"is less than {form.least}")
    elif form.most is not None and number > form.most:
        _refuse(at, form, value, f"is more than {form.most}")
    return number or 0


def _yes_no(value: str, hint: Hint, at: _At) -> bool:
    if value.lower() not in WORDS:
        _refuse(at, hint.form, value, "is neither yes nor no")
    return WORDS.get(value.lower(), False)


def _one_of(value: str, hint: Hint, at: _At) -> str:
    if value not in hint.of:
        *others, last = (f"'{one}'" for one in hint.of if one)
        _refuse(at, hint.form, value, f"is not {', '.join(others)} or {last}")
    return value


_SCALARS: Mapping[Any, Callable[[str, Hint, _At], Any]] = {
    str: _text,
    int: _whole,
    bool: _yes_no,
    Literal: _one_of,
}

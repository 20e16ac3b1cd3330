"""Our own frozen dataclasses as JSON, and back by their types alone.

What is read may have been written by anybody: nothing is called but constructors of the type that
is asked for, and what does not fit is a ValueError. A dataclass is a list of its fields. No path
is written: whoever reads says where things lie, and reads an empty one.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Loader = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, types.NoneType)


def dumps(value: object) -> bytes:
    """Write a value as JSON."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return said.encode("utf-8", "surrogatepass")


def loads(kind: type[T], data: bytes | str) -> T:
    """Read a value of a type. Raises ValueError when it is anything else."""
    try:
        value: T = _loader(cast(Any, kind))(json.loads(data))
    except (TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise ValueError(f"not a {kind}") from fault
    return value


def _plain(value: Any) -> Any:
    """Take a dataclass apart; json asks for each as it meets it."""
    if is_dataclass(value):
        return [getattr(value, name) for name in _names(cast(Any, type(value)))]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Path):
        return None
    raise TypeError(f"cannot be stored: {type(value)}")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _loader(kind: Any) -> Loader:
    """Make the function that reads a type, once."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is not None or isinstance(kind, types.UnionType):
        return _composed(origin, inside)
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _nowhere if kind is Path else _exactly(kind)


def _composed(origin: Any, inside: tuple[Any, ...]) -> Loader:
    if origin is Literal:
        return _one_of(inside)
    if origin is tuple:
        return _row(inside)
    if origin in (Union, types.UnionType):
        return _either(inside)
    return _mapping(*inside)


def _nowhere(value: Any) -> Path:
    if value is not None:
        raise ValueError("a path")
    return Path()


def _plain_kinds(kind: Any) -> frozenset[type]:
    """Give the types that JSON itself makes of a kind; none if it is more than that."""
    union = get_origin(kind) in (Union, types.UnionType)
    kinds = frozenset(get_args(kind) if union else (kind,))
    return kinds if kinds.issubset(_PLAIN) else frozenset()


def _column(kinds: frozenset[type]) -> Loader:
    """Read a row of plain values: it may be long."""

    def load_column(value: Any) -> Any:
        if type(value) is not list or not kinds.issuperset(map(type, value)):
            raise ValueError(f"not a list of {kinds}")
        return tuple(value)

    return load_column


def _exactly(kind: Any) -> Loader:
    if kind not in _PLAIN:
        raise TypeError(f"cannot be stored: {kind}")

    def load(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"not {kind}")
        return value

    return load


def _one_of(choices: tuple[Any, ...]) -> Loader:
    def load(value: Any) -> Any:
        if value not in choices:
            raise ValueError("not one of the choices")
        return value

    return load


def _either(kinds: tuple[Any, ...]) -> Loader:
    """Tell the kinds of a union apart by what JSON makes of them."""
    by_shape = {_shape(kind): _loader(kind) for kind in kinds}
    if len(by_shape) != len(kinds):
        raise TypeError(f"cannot be told apart: {kinds}")

    def load(value: Any) -> Any:
        return by_shape[type(value)](value)

    return load


def _shape(kind: Any) -> type:
    origin = get_origin(kind)
    if is_dataclass(kind) or origin is tuple:
        return list
    if origin is Literal:
        return type(get_args(kind)[0])
    return dict if origin is not None else kind


def _row(kinds: tuple[Any, ...]) -> Loader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        if plain := _plain_kinds(kinds[0]):
            return _column(plain)
        each = _loader(kinds[0])

        def load_many(value: Any) -> Any:
            if type(value) is not list:
                raise ValueError("not a list")
            return tuple([each(one) for one in value])

        return load_many
    loaders = tuple(_loader(kind) for kind in kinds)

    def load_row(value: Any) -> Any:
        return tuple([load(one) for load, one in zip(loaders, value, strict=True)])

    return load_row


def _mapping(key: Any, kind: Any) -> Loader:
    if key is not str:
        raise TypeError("JSON has texts as keys")
    each = _loader(kind)

    def load(value: Any) -> Any:
        return {name: each(one) for name, one in value.items()}

    return load


def _record(kind: type[Any]) -> Loader:
    hints = get_type_hints(kind)
    kinds = [hints[name] for name in _names(cast(Any, kind))]
    # Most fields are plain, and are looked at together.
    plain = tuple(one if one in _PLAIN else None for one in kinds)
    others = tuple((at, _loader(one)) for at, one in enumerate(kinds) if plain[at] is None)
    rest = tuple(at for at, _ in others)

    def load(value: Any) -> Any:
        if type(value) is not list or len(value) != len(plain):
            raise ValueError(f"not a {kind.__name__}")
        types_of: list[Any] = [*map(type, value)]
        for at in rest:
            types_of[at] = None
        if tuple(types_of) != plain:
            raise ValueError(f"not a {kind.__name__}")
        for at, load_field in others:
            value[at] = load_field(value[at])
        return kind(*value)

    return load

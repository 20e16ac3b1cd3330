"""What was said of things when they were last built, for as long as nothing there changes."""

from __future__ import annotations

from typing import NamedTuple, cast

from pathya.build.store.index import Index, ask, note
from pathya.build.store.watch import Place, Seen, look, same

_READ = "select inputs, before, outputs, after, said from record where key = ?"
_WRITE = "insert or replace into record values (?, ?, ?, ?, ?, ?)"


class Start(NamedTuple):
    """What lay there before anything of it was read."""

    key: str
    inputs: tuple[Place, ...]
    seen: Seen


def start(key: str, inputs: tuple[Place, ...]) -> Start:
    """Look at what something is made of, before it is. Raises OSError."""
    return Start(key, inputs, look(inputs))


def recall(index: Index, key: str) -> str | None:
    """Give what was said, if inputs and outputs are what they were then."""
    for inputs, before, outputs, after, said in ask(index, _READ, (key,)):
        try:
            then = _seen(before)
            now, out = look(_places(inputs)), look(_places(outputs), trusted=True)
        except (OSError, ValueError):  # the second: a damaged index
            return None
        if not same(then, now) or out.signature != after:
            return None
        if then.young and not now.young:  # old enough now to be trusted without a look inside
            note(index, "update record set before = ? where key = ?", [(_told(now), key)])
        return said
    return None


def remember(index: Index, start: Start, outputs: tuple[Place, ...], said: str) -> None:
    """Note what was said of what is there now."""
    try:
        after = look(outputs, trusted=True).signature
    except OSError:
        return
    row = (start.key, _listed(start.inputs), _told(start.seen), _listed(outputs), after, said)
    note(index, _WRITE, [row])


def _told(seen: Seen) -> str:
    return "\0\0".join((seen.signature, *(f"{path}\0{digest}" for path, digest in seen.young)))


def _seen(told: str) -> Seen:
    signature, *young = told.split("\0\0")
    return Seen(signature, tuple(cast(tuple[str, str], tuple(one.split("\0"))) for one in young))


def _listed(places: tuple[Place, ...]) -> str:
    return "\0\0".join(f"{kind}\0{path}" for kind, path in places)


def _places(listed: str) -> tuple[Place, ...]:
    pairs = (one.split("\0") for one in listed.split("\0\0") if one)
    return tuple(cast(Place, tuple(pair)) for pair in pairs)

"""What was said of things when they were last built, for as long as nothing there changes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pathya.build.store.index import Index, ask, note
from pathya.build.store.watch import Place, Seen, look, same

_READ = "select inputs, before, outputs, after, said from record where key = ?"
_WRITE = "insert or replace into record values (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Start:
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
        then = _seen(before)
        try:
            now, out = look(_places(inputs)), look(_places(outputs), trusted=True)
        except OSError:
            return None
        if not same(then, now) or out.signature != after:
            return None
        if then.young and not now.young:  # old enough now to be trusted without a look inside
            note(index, "update record set before = ? where key = ?", [(_json(now), key)])
        return said
    return None


def remember(index: Index, start: Start, outputs: tuple[Place, ...], said: str) -> None:
    """Note what was said of what is there now."""
    try:
        after = look(outputs, trusted=True).signature
    except OSError:
        return
    inputs, out = json.dumps(start.inputs), json.dumps(outputs)
    note(index, _WRITE, [(start.key, inputs, _json(start.seen), out, after, said)])


def _json(seen: Seen) -> str:
    return json.dumps([seen.signature, seen.young])


def _seen(said: str) -> Seen:
    signature, young = json.loads(said)
    return Seen(signature, tuple((path, digest) for path, digest in young))


def _places(said: str) -> tuple[Place, ...]:
    return tuple((kind, path) for kind, path in json.loads(said))

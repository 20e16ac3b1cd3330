"""YAML as plain text values with lines: no implicit types, no aliases, no tags, no depth."""

from __future__ import annotations

from typing import Any

import yaml

from pathya.authoring import rules
from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Where
from pathya.authoring.limits import LIMITS, raised
from pathya.authoring.sources import unusable
from pathya.authoring.yaml_document import Lines, Path, Yaml

DEPTH_LIMIT = 8


def yaml_parse(
    text: str, where: Where, limit: int = LIMITS.yaml_characters
) -> tuple[Yaml | None, Diagnostics]:
    """Read one YAML document in which every scalar is text (`no`, `1.10` and `1:30` stay so)."""
    try:
        fault = _guard(text, where, limit)
        node = None if fault else yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = error.problem or "this is not YAML"
        hint = "Check the indentation, and put quotes around text with a colon."
        return None, (rules.YML001.at(Where(where.path, line), message, hint),)
    except yaml.YAMLError as error:
        return None, (rules.YML001.at(where, str(error).splitlines()[0]),)
    if fault:
        return None, (fault,)
    if node is None:
        return Yaml({}, {(): 1}), ()
    lines: Lines = {}
    found: list[Diagnostic] = []
    return Yaml(_value(node, (), lines, found, where.path), lines), tuple(found)


def _guard(text: str, where: Where, limit: int) -> Diagnostic | None:
    """Refuse by the events, before anything is built."""
    if len(text) > limit:
        message = f"the file has more than {limit} characters"
        return rules.YML002.at(where, message, raised("yaml_characters"))
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        at = Where(where.path, event.start_mark.line + 1 if event.start_mark else 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return rules.YML002.at(at, "anchors and aliases are not used here", "Write it twice.")
        if tag := getattr(event, "tag", None):
            return rules.YML002.at(at, f"the tag {tag} is not used here", "Remove it.")
        opens = isinstance(event, yaml.CollectionStartEvent)
        depth += opens - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            return rules.YML002.at(at, f"this is nested more than {DEPTH_LIMIT} levels deep")
    return None


def _value(node: yaml.Node, path: Path, lines: Lines, found: list[Diagnostic], file: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, n), lines, found, file) for n, one in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        fault = unusable(node.value, Where(file, lines[path]))
        found.extend([fault] if fault else [])
        return "" if fault else node.value
    read: dict[str, Any] = {}
    for key, one in node.value:
        line = key.start_mark.line + 1
        name = _value(key, (*path, ""), lines, found, file)
        if not isinstance(name, str):
            found.append(rules.YML001.at(Where(file, line), "a key is not a word"))
            continue
        if isinstance(one, yaml.ScalarNode) and not one.value and one.style is None:
            continue  # `key:` with nothing after it says nothing
        if name in read:
            found.append(rules.YML006.at(Where(file, line), f"`{name}` stands twice", "Keep one."))
        read[name] = _value(one, (*path, name), lines, found, file)
        lines[(*path, name)] = line
    return read

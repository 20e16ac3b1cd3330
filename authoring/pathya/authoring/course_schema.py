"""The JSON Schema of course.yaml, for editors."""

from __future__ import annotations

import ast
import inspect
from dataclasses import MISSING, fields, is_dataclass
from itertools import pairwise
from typing import Any, Literal

from pathya.authoring.course_yaml import CourseFile
from pathya.authoring.values import Form, Hint, hint_of, hints_of

_Schema = dict[str, Any]


def course_schema() -> _Schema:
    """Give the JSON Schema of course.yaml (draft 2020-12)."""
    parts: dict[str, _Schema] = {}
    _reference(CourseFile, parts)
    whole = parts.pop(CourseFile.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "course.yaml",
        **whole,
        "$defs": dict(sorted(parts.items())),
    }


def _reference(kind: Any, parts: dict[str, _Schema]) -> _Schema:
    """Refer to the schema of a dataclass, which goes to the parts."""
    if kind.__name__ not in parts:
        told, hints = _told(kind), hints_of(kind)
        defaults = {field.name: field.default for field in fields(kind)}
        parts[kind.__name__] = {
            "description": inspect.getdoc(kind),
            "type": "object",
            "properties": {
                name: {
                    "description": told[name],
                    **_default(defaults[name]),
                    **_schema(hint, parts),
                }
                for name, hint in hints.items()
            },
            "required": [name for name in hints if defaults[name] is MISSING],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _told(kind: type) -> dict[str, str]:
    """Read the texts that stand under the fields of a dataclass, which Python does not keep."""
    (made,) = ast.parse(inspect.getsource(kind)).body
    lines = made.body if isinstance(made, ast.ClassDef) else []
    return {
        field.target.id: str(ast.literal_eval(text.value))
        for field, text in pairwise(lines)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
    }


def _default(value: Any) -> _Schema:
    """Tell a default that says something; an empty one means that the key may be left out."""
    return {"default": value} if isinstance(value, str | int) and value != "" else {}


def _schema(hint: Hint, parts: dict[str, _Schema]) -> _Schema:
    examples = {"examples": list(hint.form.examples)} if hint.form.examples else {}
    if hint.type is tuple:
        return {"type": "array", "items": _schema(hint_of(hint.of[0]), parts)}
    if is_dataclass(hint.type):
        return _entry(hint.type, hint.form.alone, parts)
    if hint.type is Literal:
        return {"type": "string", "enum": [one for one in hint.of if one]}
    if hint.type is bool:
        return {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}], **examples}
    return {**(_number(hint.form) if hint.type is int else _text(hint.form)), **examples}


def _entry(kind: Any, alone: str, parts: dict[str, _Schema]) -> _Schema:
    keys = _reference(kind, parts)
    return {"anyOf": [_schema(hints_of(kind)[alone], parts), keys]} if alone else keys


def _number(form: Form) -> _Schema:
    number = {"type": "integer", "minimum": form.least, "maximum": form.most}
    if not form.unit:
        return number
    return {"anyOf": [number, {"type": "string", "pattern": f"^[0-9]+{form.unit}?$"}]}


def _text(form: Form) -> _Schema:
    said = {
        "minLength": form.least,
        "maxLength": form.most,
        "pattern": f"^{form.pattern}$" if form.pattern else "",
    }
    return {"type": "string", **{name: value for name, value in said.items() if value}}

"""Findings as text for people, and as JSON, SARIF and JUnit for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from pathya.authoring.diagnostics import Diagnostic, Diagnostics, Rule
from pathya.authoring.xml.write import Node, document, element
from pathya.build.version import VERSION

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def text_report(found: Diagnostics) -> str:
    """One finding after the other, and how many there are."""
    counts = Counter(one.rule.severity for one in found)
    total = ", ".join(_counted(counts[level], level) for level in ("error", "warning", "info"))
    return "".join(f"{one}\n" for one in found) + f"{total}\n"


def explanations(found: Diagnostics) -> str:
    """Say of each rule that was broken why it is there, and where it comes from."""
    rules = {one.rule.code: one.rule for one in found}
    return "".join(f"{_explained(rules[code])}\n" for code in sorted(rules))


def _explained(rule: Rule) -> str:
    source = f" ({rule.source})" if rule.source else ""
    return f"{rule.code} {rule.summary}\n    {rule.why}{source}\n"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 or word == "info" else f"{number} {word}s"


def json_report(found: Diagnostics) -> str:
    """An object with `diagnostics`, each with path, line, severity, code, message and hint."""
    return _dumped({"diagnostics": [plain(one) for one in found]})


def plain(one: Diagnostic) -> dict[str, Any]:
    """Give a finding as JSON has it."""
    return {
        "path": one.where.path,
        "line": one.where.line,
        "severity": one.rule.severity,
        "code": one.rule.code,
        "message": one.message,
        "hint": one.hint,
    }


def sarif_report(found: Diagnostics) -> str:
    """SARIF 2.1.0, which code hosts show beside the lines of a change.

    It has what GitHub's code scanning asks of each rule and result, beyond what SARIF does.
    """
    rules = {one.rule.code: one.rule for one in found}
    codes = sorted(rules)
    driver = {
        "name": "pathya",
        "version": VERSION,
        "rules": [_sarif_rule(rules[code]) for code in codes],
    }
    results = [_sarif_result(one, codes.index(one.rule.code)) for one in found]
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    run = {"tool": {"driver": driver}, "results": results}
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    source = f" Source: {rule.source}." if rule.source else ""
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.summary} {rule.why}{source}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _sarif_result(one: Diagnostic, index: int) -> dict[str, Any]:
    # Hosts drop what has no line, so what is said of a whole file stands at its first.
    place = {
        "artifactLocation": _sarif_file(one.where.path),
        "region": {"startLine": one.where.line or 1},
    }
    return {
        "ruleId": one.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[one.rule.severity],
        "message": {"text": f"{one.message}. {one.hint}".strip()},
        "locations": [{"physicalLocation": place}],
    }


def _sarif_file(path: str) -> dict[str, str]:
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def junit_report(found: Diagnostics) -> str:
    """JUnit's XML: a test case per finding, failed if it is an error; one that passes if none."""
    failed = str(sum(one.rule.severity == "error" for one in found))
    cases = [_junit_case(one) for one in found] or [
        element("testcase", {"classname": "pathya", "name": "no findings"})
    ]
    counts = {"name": "pathya", "tests": str(len(cases)), "failures": failed, "errors": "0"}
    return document(element("testsuites", counts, element("testsuite", counts, *cases))).decode()


def _junit_case(one: Diagnostic) -> Node:
    # GitLab takes cases with the same class and name for one, so the name says everything.
    name = {
        "classname": one.where.path,
        "name": f"{one.rule.code} line {one.where.line}: {one.message}",
        "file": one.where.path,
    }
    if one.rule.severity == "error":
        attributes = {"type": one.rule.code, "message": one.message}
        return element("testcase", name, element("failure", attributes, str(one)))
    return element("testcase", name, element("system-out", {}, str(one)))


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


REPORTS: Mapping[str, Callable[[Diagnostics], str]] = {
    "text": text_report,
    "json": json_report,
    "sarif": sarif_report,
    "junit": junit_report,
}

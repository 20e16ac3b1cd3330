"""Each rule of a package."""

from __future__ import annotations

import pytest

from pathya.authoring.diagnostics import Where
from pathya.exporters.archive import Archive
from pathya.exporters.gates.packages import check_size
from pathya.exporters.gates.targets import PACKAGE_CHECKS

PAGE = '<!DOCTYPE html><html lang="en"><title>t</title></html>'


def archive(**files: str) -> Archive:
    texts = {name.replace("_", "."): text.encode() for name, text in files.items()}
    return Archive("p.zip", {name: len(data) for name, data in texts.items()}, texts)


@pytest.mark.parametrize(
    ("check", "breaks", "nears"),
    [
        ("IGT013", {"run_PHP": ""}, {"php_css": ""}),
        ("IGT013", {"a_exe": ""}, {"exe_js": ""}),
        ("IGT014", {"a_js": "eval('1')"}, {"a_js": "medieval(1); retrieval.eval (1)"}),
        ("IGT014", {"a_js": "new Function ('1')"}, {"a_js": "new FunctionList(1); function () {}"}),
        ("IGT014", {"a_html": PAGE + "<iframe>"}, {"a_html": PAGE + "<!-- <iframe> -->"}),
        ("ACC009", {"a_html": PAGE.replace(' lang="en"', "")}, {"a_html": PAGE}),
        (
            "ACC009",
            {"a_html": PAGE.replace('"en"', '"ur"')},
            {"a_html": PAGE.replace('"en"', '"ur" dir="RTL"')},
        ),
        (
            "ACC009",
            {"a_html": PAGE.replace('"en"', '"ks-Arab" dir="ltr"')},
            {"a_html": PAGE.replace('"en"', '"kok"')},
        ),
    ],
)
def test_a_rule_of_packages(check, breaks, nears):
    def codes(files: dict[str, str]) -> list[str]:
        return [one.rule.code for run in PACKAGE_CHECKS for one in run(archive(**files))]

    assert codes(breaks) == [check]
    assert codes(nears) == []


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        (100_000_000, []),
        (100_000_001, ["IGT012"]),
        (200_000_000, ["IGT012"]),
        (200_000_001, ["IGT011"]),
    ],
)
def test_the_size_of_a_package(size, codes):
    assert [one.rule.code for one in check_size(size, Where("p.zip"))] == codes

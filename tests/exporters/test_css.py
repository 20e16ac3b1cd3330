"""What style sheets load, as a browser would find it, however hostile they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.exporters.css import css_loads

CASES: dict[str, tuple[str, list[str]]] = {
    "without quotes": ("b { background: url( a.png ) }", ["a.png"]),
    "with quotes": ("""b { background: URL("a b.png"), url('c.png' ) }""", ["a b.png", "c.png"]),
    "imports": ("@import 'a.css' print; @IMPORT url(b.css);", ["a.css", "b.css"]),
    "import after a comment": ("@import/* x */'a.css';", ["a.css"]),
    "fonts": ("@font-face { src: local('A'), url(a.woff2) format('woff2') }", ["a.woff2"]),
    "picture sets": (
        "b { c: -webkit-image-set('a.png' 1x, url(b.png) type('image/png')) }",
        ["a.png", "b.png"],
    ),
    "namespaces": ("@namespace svg url(http://www.w3.org/2000/svg); b { c: url(a) }", ["a"]),
    "escapes in names": (r"@\69mport 'a'; b { c: \u\72 l('b') }", ["a", "b"]),
    "escapes in addresses": (r"b { c: url(a\)b), url('\63 d\'e') }", ["a)b", "cd'e"]),
    "line that goes on": ("b { c: url('a\\\nb') }", ["ab"]),
    "strings": ("""b { content: "url(a)" 'url(b)' "\\"url(c)" }""", []),
    "comments": ("/* url(a) */ b { c: '/*'; d: url(e) } /* url(f)", ["e"]),
    "custom properties": ("b { --src: url(a.png) }", ["a.png"]),
    "names that only end alike": ("b { c: myurl(a) curl('b') }", []),
    "never closed": ("b { c: url('a", ["a"]),
    "string that a line ends": ("b { c: 'x\n; d: url(a) }", ["a"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_style_sheet_loads(case: str) -> None:
    text, expected = CASES[case]
    assert [url for _, url in css_loads(text)] == expected


def test_lines_are_counted_from_where_the_text_begins() -> None:
    assert list(css_loads("url(a)\n/*\n*/ url(b) 'x\\\ny' url(c)", 7)) == [
        (7, "a"),
        (9, "b"),
        (10, "c"),
    ]


@given(st.text(st.sampled_from("url(@import)\"'\\/*;{} \n\0ई1")))
def test_any_text_is_taken(text: str) -> None:
    for line, url in css_loads(text):
        assert 1 <= line <= text.count("\n") + 1
        assert len(url) <= len(text)

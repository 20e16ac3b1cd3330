"""Captions: what a file of WebVTT says, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring.diagnostics import Rule, Where
from pathya.exporters import rules
from pathya.exporters.captions import BLOCKS, Cue, captions_parse, captions_script

HERE = Where("courses/rti/media/a.vtt")
TIMES = "00:01.000 --> 00:02.500"
ONE = f"\n\n{TIMES}\nHello"


def parsed(text: str) -> tuple[tuple[Cue, ...], list[str]]:
    """The cues, and the findings as they are printed, without hints."""
    cues, found = captions_parse(text.encode(), HERE)
    return cues, [str(one).split("\n")[0] for one in found]


def cue(text: str, **settings: str | float | bool) -> Cue:
    return Cue(1000, 2500, text, settings)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        (f"WEBVTT{ONE}", [cue("Hello")]),
        (f"\ufeffWEBVTT - a title\r\n\r\n{TIMES}\r\nHello\r\nyou\r\n", [cue("Hello\nyou")]),
        (f"WEBVTT\nKind: captions{ONE}", [cue("Hello")]),
        (f"WEBVTT\n{TIMES}\nHello", [cue("Hello")]),  # the empty line is missing
        (f"WEBVTT\n\nan id\n{TIMES}\nHello", [cue("Hello")]),
        (f"WEBVTT\n\n{TIMES}\nHello\n{TIMES}\nyou", [cue("Hello"), cue("you")]),
        ("WEBVTT\n\n01:00:01.000\t-->\t100:00:00.000\na", [Cue(3601000, 360000000, "a", {})]),
        (f"WEBVTT\n\nNOTE\nWho --\n\nNOTE all\n\nNOTE\n{ONE}", [cue("Hello")]),
        (f"WEBVTT\n\n{TIMES}\n<v.loud R. Rao>A & <i>b</i> &lt; ₹10", None),
        (f"WEBVTT\n\n{TIMES}\n<c.a.b>x</c> <lang hi>क्\u200dष</lang> <00:02.000>y", None),
        (f"WEBVTT\n\n{TIMES}\n<ruby>a<rt>b</rt></ruby> <b>c</b> <u>d</u>", None),
    ],
)
def test_a_good_file_gives_its_cues(text: str, cues: list[Cue] | None) -> None:
    expected = [cue(text.rpartition("\n")[2])] if cues is None else cues
    assert parsed(text) == (tuple(expected), [])


def test_text_is_composed_and_joiners_stay() -> None:
    cues, _ = parsed(f"WEBVTT\n\n{TIMES}\n\u0928\u093c \u0930\u094d\u200d\u092f")
    assert cues == (cue("\u0929 \u0930\u094d\u200d\u092f"),)


@pytest.mark.parametrize(
    ("written", "properties"),
    [
        ("line:0 position:20% size:50% align:start", "line position size align"),
        ("line:-1", {"line": -1}),
        ("line:85.5%,end", {"line": 85.5, "lineAlign": "end", "snapToLines": False}),
        ("vertical:rl position:100%,line-left", {"positionAlign": "line-left"}),
    ],
)
def test_settings_are_properties_of_a_cue(written: str, properties: object) -> None:
    ((one,), found) = parsed(f"WEBVTT\n\n{TIMES} {written}\nHello")
    assert found == []
    if isinstance(properties, str):
        assert one.settings == {"line": 0, "position": 20, "size": 50, "align": "start"}
    else:
        assert isinstance(properties, Mapping)
        assert properties.items() <= one.settings.items()


BROKEN: Mapping[Rule, list[tuple[str, str, int]]] = {
    rules.VTT001: [
        ("", "1: error VTT001 this is not WebVTT", 0),
        (f"WEBVTTX{ONE}", "1: error VTT001 this is not WebVTT", 0),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi", "1: error VTT001 this is not WebVTT", 0),
    ],
    rules.VTT002: [
        ("WEBVTT" + ONE * (BLOCKS + 1), " error VTT002 there are more than 5000 cues", 0)
    ],
    rules.VTT003: [
        ("WEBVTT\n\n\n", " error VTT003 there are no cues", 0),
        ("WEBVTT\n\nNOTE none", " error VTT003 there are no cues", 0),
    ],
    rules.VTT004: [
        (
            f"WEBVTT\n\n00:01,000 --> 00:02,000\nHi{ONE}",
            "3: error VTT004 `00:01,000 --> 00:02,000` is not a pair of times",
            1,
        ),
        (
            f"WEBVTT{ONE}\n\n7\n०0:01.000 --> 00:61.000\nHi",
            "7: error VTT004 `०0:01.000 --> 00:61.000` is not a pair of times",
            1,
        ),
    ],
    rules.VTT005: [
        (
            f"WEBVTT\n\n00:02.000 --> 00:02.000\nHi{ONE}",
            "3: error VTT005 this cue ends before it starts",
            1,
        )
    ],
    rules.VTT006: [
        (f"WEBVTT{ONE}\n\nyou", "6: error VTT006 `you` has no times", 1),
        (f"WEBVTT{ONE}\n\nNOTES", "6: error VTT006 `NOTES` has no times", 1),
        (f"WEBVTT{ONE}\n\n{TIMES}\n \n", "6: error VTT006 this cue has no text", 1),
    ],
    rules.VTT007: [
        (
            f"WEBVTT{ONE}\n\n00:00.500 --> 00:02.000\nHi",
            "6: warning VTT007 this cue starts before the one above",
            2,
        )
    ],
    rules.VTT008: [
        (f"WEBVTT\n\nSTYLE\n::cue {{}}{ONE}", "3: warning VTT008 STYLE has no effect here", 1),
        (f"WEBVTT\n\nREGION\nid:a{ONE}", "3: warning VTT008 REGION has no effect here", 1),
        (f"WEBVTT{ONE} <font x>", "3: warning VTT008 `<font x>` in this cue has no effect", 1),
        (f"WEBVTT{ONE} <3 <i>", "3: warning VTT008 a `<` in this cue begins no tag", 1),
        (
            f"WEBVTT\n\n{TIMES} region:a\nHi",
            "3: warning VTT008 the setting `region:a` has no effect",
            1,
        ),
        (
            f"WEBVTT\n\n{TIMES} size:101%\nHi",
            "3: warning VTT008 the setting `size:101%` has no effect",
            1,
        ),
    ],
    rules.VTT014: [
        (
            f"WEBVTT\n\n{TIMES}\n{'a' * 2001}{ONE}",
            "3: error VTT014 this cue has more than 2000 characters",
            1,
        ),
        (
            f"WEBVTT\n\n{TIMES}\n{'<i>' * 101}Hi{ONE}",
            "3: error VTT014 this cue has more than 100 tags",
            1,
        ),
    ],
}


@pytest.mark.parametrize(
    ("rule", "case"), [(rule.code, case) for rule, cases in BROKEN.items() for case in cases]
)
def test_each_fault_is_said_with_its_line(rule: str, case: tuple[str, str, int]) -> None:
    text, said, left = case
    cues, found = parsed(text)
    assert (found, len(cues)) == ([f"{HERE.path}:{said}"], left)
    assert f" {rule} " in said


def test_every_rule_has_a_case() -> None:
    known = {rule for name, rule in vars(rules).items() if name.startswith("VTT")}
    assert set(BROKEN) == known


def test_what_is_no_tag_is_shown_and_unknown_tags_are_not() -> None:
    cues, _ = parsed(f"WEBVTT\n\n{TIMES}\n<b>2 < 3</b> <script>x</script><img src=a>")
    assert cues == (cue("<b>2 &lt; 3</b> x"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"WEBVTT\n\n\xff", "SRC001"),
        (b"WEBVTT\n\n\x00", "SRC002"),
        (b"WEBVTT\n\n" + b"a" * 1_048_576, "SRC003"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    cues, (fault,) = captions_parse(data, HERE)
    assert (cues, fault.rule.code) == ((), code)


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        ("a&#xE000;b", "error SRC002 the character U+E000 cannot stand in a text", 0),
        ("<v &#x2028;>b", "error SRC002 the character U+2028 cannot stand in a text", 0),
        ("a \u202eb", "warning SRC010 U+202E overrides the direction of letters", 1),
        ("a\n&#x2067;b", "warning SRC010 U+2067 is not closed", 1),
    ],
)
def test_what_entities_stand_for_is_looked_at(text: str, said: str, left: int) -> None:
    cues, found = parsed(f"WEBVTT\n\n{TIMES}\n{text}")
    assert (found, len(cues)) == ([f"{HERE.path}:3: {said}"], left)


def test_a_tag_may_go_on_in_the_next_line() -> None:
    cues, found = parsed(f"WEBVTT\n\n{TIMES}\n<v R.\n- Rao>Hello")
    assert (cues, found) == ((cue("<v R. - Rao>Hello"),), [])


def test_a_long_row_of_brackets_is_read_at_once() -> None:
    found = captions_parse(f"WEBVTT\n\n{TIMES}\n{'<' * 300_000}".encode(), HERE)[1]
    assert len(found) == 1


def test_the_script_holds_the_cues() -> None:
    made = captions_script((cue("<i>₹10</i>\u2028"), cue("b", line=0.0)))
    assert b"<" not in made
    assert made.startswith(b"window.PATHYA_CUES = ")
    value = json.loads(made.decode().removeprefix("window.PATHYA_CUES = ").removesuffix(";\n"))
    assert value == [[1, 2.5, "<i>₹10</i>\u2028"], [1, 2.5, "b", {"line": 0}]]


def clock(time: int) -> str:
    seconds, thousandths = divmod(time, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


TEXTS = st.text("aअ\u094d\u200d&;. \u0627", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**6), TEXTS), min_size=1))
def test_what_is_written_is_read(rows: list[tuple[int, int, str]]) -> None:
    cues = tuple(Cue(start, start + length, text, {}) for start, length, text in sorted(rows))
    written = "".join(f"\n{clock(one.start)} --> {clock(one.end)}\n{one.text}\n" for one in cues)
    assert parsed(f"WEBVTT\n{written}") == (cues, [])


WORDS = [
    "WEBVTT",
    "\n",
    "\n\n",
    TIMES,
    "-->",
    " --> ",
    "NOTE",
    "STYLE",
    "<",
    ">",
    "</c>",
    "a:1%",
    " ",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(), max_size=30))
def test_no_file_is_too_wild(words: list[str]) -> None:
    text = f"WEBVTT\n\n{''.join(words)}"
    cues, found = captions_parse(text.encode("utf-8", "replace"), HERE)
    assert all(0 <= one.start < one.end and one.text.strip() for one in cues)
    assert cues or found
    lines = text.replace("\r", "\n").count("\n") + 1
    assert all(one.where.path == HERE.path and one.where.line <= lines for one in found)

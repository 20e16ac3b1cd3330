"""Drawings with texts: what becomes a unit, what stands in a page, and what stays a file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pathya.authoring.course import Course, Inline
from pathya.authoring.diagnostics import Diagnostics
from pathya.authoring.drawing import OWN, labels_of
from pathya.authoring.drawing_styles import declarations
from pathya.authoring.drawing_texts import length
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder, MediaFile
from pathya.authoring.widths import ems

Read = Callable[..., tuple[Course, Diagnostics]]

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:ink="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 90 60">{}</svg>'
)
NAME = "media/a.svg"
YAML = b"id: a\ntitle: A\ndescription: A\nkeywords: [a]\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a course that shows a drawing."""

    def make(drawing: str, lesson: str = f"![A picture]({NAME})") -> tuple[Course, Diagnostics]:
        path = tmp_path / "a.svg"
        path.write_text(drawing, "utf-8")
        texts = {
            "course.yaml": YAML,
            "01-m/index.md": b"# M\n",
            "01-m/01-l.md": f"# L\n\n{lesson}\n".encode(),
        }
        media = {NAME: MediaFile(path, path.stat().st_size)}
        course, found = read_course(CourseFolder("here", texts, media))
        assert course is not None
        return course, tuple(one for one in found if one.rule.code.startswith("MED"))

    return make


def texts_in(course: Course) -> list[Inline]:
    labels = (label for one in course.drawings.values() for label in labels_of(one))
    return [course.units[label.unit].source for label in labels]


UNITS: dict[str, list[Inline]] = {
    '<text x="1" y="9">Reply</text>': [("Reply",)],
    "<text>  Pay \n the   fee </text>": [("Pay the fee",)],
    "<text>30</text><text>7(1)</text><text>B</text><text>₹ 10</text><text>Pay</text>": [("Pay",)],
    '<text><tspan x="1" y="9">Public</tspan><tspan x="1" y="30">authority</tspan></text>': [
        ("Public authority",)
    ],
    '<text x="1">Public<tspan x="1" dy="1.2em">authority</tspan></text>': [("Public authority",)],
    '<text x="1" y="9">Let<tspan x="20" y="9">ter</tspan></text>': [("Letter",)],
    "<text>Pay <tspan font-weight='bold'>now</tspan>, not later</text>": [
        ("Pay ", 1, "now", -1, ", not later")
    ],
    "<text><tspan font-style='italic'>Pay now</tspan></text>": [("Pay now",)],
    "<text>Two m<tspan dy='-3' font-size='8'>2</tspan></text>": [("Two m", 1, "2", -1)],
    "<g><a href='#x'><text>In a link</text></a></g><text>After</text>": [
        ("In a link",),
        ("After",),
    ],
    "<text>Cafe\u0301</text>": [("Caf\u00e9",)],
    "<defs><clipPath id='c'><text>Hole</text></clipPath></defs><text>Seen</text>": [("Seen",)],
    "<title>Not shown</title><text>Shown<title>No</title></text>": [("Shown",)],
}


@pytest.mark.parametrize("inside", UNITS)
def test_texts_become_units(inside: str, read: Read) -> None:
    course, found = read(SVG.format(inside))
    assert (texts_in(course), found) == (UNITS[inside], ())


def test_units_name_their_place(read: Read) -> None:
    course, _ = read(SVG.format("\n<text>Pay</text>\n<text>Pay</text>"))
    units = [course.units[label.unit] for label in labels_of(course.drawings[NAME])]
    assert [(one.id, one.note, str(one.where)) for one in units] == [
        ("l.723afa39", "l · text in a.svg", "here/media/a.svg:2"),
        ("l.723afa39.2", "l · text in a.svg", "here/media/a.svg:3"),
    ]


def test_a_drawing_that_is_shown_twice_has_its_units_once(read: Read) -> None:
    course, found = read(SVG.format("<text>Pay</text>"), f"![A]({NAME})\n\n![B]({NAME})")
    assert (texts_in(course), found) == ([("Pay",)], ())


LINES = (
    '<g text-anchor="middle" font-size="20"><text fill="red" x="5">'
    '<tspan x="40" y="20">Public</tspan><tspan x="40" y="46">authority here</tspan></text></g>'
)


def test_a_label_knows_its_lines(read: Read) -> None:
    (label,) = labels_of(read(SVG.format(LINES))[0].drawings[NAME])
    place = (label.x, label.y, label.step, label.size, label.words, label.side)
    assert (label.attributes, place) == (' fill="red"', (40.0, 20.0, 26.0, 20.0, (1, 2), "middle"))


def test_room_is_that_of_the_source_or_what_it_says(read: Read) -> None:
    course, _ = read(
        SVG.format('<text>Pay</text><text font-size="20" inline-size="300">Pay now</text>')
    )
    first, second = (course.units[one.unit] for one in labels_of(course.drawings[NAME]))
    assert (first.room, first.lines) == (round(ems("Pay") + 2, 2), 2)
    assert (second.room, second.lines) == (15.0, 2)


SHOWN = {
    '<rect width="9" class="none" data-a="1" style="fill:red; stroke : #000 !important"/>': (
        '<rect width="9" fill="red" stroke="#000"></rect>'
    ),
    '<style>.a{fill:red} rect, .b { fill : blue }</style><rect class="a b"/><path class="c"/>': (
        '<rect fill="blue"></rect><path></path>'
    ),
    '<style>.a{font:italic bold 14px/1 Arial}</style><g class="a"/>': (
        '<g font-size="14px" font-style="italic" font-weight="bold"></g>'
    ),
    '<linearGradient id="g x"/><rect fill="url( \'#g x\' )"/><use xlink:href="#g x"/>': (
        f'<linearGradient id="{OWN}1"></linearGradient><rect fill="url(#{OWN}1)"></rect>'
        f'<use href="#{OWN}1"></use>'
    ),
    '<rect fill="url(#nowhere)" stroke="url(\\23 a)" mask="u\\72l(#a)"/>': (
        f'<rect fill="url(#{OWN}0)"></rect>'
    ),
    f'<rect id="{OWN}" fill="{OWN}1" x="&lt;b&gt;&quot;"/>': (
        f'<rect id="{OWN}1" x="&lt;b&gt;&quot;"></rect>'
    ),
    '<a href="#x" class="y"><rect/></a>': "<g><rect></rect></g>",
    "<desc>No</desc><metadata/><ink:path/><ink:g><rect/></ink:g>": "",
    '<text font-family="Arial" pointer-events="all" tabindex="1">9 &amp; &lt;b&gt;</text>': (
        "<text>9 &amp; &lt;b&gt;</text>"
    ),
    f"<text>{OWN}3</text>": "<text>3</text>",
    '<rect pointer-events="all" cursor="url(#a)" role="button" lang="x"/>': "<rect></rect>",
}


@pytest.mark.parametrize("inside", SHOWN)
def test_what_stands_in_a_page_is_on_our_list(inside: str, read: Read) -> None:
    course, found = read(SVG.format(inside + "<text>Words</text>"))
    first, *_ = course.drawings[NAME].pieces
    assert (first, found) == (f'<g aria-hidden="true">{SHOWN[inside]}', ())


FRAMES = {
    'viewBox="0 0 9 9"': ' viewBox="0 0 9 9"',
    'width="90" height="60px"': ' viewBox="0 0 90 60" width="90" height="60px"',
    'viewBox="0 0 9 9" width="100%" x="1" overflow="visible" onclick=""': ' viewBox="0 0 9 9"',
}


@pytest.mark.parametrize("frame", FRAMES)
def test_a_drawing_stays_in_its_frame(frame: str, read: Read) -> None:
    said = frame.replace(' onclick=""', "")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {said}><text>Pay</text></svg>'
    assert read(svg)[0].drawings[NAME].attributes == FRAMES[frame]


TEXT = "<text>Pay</text>"
KEPT = {
    SVG.format('<image href="data:image/png;base64,AA"/>' + TEXT): "holds <image>",
    SVG.format("<rect><animate attributeName='x'/></rect>" + TEXT): "holds <animate>",
    SVG.format(f"<switch>{TEXT}</switch>"): "holds <switch>",
    SVG.format("<style>@media print { }</style>" + TEXT): (
        "has a <style> with more than plain rules for classes"
    ),
    SVG.format("<style>.a > .b { fill: red }</style>" + TEXT): (
        "has a <style> with more than plain rules for classes"
    ),
    SVG.format('<g id="a"/><g id="a"/>' + TEXT): "has the id a twice",
    SVG.format('<path id="p"/><text><textPath href="#p">Pay</textPath></text>'): "holds <textpath>",
    SVG.format('<text><a href="#p">Pay</a></text>'): "has more than words in a text",
    SVG.format('<text x="50%">Pay</text>'): "places a text by per cent",
    SVG.format('<text rotate="10 20">Pay</text>'): "turns or raises letters one by one",
    SVG.format('<text y="9"><tspan rotate="-5">Pay</tspan></text>'): (
        "turns or raises letters one by one"
    ),
    SVG.format('<text y="10 20 30">Pay</text>'): "turns or raises letters one by one",
    SVG.format('<text dy="0,-4 -4">Pay</text>'): "turns or raises letters one by one",
    SVG.format('<g style="writing-mode:tb">' + TEXT + "</g>"): "has text that runs downwards",
    SVG.format('<path d="' + "M1 1" * 16_000 + '"/>' + TEXT): (
        "has 64 kB, and 64 are the most for one in a page"
    ),
    SVG.format("<path/>" * 4000 + TEXT): "draws more than 4000 shapes",
    SVG.replace(' viewBox="0 0 90 60"', "").format(TEXT): "has no viewBox of four lengths",
    **{
        SVG.replace("0 0 90 60", box).format(TEXT): "has no viewBox of four lengths"
        for box in ("a b c d", "0 0 90", "0 0 0 60", "0 0 1e309 60")
    },
    SVG.format(f'<defs><g id="t">{TEXT}</g></defs><clipPath><use href="#t"/></clipPath>'): (
        "cuts a shape out with words that stand elsewhere"
    ),
}


@pytest.mark.parametrize("drawing", KEPT, ids=KEPT.values())
def test_what_cannot_stand_in_a_page_stays_a_file(drawing: str, read: Read) -> None:
    course, found = read(drawing)
    hint = "Draw it with plain shapes, or make a file for each language: media/a.hi.svg."
    said = [(one.rule.code, str(one.where), one.message, one.hint) for one in found]
    assert said == [("MED011", "here/01-m/01-l.md:3", f"{NAME} {KEPT[drawing]}", hint)]
    assert course.drawings == {}


def test_what_lies_far_out_of_a_drawing_has_no_place(read: Read) -> None:
    course, found = read(SVG.format('<text x="1e400" y="-1e308" font-size="1e309">Pay</text>'))
    shown = str(course.drawings[NAME])
    assert (found, "inf" in shown, "nan" in shown) == ((), False, False)


def test_a_drawing_without_words_stays_a_file_whatever_it_holds(read: Read) -> None:
    course, found = read(SVG.format('<image href="data:image/png;base64,AA"/><text>30</text>'))
    assert (course.drawings, found) == ({}, ())


def test_a_drawing_in_utf_16_is_read(read: Read, tmp_path: Path) -> None:
    data = ('<?xml version="1.0" encoding="UTF-16"?>' + SVG.format(TEXT)).encode("utf-16")
    path = tmp_path / "b.svg"
    path.write_bytes(data)
    media = {NAME: MediaFile(path, len(data))}
    texts = {
        "course.yaml": YAML,
        "01-m/index.md": b"# M\n",
        "01-m/01-l.md": f"# L\n\n![A]({NAME})\n".encode(),
    }
    course, _ = read_course(CourseFolder("here", texts, media))
    assert course is not None
    assert texts_in(course) == [("Pay",)]


def test_a_font_is_taken_apart() -> None:
    assert declarations("font: 600 italic 1.5em/2 'A B', serif; fill:red") == {
        "font-weight": "600",
        "font-style": "italic",
        "font-size": "1.5em",
        "fill": "red",
    }


def test_long_styles_take_no_longer_than_their_length(read: Read) -> None:
    before = time.process_time()
    assert declarations("fill: a" + " " * 50_000 + "b")
    assert length("1" * 30_000 + "x", 1) is None
    read(SVG.format("<style>" + "a" * 30_000 + "</style><text>Pay</text>"))
    assert time.process_time() - before < 1


WIDTHS = {"Reply": 2.4, "உங்கள்": 4.0, "अनुरोध": 2.8, "درخواست": 3.0, "": 0.0, "☃": 0.6}


@pytest.mark.parametrize("text", WIDTHS)
def test_widths_are_estimated_in_every_script(text: str) -> None:
    assert ems(text) == pytest.approx(WIDTHS[text], abs=0.35)

"""Captions as documents: units of cues, and cues of translations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pathya.authoring.course import Course, Inline, Lesson, Media, Module, Slot, Text, plain
from pathya.authoring.diagnostics import NOWHERE, Where
from pathya.exporters.captions import Cue, captions_parse
from pathya.exporters.subtitles import caption_documents, has_own_file, subtitled

BODY = ("<audio", Slot("captions", "media/call.vtt"), "></audio>")


@pytest.fixture
def document(small_course: Course, tmp_path: Path):
    """Make the document of captions with these cues: a second for each text."""

    def make(*texts: str, others: tuple[str, ...] = ()) -> Course:
        cues = (f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{text}\n" for at, text in enumerate(texts))
        media = {}
        for name in ("media/call.vtt", *others):
            path = tmp_path / Path(name).name
            path.write_text("\n".join(("WEBVTT\n", *cues)), "utf-8")
            media[name] = Media(name, name, path, 0)
        lesson = Lesson("calls", "01.md", "fee.1", BODY)
        course = replace(
            small_course,
            modules=(Module("all", "fee.1", (lesson,)),),
            media=media,
            where=Where("courses/fees/course.yaml", 1),
        )
        (made,) = caption_documents(course)
        return made

    return make


def sources(document: Course) -> list[Inline]:
    return [unit.source for unit in document.units.values()]


def said(document: Course, tag: str, *targets: tuple[str | int, ...] | None) -> list[str]:
    """The cues of a document whose texts have these translations, None for none."""
    texts = {
        name: Text(target, tag) if target else document.texts[name]
        for name, target in zip(document.units, targets, strict=True)
    }
    cues = subtitled(replace(document, tag=tag, texts=texts), {})
    return [f"<{cue.tag}>{cue.text}" if cue.tag else cue.text for cue in cues]


def test_a_document_says_whose_it_is(document) -> None:
    one = document("Who asks?", "<v Rao>A <i>citizen</i>.")
    assert (one.id, one.source_tag, one.modules) == ("fees/media/call.vtt", "en", ())
    first, second = one.units.values()
    assert (first.where, first.note) == (
        Where("courses/fees/media/call.vtt", 3),
        "00:00.000–00:01.000 · after: A citizen.",
    )
    assert second.source == (1, "A ", 2, "citizen", -2, ".", -1)
    assert [(code.kind, code.open, code.close) for code in second.codes] == [
        ("x-span", ("<v Rao>",), "</v>"),
        ("italic", ("<i>",), "</i>"),
    ]
    assert second.note == "00:01.000–00:02.000 · Rao · before: Who asks?"


def test_ids_survive_what_moves_and_comes(document) -> None:
    before = document("Who asks?", "A citizen.", "Yes.", "Yes.")
    after = document("Good morning.", "A citizen.", "Yes.", "Who asks?", "Yes.")
    assert before.units.keys() < after.units.keys()
    assert len(before.units) == 4


@pytest.mark.parametrize(
    ("cue", "source"),
    [
        ("A line\nthat was full.", ("A line that was full.",)),
        ("- Who?\n- I.", ("- Who?", 1, "- I.")),
        ("<v A>Who?\n<v B>I.", (1, "Who?", 2, -1, 3, "I.", -3)),
        ("a &amp; b &lt;c&gt;", ("a & b <c>",)),
        ("<00:00.500>one <00:00.700>two", ("one two",)),
        ("<i>one<b>two</i>three", (1, "one", 2, "two", "three", -2, -1)),
        ("<c.loud>क्\u200dष</c>", (1, "क्\u200dष", -1)),
    ],
)
def test_tags_are_codes(cue: str, source: tuple[object, ...], document) -> None:
    joined = tuple(source) if source[3:5] != ("two", "three") else (1, "one", 2, "twothree", -2, -1)
    assert sources(document(cue)) == [joined]


def test_what_says_nothing_is_no_text(document) -> None:
    one = document("♪ ♪", "Who?", "<i>…</i>")
    assert sources(one) == [("Who?",)]
    assert said(one, "hi", ("कौन?",)) == ["♪ ♪", "कौन?", "<i>…</i>"]


def test_translations_take_the_places_of_cues(document) -> None:
    one = document("<v Rao>A <i>b</i>", "c & d", "- Who?\n- I.")
    targets = ((1, 2, "ख", -2, " <क>", -1), None, ("- कौन?", 1, "- मैं।"))
    assert said(one, "hi", *targets) == [
        "<v Rao><i>ख</i> &lt;क&gt;</v>",
        "<en>c & d",
        "- कौन?\n- मैं।",
    ]


def test_without_any_translation_there_are_no_cues(document) -> None:
    assert said(document("Who?"), "hi", None) == []


def test_places_are_those_of_translations(document) -> None:
    one = document("Who?", "I.")
    name = next(iter(one.units))
    there = Where("hi/fees/media/call.vtt.xlf", 7)
    localised = replace(one, tag="hi", texts={**one.texts, name: Text(("कौन?",), "hi")})
    places = [cue.where for cue in subtitled(localised, {name: there})]
    assert places == [there, Where("courses/fees/media/call.vtt", 6)]
    places = [cue.where for cue in subtitled(localised, {name: NOWHERE})]
    assert places[0] == Where("courses/fees/media/call.vtt", 3)


@pytest.mark.parametrize(
    ("tag", "lines"),
    [
        ("ur", "یہ ایک لمبا جملہ ہے جو ایک سطر|میں نہیں آتا اور ٹوٹ جاتا ہے۔"),
        ("hi", "यह एक लंबा वाक्य है जो एक पंक्ति|में नहीं आता और टूट जाता है।"),
        ("or", "ଏହା ଏକ ଲମ୍ବା ବାକ୍ୟ ଯାହା ଗୋଟିଏ|ଧାଡ଼ିରେ ଆସେ ନାହିଁ ଏବଂ ଭାଙ୍ଗିଯାଏ।"),
        ("hi", "यह छोटा है।"),
        ("hi", "पहली,|जिसे अनुवादक ने तोड़ा है, और यह बहुत ही ज़्यादा लंबी भी है।"),
        ("ta", "ஒருசொல்லேமிகநீளமாகஇருக்கிறதுஎன்பதால்உடைக்கமுடியாதுஎன்றுசொல்கிறார்கள்"),
    ],
)
def test_long_translations_get_two_lines(tag: str, lines: str, document) -> None:
    target = lines if lines.startswith("पहली") else lines.replace("|", " ")
    assert said(document("A sentence."), tag, (target.replace("|", "\n"),)) == [
        lines.replace("|", "\n")
    ]


def test_lines_are_broken_beside_codes(document) -> None:
    one = document("<v Rao>It is a long sentence, <i>long</i> enough.")
    target = (1, "क ख ग घ ङ च छ ज झ ञ ट ठ ", 2, "ड ढ ण त थ द", -2, " ध", -1)
    assert said(one, "hi", target) == ["<v Rao>क ख ग घ ङ च छ ज झ ञ\nट ठ <i>ड ढ ण त थ द</i> ध</v>"]


def test_sections_are_held_together_from_right_to_left(document) -> None:
    assert said(document("Section 7(1)"), "ur", ("دفعہ 7(1)",)) == ["دفعہ \u20667(1)\u2069"]


def test_a_file_of_its_own_wins(document) -> None:
    one = document("Who?", others=("media/call.hi.vtt",))
    assert [has_own_file(one, tag) for tag in ("hi", "ta")] == [True, False]


TAGS = ("<v A>", "</v>", "<i>", "</i>", "<b>", "</b>", "<ruby>", "<rt>", "</rt>", "<00:00.100>")
MARKUP = st.sampled_from((*TAGS, "&amp;", "\n", "\n- ", "क् ", "राज्\u200dय", "a"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(MARKUP, max_size=12).map("".join))
@example(pieces="क् \n- ")
def test_a_translation_that_is_the_source_says_the_same(pieces: str, document) -> None:
    """However its tags nest, a cue that is translated by itself is sound, and has its words."""
    text = "\n".join(line for line in pieces.split("\n") if line.strip()) or "a"
    one = document(text)
    if not one.units:
        return
    (source,) = sources(one)
    (cue,) = said(one, "hi", source)
    again, found = captions_parse(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{cue}".encode(), NOWHERE)
    assert (again, found) == ((Cue(0, 1000, cue, {}),), ())
    (once_more,) = sources(document(cue))
    assert [one for one in once_more if isinstance(one, int)] == [
        one for one in source if isinstance(one, int)
    ]
    # Spaces beside the end of a line say nothing.
    assert "".join(plain(once_more).split()) == "".join(plain(source).split())

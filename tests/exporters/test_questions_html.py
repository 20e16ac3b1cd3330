from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pathya.authoring.course import Course, Html, Option, Pair, Question, Slot, Text, Unit
from pathya.exporters.arrangement import arranged
from pathya.exporters.edition import Edition
from pathya.exporters.html import Sheet
from pathya.exporters.questions_html import print_practice
from pathya.exporters.stencil import Marker, filled, stencil
from pathya.locales.languages import LANGUAGES
from pathya.locales.words import interface_words


def paragraph(name: str, tag: str = "p") -> Html:
    return (f"<{tag}", Slot("lang", name), ">", Slot("text", name), f"</{tag}>")


def printed(question: Question, course: Course, words: str = "hi") -> str:
    """Print a question in Hindi; `one` is translated, `two` is not."""
    texts = {"one": Text(("एक",), "hi"), "two": Text(("two",), "en")}
    units = {name: Unit(name, (name,)) for name in texts}
    course = replace(course, tag="hi", units=units, texts=texts)
    marker = Marker()
    form = stencil(print_practice(question, marker), marker)
    sheet = Sheet(Edition(course, LANGUAGES["hi"], interface_words(words)))
    return "".join(filled(form, sheet).segments)


def match(*rights: Html) -> Question:
    pairs = tuple(Pair(name, (), right) for name, right in zip("abc", rights, strict=False))
    return Question("q", "match", (), columns=((), ()), pairs=pairs)


def choices(page: str) -> list[str]:
    """The drop-down list of the first pair."""
    first = page[: page.index("</select>")]
    return re.findall(r"<option value=\"[^>]*>[^<]*</option>", first)


def test_a_choice_that_stands_in_says_its_language(small_course: Course) -> None:
    question = match(paragraph("one"), paragraph("two"))
    first, *rest = choices(printed(question, small_course))
    assert first == '<option value="">चुनें…</option>'
    said = {"a": ">एक", "b": ' lang="en" dir="ltr">two'}
    assert rest == [
        f'<option value="{n}"{said[name]}</option>' for n, name in enumerate(arranged(question), 1)
    ]
    english = choices(printed(question, small_course, words="en"))
    assert english[0] == '<option value="" lang="en" dir="ltr">Select…</option>'


def test_no_choice_is_empty(small_course: Course) -> None:
    said = choices(printed(match(paragraph("one"), ()), small_course))
    assert {re.sub(r"<[^>]*>", "", one) for one in said} == {"–", "एक", "चुनें…"}


LIST: Html = ("<ul>", *paragraph("two", "li"), "</ul>")


@pytest.mark.parametrize("rest", [paragraph("two"), ("<pre><code>x</code></pre>",), LIST])
def test_an_answer_of_several_blocks_stands_beside_its_label(
    rest: Html, small_course: Course
) -> None:
    options = (Option("a", (*paragraph("one"), *rest)), Option("b", paragraph("two")))
    page = printed(Question("q", "single", (), options), small_course)
    assert re.findall(r"<label.*?</label>", page) == [
        '<label for="q_q_a"></label>',
        '<label class="choice"><input type="radio" name="q_q" value="b"> '
        '<span class="body"><span lang="en" dir="ltr">two</span></span></label>',
    ]
    assert 'id="q_q_a" aria-labelledby="q_q_a_body">' in page
    assert '<div class="body" id="q_q_a_body"><p>एक</p><' in page

"""From a lesson to utterances: the order of texts, pauses, and what is never said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pathya.authoring.course import Course, Text, lessons_of
from pathya.authoring.limits import LIMITS
from pathya.authoring.reader import read_course
from pathya.authoring.sources import CourseFolder
from pathya.locales.speech.lexicon import lexicon_of
from pathya.locales.speech.rules import NAR002, NAR003
from pathya.locales.speech.script import Utterance, script_of

YAML = "id: c\ntitle: T\ndescription: D\n"
LESSON = """\
# Time limits {#limits}

Reply *within* 30 days[^1]. Ask the [portal](https://example.org) `X_1`.

- One
- Two

::: tip
Keep a copy.
:::

| Days | Section |
|---|---|
| 30 | 7(1) |

::: question #q
:type: fill
A reply is due within [30|thirty]{.blank #b1} days. Why?

> Section 7(1).
:::

::: question #q2
:type: single
How many?

- [ ] Fifteen
- [x] Thirty
  > Right.
:::

```text
code block
```

[^1]: A note at the foot.
"""


@pytest.fixture(scope="module")
def course() -> Course:
    texts = {
        "course.yaml": YAML.encode(),
        "01-m/index.md": b"# M\n",
        "01-m/01-limits.md": LESSON.encode(),
    }
    course, found = read_course(CourseFolder("c", texts, {}, (), LIMITS))
    assert course, found
    return course


def said(course: Course) -> list[tuple[str, int]]:
    (lesson,) = lessons_of(course)
    return [
        (one.text, one.pause)
        for one in script_of(course, lesson, lexicon_of(course.tag)).utterances
    ]


def test_a_lesson_is_said_in_order_with_pauses_by_structure(course):
    assert said(course) == [
        ("Time limits", 1000),
        ("Reply within 30 days.", 300),
        ("Ask the portal X 1.", 600),
        ("One", 450),
        ("Two", 450),
        ("Tip", 400),
        ("Keep a copy.", 600),
        ("Days", 300),
        ("Section", 300),
        ("30", 300),
        ("7, sub-section 1", 300),
        ("A reply is due within … days.", 300),
        ("Why?", 1200),
        ("How many?", 1200),
    ]


def test_no_answer_feedback_note_or_code_is_shown_either(course):
    (lesson,) = lessons_of(course)
    shown = " ".join(one.shown for one in script_of(course, lesson, lexicon_of("en")).utterances)
    for hidden in (
        "thirty",
        "Thirty",
        "Fifteen",
        "Right",
        "foot",
        "code block",
        "example.org",
        "|",
    ):
        assert hidden not in shown


def test_an_utterance_knows_its_place_and_what_is_read(course):
    (lesson,) = lessons_of(course)
    table = script_of(course, lesson, lexicon_of("en")).utterances[10]
    unit = next(name for name, text in course.texts.items() if text.inline == ("7(1)",))
    assert table == Utterance(unit, 0, "7, sub-section 1", "7(1)", 300)


def test_what_is_not_translated_is_left_out_and_told_of(course):
    (lesson,) = lessons_of(course)
    texts = dict(course.texts)
    texts[lesson.title] = Text(("समय सीमाएँ OTP DigiLocker",), "hi")
    script = script_of(replace(course, tag="hi", texts=texts), lesson, lexicon_of("hi"))
    words = [one.text for one in script.utterances]
    assert words == ["समय सीमाएँ ओ टी पी DigiLocker", "सुझाव"]
    assert [(one.rule, one.message) for one in script.found] == [
        (NAR002, "hi: 10 texts of limits are not translated"),
        (NAR003, "hi: limits has words in another script: DigiLocker"),
    ]

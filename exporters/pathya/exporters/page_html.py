"""The learner's page as HTML, with places for all that differs between languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pathya.authoring.course import (
    Assessment,
    Course,
    Lesson,
    Module,
    graded_of,
    lessons_of,
    plain,
)
from pathya.exporters.html import (
    Sheet,
    escape,
    lang_attributes,
    print_word,
    stands_in,
    text_of,
    word,
)
from pathya.exporters.narration import print_player, print_sound, print_sound_head
from pathya.exporters.questions_html import print_graded, print_practice
from pathya.exporters.stencil import CUT, Marker

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""The page's Content-Security-Policy; it works in frames and from file://."""

_DISC = (
    '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">'
    '<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/></svg>'
)
_LINE = "{}\n"
_SIZES = ("normal", "large", "largest")
_THEMES = ("device", "light", "dark", "contrast")

_Turned = tuple[str, str]
"""A page that a learner turns to: its address, and its title's unit."""


def print_head(course: Course, early: Sequence[str], late: Sequence[str], page: Marker) -> str:
    """Print all up to the body; the page waits for its data and for the early scripts."""
    keywords = ", ".join(map(page.plain, course.keywords))
    waited = _each('<script src="{}"></script>\n', (page.mark(_data), *early))
    deferred = _each('<script src="{}" defer></script>\n', late)
    return f"""<!doctype html>
<html lang="{page.mark(_tag)}" dir="{page.mark(_dir)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{page.plain(course.title)}</title>
<meta name="description" content="{page.plain(course.description)}">
<meta name="keywords" content="{keywords}">
<link rel="stylesheet" href="{page.mark(_style)}">
{waited}{deferred}{page.mark(print_sound_head)}</head>
"""


def print_body(course: Course, page: Marker) -> str:
    """Print the body, in a segment for each lesson and others for what is before and behind."""
    turned = _turned(course)
    lessons = lessons_of(course)
    printed = (_lesson(lesson, at, turned, page) for at, lesson in enumerate(lessons, 1))
    segments = (
        f"{_top(course, page)}{_contents(course, page)}{_cover(course, turned, page)}",
        *printed,
        _assessment(course, course.assessment, turned, page) if course.assessment else "",
        f"{_glossary(course, page)}{_dialogs(course, page)}",
    )
    return CUT.join(segments)


def _turned(course: Course) -> tuple[_Turned, ...]:
    pages = [("_start", course.title), *((one.id, one.title) for one in lessons_of(course))]
    if course.assessment:
        pages.append(("_assessment", course.assessment.title))
    return tuple(pages)


def _each(pattern: str, values: Iterable[str]) -> str:
    return "".join(map(pattern.format, values))


# --- around the pages ----------------------------------------------------------------------------


def _top(course: Course, page: Marker) -> str:
    logo = f'<img src="{page.media(course.theme.logo)}" alt="">' if course.theme.logo else ""
    lessons = len(lessons_of(course))
    return f"""<body>
<a class="skip" href="#_main">{page.ui("skip-to-content")}</a>
<header class="top">
<button type="button" id="_menu" class="plain" aria-expanded="false" aria-controls="_contents">\
{page.ui("menu")}</button>
<a class="brand" href="#_start"{page.lang(course.title)}>{logo}\
<span>{page.text(course.title)}</span></a>
<button type="button" id="_settings" class="plain" aria-haspopup="dialog">{_DISC}\
<span class="unseen">{page.ui("settings")}</span></button>
<div class="progress"{"" if lessons else " hidden"}><progress id="_progress" value="0" \
max="{lessons or 1}" aria-label="{page.word("progress")}"></progress>
<span id="_read"></span></div>
</header>
"""


def _contents(course: Course, page: Marker) -> str:
    modules = "".join(_module(module, page) for module in course.modules)
    test = glossary = ""
    if course.assessment:
        title = course.assessment.title
        test = f'<li><a href="#_assessment">{_span(title, page)}</a></li>\n'
    if course.glossary:
        glossary = f'<li><a href="#_glossary"><span>{page.ui("glossary")}</span></a></li>\n'
    return f"""<div class="layout">
<nav id="_contents" aria-label="{page.word("contents")}">
<div role="search" class="search"><label for="_find">{page.ui("search")}</label>
<input type="search" id="_find" autocomplete="off" enterkeyhint="search">
<p id="_found" role="status"></p>
<ul id="_hits"></ul></div>
<h2>{page.ui("contents")}</h2>
<ul>
<li><a href="#_start">{page.ui("about-course")}</a></li>
{modules}{test}{glossary}</ul>
</nav>
"""


def _module(module: Module, page: Marker) -> str:
    done = page.ui("lesson-done")
    lessons = "".join(
        f'<li><a href="#{one.id}">{_span(one.title, page)} '
        f'<span class="done" hidden>{done}</span></a></li>\n'
        for one in module.lessons
    )
    title = f'<span class="module"{page.lang(module.title)}>{page.text(module.title)}</span>'
    return f"<li>{title}\n<ul>\n{lessons}</ul></li>\n"


def _span(unit: str, page: Marker) -> str:
    return f"<span{page.lang(unit)}>{page.text(unit)}</span>"


def _turn(before: _Turned, after: _Turned | None, page: Marker) -> str:
    def link(name: str, word: str, to: _Turned) -> str:
        words = f"<small>{page.ui(word)}</small> {_span(to[1], page)}"
        return f'<a class="{name}" href="#{to[0]}">{words}</a>\n'

    following = link("after", "next", after) if after else ""
    return f'<div class="turn">\n{link("before", "previous", before)}{following}</div>\n\n'


# --- the pages -----------------------------------------------------------------------------------


def _cover(course: Course, turned: tuple[_Turned, ...], page: Marker) -> str:
    duration = objectives = ""
    if course.duration:
        duration = f'<p class="facts">{page.ui("duration", n=course.duration)}</p>\n'
    if course.objectives:
        listed = "".join(
            f'<li data-objective="{one.id}"{page.lang(one.text)}>{page.text(one.text)}</li>\n'
            for one in course.objectives
        )
        head = page.ui("objectives")
        objectives = f'<h2>{head}</h2>\n<ul class="objectives">\n{listed}</ul>\n'
    return f"""<main id="_main" tabindex="-1">
<div id="_notice"><p id="_notice-text" role="status"></p><button type="button" id="_notice-close" \
class="plain" hidden>{page.ui("close")}</button></div>
<section class="page cover" id="_start" aria-labelledby="_title">
<p class="eyebrow">{page.ui("about-course")}</p>
<h1 id="_title" tabindex="-1"{page.lang(course.title)}>{page.text(course.title)}</h1>
<p class="lead"{page.lang(course.description)}>{page.text(course.description)}</p>
{page.mark(_notices)}{duration}{objectives}\
<p class="controls"><a class="button" id="_onward" href="#{turned[1][0]}">\
{page.ui("start-course")}</a></p>
<p id="_done" class="success" hidden>{page.ui("course-completed")}</p>
{_colophon(course, page)}</section>
"""


def _colophon(course: Course, page: Marker) -> str:
    """Names stay in the language of the source."""
    bdi = f"<bdi{page.mark(_source_lang)}>"
    licence = contacts = ""
    if course.licence:
        said = f"<dd>{bdi}{escape(course.licence)}</bdi></dd>"
        licence = f"<div><dt>{page.ui('licence')}</dt>{said}</div>\n"
    if course.contacts:
        listed = "".join(
            f"<dd>{bdi}{_contact(one.name, one.email)}</bdi></dd>\n" for one in course.contacts
        )
        contacts = f"<div><dt>{page.ui('contact')}</dt>\n{listed}</div>\n"
    return f'<dl class="colophon">\n{licence}{contacts}</dl>\n' if licence or contacts else ""


def _contact(name: str, email: str) -> str:
    return f'<a href="mailto:{escape(email)}">{escape(name)}</a>' if email else escape(name)


def _lesson(lesson: Lesson, at: int, turned: tuple[_Turned, ...], page: Marker) -> str:
    heard = replace(page, lesson=lesson.id)
    forms = {one.id: print_practice(one, heard) for one in lesson.questions}
    total = sum(not address.startswith("_") for address, _ in turned)
    after = turned[at + 1] if at + 1 < len(turned) else None
    return f"""<section class="page lesson" id="{lesson.id}" aria-labelledby="{lesson.id}_title">
<p class="eyebrow">{page.ui("lesson-n", n=at, total=total)}</p>
<h1 id="{lesson.id}_title" tabindex="-1"{page.lang(lesson.title)}>{heard.text(lesson.title)}</h1>
{page.mark(print_sound, lesson.id)}{heard.html(lesson.body, forms)}
{_turn(turned[at - 1], after, page)}</section>
"""


def _assessment(course: Course, test: Assessment, turned: tuple[_Turned, ...], page: Marker) -> str:
    limited = ""
    if test.time_limit:
        limited = f"""<div id="_time" class="clock" hidden>\
<span id="_clock" role="timer" tabindex="-1"></span>
<button type="button" id="_more-time" class="plain" hidden>{page.ui("more-time")}</button></div>
"""
    title = f"{page.lang(test.title)}>{page.text(test.title)}"
    return f"""<section class="page assessment" id="_assessment" \
aria-labelledby="_assessment_title">
{page.mark(_eyebrow, test.title)}<h1 id="_assessment_title" tabindex="-1"{title}</h1>
<p class="notice without-script">{page.ui("assessment-script")}</p>
{_result(page)}<div id="_desk">
{page.html(test.intro)}
{_facts(test, page)}<p class="controls"><button type="button" id="_begin">\
{page.ui("start-assessment")}</button></p>
</div>
{limited}<div id="_sheet"></div>
<template id="_paper"><div>
{_paper(course, test, page)}<p id="_unanswered" class="verdict" role="status"></p>
<p class="controls"><button type="button" id="_submit">{page.ui("submit-assessment")}</button></p>
</div></template>
{_turn(turned[-2], None, page)}</section>
"""


def _result(page: Marker) -> str:
    return f"""<div id="_result" class="result" hidden>\
<h2 id="_result-title" tabindex="-1">{page.ui("result")}</h2>
<p id="_verdict" class="verdict"></p>
<p id="_score" class="score"></p>
<div id="_sections" class="shares"><ul></ul></div>
<div id="_objectives" class="shares"><h3>{page.ui("objectives")}</h3><ul></ul></div>
<div id="_competencies" class="shares"><h3>{page.ui("competencies")}</h3><ul></ul></div>
<div id="_study"><h3>{page.ui("study-again")}</h3><ul></ul></div></div>
"""


def _facts(test: Assessment, page: Marker) -> str:
    facts = [
        page.ui("questions", n=_paper_length(test)),
        page.ui("pass-mark", percent=test.pass_mark),
    ]
    if test.time_limit:
        facts.append(page.ui("time-limit", n=test.time_limit))
    if test.negative:
        facts.append(page.ui("wrong-costs", percent=test.negative))
    left = page.ui("attempts-left", n=test.attempts) if test.attempts else ""
    return (
        f'<ul class="facts">{_each("<li>{}</li>", facts)}'
        f'<li id="_attempts" class="with-script">{left}</li><li id="_best" hidden></li></ul>\n'
    )


def _paper_length(test: Assessment) -> int:
    """Count the questions that one learner gets."""
    return sum(
        sum(count for _, count in section.draw) or len(section.questions)
        for section in test.sections
    )


def _paper(course: Course, test: Assessment, page: Marker) -> str:
    total = len(graded_of(course))
    numbers = iter(range(1, total + 1))
    printed = ""
    for one in test.sections:
        forms = [print_graded(asked, next(numbers), total, page) for asked in one.questions]
        printed += (
            f'<div data-section="{one.id}">\n'
            f'<h2 tabindex="-1"{page.lang(one.title)}>{page.text(one.title)}</h2>\n'
            f"{page.html(one.intro)}\n{_each(_LINE, forms)}</div>\n"
        )
    return printed


def _glossary(course: Course, page: Marker) -> str:
    if not course.glossary:
        return "</main>\n</div>\n"
    terms = "".join(
        f'<div id="{term.id}"><dt{page.lang(term.word)}>{page.text(term.word)}</dt>'
        f"<dd>{page.html(term.meaning)}</dd></div>\n"
        for term in course.glossary
    )
    return f"""<section class="page" id="_glossary" aria-labelledby="_glossary_title">
<h1 id="_glossary_title" tabindex="-1">{page.ui("glossary")}</h1>
<dl class="terms">
{terms}</dl>
</section>
</main>
</div>
"""


# --- dialogs -------------------------------------------------------------------------------------


def _dialogs(course: Course, page: Marker) -> str:
    return f"""<dialog id="_looks" aria-labelledby="_looks-title">
<p id="_looks-title" class="term-word">{page.ui("settings")}</p>
{_choices("size", "text-size", "size", _SIZES, page)}\
{_choices("theme", "colours", "colours", _THEMES, page)}\
<p class="controls"><button type="button" id="_looks-close">{page.ui("close")}</button></p>
</dialog>
{_term_dialog(page) if course.glossary else ""}\
<p id="_new-window" hidden>{page.word("new-window")}</p>
{page.mark(print_player)}</body>
</html>"""


def _choices(name: str, title: str, prefix: str, values: Sequence[str], page: Marker) -> str:
    labels = "".join(
        f'<label class="choice"><input type="radio" name="{name}" value="{value}"> '
        f"<span>{page.ui(f'{prefix}-{value}')}</span></label>\n"
        for value in values
    )
    return f"<fieldset><legend>{page.ui(title)}</legend>\n{labels}</fieldset>\n"


def _term_dialog(page: Marker) -> str:
    return f"""<dialog id="_term" aria-labelledby="_term-word" aria-describedby="_term-meaning">
<p id="_term-word" class="term-word"></p>
<div id="_term-meaning"></div>
<p class="controls"><button type="button" id="_term-close">{page.ui("close")}</button> \
<a id="_term-all" class="button plain" href="#_glossary">{page.ui("glossary")}</a></p>
</dialog>
"""


# --- what stands in the places -------------------------------------------------------------------


def _tag(sheet: Sheet) -> str:
    return sheet.edition.course.tag


def _dir(sheet: Sheet) -> str:
    return sheet.edition.language.dir


def _style(sheet: Sheet) -> str:
    return sheet.style


def _data(sheet: Sheet) -> str:
    return sheet.data


def _source_lang(sheet: Sheet) -> str:
    return lang_attributes(sheet.edition.course.source_tag, sheet.edition)


def _notices(sheet: Sheet) -> str:
    """Tell a learner how far the translation has come."""
    said = {"machine-draft": sheet.edition.draft, "stand-in": stands_in(sheet.edition)}
    notices = (print_word(key, (), sheet) for key, holds in said.items() if holds)
    return _each('<p class="notice">{}</p>\n', notices)


def _eyebrow(title: str, sheet: Sheet) -> str:
    """Say what this is, unless the title does."""
    if plain(text_of(sheet.edition, title).inline) == word(sheet.edition, "assessment"):
        return ""
    return f'<p class="eyebrow">{print_word("assessment", (), sheet)}</p>\n'

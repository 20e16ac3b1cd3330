"""The summary of builds as a page. Printed by Python: reading a template takes longer than it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pathya.build.summary_records import Finding, InLanguage, OfCourse, Remote
from pathya.build.version import VERSION
from pathya.exporters.html import escape
from pathya.exporters.template import source
from pathya.locales.languages import LANGUAGES

_SEVERITIES = ("error", "warning", "info")
_OF_PACKAGES = ("Language", "Release", "Texts", "Package", "Format", "Size", "Content digest")
_OF_FINDINGS = ("Severity", "Rule", "Place", "Finding", "In")
_NUMBER = ' class="number"'

_Href = Callable[[Finding], str]


def print_summary(courses: Sequence[OfCourse], href: _Href, shard: str) -> str:
    """Print the page; `href` says where a finding leads, if anywhere."""
    languages = [one for course in courses for one in course.languages]
    packages = [one for language in languages for one in language.packages]
    platforms = sorted({one.platform for each in languages for one in each.published})
    size = f"{sum(one.size for one in packages) / 1048576:,.1f} MB"
    part = f" from shard {escape(shard)} of the courses" if shard else ""
    printed = (_course(course, number, platforms, href) for number, course in enumerate(courses, 1))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Packages and what blocks their release</title>
{source("report-style")}
</head>
<body>
<main>
<h1>Packages and what blocks their release</h1>
<p><strong>{_ready(languages)}</strong> editions ready for release, as far as a build can see; \
an edition is a course in a language.
{_counted(len(packages), "package")}, {size}. Built by Pathya {VERSION}{part}.</p>
<p class="soft">Ready means: built without errors, every text signed off. \
<code>pathya check --target igot</code> says all that keeps courses from iGOT.</p>
{_index(courses)}{"".join(printed)}</main>
</body>
</html>"""


def _ready(languages: Sequence[InLanguage]) -> str:
    return f"{sum(not one.blocked_by for one in languages)} of {len(languages)}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _index(courses: Sequence[OfCourse]) -> str:
    if len(courses) < 2:
        return ""
    links = (
        f'<li><a href="#c{number}">{escape(one.course)}</a>: '
        f"{f'{_ready(one.languages)} ready' if one.languages else 'not built'}</li>\n"
        for number, one in enumerate(courses, 1)
    )
    return f'<nav aria-label="Courses"><ul>\n{"".join(links)}</ul></nav>\n'


def _course(course: OfCourse, number: int, platforms: list[str], href: _Href) -> str:
    name = escape(course.course)
    built = (
        _packages(course, name, platforms)
        if course.languages
        else ('<p class="blocked">Not built: see the findings.</p>\n')
    )
    return (
        f'<section aria-labelledby="c{number}">\n<h2 id="c{number}" tabindex="-1">{name}</h2>\n'
        f"{built}<h3>Findings</h3>\n{_findings(course, name, href)}</section>\n"
    )


def _table(label: str, caption: str, columns: Iterable[str], bodies: str) -> str:
    head = "".join(
        f'<th scope="col"{_NUMBER if column == "Size" else ""}>{column}</th>' for column in columns
    )
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">\n<table>\n{caption}'
        f"<thead><tr>{head}</tr></thead>\n{bodies}</table>\n</div>\n"
    )


# --- packages ------------------------------------------------------------------------------------


def _packages(course: OfCourse, name: str, platforms: list[str]) -> str:
    published = any(one.published for one in course.languages)
    there = platforms if published else []
    on = (f"On {escape(platforms[0]) if len(platforms) == 1 else 'platforms'}",) if there else ()
    bodies = "".join(_edition(name, one, there) for one in course.languages)
    caption = f"<caption>{_ready(course.languages)} languages ready</caption>\n"
    return _table(f"Packages of {name}", caption, (*_OF_PACKAGES, *on), bodies)


def _edition(course: str, edition: InLanguage, platforms: list[str]) -> str:
    """Print a language's rows; what is said once stands in all of them."""
    tag = edition.language
    language = escape(LANGUAGES[tag].name if tag in LANGUAGES else tag)
    rows = [
        f'<td class="name"><a href="{course}/{escape(one.package)}">{escape(one.package)}</a></td>'
        f'<td>{escape(one.format)}</td><td class="number">{one.size / 1024:,.0f} kB</td>'
        f'<td><code class="digest">{one.content_digest}</code></td>\n'
        for one in edition.packages
    ] or ['<td colspan="4"><span class="soft">none</span></td>\n']
    span = f'rowspan="{len(rows)}"'
    rows[0] = (
        f'<th scope="rowgroup" {span}>{language} <small>{escape(tag)}</small></th>\n'
        f'<td class="release" {span}>{_release(edition)}</td>\n<td {span}>{_states(edition)}</td>\n'
        f"{rows[0]}"
    )
    if platforms:
        rows[0] += f"<td {span}>{_published(edition.published, named=len(platforms) > 1)}</td>\n"
    return f"<tbody>\n{''.join(f'<tr>{row}</tr>' for row in rows)}\n</tbody>\n"


def _release(edition: InLanguage) -> str:
    if not edition.blocked_by:
        return '<span class="ready">Ready</span>'
    return f'<span class="blocked">Blocked:</span> {_list(map(escape, edition.blocked_by))}'


def _states(edition: InLanguage) -> str:
    if not edition.states:
        return f'<span class="soft">{"source" if edition.packages else "none"}</span>'
    return _list(
        f"{number} {'not translated' if state == 'new' else escape(state)}"
        for state, number in edition.states.items()
    )


def _published(things: Sequence[Remote], *, named: bool) -> str:
    if not things:
        return '<span class="soft">nothing</span>'
    return _list(
        f"{escape(one.kind)}: <code>{escape(one.id) or 'no id yet'}</code>"
        f"{f' {escape(one.status)}' if one.status else ''}"
        f"{f' <small>{escape(one.platform)}</small>' if named else ''}"
        for one in things
    )


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"


# --- findings ------------------------------------------------------------------------------------


def _findings(course: OfCourse, name: str, href: _Href) -> str:
    found = _by_finding(course)
    if not found:
        return '<p class="soft">None.</p>\n'
    rows = "".join(_row(one, tags, href(one)) for one, tags in found.items())
    return _table(f"Findings of {name}", "", _OF_FINDINGS, f"<tbody>\n{rows}</tbody>\n")


def _by_finding(course: OfCourse) -> Mapping[Finding, Sequence[str]]:
    """Say each finding once, with the languages in which it is true; the gravest first."""
    tags: dict[Finding, list[str]] = {one: [] for one in course.findings}
    for language in course.languages:
        for one in language.findings:
            tags.setdefault(one, []).append(language.language)
    ordered = sorted(tags, key=lambda one: (_grave(one), one.path, one.line, one.code))
    return {one: tags[one] for one in ordered}


def _grave(one: Finding) -> int:
    return _SEVERITIES.index(one.severity) if one.severity in _SEVERITIES else len(_SEVERITIES)


def _row(one: Finding, tags: Sequence[str], href: str) -> str:
    place = escape(f"{one.path}:{one.line}" if one.line else one.path)
    place = f'<a href="{escape(href)}">{place}</a>' if href else place
    hint = f'<br><span class="soft">{escape(one.hint)}</span>' if one.hint else ""
    severity = escape(one.severity)
    return (
        f'<tr><td class="{severity}">{severity}</td><td>{escape(one.code)}</td><td>{place}</td>'
        f'<td class="message">{escape(one.message)}{hint}</td>'
        f"<td>{escape(' '.join(tags)) or 'source'}</td></tr>\n"
    )

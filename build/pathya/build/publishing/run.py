"""Publish the courses of a project: the line, the journal, one course after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pathya.authoring.course import Course
from pathya.build.http import Fetch
from pathya.build.pictures import picture_faults
from pathya.build.pipeline import all_tags, open_courses
from pathya.build.project import Project, read_framework
from pathya.build.publishing import journal as log
from pathya.build.publishing.bring import Desk
from pathya.build.publishing.journal import Journal, Thing, open_journal
from pathya.build.publishing.plan import Action, Goal, Seen, Wanted, next_action
from pathya.build.publishing.platform import Patience, Platform
from pathya.build.publishing.prepare import Prepared, Sources, base_id, course_key, prepare
from pathya.build.publishing.publish import Told, publish
from pathya.build.publishing.settings import Account


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published, and how far."""

    folders: tuple[Path, ...]
    tags: tuple[str, ...] = ()
    """None: all of the project."""
    goal: Goal = "review"
    unsigned: str = ""
    """Why texts may go out that nobody has signed off."""
    patience: Patience = field(default_factory=Patience)


def journal_path(project: Project, account: Account) -> Path:
    """Place the journal of what was published to one platform."""
    return project.journals / f"igot-{account.host}.sqlite"


def publish_courses(
    project: Project, account: Account, order: Order, fetch: Fetch
) -> Iterator[Told]:
    """Publish courses, telling of each language as it is done. Raises Busy."""
    with open_journal(journal_path(project, account)) as journal:
        for folder, course, found in open_courses(project, order.folders):
            if course is None:
                yield Told(folder.name, "", "stopped", "has errors", found)
                continue
            yield Told(course.id, "", "done", "", found)
            desk = _desk(account, course, order, journal, fetch)
            yield from publish(desk, prepared(project, account, course, order), order.goal)
            log.end(desk.journal)


def _desk(account: Account, course: Course, order: Order, journal: Journal, fetch: Fetch) -> Desk:
    key = course_key(course.id, course.source_tag)
    ids = {key: log.recall(journal, key).id or base_id(account, course)}
    run = log.begin(journal, course.id, order.goal, order.unsigned)
    return Desk(Platform(account, fetch, order.patience), run, ids)


def prepared(
    project: Project, account: Account, course: Course, order: Order
) -> Iterator[Prepared]:
    """Prepare a course in its languages, the first one first."""
    framework, found = read_framework(project)
    found += picture_faults(project)
    today = datetime.now(UTC).date()
    sources = Sources(project, account, framework, today, unsigned=bool(order.unsigned))
    tags = order.tags or all_tags(project, course)
    for tag in sorted(tags, key=lambda tag: tag != course.source_tag):
        one = prepare(sources, course, tag)
        yield replace(one, found=found + one.found)


# --- without sending anything --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Planned:
    """What a publication would do for one thing, as far as the journal knows."""

    key: str
    id: str
    size: int
    """Bytes of its package; 0: it has none."""
    actions: tuple[Action, ...]


def dry_run(project: Project, account: Account, order: Order) -> Iterator[Planned | Told]:
    """Say what would be done, from the sources and the journal alone."""
    with known_things(project, account) as things:
        for folder, course, found in open_courses(project, order.folders):
            yield Told(folder.name, "", "done" if course else "stopped", "", found)
            for one in prepared(project, account, course, order) if course else ():
                yield Told(one.course_id, one.tag, "done", "", one.found)
                for wanted in (*one.things, *((one.course,) if one.course else ())):
                    yield _planned(wanted, things.get(wanted.key), order.goal)


def _planned(wanted: Wanted, thing: Thing | None, goal: Goal) -> Planned:
    name = (thing.id if thing else "") or wanted.id
    size = wanted.parcel.size if wanted.parcel else 0
    actions = tuple(_actions(wanted, goal, _known(wanted, thing)))
    return Planned(wanted.key, name, size, actions)


def _known(wanted: Wanted, thing: Thing | None) -> Seen:
    """Take the journal's word for how far a thing has come."""
    if thing is None or not thing.id:
        return Seen()
    if thing.digest != wanted.digest:
        return Seen(thing.id, "Draft")
    status = {"review": "Review", "publish": "Live"}.get(thing.goal, "Draft")
    artifact = wanted.parcel.name if wanted.parcel else ""
    seen = Seen(thing.id, status, "", "", wanted.digest, artifact, wanted.children)
    return _after(wanted, _after(wanted, seen, "sections"), "questions") if wanted.paper else seen


def _actions(wanted: Wanted, goal: Goal, seen: Seen) -> Iterator[Action]:
    """Play the steps through on paper."""
    ids = {key: key for key in wanted.children}
    while (action := next_action(wanted, seen, goal, ids)) != "done":
        yield action
        seen = _after(wanted, seen, action)


def _after(wanted: Wanted, seen: Seen, action: Action) -> Seen:
    paper = wanted.paper.sections if wanted.paper else ()
    mark = "" if wanted.base and action == "create" else wanted.digest
    effects: dict[Action, dict[str, object]] = {
        "create": {"status": "Draft", "mark": mark},
        "upload": {"artifact": wanted.parcel.name if wanted.parcel else ""},
        "update": {"mark": wanted.digest},
        "sections": {"children": tuple(str(n) for n in range(len(paper)))},
        "questions": {"counts": tuple(len(questions) for _, questions in paper)},
        "attach": {"children": wanted.children},
        "review": {"status": "Review"},
        "accept": {"review": "Reviewed"},
        "publish": {"status": "Live"},
    }
    return replace(seen, **effects[action])  # type: ignore[arg-type]


@contextmanager
def known_things(project: Project, account: Account) -> Iterator[dict[str, Thing]]:
    """Read what the journal knows, if there is one. Raises Busy."""
    path = journal_path(project, account)
    if not path.is_file():
        yield {}
        return
    with open_journal(path) as journal:
        yield {thing.key: thing for thing in log.all_things(journal)}

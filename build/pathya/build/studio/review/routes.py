"""Review over HTTP: the screen, and what it asks as JSON. All work is done in threads."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pathya.build.studio.context import Studio, studio_of, user_of
from pathya.build.studio.pages import page
from pathya.build.studio.review.checking import drafted, shown
from pathya.build.studio.review.desk import Closed, Desk, Opened, documents_of, open_catalog
from pathya.build.studio.review.edits import Action, Edit, Person, Refusal
from pathya.build.studio.review.listing import (
    FILTERS,
    PAGE,
    Asked,
    around,
    counts,
    listed,
    row,
    scopes,
)
from pathya.build.studio.review.pieces import pieces_from, writable
from pathya.build.studio.review.saving import Done, History, Order, Outcome, carry_out, undo
from pathya.build.studio.review.showing import described, offered
from pathya.build.studio.review.suggestions import Sources, asked, engine_name, offers
from pathya.build.studio.stamps import has_catalog
from pathya.locales.catalog import Entry, State
from pathya.locales.engines.protocol import EngineFault
from pathya.locales.languages import LANGUAGES
from pathya.locales.transliterate import NoTransliteration, typed

WORD = 200
"""Letters that are turned into another script at once."""
REMARK = 10_000
"""Letters of a comment."""
_STATUS = {"refused": 422, "conflict": 409, "gone": 410}

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Review:
    """What is open in a running studio."""

    studio: Studio
    desk: Desk
    history: History
    sources: Sources


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a catalog that is open."""

    review: Review
    opened: Opened
    user: str
    body: Body = field(default_factory=dict)

    def entry(self, name: object) -> Entry:
        """Look a text up."""
        found = self.opened.entries.get(name) if isinstance(name, str) else None
        if found is None:
            raise HTTPException(410, "This text is not in the course any more.")
        return found


def review_of(request: Request) -> Review:
    """Give what is open in the studio that a request came to."""
    return cast(Review, request.app.state.review)


def review_in(studio: Studio) -> Review:
    """Open a studio's desk; nothing is on it."""
    return Review(studio, Desk(studio.project), History(), Sources(studio.project))


def _opened(request: Request) -> Opened | Closed:
    course, tag = request.path_params["course"], request.path_params["tag"]
    return open_catalog(review_of(request).desk, course, tag)


# --- the screen ----------------------------------------------------------------------------------


def screen(request: Request) -> Response:
    """Show a catalog to somebody who translates or reviews it."""
    opened = _opened(request)
    if isinstance(opened, Closed):
        if opened.unknown:
            raise HTTPException(404, opened.message)
        return page(request, "review_closed", closed=opened, course=request.path_params["course"])
    project = studio_of(request).project
    tag = opened.tag
    return page(
        request,
        "review",
        course=opened.course.id,
        documents=documents_of(review_of(request).desk, opened),
        language=LANGUAGES[tag],
        source=LANGUAGES[opened.course.source_tag],
        roman=_is_typed(tag),
        engine=engine_name(project, tag),
    )


def _is_typed(tag: str) -> bool:
    try:
        typed("a", tag)
    except NoTransliteration:
        return False
    return True


# --- what it asks --------------------------------------------------------------------------------


def texts(ask: Ask, query: Mapping[str, str]) -> Any:
    """List texts: the ids of all that are asked for, and what one page of them says."""
    wanted = Asked(query.get("filter", "all"), query.get("scope", ""), query.get("text", ""))
    if wanted.filter not in FILTERS:
        raise HTTPException(400, "There is no such filter.")
    opened, names = ask.opened, listed(ask.opened, wanted)
    at = names.index(query["at"]) if query.get("at") in names else 0
    first = _number(query.get("from")) if "from" in query else at // PAGE * PAGE
    places = opened.places
    return {
        "ids": names,
        "places": [places[name] for name in names],
        "from": first,
        "rows": [row(opened, opened.entries[name]) for name in names[first : first + PAGE]],
        "counts": counts(opened),
        "scopes": list(scopes(opened)),
        "catalog": has_catalog(ask.review.studio.project, opened.course.id, opened.tag),
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def text(ask: Ask, query: Mapping[str, str]) -> Any:
    """Describe one text."""
    entry = ask.entry(query.get("unit"))
    return described(ask.opened, entry) | around(ask.opened, entry)


def suggestions(ask: Ask, query: Mapping[str, str]) -> Any:
    """Collect what is known of a text."""
    found = offers(ask.review.sources, ask.opened, ask.entry(query.get("unit")))
    return {"offers": [offered(one) for one in found]}


def engine(ask: Ask) -> Any:
    """Ask the engine for a draft: it may cost something, so it is asked for by name only."""
    try:
        made = asked(ask.review.sources, ask.opened, ask.entry(ask.body.get("unit")))
    except EngineFault as fault:
        status = 502 if fault.kind == "failed" else 422
        raise HTTPException(status, f"{fault.message}. {fault.hint}".strip()) from None
    return {"offers": [offered(made)] if made else []}


def check(ask: Ask) -> Any:
    """Check what somebody is typing."""
    entry, target = ask.entry(ask.body.get("unit")), _target(ask.body)
    unit = ask.opened.course.units[entry.id]
    found = drafted(ask.opened, unit, entry, target)
    return {"found": [shown(one, entry.id) for one in found]}


def edit(ask: Ask) -> Any:
    """Do to a text what somebody wants."""
    body = ask.body
    action, remark = body.get("action"), body.get("remark", "")
    said = isinstance(remark, str) and len(remark) <= REMARK and writable(remark)
    if action not in tuple(Action) or not said:
        raise HTTPException(400, "This cannot be done to a text.")
    unit, base = str(body.get("unit", "")), str(body.get("base", ""))
    what = Edit(Action(action), _target(body), remark)
    order = Order(_key(ask), unit, base, what, everywhere=body.get("everywhere") is True)
    review = ask.review
    person = Person(ask.user, _today(), review.studio.project.settings.translator_may_sign_off)
    return _told(ask, carry_out(review.desk, review.history, _session(ask), order, person))


def take_back(ask: Ask) -> Any:
    """Undo the last thing that a window did."""
    review = ask.review
    return _told(ask, undo(review.desk, review.history, _session(ask), _key(ask)))


def _told(ask: Ask, outcome: Outcome) -> Any:
    if isinstance(outcome, Closed):
        raise HTTPException(409, _why(outcome))
    if isinstance(outcome, Refusal):
        answer: dict[str, Any] = {"error": outcome.message, "kind": outcome.kind}
        opened = open_catalog(ask.review.desk, *_key(ask))
        entry = (
            opened.entries.get(str(ask.body.get("unit"))) if isinstance(opened, Opened) else None
        )
        if isinstance(opened, Opened) and entry:
            answer["unit"] = described(opened, entry) | around(opened, entry)
        return JSONResponse(answer, _STATUS[outcome.kind])
    return _done(outcome)


def _why(closed: Closed) -> str:
    """Say why there is no catalog, and where one would have to look first."""
    places = [f"{one.where}: {one.message}." for one in closed.found[:1]]
    return " ".join((closed.message, *places))


def _done(done: Done) -> Any:
    opened = done.opened
    entry = opened.entries[done.unit]
    return {
        "unit": described(opened, entry) | around(opened, entry),
        "rows": [row(opened, opened.entries[name]) for name in done.changed],
        "counts": counts(opened),
        "kept": entry.state is State.FUZZY and not entry.previous_source,
    }


def _target(body: Body) -> tuple[str | int, ...]:
    target = pieces_from(body.get("target", []))
    if target is None:
        raise HTTPException(400, "This is no text.")
    return target


def _session(ask: Ask) -> str:
    return f"{ask.user}\n{ask.body.get('session', '')}"[:200]


def _key(ask: Ask) -> tuple[str, str]:
    return ask.opened.course.id, ask.opened.tag


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


async def write_typed(request: Request) -> Response:
    """Write words that were typed in Latin letters in a language's script."""
    body = await _body(request)
    word, tag = body.get("text"), body.get("tag")
    if (
        not isinstance(word, str)
        or len(word) > WORD
        or not writable(word)
        or not isinstance(tag, str)
        or tag not in LANGUAGES
    ):
        raise HTTPException(400, "This cannot be written in another script.")
    try:
        return JSONResponse({"text": await run_in_threadpool(typed, word, tag)})
    except NoTransliteration as fault:
        raise HTTPException(422, str(fault)) from None


# --- the way there -------------------------------------------------------------------------------

Endpoint = Callable[[Request], Awaitable[Response]]


def _getting(answer: Callable[[Ask, Mapping[str, str]], Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        def work() -> Response:
            return _as_json(answer(_ask(request, {}), request.query_params))

        return await run_in_threadpool(work)

    return endpoint


def _posting(answer: Callable[[Ask], Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        body = await _body(request)
        return await run_in_threadpool(lambda: _as_json(answer(_ask(request, body))))

    return endpoint


def _ask(request: Request, body: Body) -> Ask:
    opened = _opened(request)
    if isinstance(opened, Closed):
        raise HTTPException(404 if opened.unknown else 409, _why(opened))
    return Ask(review_of(request), opened, user_of(request), body)


def _as_json(answer: Any) -> Response:
    return answer if isinstance(answer, Response) else JSONResponse(answer)


async def _body(request: Request) -> Body:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise HTTPException(400, "This is not what the studio's own pages ask.")
    return body


_API = "/api/review/{tag}/{course:path}"
REVIEW_ROUTES: tuple[BaseRoute, ...] = (
    Route("/review/{tag}/{course:path}", screen),
    Route(f"{_API}/texts", _getting(texts)),
    Route(f"{_API}/text", _getting(text)),
    Route(f"{_API}/suggestions", _getting(suggestions)),
    Route(f"{_API}/engine", _posting(engine), methods=["POST"]),
    Route(f"{_API}/check", _posting(check), methods=["POST"]),
    Route(f"{_API}/edit", _posting(edit), methods=["POST"]),
    Route(f"{_API}/undo", _posting(take_back), methods=["POST"]),
    Route("/api/typed", write_typed, methods=["POST"]),
)

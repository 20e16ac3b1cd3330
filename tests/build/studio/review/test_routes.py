"""What the review screen asks over HTTP, and what it gets when it asks for what there is not."""

from __future__ import annotations

import errno
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from pathya.build import catalogs
from pathya.build.files import show
from pathya.build.studio.context import Proxy
from pathya.build.studio.review import desk as desk_module

API = "/api/review/hi/rti-requests"
TITLE = "course.da770ca1"


def text(desk: Any, unit: str = TITLE) -> Any:
    return desk.get(f"{API}/text", params={"unit": unit}).json()


def do(desk: Any, action: str, seen: Any, **more: Any) -> Any:
    order = {"session": "s", "unit": seen["id"], "base": seen["mark"], "action": action}
    return desk.post(f"{API}/edit", order | {"target": seen["target"]} | more)


def test_the_screen_names_course_and_language(desk: Any) -> None:
    page = desk.get("/review/ur/rti-requests").text
    assert 'data-course="rti-requests" data-tag="ur" data-dir="rtl"' in page
    assert 'id="roman"' not in page
    assert 'id="roman"' in desk.get("/review/or/rti-requests").text


@pytest.mark.parametrize(
    "path",
    [
        "/review/hi/nothing",
        "/review/xx/rti-requests",
        "/review/en/rti-requests",
        "/review/kok-Knda/rti-requests",
        "/review/hi/%2e%2e%2frti-requests",
        "/review/..%2fhi/rti-requests",
        "/api/review/hi/nothing/texts",
        "/api/review/hi/..%2f..%2fpathya.toml/texts",
        f"/api/review/hi/{'a' * 300}/texts",
    ],
)
def test_what_is_not_there_is_not_found(desk: Any, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_texts_are_listed_page_by_page(desk: Any) -> None:
    answer = desk.get(f"{API}/texts", params={"filter": "machine"}).json()
    assert len(answer["ids"]) == len(answer["places"]) == 311
    assert (answer["from"], len(answer["rows"])) == (0, 100)
    assert answer["counts"]["machine"] == 311
    assert answer["scopes"][0] == {"id": "course", "title": "course", "open": 12}
    last = desk.get(f"{API}/texts", params={"at": answer["ids"][-1]}).json()
    assert (last["from"], len(last["rows"])) == (300, 11)
    assert desk.get(f"{API}/texts", params={"from": "²"}).json()["from"] == 0
    assert desk.get(f"{API}/texts", params={"filter": "__class__"}).status_code == 400


def test_a_text_is_changed_and_changed_back(desk: Any) -> None:
    seen = text(desk)
    done = do(desk, "save", seen, target=["सूचना का अधिकार"]).json()
    assert (done["unit"]["state"], done["unit"]["by"]) == ("translated", "Asha Rao")
    assert done["rows"][0]["target"] == ["सूचना का अधिकार"]
    conflict = do(desk, "save", seen, target=["कुछ और"])
    assert (conflict.status_code, conflict.json()["kind"]) == (409, "conflict")
    assert conflict.json()["unit"]["target"] == ["सूचना का अधिकार"]
    refused = do(desk, "sign-off", done["unit"])
    assert (refused.status_code, refused.json()["kind"]) == (422, "refused")
    undone = desk.post(f"{API}/undo", {"session": "s"}).json()
    assert undone["unit"]["target"] == seen["target"]
    assert text(desk)["mark"] == seen["mark"]
    assert desk.post(f"{API}/undo", {"session": "another"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("edit", {"unit": TITLE, "action": "delete"}, 400),
        ("edit", {"unit": TITLE, "action": ["save"]}, 400),
        ("edit", {"unit": TITLE, "action": "save", "target": [True]}, 400),
        ("edit", {"unit": TITLE, "action": "save", "target": ["\x00"]}, 400),
        ("edit", {"unit": TITLE, "action": "save", "remark": {}}, 400),
        ("edit", {"unit": TITLE, "action": "remark", "remark": "\x00"}, 400),
        ("edit", {"unit": "nothing", "action": "save"}, 410),
        ("check", {"unit": ["x"]}, 410),
        ("check", {}, 410),
        ("engine", {"unit": None}, 410),
        ("edit", [], 400),
        ("edit", None, 400),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Any, path: str, body: Any, status: int) -> None:
    answer = desk.post(f"{API}/{path}", body)
    assert answer.status_code == status
    assert "error" in answer.json()


def test_a_catalog_that_cannot_be_written_says_why(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, fill: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(catalogs, "write", full)
    answer = do(desk, "save", text(desk), target=["सूचना"])
    path = show(desk.project.catalog("rti-requests", "hi"))
    assert answer.status_code == 500
    assert answer.json() == {"error": f"{path}: No space left on device."}


def test_a_damaged_catalog_says_where(desk: Any) -> None:
    path = desk.project.catalog("rti-requests", "hi")
    path.write_bytes(path.read_bytes().replace(b"</xliff>", b""))
    page = desk.get("/review/hi/rti-requests")
    assert (page.status_code, "CAT001" in page.text) == (200, True)
    answer = desk.get(f"{API}/texts")
    assert (answer.status_code, "cannot be read" in answer.text) == (409, True)
    assert f"{show(path)}:" in answer.json()["error"]


def test_an_engine_that_is_not_set_up_says_so(desk: Any) -> None:
    answer = desk.post(f"{API}/engine", {"unit": TITLE})
    assert answer.status_code == 422
    assert answer.json() == {"error": "pathya.toml names no engine for hi."}


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"tag": "hi", "text": "suuchanaa"}, 200, "सूचना"),
        ({"tag": "ml", "text": "adhikaaram"}, 200, "അധികാരം"),
        ({"tag": "ur", "text": "x"}, 422, None),
        ({"tag": "xx", "text": "x"}, 400, None),
        ({"tag": ["hi"], "text": "x"}, 400, None),
        ({"tag": "hi", "text": "x" * 201}, 400, None),
        ({"tag": "hi", "text": "a\x00"}, 400, None),
        ({"tag": "hi"}, 400, None),
    ],
)
def test_words_are_turned_into_the_script(desk: Any, body: Any, status: int, said: Any) -> None:
    answer = desk.post("/api/typed", body)
    assert (answer.status_code, answer.json().get("text")) == (status, said)


def test_in_a_shared_studio_each_is_who_the_proxy_says(project_copy: Any, open_studio: Any) -> None:
    names = ("https://studio.example.in", "https://preview.example.in")
    shared = open_studio(project_copy, proxy=Proxy("X-Remote-User", *names))

    def ask(user: str, action: str) -> Any:
        headers = {"Host": "studio.example.in", "Origin": names[0], "X-Remote-User": user}
        path = {"params": {"unit": TITLE}, "headers": headers}
        seen = shared.client.get(f"{API}/text", **path).json()
        order = {"session": "s", "unit": TITLE, "base": seen["mark"], "target": seen["target"]}
        more = order | {"action": action}
        return shared.client.post(f"{API}/edit", json=more, headers=headers).json()

    assert ask("asha", "save")["unit"]["by"] == "asha"
    assert ask("asha", "sign-off")["kind"] == "refused"
    assert ask("ravi", "sign-off")["unit"]["reviewer"] == "ravi"


def test_other_sites_change_nothing(desk: Any) -> None:
    seen = text(desk)
    order = {"unit": TITLE, "base": seen["mark"], "action": "save", "target": ["x"]}
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert desk.client.post(f"{API}/edit", json=order, headers=headers).status_code == 403
    assert text(desk) == seen


def test_the_catalog_that_was_saved_last_is_read_before_anybody_asks(
    project_copy: Any, open_studio: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Queue[tuple[str, str]]()
    monkeypatch.setattr(desk_module, "open_catalog", lambda _, *key: asked.put(key))
    project_copy.catalog("safe-sign-in", "or").touch()
    open_studio(project_copy, ahead=True)
    assert asked.get(timeout=10) == ("safe-sign-in", "or")


# --- captions ------------------------------------------------------------------------------------

CALL = "/review/hi/rti-requests/media/call.vtt"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nWho asks?\n\n00:01.000 --> 00:05.000\nI.\n"


@pytest.fixture
def call(desk: Any) -> Path:
    """A sound with captions in the first lesson."""
    folder = desk.root / "content/courses/rti-requests"
    lesson = next(folder.glob("0*/0*.md"))
    said = "::: audio\n:src: media/call.mp3\n:captions: media/call.vtt\n\nWho asks?\n:::\n"
    lesson.write_text(f"{lesson.read_text('utf-8')}\n{said}", "utf-8")
    (folder / "media/call.mp3").write_bytes(b"ID3\x04")
    (folder / "media/call.vtt").write_text(CAPTIONS)
    return Path(folder)


def test_captions_are_translated_on_a_screen_of_their_own(desk: Any, call: Path) -> None:
    assert f'href="{CALL}"' in desk.get("/review/hi/rti-requests").text
    page = desk.get(CALL).text
    assert 'data-course="rti-requests/media/call.vtt" data-tag="hi"' in page
    assert f'href="{CALL}" aria-current="page"' in page
    assert 'href="/review/hi/rti-requests">Review' in page
    texts = desk.get(f"/api{CALL}/texts").json()
    assert [one["source"] for one in texts["rows"]] == [["Who asks?"], ["I."]]
    seen = desk.get(f"/api{CALL}/text", params={"unit": texts["ids"][0]}).json()
    order = {"session": "s", "unit": seen["id"], "base": seen["mark"], "action": "save"}
    headers = {"target": ["यह जानकारी आज हमसे कौन माँगता है, बताइए?"]}
    done = desk.post(f"/api{CALL}/edit", order | headers).json()
    assert [one["code"] for one in done["unit"]["found"]] == ["VTT009"]
    path = desk.root / "locales/catalogs/hi/rti-requests/media/call.vtt.xlf"
    assert "माँगता" in path.read_text("utf-8")


def test_captions_of_no_player_or_in_a_file_are_not_found(desk: Any, call: Path) -> None:
    assert desk.get(CALL.replace("call.vtt", "none.vtt")).status_code == 404
    (call / "media/call.hi.vtt").write_text(CAPTIONS)
    assert desk.get(CALL).status_code == 404
    assert desk.get(CALL.replace("/hi/", "/ta/")).status_code == 200
    assert "call.vtt" not in desk.get("/review/hi/rti-requests").text


def test_captions_with_errors_wait_for_their_author(desk: Any, call: Path) -> None:
    assert desk.get(CALL).status_code == 200
    (call / "media/call.vtt").write_text(f"<<<<<<< ours\n{CAPTIONS}")
    page = desk.get(CALL)
    assert page.status_code == 200
    assert (
        "rti-requests/media/call.vtt has errors, which its author has to mend first." in page.text
    )
    assert "VTT001" in page.text

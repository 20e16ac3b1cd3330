"""The platform of the rehearsal says yes and no as the real one does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from pathya.build.http import Answer, File
from pathya.build.rehearsal.doors import KEY

PORTAL = "/apis/proxies/v8"
ACTION = f"{PORTAL}/action/content/v3"
RESOURCE = {
    "name": "Module 1",
    "code": "1234567890123456",
    "mimeType": "application/vnd.ekstep.html-archive",
    "contentType": "Resource",
    "primaryCategory": "Learning Resource",
    "createdBy": "u1",
    "createdFor": ["o1"],
    "organisation": ["Org"],
    "framework": "igot",
    "language": ["Hindi"],
    "identifier": "do_1",
}
COURSE = RESOURCE | {
    "mimeType": "application/vnd.ekstep.content-collection",
    "contentType": "Course",
    "primaryCategory": "Course",
    "courseCategory": "Course",
    "code": "1234567890123457",
    "language": ["English"],
    "identifier": "do_2",
}


def refusal(answer: Answer) -> tuple[int, str, Any]:
    said = json.loads(answer.data)
    assert said["params"]["status"] == "failed"
    messages = said["result"].get("messages", said["params"]["errmsg"])
    return answer.status, said["params"]["err"], messages


def of(**values: Any) -> Any:
    return {"request": {"content": values}}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return packed(tmp_path / "p.zip", {})


def packed(path: Path, members: dict[str, str]) -> Path:
    manifest = (
        '<manifest xmlns:adlcp="a"><organizations/><resources>'
        '<resource href="index.html" adlcp:scormtype="sco"/></resources></manifest>'
    )
    with ZipFile(path, "w") as archive:
        for name, data in ({"index.html": "", "imsmanifest.xml": manifest} | members).items():
            archive.writestr(name, data)
    return path


def sent(client: Any, package: Path, name: str = "") -> Answer:
    path = f"{PORTAL}/upload/action/content/v3/upload/do_1"
    answer: Answer = client("POST", path, file=File(package, name, "data"))
    return answer


# --- fields and versions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Four"}, "name: should have 5 characters or more"),
        ({"name": "Rules & forms, in short"}, "name: characters that are not allowed: & ,"),
        ({"code": "12"}, "code must have 16 digits"),
        ({"status": "Live"}, "status is not allowed"),
        ({"contentType": "Course"}, "contentType must be Resource"),
        ({"language": ["Oriya"]}, "language: 'Oriya' is not one of the enum"),
        ({"license": "MIT"}, "license: 'MIT' is not one of the enum"),
        ({"duration": 60}, "duration: should be a string with a number of seconds"),
        ({"createdFor": []}, "createdFor is missing"),
    ],
)
def test_fields_of_a_new_content(client: Any, change: Any, said: str) -> None:
    answer = client("POST", f"{ACTION}/create", of(**RESOURCE | change))
    assert refusal(answer) == (400, "CLIENT_ERROR", [said])


def test_names_in_all_scripts_pass(client: Any) -> None:
    for n, name in enumerate(("सूचना का अधिकार", "தகவல் உரிமை", "معلومات کا حق", "ଶ୍ରେଣୀ ପାଠ")):
        client.make(RESOURCE | {"name": name, "identifier": f"do_9{n}"})


def test_an_identifier_is_given_once(client: Any) -> None:
    assert client.make(RESOURCE)["identifier"] == "do_1"
    again = client("POST", f"{ACTION}/create", of(**RESOURCE))
    assert refusal(again)[1] == "CONSTRAINT_VALIDATION_FAILED"


def test_the_version_key_of_contents_is_checked_and_that_of_courses_is_not(client: Any) -> None:
    key = client.make(RESOURCE)["versionKey"]
    path = f"{ACTION}/update/do_1"
    lacking = client("PATCH", path, of(name="Module one"))
    assert refusal(lacking) == (400, "ERR_INVALID_REQUEST", "Please Provide Version Key!")
    changed = client.result(client("PATCH", path, of(name="Module one", versionKey=key)))
    assert changed["versionKey"] != key
    stale = client("PATCH", path, of(name="Module two", versionKey=key))
    assert refusal(stale) == (400, "CLIENT_ERROR", "Invalid version Key")
    client.make(COURSE)
    client.result(client("PATCH", f"{ACTION}/update/do_2", of(name="A course")))


def test_competencies_are_those_of_its_own_framework(client: Any) -> None:
    path = f"{PORTAL}/framework/v1/read/kcmfinal_fw"
    categories = client.result(client("GET", path, role=""))["framework"]["categories"]
    terms = [one["terms"][0]["identifier"] for one in categories]
    names = ("competencyArea", "competencyTheme", "competencySubTheme")
    entry = {f"{name}Identifier": term for name, term in zip(names, terms, strict=True)}
    client.make(COURSE | {"competencies_v6": [entry]})
    wrong = entry | {"competencyThemeIdentifier": "kcmfinal_fw_theme_0"}
    said = refusal(client("PATCH", f"{ACTION}/update/do_2", of(competencies_v6=[wrong, entry] * 2)))
    assert [line.partition(":")[0] for line in said[2]] == ["competencies_v6"] * 4


# --- doors ---------------------------------------------------------------------------------------


def test_nobody_writes_without_a_token(client: Any) -> None:
    assert client("POST", f"{ACTION}/create", of(**RESOURCE), role="").status == 401
    assert client("GET", f"{ACTION}/read/do_1?mode=edit", role="").status == 401


def test_each_role_has_its_part(client: Any) -> None:
    assert refusal(client("POST", f"{ACTION}/create", of(**RESOURCE), role="reviewer"))[0] == 403
    client.make(RESOURCE)
    assert refusal(client("POST", f"{ACTION}/publish/do_1", of(), role="creator"))[0] == 403


def test_kong_wants_two_headers_and_no_content_type(client: Any) -> None:
    values = {key: value for key, value in RESOURCE.items() if key != "contentType"}
    token = {"x-authenticated-user-token": "creator-token-of-rehearsal"}
    both = token | {"Authorization": f"bearer {KEY}"}
    path = "/api/content/v2/create"
    assert client("POST", path, of(**values), role="", headers=token).status == 401
    client.result(client("POST", path, of(**values), role="", headers=both))
    refused = client("POST", path, of(**RESOURCE), role="", headers=both)
    assert refusal(refused)[2] == ["contentType cannot be set by user"]


# --- packages ------------------------------------------------------------------------------------


def test_a_package_is_taken(client: Any, package: Path) -> None:
    client.make(RESOURCE)
    assert client.result(sent(client, package))["artifactUrl"].endswith("/do_1_p.zip")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"a b.txt": ""}, "q.zip: error PKG009 'a b.txt' is not a name for a package"),
        ({"tool.php": ""}, "tool.php: blocked"),
    ],
)
def test_names_in_packages(client: Any, tmp_path: Path, members: dict[str, str], said: str) -> None:
    client.make(RESOURCE)
    status, code, messages = refusal(sent(client, packed(tmp_path / "q.zip", members)))
    assert (status, code) == (400, "ERR_INVALID_FILE")
    assert said in messages


def test_a_package_that_is_too_large(client: Any, package: Path) -> None:
    client.make(RESOURCE)
    client.world.upload_limit = 10
    assert refusal(sent(client, package))[:2] == (413, "ERR_REQUEST_TOO_LARGE")


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (None, "VALID"),
        ("<manifest/>", "INVALID"),
        ("<!DOCTYPE m><manifest/>", "INVALID"),
        (
            '<m><organizations/><resources><resource href="no.html"/></resources></m>',
            "INVALID",
        ),
        (
            '<m><organizations/><resources><resource href="index.html"/></resources></m>',
            "ENHANCED",
        ),
    ],
)
def test_scorm_validation(client: Any, tmp_path: Path, manifest: str | None, said: str) -> None:
    client.make(RESOURCE)
    client.make(COURSE)
    client.result(
        sent(client, packed(tmp_path / "r.zip", {"imsmanifest.xml": manifest} if manifest else {}))
    )
    hang(client, ["do_1"])
    body = {"request": {"contentId": "do_2", "resourceId": "do_1"}}
    path = f"{PORTAL}/scorm/v1"
    assert client.result(client("POST", f"{path}/status", body)) == {"resources": []}
    client.result(client("POST", f"{path}/validate", body))
    steps = [
        client.result(client("POST", f"{path}/status", body))["resources"][0]["status"]
        for _ in range(4)
    ]
    assert steps == ["STARTED", "IN_PROGRESS", said, said]


def hang(client: Any, children: list[str]) -> Any:
    tree = {"nodesModified": {}, "hierarchy": {"do_2": {"root": True, "children": children}}}
    body = {"request": {"data": tree}}
    return client.result(client("PATCH", f"{ACTION}/hierarchy/update", body))


# --- publishing ----------------------------------------------------------------------------------


def go_live(client: Any, name: str) -> None:
    client.result(client("POST", f"{ACTION}/review/{name}", of(reviewStatus="InReview")))
    read = client.result(client("GET", f"{ACTION}/read/{name}?mode=edit"))["content"]
    accepted = of(reviewStatus="Reviewed", versionKey=read["versionKey"])
    client.result(client("PATCH", f"{ACTION}/updateReviewStatus/{name}", accepted, "reviewer"))
    who = of(publisher="P", lastPublishedBy="u3")
    client.result(client("POST", f"{ACTION}/publish/{name}", who, "publisher"))


def statuses(client: Any, name: str, times: int) -> list[str]:
    path = f"{ACTION}/read/{name}?mode=edit"
    return [client.result(client("GET", path))["content"]["status"] for _ in range(times)]


def test_from_draft_to_live_and_on(client: Any, package: Path) -> None:
    client.make(RESOURCE)
    key = client.result(sent(client, package))["versionKey"]
    live = f"{ACTION}/read/do_1"
    assert client("GET", live, role="").status == 404
    go_live(client, "do_1")
    assert statuses(client, "do_1", 2) == ["Processing", "Live"]
    assert client.result(client("GET", live, role=""))["content"]["pkgVersion"] == 1
    key = client.result(client("GET", live))["content"]["versionKey"]
    client.result(client("PATCH", f"{ACTION}/update/do_1", of(versionKey=key, description="New")))
    assert statuses(client, "do_1", 1) == ["Draft"]
    assert "description" not in client.result(client("GET", live))["content"]
    assert client.world.counts["double-publish"] == 0


def test_publishing_twice_is_counted(client: Any, package: Path) -> None:
    client.make(RESOURCE)
    client.result(sent(client, package))
    go_live(client, "do_1")
    who = of(publisher="P", lastPublishedBy="u3")
    client("POST", f"{ACTION}/publish/do_1", who, "publisher")
    statuses(client, "do_1", 3)
    client("POST", f"{ACTION}/publish/do_1", who, "publisher")
    state = json.loads(client("GET", "/_state").data)
    assert state["counts"]["double-publish"] == 2


def test_a_course_before_its_children_fails(client: Any) -> None:
    client.make(COURSE)
    client.make(RESOURCE)
    hang(client, ["do_1"])
    go_live(client, "do_2")
    assert statuses(client, "do_2", 2) == ["Processing", "Failed"]
    read = client.result(client("GET", f"{ACTION}/read/do_2?mode=edit"))["content"]
    assert read["publishError"] == "children are not Live: do_1"


def test_languages_need_a_live_course_and_come_twice_if_asked_twice(
    client: Any, package: Path
) -> None:
    client.make(COURSE)
    client.make(RESOURCE)
    client.result(sent(client, package))
    hang(client, ["do_1"])
    wanted = of(
        sourceCollectionId="do_2",
        language=["Hindi"],
        createdBy="u1",
        createdFor=["o1"],
        organisation=["Org"],
    )
    path = f"{PORTAL}/content/v4/mlcreate"
    assert refusal(client("POST", path, wanted))[1] == "ERR_INVALID_CONTENT_STATUS"
    for name in ("do_1", "do_2"):
        go_live(client, name)
        statuses(client, name, 2)
    made = [client.result(client("POST", path, wanted))["content"]["Hindi"] for _ in "12"]
    assert made[0] != made[1]
    base = client.result(client("GET", f"{ACTION}/read/do_2"))["content"]
    assert base["languageMapV1"]["hindi"]["id"] == made[1]
    state = json.loads(client("GET", "/_state").data)
    assert state["duplicates"] == ["collection 1234567890123457 in Hindi (2)"]


def test_a_pre_signed_address_takes_a_file_and_no_token(client: Any, package: Path) -> None:
    client.make(RESOURCE)
    headers = {
        "Authorization": f"bearer {KEY}",
        "x-authenticated-user-token": "creator-token-of-rehearsal",
    }
    body = of(fileName="p.zip")
    path = "/api/content/v2/upload/url/do_1?type=artifact"
    url = client.result(client("POST", path, body, role="", headers=headers))["pre_signed_url"]
    url = url.removeprefix(client.url)
    assert client("PUT", url, file=File(package)).status == 400
    assert client("PUT", url, role="", file=File(package)).status == 200
    plain = client.url + url.partition("?")[0]
    done = client(
        "POST", "/api/content/v1/upload/do_1", of(fileUrl=plain), role="", headers=headers
    )
    assert client.result(done)["artifactUrl"].endswith("p.zip")

"""Competencies: read from what the platform answers, kept in snapshots, found by name and id."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathya.authoring import rules
from pathya.authoring.competencies import (
    competencies_v6,
    find_competency,
    place_of,
    places_of,
    search,
    spelt,
)
from pathya.authoring.course import Competency
from pathya.authoring.diagnostics import Where
from pathya.authoring.framework import (
    Framework,
    Node,
    Place,
    framework_parse,
    framework_read,
    framework_serialize,
)

REFERENCE = Path(__file__).parents[3] / "shared/data/igot/kcm"
SHIPPED = Path(__file__).parents[2] / "content/competencies/kcm-names-2026-11-22.csv"
AT = Where("course.yaml", 5)


def node(kind: str, name: str, number: int) -> Node:
    return Node(
        name, f"kcmfinal_fw_{kind}_uuid-{number}", f"COM{kind.upper()}-{number:06}", "What."
    )


FUNCTIONAL, BEHAVIOURAL = node("area", "Functional", 3), node("area", "Behavioural", 1)
OFFICE, ZEAL = node("theme", "Office Management", 7), node("theme", "Zeal", 8)
RECORDS = node("subtheme", "Record Keeping & Filing", 20)
OPTIONS = node("subtheme", "Goods / Works", 21)
SHARED = node("subtheme", "Listening Competency", 22)
FRAMEWORK: Framework = (
    Place(FUNCTIONAL, OFFICE, RECORDS),
    Place(FUNCTIONAL, OFFICE, OPTIONS),
    Place(FUNCTIONAL, OFFICE, SHARED),
    Place(BEHAVIOURAL, ZEAL, SHARED),
)


def term(one: Node, *below: Node) -> dict[str, Any]:
    """A term as the platform has it; its associations repeat, and some lead elsewhere."""
    links = [{"identifier": each.id, "name": each.name} for each in below]
    stray = [{"identifier": "kcmfinal_fw_theme_gone"}, None, {"name": "no id"}]
    return {
        "identifier": one.id,
        "name": one.name,
        "refId": one.ref,
        "description": one.description,
        "associations": [*links, *stray, *links],
        "status": "Live",
    }


def answer() -> dict[str, Any]:
    categories = [
        {"code": "competencyarea", "terms": [term(FUNCTIONAL, OFFICE), term(BEHAVIOURAL, ZEAL)]},
        {"code": "theme", "terms": [term(OFFICE, RECORDS, OPTIONS, SHARED), term(ZEAL, SHARED)]},
        {"code": "subtheme", "terms": [term(RECORDS), term(OPTIONS), term(SHARED)]},
    ]
    return {"result": {"framework": {"identifier": "kcmfinal_fw", "categories": categories}}}


# --- what the platform answers -------------------------------------------------------------------


def test_associations_that_repeat_give_each_place_once():
    assert framework_read(answer()) == FRAMEWORK


def test_properties_are_kept_as_they_are():
    written = answer()
    properties = {"timeStamp": 1724675757333, "displayName": "ज़ील"}
    written["result"]["framework"]["categories"][1]["terms"][1]["additionalProperties"] = properties
    read = framework_read(written)
    assert read is not None
    assert json.loads(read[3].theme.properties) == properties
    entry = competencies_v6(read, read[3].competency)
    assert entry["competencyThemeAdditionalProperties"] == properties


def test_an_id_may_be_a_bare_uuid_and_a_reference_may_be_missing():
    written = answer()
    subtheme = written["result"]["framework"]["categories"][2]["terms"][0]
    theme = written["result"]["framework"]["categories"][1]["terms"][0]
    subtheme["identifier"] = theme["associations"][0]["identifier"] = "35bf9d51-7299"
    theme["associations"] = theme["associations"][:1]
    del subtheme["refId"]
    read = framework_read(written)
    assert read is not None
    assert read[0].subtheme == replace(RECORDS, id="35bf9d51-7299", ref="")
    assert competencies_v6(read, read[0].competency)["competencySubThemeRefId"] == "35bf9d51-7299"


@pytest.mark.parametrize(
    "written",
    [
        None,
        [],
        "trouble",
        {},
        {"result": None},
        {"result": {"framework": []}},
        {"result": {"framework": {"categories": "none"}}},
        {"result": {"framework": {"categories": [None, 3, {"code": "theme"}]}}},
        {"result": {"framework": {"categories": [{"code": "competencyarea", "terms": [7]}]}}},
    ],
)
def test_what_is_no_framework_is_none(written):
    assert framework_read(written) is None


@given(st.data())
def test_no_broken_answer_stops_the_reading(data):
    written = answer()
    for _ in range(data.draw(st.integers(1, 4))):
        value: Any = written
        while isinstance(value, dict | list) and value:
            keys = list(value) if isinstance(value, dict) else range(len(value))
            key = data.draw(st.sampled_from(list(keys)))
            if data.draw(st.booleans()):
                value[key] = data.draw(st.sampled_from([None, 3, "x", [], {}, [[]], True]))
                break
            value = value[key]
    read = framework_read(copy.deepcopy(written))
    assert read is None or all(place.has_ids for place in read)


# --- snapshots -----------------------------------------------------------------------------------

NODES = st.builds(Node, *[st.text("aक्ष,\"'\n |;=", max_size=6)] * 4)


@given(st.lists(st.builds(Place, NODES, NODES, NODES), max_size=5))
def test_a_snapshot_keeps_everything(places):
    assert sorted(map(repr, framework_parse(framework_serialize(tuple(places))))) == sorted(
        map(repr, places)
    )


def test_the_shipped_snapshot_has_names_alone():
    shipped = framework_parse(SHIPPED.read_text("utf-8"))
    assert len(shipped) == 112
    assert {place.area.name for place in shipped} == {"Behavioural", "Functional"}
    assert not any(place.has_ids for place in shipped)
    for place in shipped:  # each can be named
        assert places_of(str(place.competency), shipped) == (place,)


# --- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Functional / Office Management / Record Keeping & Filing",
        "functional/office management/record keeping and filing",
        "Functional / Office Management Competency / Record-Keeping and Filing.",
        " FUNCTIONAL / Office_Management / Record Keeping & Filing ",
        "kcmfinal_fw_subtheme_uuid-20",
        "UUID-20",
        "COMSUBTHEME-000020",
        "comsubtheme-000020",
    ],
)
def test_a_competency_is_found_as_people_write_it(text):
    found, fault = find_competency(text, FRAMEWORK, AT)
    assert fault is None
    assert found == Competency("Functional", "Office Management", "Record Keeping & Filing")
    assert (found.id, found.where) == (RECORDS.id, AT)


def test_behavioral_is_behavioural_and_a_name_may_hold_the_sign_between_names():
    assert find_competency("Behavioral / Zeal / Listening", FRAMEWORK, AT)[1] is None
    found, _ = find_competency("Functional / Office Management / Goods / Works", FRAMEWORK, AT)
    assert found == Competency("Functional", "Office Management", "Goods / Works")


def test_a_subtheme_of_two_themes_is_not_found_by_its_id():
    found, fault = find_competency(SHARED.id, FRAMEWORK, AT)
    assert found is None
    assert fault is not None
    assert (fault.rule, fault.message) == (rules.CMP004, f"`{SHARED.id}` names 2 places")
    assert "Behavioural / Zeal / Listening Competency = " in fault.hint


def test_of_names_that_differ_in_signs_the_one_written_letter_for_letter_is_meant():
    other = replace(RECORDS, name="Record Keeping and Filing", id="x-9")
    twins = (*FRAMEWORK, Place(FUNCTIONAL, OFFICE, other))
    exact = "Functional / Office Management / Record Keeping and Filing"
    found, fault = find_competency(exact, twins, AT)
    assert (found.id if found else "", fault) == ("x-9", None)
    _, fault = find_competency(exact.upper(), twins, AT)
    assert fault is not None
    assert fault.rule is rules.CMP004


@pytest.mark.parametrize(
    ("text", "rule", "nearest"),
    [
        ("Office", rules.CMP001, "Functional / Office Management / Goods / Works"),
        ("Functional / Office / Record Keeping", rules.CMP002, "Record Keeping & Filing"),
        ("Functional / Ofice Managment / Recrod Keeping", rules.CMP002, "Record Keeping & Filing"),
        ("COMSUBTHEME-999999", rules.CMP001, "Write it as"),
        ("अ / ब / क", rules.CMP002, "pathya competencies search"),
        ("", rules.CMP001, "Write it as"),
    ],
)
def test_what_is_not_found_comes_with_the_nearest(text, rule, nearest):
    found, fault = find_competency(text, FRAMEWORK, AT)
    assert found is None
    assert fault is not None
    assert fault.rule is rule
    assert nearest in fault.hint


def test_names_of_other_scripts_keep_their_signs():
    assert spelt("कार्यात्मक / सूचना") != spelt("कार्यत्मक / सचना")
    assert spelt("A & B  (C)") == "a and b c"


def test_search_takes_words_and_their_beginnings_and_ids_of_all_levels():
    assert search("keep offi", FRAMEWORK) == FRAMEWORK[:1]
    assert search(OFFICE.id, FRAMEWORK) == FRAMEWORK[:3]
    assert search(BEHAVIOURAL.ref, FRAMEWORK) == FRAMEWORK[3:]
    assert search("… !", FRAMEWORK) == ()


@given(st.text())
def test_any_text_is_found_or_said(text):
    found, fault = find_competency(text, FRAMEWORK, AT)
    assert (found is None) != (fault is None)


# --- the platform's form -------------------------------------------------------------------------


def test_without_ids_there_is_no_tag():
    shipped = framework_parse(SHIPPED.read_text("utf-8"))
    assert competencies_v6(shipped, shipped[0].competency) == {}
    assert competencies_v6(FRAMEWORK, Competency("Functional", "Zeal", "Goods / Works")) == {}
    assert place_of(FRAMEWORK, Competency("", "", "")) is None


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the platform's samples are not at hand")
def test_an_entry_is_what_the_platform_has():
    samples = json.loads((REFERENCE / "competencies_v6_samples.json").read_text("utf-8"))
    wanted = samples["full_example_entry"]

    def of(kind: str) -> Node:
        more = wanted.get(f"{kind}AdditionalProperties")
        name, own, ref, told = (
            wanted[f"{kind}{key}"] for key in ("Name", "Identifier", "RefId", "Description")
        )
        return Node(name, own, ref, told, json.dumps(more) if more else "")

    place = Place(of("competencyArea"), of("competencyTheme"), of("competencySubTheme"))
    assert competencies_v6((place,), place.competency) == wanted

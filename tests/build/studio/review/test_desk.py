"""Catalogs on the disk while people, tools and authors change them."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pathya.build import catalogs
from pathya.build.cli.main import run
from pathya.build.files import write
from pathya.build.studio.review import desk as desk_module
from pathya.build.studio.review.checking import drafted, findings
from pathya.build.studio.review.desk import OPEN, Closed, open_catalog
from pathya.build.studio.review.edits import Refusal
from pathya.build.studio.review.listing import FILTERS, Asked, counts, listed, scopes
from pathya.build.studio.review.saving import STEPS, Done, undo
from pathya.build.studio.review.showing import described
from pathya.build.studio.review.suggestions import Offer, Sources, asked, offers
from pathya.locales.catalog import State, Suggestion
from pathya.locales.xliff_write import xliff_serialize

ASHA, RAVI, TODAY = "Asha Rao", "Ravi Das", "2026-11-22"
NOTE, NOTED = "Note the date.", ("तारीख लिखें।",)


def test_a_catalog_is_read_once_for_as_long_as_nothing_changes(office: Any) -> None:
    office.drafted(NOTE, NOTED)
    first = office.opened()
    assert office.opened() is first
    office.drafted(NOTE, ("दिनांक लिखें।",))
    assert office.opened() is not first
    assert office.entry(NOTE).target == ("दिनांक लिखें।",)


def test_an_author_changes_the_course(office: Any) -> None:
    office.do("save", office.entry("Apply for"), ("आवेदन ", 1, "छुट्टी", -1, " ", 2, "यहाँ", -2))
    lesson = Path("content/courses/leave-rules/01-start/02-leave.md")
    before = lesson.read_text()
    lesson.write_text(before.replace("Apply for", "Please apply for"))
    entry = office.entry("Please apply for")
    assert entry.state is State.FUZZY
    assert described(office.opened(), entry)["previous"][0][0] == "-"
    lesson.write_text("::: nothing\n")  # a fault in mid-edit keeps nobody from translating
    assert office.entry("Please apply for") == entry


@pytest.mark.parametrize(
    ("course", "tag", "why"),
    [
        ("../leave-rules", "hi", "no such"),
        ("leave-rules", "../hi", "no such"),
        ("leave-rules", "en", "no catalog of its own in English"),
        ("leave-rules", "kok-Knda", "no catalog of its own"),
        ("leave-rules", "en-XA", "no catalog of its own"),
    ],
)
def test_what_cannot_be_opened(office: Any, course: str, tag: str, why: str) -> None:
    closed = open_catalog(office.desk, course, tag)
    assert isinstance(closed, Closed)
    assert why in closed.message


def test_a_damaged_catalog_stays_as_it_is(office: Any) -> None:
    office.drafted(NOTE, NOTED)
    entry, data = office.entry(NOTE), office.file.read_bytes().replace(b"</xliff>", b"")
    office.file.write_bytes(data)
    closed = office.do("save", entry)
    assert isinstance(closed, Closed)
    assert [one.rule.code for one in closed.found] == ["CAT001"]
    assert office.file.read_bytes() == data


def test_a_full_disk_loses_nothing_that_moves(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put aside, and what comes back, is in one of the two files at each moment."""
    words, made = "The public", ("लोक प्राधिकरण के पास 30 दिन हैं।",)
    office.do("save", office.entry(words), made)
    lesson = Path("content/courses/leave-rules/01-start/02-leave.md")
    before = lesson.read_text()
    for text in (before.replace("The public authority has 30 days.", ""), before):
        lesson.write_text(text)
        for room in range(4):  # for so many files
            monkeypatch.setattr(catalogs, "write", full_after(room))
            with suppress(OSError):
                office.do("save", office.entry(NOTE), (f"तारीख {room} लिखें।",))
            found = b"".join(path.read_bytes() for path in office.file.parent.iterdir())
            assert made[0].encode() in found
    assert office.on_disk(words).target == made
    assert made[0] not in office.file.with_name("leave-rules.obsolete.xlf").read_text()


def full_after(files: int) -> Callable[[Path, Any], None]:
    """Write so many files; then the disk is full."""
    room = iter(range(files))

    def write_if_there_is_room(path: Path, fill: Any) -> None:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, fill)

    return write_if_there_is_room


# --- saving --------------------------------------------------------------------------------------


def test_a_save_is_on_the_disk_and_in_memory_alike(office: Any) -> None:
    done = office.do("save", office.entry(NOTE), NOTED)
    assert isinstance(done, Done)
    assert done.changed == (office.entry(NOTE).id,)
    saved = office.on_disk(NOTE)
    assert (saved.target, saved.state, saved.by, saved.date) == (
        *(NOTED, State.TRANSLATED),
        *(ASHA, TODAY),
    )
    assert office.opened() is done.opened
    reread = replace(office, desk=desk_module.Desk(office.project)).opened()
    assert reread.entries == done.opened.entries
    assert isinstance(office.do("sign-off", office.entry(NOTE), by=RAVI), Done)
    signed = office.on_disk(NOTE)
    assert (signed.state, signed.by, signed.reviewer) == (State.SIGNED_OFF, ASHA, RAVI)


def test_what_others_saved_meanwhile_stays(office: Any) -> None:
    seen = office.entry(NOTE), office.entry("The public authority")
    office.drafted("Welcome", ("स्वागत",))
    assert isinstance(office.do("save", seen[0], NOTED), Done)
    assert isinstance(office.do("save", seen[1], ("लोक प्राधिकरण के पास 30 दिन हैं।",), RAVI), Done)
    assert office.on_disk("Welcome").target == ("स्वागत",)
    assert office.on_disk(NOTE).by == ASHA
    assert office.on_disk("The public").by == RAVI


def test_of_two_who_change_one_text_the_second_is_asked(office: Any) -> None:
    seen = office.entry(NOTE)
    office.do("save", seen, NOTED)
    before = office.file.read_bytes()
    refused = office.do("save", seen, ("दिनांक लिखें।",), RAVI)
    assert isinstance(refused, Refusal)
    assert refused.kind == "conflict"
    assert office.file.read_bytes() == before
    assert isinstance(office.do("save", seen, NOTED, RAVI), Done)  # the same words: agreed
    assert office.on_disk(NOTE).by == ASHA
    assert isinstance(office.do("save", office.entry(NOTE), ("दिनांक लिखें।",), RAVI), Done)


def test_a_text_that_is_gone_is_told_of(office: Any) -> None:
    seen = office.entry(NOTE)
    lesson = Path("content/courses/leave-rules/01-start/02-leave.md")
    lesson.write_text(lesson.read_text().replace("Note the date.", "Write it down."))
    refused = office.do("save", seen, NOTED)
    assert isinstance(refused, Refusal)
    assert refused.kind == "gone"
    assert not office.file.exists()


def test_who_writes_the_file_in_the_last_moment_is_not_overwritten(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drafted("Welcome", ("नमस्ते",))
    seen = office.entry(NOTE)
    meddled: list[bool] = []

    def meddle(catalog: Any) -> bytes:
        data = xliff_serialize(catalog)
        if not meddled:
            meddled.append(True)
            other = office.file.with_name("other")
            other.write_bytes(office.file.read_bytes().replace("नमस्ते".encode(), "स्वागत".encode()))
            other.replace(office.file)
        return data

    monkeypatch.setattr(catalogs, "xliff_serialize", meddle)
    assert isinstance(office.do("save", seen, NOTED), Done)
    assert office.on_disk("Welcome").target == ("स्वागत",)
    assert office.on_disk(NOTE).target == NOTED
    assert [one.name for one in office.file.parent.iterdir()] == [office.file.name]


def test_who_writes_right_after_us_is_seen(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    office.drafted("Welcome", ("नमस्ते",))
    seen = office.entry(NOTE)

    def save(*how: Any) -> bool:
        saved = catalogs.save_catalogs(*how)
        data = office.file.read_bytes().replace("नमस्ते".encode(), "स्वागत".encode())
        office.file.write_bytes(data)
        return saved

    monkeypatch.setattr(desk_module, "save_catalogs", save)
    assert isinstance(office.do("save", seen, NOTED), Done)
    assert office.entry("Welcome").target == ("स्वागत",)
    assert office.entry(NOTE).target == NOTED


def test_many_at_once_lose_nothing(office: Any) -> None:
    entries = list(office.opened().entries.values())
    others = desk_module.Desk(office.project)  # as another process has one of its own
    said: list[object] = []

    def work(number: int, desk: Any) -> None:
        mine = replace(office, desk=desk)
        text = (f"पाठ {number}",)
        said.extend(mine.do("save", entry, text, f"P{number}") for entry in entries[number::4])

    desks = (office.desk, office.desk, others, others)
    threads = [threading.Thread(target=work, args=one) for one in enumerate(desks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(one, Done) for one in said), said
    for number in range(4):
        for entry in entries[number::4]:
            assert office.opened().entries[entry.id].target == (f"पाठ {number}",)
    assert office.on_disk(NOTE).target in {(f"पाठ {n}",) for n in range(4)}


def test_only_so_many_catalogs_stay_in_memory(office: Any) -> None:
    tags = ("hi", "ur", "ta", "bn", "or", "kn", "ml", "te", "gu", "pa")
    for tag in tags:
        open_catalog(office.desk, "leave-rules", tag)
    held = [place for place in office.desk._places.values() if place.opened]
    assert len(held) == OPEN < len(tags)


# --- equal texts, undo ---------------------------------------------------------------------------


def test_equal_texts_are_given_the_same_translation(office: Any) -> None:
    office.written({"state": State.TRANSLATED, "by": RAVI}, "Note the", ("यह बना रहे।",), 1)
    lesson = Path("content/courses/leave-rules/01-start/03-more.md")
    lesson.write_text("# More\n\nNote the date.\n\nNote the date.\n")
    seen = office.entry(NOTE)
    assert described(office.opened(), seen)["twins"] == {"all": 3, "open": 2}
    done = office.do("save", seen, NOTED, everywhere=True)
    assert isinstance(done, Done)
    assert len(done.changed) == 3
    targets = [one.target for one in office.opened().entries.values() if one.source == (NOTE,)]
    assert targets == [NOTED, ("यह बना रहे।",), NOTED, NOTED]
    assert isinstance(undo(office.desk, office.history, ASHA, office.key), Done)
    targets = [one.target for one in office.opened().entries.values() if one.source == (NOTE,)]
    assert targets == [(), ("यह बना रहे।",), (), ()]


def test_undo_goes_back_step_by_step_and_never_over_others(office: Any) -> None:
    office.drafted(NOTE, ("तारीख लिखना।",))
    drafted_ = office.entry(NOTE)
    office.do("save", drafted_, NOTED)
    office.do("send-back", office.entry(NOTE), remark="Which date?")
    assert isinstance(undo(office.desk, office.history, ASHA, office.key), Done)
    assert (office.on_disk(NOTE).state, office.on_disk(NOTE).remarks) == (State.TRANSLATED, ())
    office.do("remark", office.entry(NOTE), by=RAVI, remark="Good.")
    assert isinstance(undo(office.desk, office.history, ASHA, office.key), Done)
    assert office.on_disk(NOTE) == replace(drafted_, remarks=((RAVI, "Good."),))
    nothing = undo(office.desk, office.history, ASHA, office.key)
    assert nothing == Refusal("There is nothing to undo.")
    office.do("save", office.entry(NOTE), NOTED)
    office.do("save", office.entry(NOTE), ("दिनांक लिखें।",), RAVI)
    assert isinstance(undo(office.desk, office.history, ASHA, office.key), Refusal)
    assert office.on_disk(NOTE).by == RAVI


def test_a_step_that_could_not_be_undone_can_be_later(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.do("save", office.entry(NOTE), NOTED)
    office.do("save", office.entry("Leave"), ("छुट्टी",))
    with monkeypatch.context() as full:
        full.setattr(catalogs, "write", full_after(0))
        with pytest.raises(OSError, match="No space"):
            undo(office.desk, office.history, ASHA, office.key)
    data = office.file.read_bytes()
    office.file.write_bytes(b"")
    assert isinstance(undo(office.desk, office.history, ASHA, office.key), Closed)
    office.file.write_bytes(data)
    assert isinstance(undo(office.desk, office.history, ASHA, office.key), Done)
    assert (office.entry("Leave").target, office.entry(NOTE).target) == ((), NOTED)


def test_steps_are_forgotten_in_time(office: Any) -> None:
    for n in range(STEPS + 5):
        office.history.add("a", desk_module_step(office, n))
    assert len(office.history._steps["a"]) == STEPS


def desk_module_step(office: Any, n: int) -> Any:
    from pathya.build.studio.review.saving import _Step  # noqa: PLC0415

    return _Step(office.key, {}, {f"{n}": office.entry(NOTE)})


# --- what is shown -------------------------------------------------------------------------------


def test_lists_are_filtered(office: Any) -> None:
    office.drafted(NOTE, NOTED)
    office.do("save", office.entry(NOTE, 1), ("तारीख लिखो।",))
    office.do("save", office.entry("The public"), ("सरकार के पास 30 दिन हैं।",))
    office.do("remark", office.entry("The public"), remark="लोक प्राधिकरण?")
    sizes = {name: len(listed(office.opened(), Asked(name))) for name in FILTERS}
    total = len(office.opened().entries)
    assert sizes == {
        "all": total,
        "todo": total - 2,
        "changed": 0,
        "machine": 1,
        "review": 2,
        "failing": 3,  # two that differ, and the term
        "remarks": 1,
    }
    for text in ("प्राधिकरण?", "PUBLIC authority", office.entry("The public").id, "सरकार"):
        assert listed(office.opened(), Asked(text=text)) == (office.entry("The public").id,)
    assert len(listed(office.opened(), Asked(scope="leave"))) == 5
    parts = {part["id"]: part for part in scopes(office.opened())}
    assert parts["leave"] == {"id": "leave", "title": "Leave", "open": 3}
    assert parts["start"]["title"] == "Start"
    assert counts(office.opened())["translated"] == 2


def test_terms_are_shown_in_their_places(office: Any) -> None:
    shown = described(office.opened(), office.entry("The public"))
    (term,) = shown["terms"]
    assert "The public authority has 30 days."[term["start"] : term["end"]] == "public authority"
    assert term["renderings"] == [{"text": "लोक प्राधिकरण", "status": "preferred", "reviewed": ""}]
    assert shown["where"]["line"] == 7
    assert described(office.opened(), office.entry("Apply"))["codes"] == [
        {"n": 1, "kind": "bold", "alone": False},
        {"n": 2, "kind": "link", "alone": False},
    ]


def test_checks_are_those_of_the_command_line(office: Any, capsys: Any) -> None:
    office.do("save", office.entry(NOTE), ("तारीख  लिखें.",))
    office.do("save", office.entry(NOTE, 1), NOTED)
    office.do("save", office.entry("The public"), ("सरकार के पास 20 दिन हैं।",))
    office.do("save", office.entry("Apply"), ("आवेदन करें।",))  # kept as fuzzy
    opened = office.opened()
    here = {
        f"{one.rule.severity} {one.rule.code} {one.message}"
        for entry in opened.entries.values()
        for one in findings(opened, entry)
    }
    capsys.readouterr()
    run(["check", "leave-rules", "-l", "hi"])
    said = capsys.readouterr().out.splitlines()
    there = {line.partition(": ")[2] for line in said if "/hi/leave-rules.xlf:" in line}
    twice = {line for line in here - there if "LNG021" in line}  # told at both of the two texts
    assert here - twice == there
    assert (len(twice), len(there)) == (1, 6)


def test_what_is_typed_is_checked_as_if_it_were_saved(office: Any) -> None:
    entry = office.entry("Apply")
    unit = office.opened().course.units[entry.id]
    lost = drafted(office.opened(), unit, entry, ("आवेदन करें।",))
    assert [one.rule.code for one in lost][:2] == ["TRN001", "TRN002"]
    office.do("save", office.entry(NOTE), NOTED)
    other = office.entry(NOTE, 1)
    found = drafted(
        office.opened(), office.opened().course.units[other.id], other, ("तारीख लिखो।",)
    )
    assert [one.rule.code for one in found] == ["LNG021"]


def test_suggestions_say_where_they_are_from(office: Any) -> None:
    office.do("save", office.entry(NOTE), NOTED)
    office.do("save", office.entry("The public"), ("लोक प्राधिकरण के पास 30 दिन हैं।",))
    course = Path("content/courses/leave-rules")
    (course / "01-start/03-more.md").write_text("# More\n\nThe public authority has 45 days.\n")
    offer = Suggestion(("कोई",), "LibreTranslate")
    office.written({"state": State.NEW, "suggestions": (offer,)}, "Welcome", ())
    sources = Sources(office.project)
    assert offers(sources, office.opened(), office.entry(NOTE)) == ()
    (same,) = offers(sources, office.opened(), office.entry(NOTE, 1))
    assert same == Offer(NOTED, f"hi/leave-rules · {office.entry(NOTE).id}", 100, "translated")
    (alike,) = offers(sources, office.opened(), office.entry("The public", 1))
    assert (alike.origin, alike.state) == ("locales/catalogs/hi/leave-rules.xlf", "translated")
    assert 80 < alike.score < 100
    assert ("-", ("30",)) in alike.differs
    assert offers(sources, office.opened(), office.entry("Welcome")) == (
        Offer(("कोई",), "LibreTranslate", 0),
    )


def test_an_engine_is_asked_when_somebody_wants_it(office: Any, serve: Any) -> None:
    service = serve(translate=str.upper)
    engines = {"default": "libretranslate", "libretranslate": {"url": service.address}}
    settings = replace(office.project.settings, engines=engines)
    sources = Sources(replace(office.project, settings=settings))
    made = asked(sources, office.opened(), office.entry(NOTE))
    assert made == Offer(("NOTE THE DATE.",), "LibreTranslate", 0, "machine")
    assert len(service.asked) > 0

"""`pathya check --target`: targets, explanations, waivers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pathya.authoring.diagnostics import Where
from pathya.build.checks import check_courses
from pathya.build.cli.main import DONE, ERRORS, run
from pathya.build.gates import KNOWN
from pathya.build.project import course_folders, read_project
from pathya.exporters.gates.states import check_states
from pathya.exporters.gates.targets import TARGETS, check_source, judge, waivable

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 22)
CATALOG = Where("locales/catalogs/hi/gated.xlf")
COURSE_YAML, RECORDS, FINAL = "course.yaml", "01-start/01-records.md", "assessment.md"


def test_targets_ask_for_known_rules_and_differ_in_what_they_refuse(lay, edition):
    for target in TARGETS.values():
        assert target.asks.keys() <= KNOWN.keys()
        assert target.firm <= target.asks.keys()
    course = lay(FINAL, ":objective: o1", ":objective: o2")
    found = (*check_source(course, ()), *check_states(edition(course, "hi"), {}, CATALOG))
    igot, scorm = (judge(found, TARGETS[name]) for name in ("igot", "scorm"))
    assert [(one.rule.code, one.rule.severity) for one in igot] == [
        ("ASM005", "error"),
        ("IGT002", "error"),
        ("IGT002", "error"),
        ("CAT011", "error"),
        ("CAT012", "info"),
    ]
    assert [(one.rule.code, one.rule.severity) for one in scorm] == [
        ("ASM005", "warning"),
        ("CAT011", "warning"),
        ("CAT012", "info"),
    ]


def test_what_stops_a_build_or_gains_nothing_cannot_be_waived():
    igot = waivable(KNOWN, TARGETS["igot"])
    assert {"ACC004", "DIR006", "ASM005", "IGT004", "LNG001"} <= igot
    assert not {"SRC001", "QST005", "PKG003", "IGT002", "CAT011"} & igot
    assert "CAT011" in waivable(KNOWN, TARGETS["scorm"])


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content/courses/gated" / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_course_passes_with_its_packages(project, capsys):
    for target in ("igot", "scorm"):
        assert run(["check", "--target", target, "-l", "en"]) == DONE
        assert capsys.readouterr().out == "0 errors, 0 warnings, 0 info\n"


def test_a_finding_is_explained(project, capsys):
    change(project, FINAL, ":objective: o1", ":objective: o2")
    assert run(["check", "-l", "en"]) == DONE
    capsys.readouterr()
    assert run(["check", "--target", "igot", "-l", "en"]) == ERRORS
    assert capsys.readouterr().out == (
        "ASM005 An objective is not assessed.\n"
        "    Credit is given for it, and nobody has asked whether it was reached. "
        "(iGOT Karmayogi, Content Framework & Quality Assurance)\n\n"
        "content/courses/gated/course.yaml:9: error ASM005 no question asks for objective o1\n"
        "    Write one into assessment.md, or give it this objective.\n"
        "1 error, 0 warnings, 0 info\n"
    )


def test_a_translation_that_is_not_signed_off_stops_igot_alone(project, capsys):
    assert run(["check", "--target", "igot"]) == ERRORS
    said = "locales/catalogs/hi/gated.xlf: error CAT011 "
    assert said in capsys.readouterr().out
    assert run(["check", "--target", "scorm"]) == DONE
    assert said.replace("error", "warning") in capsys.readouterr().out


def test_a_waiver_is_applied_to_its_file_and_told(project, capsys):
    change(project, RECORDS, "[arrives]", "[here]")
    waiver = "{rule: ACC004, where: 01-start/01-records.md, reason: As printed, until: %s}"
    for until, code in (("9999-12-31", DONE), ("2026-01-31", ERRORS)):
        change(project, COURSE_YAML, "image:", f"waivers: [{waiver % until}]\nimage:")
        assert run(["check", "--target", "igot", "-l", "en"]) == code
        out = capsys.readouterr().out
        assert ("info WVR001 ACC004 the link says `here`" in out) == (code == DONE)
        assert ("error WVR002 the waiver of ACC004 ended" in out) == (code == ERRORS)
        assert ("warning ACC004" in out) == (code == ERRORS)
        change(project, COURSE_YAML, f"waivers: [{waiver % until}]\n", "")


def test_a_waiver_that_waives_nothing_is_told_when_its_rule_was_asked_for(project, capsys):
    row = "{rule: IGT004, where: course.yaml, reason: As printed, until: 9999-12-31}"
    change(project, COURSE_YAML, "image:", f"waivers: [{row}]\nimage:")
    for target, idle in (("igot", True), ("scorm", False)):
        run(["check", "--target", target])
        assert ("WVR003 nothing of IGT004" in capsys.readouterr().out) == idle
    run(["check", "--target", "igot", "-l", "en"])  # another language may need it
    assert "WVR003" not in capsys.readouterr().out


def test_a_firm_rule_is_not_waived(project, capsys):
    row = "{rule: CAT011, where: hi/gated.xlf, reason: No time, until: 9999-12-31}"
    change(project, COURSE_YAML, "image:", f"waivers: [{row}]\nimage:")
    assert run(["check", "--target", "igot"]) == ERRORS
    out = capsys.readouterr().out
    assert "error WVR004 CAT011 cannot be waived" in out
    assert "gated.xlf: error CAT011" in out


def test_our_courses_lack_sign_offs_and_ids_alone():
    project, _ = read_project(ROOT)
    assert project is not None
    folders = course_folders(project)
    found = tuple(check_courses(project, folders, (), TODAY, TARGETS["igot"]))
    assert {one.rule.code for one in found if one.rule.severity == "error"} == {"CAT011", "IGT002"}
    # What a native question set changes of the assessments is known, and said.
    warned = {one.rule.code for one in found if one.rule.severity == "warning"}
    assert warned == {"QSE002", "QSE013", "QSE015"}

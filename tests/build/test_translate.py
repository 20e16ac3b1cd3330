"""`pathya translate`: with engines that are really asked, stopped half-way, and run again."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pathya.authoring.course import plain
from pathya.build.cli.main import DONE, ERRORS, UNFINISHED, run
from pathya.locales.catalog import Catalog, Entry, State, settled
from pathya.locales.engines.protocol import Engine
from pathya.locales.languages import Language
from pathya.locales.xliff import xliff_parse
from pathya.locales.xliff_write import xliff_serialize

Serve = Callable[..., Any]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the course that `pathya new` writes, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert run(["new", "leave-rules"]) == DONE
    return tmp_path


def settle(project: Path, engines: str) -> None:
    (project / "pathya.toml").write_text(f'languages = ["hi", "ur", "ta"]\n[engines]\n{engines}\n')


def served(project: Path, service: Any) -> None:
    settle(project, f'default = "libretranslate"\nlibretranslate.url = "{service.address}"')


def file_of(project: Path, tag: str, course: str = "leave-rules") -> Path:
    return project / f"locales/catalogs/{tag}/{course}.xlf"


def catalog_of(project: Path, tag: str, course: str = "leave-rules") -> Catalog:
    catalog, found = xliff_parse(file_of(project, tag, course).read_bytes(), "")
    assert catalog is not None
    assert found == ()
    return catalog


def states(catalog: Catalog) -> Mapping[tuple[State, str], int]:
    return Counter((entry.state, entry.by) for entry in catalog.entries.values())


def asked(service: Any) -> list[str]:
    return [text for _, _, body in service.asked for text in body["q"]]


def test_a_course_is_drafted_once(project: Path, serve: Serve, capsys: Any) -> None:
    service = serve(translate=str.upper)
    served(project, service)
    assert run(["translate", "-l", "hi"]) == DONE
    catalog = catalog_of(project, "hi")
    total = len(catalog.entries)
    assert states(catalog) == {(State.MACHINE, "LibreTranslate"): total}
    assert f"leave-rules              hi       {total} machine\n" in capsys.readouterr().out
    code = next(entry for entry in catalog.entries.values() if entry.kinds == ("x-code",))
    assert code.target == ("YES. EVERY LESSON REFERS TO THEM AS ", 1, "media/…", -1, ".")
    calls, written = len(service.asked), file_of(project, "hi").read_bytes()
    assert len(asked(service)) == len(set(asked(service)))
    assert run(["translate", "-l", "hi"]) == DONE
    assert (len(service.asked), file_of(project, "hi").read_bytes()) == (calls, written)
    assert run(["catalog", "update", "-l", "hi"]) == DONE
    assert file_of(project, "hi").read_bytes() == written


def test_it_goes_on_where_it_stopped(
    project: Path, serve: Serve, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathya.build.translate.AT_ONCE", 5)
    service = serve(faults=["", "", "400"])
    served(project, service)
    assert run(["translate", "-l", "hi"]) == UNFINISHED
    catalog = catalog_of(project, "hi")
    counts = states(catalog)
    done = counts[State.MACHINE, "LibreTranslate"]
    assert 5 <= done < len(catalog.entries)
    assert counts == {
        (State.MACHINE, "LibreTranslate"): done,
        (State.NEW, ""): counts[State.NEW, ""],
    }
    said = capsys.readouterr().out
    assert "pathya.toml: error ENG003 LibreTranslate refuses: trouble 400" in said
    assert "words left for LibreTranslate" in said
    before = len(service.asked)
    assert run(["translate", "-l", "hi"]) == DONE
    catalog = catalog_of(project, "hi")
    assert states(catalog) == {(State.MACHINE, "LibreTranslate"): len(catalog.entries)}
    texts = [body["q"] for _, _, body in service.asked]
    answered, later = {*texts[0], *texts[1]}, {text for some in texts[before:] for text in some}
    assert answered & later == set()


def test_ctrl_c_loses_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathya.build.translate.AT_ONCE", 5)
    calls = iter(range(2))

    def say(texts: tuple[str, ...], _: Language, __: Language) -> tuple[str, ...]:
        if next(calls):
            raise KeyboardInterrupt
        return texts

    engine = Engine("E", say, lambda one: one.tag)
    monkeypatch.setattr("pathya.build.engines.open_engine", lambda *_: engine)
    assert run(["translate", "-l", "hi", "--engine", "ct2"]) == UNFINISHED
    assert states(catalog_of(project, "hi"))[State.MACHINE, "E"] == 5


def test_a_dry_run_asks_nobody_and_writes_nothing(project: Path, serve: Serve, capsys: Any) -> None:
    service = serve()
    served(project, service)
    before = sorted(project.rglob("*"))
    assert run(["translate", "--dry-run"]) == DONE
    assert service.asked == []
    made = set(project.rglob("*")) - set(before)
    assert {path.relative_to(project).parts[0] for path in made} <= {".pathya"}
    lines = capsys.readouterr().out.splitlines()
    shown = [line for line in lines if line.startswith("leave-rules ")]
    assert [line.split()[1] for line in shown] == ["hi", "ur", "ta"]
    assert ["words left for LibreTranslate" in line for line in shown] == [True, True, False]
    assert shown[2].endswith(" new; no engine")


def test_a_persons_work_is_not_touched(project: Path, serve: Serve) -> None:
    assert run(["catalog", "update", "-l", "hi"]) == DONE
    catalog = catalog_of(project, "hi")
    names = list(catalog.entries)[:3]
    mine = [
        replace(catalog.entries[name], target=("मेरा",), state=state, by="Asha", date="2026-11-01")
        for name, state in zip(
            names, (State.TRANSLATED, State.SIGNED_OFF, State.FUZZY), strict=True
        )
    ]
    entries = {**catalog.entries, **{entry.id: settled(entry) for entry in mine}}
    file_of(project, "hi").write_bytes(xliff_serialize(replace(catalog, entries=entries)))
    served(project, serve())
    assert run(["translate", "-l", "hi"]) == DONE
    after = catalog_of(project, "hi").entries
    assert [after[name] for name in names] == [settled(entry) for entry in mine]
    assert {entry.state for name, entry in after.items() if name not in names} == {State.MACHINE}


def test_terms_of_the_project_are_kept(project: Path, serve: Serve) -> None:
    terms = project / "locales/terms"
    terms.mkdir(parents=True)
    rows = (
        "id,term,domain,note,keep\nfolder,media folder,,,\nplain,pictures,,,\nname,Markdown,,,yes\n"
    )
    (terms / "terms.csv").write_text(rows, "utf-8")
    said = "id,term,status,reviewed\nfolder,मीडिया फ़ोल्डर,preferred,\nplain,चित्र,preferred,\n"
    (terms / "hi.csv").write_text(said, "utf-8")
    served(project, serve(translate=str.lower))
    assert run(["translate", "-l", "hi"]) == DONE
    found = {entry.source: entry.target for entry in catalog_of(project, "hi").entries.values()}
    source = ("In the media folder of the course",)
    assert found[source] == ("in the मीडिया फ़ोल्डर of the course",)
    assert found["Where do pictures lie?",] == ("where do pictures lie?",)
    kept = [plain(target) for source, target in found.items() if "Markdown" in plain(source)]
    assert kept
    assert all("Markdown" in one for one in kept)


def test_with_faulty_terms_nothing_is_drafted(project: Path, capsys: Any) -> None:
    (project / "locales/terms").mkdir(parents=True)
    (project / "locales/terms/terms.csv").write_text("term\nRTI\n", "utf-8")
    assert run(["translate", "-l", "hi"]) == ERRORS
    assert "locales/terms/terms.csv:1: error TRM001" in capsys.readouterr().out
    assert not file_of(project, "hi").exists()


def test_another_course_says_the_same(project: Path) -> None:
    assert run(["catalog", "update", "-l", "hi"]) == DONE
    catalog = catalog_of(project, "hi")
    entries = {
        name: replace(entry, target=entry.source, state=State.TRANSLATED, by="Asha")
        for name, entry in catalog.entries.items()
    }
    file_of(project, "hi").write_bytes(xliff_serialize(replace(catalog, entries=entries)))
    assert run(["new", "leave-forms"]) == DONE
    assert run(["translate", "leave-forms", "-l", "hi"]) == DONE
    other = catalog_of(project, "hi", "leave-forms")
    by_state = Counter(entry.state for entry in other.entries.values())
    assert by_state[State.MEMORY] > len(other.entries) * 0.8
    assert by_state.keys() <= {State.MEMORY, State.NEW}
    told = {entry.by for entry in other.entries.values() if entry.by}
    origin = "locales/catalogs/hi/leave-rules.xlf"
    assert told == {f"memory 100%: {origin}", f"memory 101%: {origin}"}


def test_a_model_on_this_machine(project: Path, tiny_models: ModuleType) -> None:
    tiny_models.save_argos(project / "models", "en", "ur", {"Questions": "سوالات"})
    settle(project, 'ur = "ct2"\nct2.model = "models"')
    assert run(["translate", "-l", "ur"]) == DONE
    found = {entry.source: entry for entry in catalog_of(project, "ur").entries.values()}
    draft: Entry = found["Questions",]
    assert (draft.target, draft.state, draft.by) == (("سوالات",), State.MACHINE, "CTranslate2")


@pytest.mark.parametrize(
    ("engines", "tag", "code", "said"),
    [
        ('hi = "bhashini"', "hi", ERRORS, "pathya.toml: error ENG001 Bhashini has no key"),
        ('default = "ct2"', "hi", ERRORS, "pathya.toml: error ENG001 CTranslate2 has no model"),
        (
            'ta = "libretranslate"\nlibretranslate.url = "http://127.0.0.1:9"',
            *("ta", ERRORS, "pathya.toml: error ENG002 LibreTranslate does not know Tamil"),
        ),
        (
            'default = "libretranslate"\nlibretranslate.url = "http://127.0.0.1:9"',
            *("ta", DONE, "no engine"),
        ),
        ('ct2 = "x"', "hi", ERRORS, "pathya.toml: error PRJ003 `ct2` in [engines] is not a table"),
    ],
)
def test_what_is_lacking_is_said_once(
    engines: str, tag: str, code: int, said: str, project: Path, capsys: Any
) -> None:
    assert run(["new", "leave-forms"]) == DONE
    settle(project, engines)
    assert run(["translate", "-l", tag]) == code
    told, hint = capsys.readouterr()
    assert said in told
    assert ("name one with --engine" in hint) == (code == DONE)
    assert told.count(" error ") == (code == ERRORS)


def test_a_pseudo_locale_is_built_and_has_no_catalog(project: Path, capsys: Any) -> None:
    assert run(["build", "-l", "en-XA", "-f", "web"]) == DONE
    assert "leave-rules              en-XA" in capsys.readouterr().out
    with zipfile.ZipFile(project / "dist/leave-rules/leave-rules-en-XA-web.zip") as archive:
        page = archive.read("index.html").decode()
    assert '<html lang="en-XA" dir="ltr"' in page
    assert "[Whééréé ðöö þîîçtûûréés lîé?]" in page
    for command in ("check", "catalog update", "catalog status", "translate --engine pseudo"):
        assert run([*command.split(), "-l", "en-XA", "-l", "ar-XB"]) == DONE
    assert "0 errors, 0 warnings, 0 info" in capsys.readouterr().out
    assert not (project / "locales").exists()


def test_what_people_do_meanwhile_stays(project: Path, serve: Serve) -> None:
    """An engine takes its time: somebody in the studio translates what it is about to draft."""
    assert run(["catalog", "update", "-l", "hi"]) == DONE

    def upper(text: str) -> str:
        catalog = catalog_of(project, "hi")
        first = next(iter(catalog.entries.values()))
        mine = replace(first, target=("छुट्टी",), state=State.TRANSLATED, by="Asha Rao")
        entries = {**catalog.entries, first.id: mine}
        file_of(project, "hi").write_bytes(xliff_serialize(replace(catalog, entries=entries)))
        return text.upper()

    served(project, serve(translate=upper))
    assert run(["translate", "-l", "hi"]) == DONE
    entries = catalog_of(project, "hi").entries.values()
    assert next(iter(entries)).by == "Asha Rao"
    assert Counter(one.state for one in entries) == {
        State.TRANSLATED: 1,
        State.MACHINE: len(entries) - 1,
    }

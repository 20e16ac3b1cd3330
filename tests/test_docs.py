"""The documentation says what the code does: what can be written from it is, examples are run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from pathya.authoring.course_schema import course_schema
from pathya.authoring.diagnostics import Rule
from pathya.authoring.directives import DIRECTIVES
from pathya.authoring.questions import OPTIONS, TYPES
from pathya.build.cli.main import DONE, cli, run
from pathya.build.project import Settings
from pathya.exporters.gates.targets import TARGETS
from pathya.locales.catalog import Catalog, Entry, State
from pathya.locales.xliff_write import xliff_serialize

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")))

Golden = Callable[[Path, str], None]
Pictured = tuple[tuple[str, Path], ...]


def walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Name a command and all below it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for part in command.list_commands(context):
            found = command.get_command(context, part)
            assert found is not None
            yield from walk(f"{name} {part}", found)


COMMANDS = dict(walk("pathya", cli))


def blocks(text: str, language: str) -> list[tuple[str, str]]:
    """The fenced blocks in a language: what else the fence says, and the text."""
    found = re.finditer(rf"^ *(`{{3,}}){language}\b *([^\n]*)\n(.*?)^ *\1$", text, re.S | re.M)
    return [(block[2], block[3]) for block in found]


def between(page: str, name: str, fresh: str) -> str:
    """Put a fresh text between `<!-- name -->` and `<!-- end of name -->`."""
    pattern = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.S)
    assert len(pattern.findall(page)) == 1, f"no place for {name}"
    return pattern.sub(lambda _: f"\n{fresh}\n", page)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# --- commands ------------------------------------------------------------------------------------


def help_of(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run([*name.split()[1:], "--help"]) == DONE
    return capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_has_an_example(name: str, capsys) -> None:
    command = COMMANDS[name]
    assert command.help
    options = [part for part in command.params if isinstance(part, click.Option)]
    assert [option.name for option in options if not option.help] == []
    if name != "pathya":
        assert re.search(rf"Example:\n +{name}(\s|$)", help_of(name, capsys))


def test_the_page_of_commands_has_the_help_of_each(golden: Golden, capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = (DOCS / "commands.md").read_text("utf-8")
    section = re.compile(r"(^#+ `(pathya[^`]*)`\n\n```text\n).*?(^```$)", re.S | re.M)
    assert sorted(found[2] for found in section.finditer(page)) == sorted(COMMANDS)
    golden(
        DOCS / "commands.md",
        section.sub(lambda found: f"{found[1]}{help_of(found[2], capsys)}{found[3]}", page),
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_text_can_be_run(page: Path) -> None:
    shown = blocks(page.read_text("utf-8"), "sh") + blocks(page.read_text("utf-8"), "powershell")
    lines = [line.strip() for _, block in shown for line in block.split("\n")]
    for line in (line for line in lines if line.startswith("pathya ")):
        words = line.split()
        name = " ".join(words[:3]) if " ".join(words[:3]) in COMMANDS else " ".join(words[:2])
        known = {flag for part in COMMANDS.get(name, cli).params for flag in part.opts}
        flags = {word for word in words if word.startswith("-")}
        assert name in COMMANDS or words[1] in ("--help", "--version"), line
        assert flags <= known | {"--help"}, line


def test_the_keys_of_the_project_file_are_told() -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    _, _, section = page.partition("## The project file")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section.partition("### Limits")[0], re.M)
    told = {key: default for key, default in rows if default.startswith('`"')}
    defaults = {field.name: field.default for field in fields(Settings)}
    assert [key for key, _ in rows] == list(defaults)
    assert told == {
        key: f'`"{default}"`' for key, default in defaults.items() if isinstance(default, str)
    }


# --- rules ---------------------------------------------------------------------------------------

RULE_MODULES = (
    "authoring.rules authoring.media_rules locales.rules locales.term_rules locales.speech.rules "
    "exporters.rules exporters.caption_rules exporters.gates.rules exporters.questionset.rules "
    "exporters.interchange.rules build.rules build.narration.rules"
).split()
GROUPS = {
    "SRC": "Files of a course",
    "YML": "course.yaml",
    "MDN": "Markdown",
    "DIR": "Directives",
    "QST": "Questions",
    "ASM": "The final assessment",
    "MED": "Pictures, sound, film and other files",
    "CMP": "Competencies",
    "CAT": "Catalogs",
    "EXC": "Translations that come back",
    "TRN": "Translations",
    "LNG": "The wording of translations",
    "TRM": "Terms",
    "FNT": "Fonts",
    "PAG": "The learner's page",
    "VTT": "Captions",
    "NAR": "Narration",
    "PKG": "Packages",
    "QSE": "Question sets",
    "QSX": "Questions that go out",
    "QSI": "Questions that come in",
    "WVR": "Waivers",
    "ACC": "Gates: accessibility",
    "ITM": "Gates: how questions are written",
    "RDG": "Gates: time",
    "IGT": "Gates: iGOT Karmayogi",
    "PRJ": "The project",
    "ENG": "Engines",
    "PUB": "Publishing",
    "ATT": "Attestations",
    "BLD": "Builds",
}


def rules_of(module: str) -> list[Rule]:
    names = vars(import_module(f"pathya.{module}")).items()
    rules = {name: rule for name, rule in names if isinstance(rule, Rule)}
    assert [name for name, rule in rules.items() if name != rule.code] == []
    return list(rules.values())


RULES = [rule for module in RULE_MODULES for rule in rules_of(module)]


def test_codes_are_used_once_and_belong_to_a_group() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[A-Z]{3}[0-9]{3}", code)] == []
    assert {code[:3] for code in codes} == set(GROUPS)


def test_the_page_of_rules_has_each(golden: Golden) -> None:
    page = (DOCS / "rules.md").read_text("utf-8")
    fresh = "\n".join(
        f"## {title}\n\n" + table(("rule", "what is wrong", "why it matters"), rows_of(prefix))
        for prefix, title in GROUPS.items()
    )
    golden(DOCS / "rules.md", between(page, "rules", fresh))


def test_the_page_of_gates_has_what_targets_ask_for(golden: Golden) -> None:
    page = (DOCS / "gates.md").read_text("utf-8")
    asked = {code for target in TARGETS.values() for code in target.asks}
    rows = [
        (rule.code, cell(rule.summary), *(one.asks.get(rule.code, "–") for one in TARGETS.values()))
        for rule in RULES
        if rule.code in asked
    ]
    fresh = between(page, "gates", table(("rule", "what is wrong", *TARGETS), rows))
    firm = re.search(r"(?<=<!-- firm -->).*?(?=<!-- end -->)", fresh)
    assert firm is not None
    assert firm[0].split(", ") == sorted(TARGETS["igot"].firm)
    assert TARGETS["scorm"].firm == frozenset()
    golden(DOCS / "gates.md", fresh)


def rows_of(prefix: str) -> list[tuple[str, ...]]:
    return [
        (
            f"**{rule.code}** {rule.severity}",
            cell(rule.summary),
            cell(rule.why + (f" *Source: {rule.source}.*" if rule.source else "")),
        )
        for rule in RULES
        if rule.code.startswith(prefix)
    ]


def cell(text: str) -> str:
    return re.sub(r"([<>|])", r"\\\1", text)


# --- course.yaml ---------------------------------------------------------------------------------


def test_the_schema_in_the_documentation_is_what_the_command_prints(golden: Golden, capsys) -> None:
    assert run(["schema"]) == DONE
    golden(DOCS / "course.schema.json", capsys.readouterr().out)


def test_the_keys_of_course_yaml_are_told(golden: Golden) -> None:
    schema = course_schema()
    head = ("key", "value", "unless given", "what it is")
    parts = [table(head, keys_of(schema, schema))]
    for name, one in schema["properties"].items():
        found = re.search(r"#/\$defs/(\w+)", str(one))
        if found:
            each = "of each entry of" if "items" in one else "under"
            entry = table(head, keys_of(schema["$defs"][found[1]], schema))
            parts.append(f"Keys {each} `{name}`:\n\n{entry}")
    page = (DOCS / "authoring.md").read_text("utf-8")
    golden(DOCS / "authoring.md", between(page, "keys of course.yaml", "\n".join(parts)))


def keys_of(entry: Mapping[str, Any], schema: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [
        (
            f"`{name}`",
            value_of(one),
            "**needed**" if name in entry.get("required", ()) else default_of(one),
            cell(one.get("description") or part_of(one, schema)["description"]),
        )
        for name, one in entry["properties"].items()
    ]


def part_of(one: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of the schema that a value refers to."""
    part: Mapping[str, Any] = schema["$defs"][one["$ref"].rpartition("/")[2]]
    return part


def value_of(one: Mapping[str, Any]) -> str:
    kinds = one.get("anyOf", [one])
    words = [word for kind in kinds for word in kind.get("enum", ())]
    if words:
        return ", ".join(f"`{word}`" for word in words)
    if one.get("type") == "array":
        return "list"
    if "$ref" in one:
        return "keys"
    example = one.get("examples", [""])[0]
    number = any(kind.get("type") == "integer" for kind in kinds)
    return ("number" if number else "text") + (f", like `{example}`" if example else "")


def default_of(one: Mapping[str, Any]) -> str:
    default = one.get("default")
    if isinstance(default, bool):
        return "`yes`" if default else "`no`"
    return f"`{default}`" if isinstance(default, str | int) and default != "" else "–"


# --- course sources ------------------------------------------------------------------------------


def examples() -> list[tuple[str, str]]:
    """Course sources in the pages: file names, made up where the page gives none, and texts."""
    pages = (DOCS / "authoring.md", ROOT / "README.md")
    found = [block for page in pages for block in blocks(page.read_text("utf-8"), "markdown")]
    return [
        (name, text) if name else (f"09-examples/{n:02}-e{n}.md", f"# Example {n}\n\n{text}")
        for n, (name, text) in enumerate(found)
    ]


def test_the_examples_make_a_course_without_faults(
    tmp_path, monkeypatch, capsys, beginnings
) -> None:
    page = (DOCS / "authoring.md").read_text("utf-8")
    folder = tmp_path / "content/courses/rti-basics"
    (tmp_path / "pathya.toml").write_text('languages = ["hi"]\n')
    files = dict(examples())
    ((_, files["course.yaml"]),) = blocks(page, "yaml")
    files["09-examples/index.md"] = "# Examples\n"
    for name in set(re.findall(r"\bmedia/[\w.-]+", "\n".join(files.values()))):
        captions = "".join(text for _, text in blocks(page, "vtt"))
        given = beginnings.get(name.rpartition(".")[2], b"").decode("latin-1")
        files[name] = captions if name.endswith(".vtt") else given
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        encoding = "utf-8" if name.endswith((".md", ".yaml", ".vtt")) else "latin-1"
        (folder / name).write_bytes(text.encode(encoding))
    monkeypatch.chdir(tmp_path)
    code = run(["check"])
    assert (capsys.readouterr().out, code) == ("0 errors, 0 warnings, 0 info\n", DONE)
    assert run(["build", "-f", "web"]) == DONE


def test_every_directive_and_kind_of_question_has_an_example() -> None:
    text = "\n".join(text for _, text in examples())
    wanted = {
        *(f"::: {name}" for name in DIRECTIVES),
        *(f":type: {kind}" for kind in TYPES),
        *(f":{option}: " for option in OPTIONS),
        *(f":{option}: " for known, _ in DIRECTIVES.values() for option in known),
    }
    assert {one for one in wanted if one not in text} == set()


def test_every_directive_and_kind_of_question_has_a_picture(pictured: Pictured) -> None:
    text = "\n".join(source for source, _ in pictured)
    kinds = {*re.findall(r"^:{3,} (\w+)", text, re.M), *re.findall(r"^:type: (.+)", text, re.M)}
    assert kinds == {*DIRECTIVES, *TYPES}
    assert sorted(path for _, path in pictured) == sorted((DOCS / "pictures").iterdir())
    assert sum(path.stat().st_size for _, path in pictured) < 600_000


def test_pictures_show_the_source_above_them(pictured: Pictured) -> None:
    """`make pictures` draws them; a picture carries the digest of its source."""
    digests = {path.name: sha256(source.encode()).hexdigest() for source, path in pictured}
    others = {
        path.name for _, path in pictured if digests[path.name].encode() not in path.read_bytes()
    }
    assert others == set()


# --- catalogs ------------------------------------------------------------------------------------


def test_the_states_of_a_translation_are_told() -> None:
    page = (DOCS / "translating.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([a-z-]+)` \| `([^|]+)` \|", page, re.M))
    assert told == {str(state): written(state) for state in State}


def written(state: State) -> str:
    """What stands in the file for a state: the attributes of its unit and target."""
    entry = Entry("a", ("Text",), target=("Text",), state=state)
    text = xliff_serialize(Catalog("c", "en", "hi", {"a": entry})).decode()
    unit = re.findall(r' (approved="\w+")', text)
    return " ".join([*unit, *re.findall(r' (state(?:-qualifier)?="[\w-]+")', text)])


# --- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1$|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S | re.M)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        path, _, place = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if place:
            assert place in places(file), target


def places(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_names_of_the_code_exist(page: Path) -> None:
    for name in set(re.findall(r"`(pathya(?:\.\w+)+)`", page.read_text("utf-8"))):
        if name == "pathya.toml":
            continue
        module, _, last = name.rpartition(".")
        try:
            import_module(name)
        except ModuleNotFoundError:
            assert hasattr(import_module(module), last), name

"""`pathya`: the group of commands, and what its exits mean."""

from __future__ import annotations

import gc
import io
import sys
from importlib import import_module

import click

from pathya.build.version import VERSION

DONE, ERRORS, USAGE, UNFINISHED, BUG = 0, 1, 2, 3, 70

MANY_OBJECTS = 150_000
"""New objects after which garbage is looked for. A course in all its languages is about half as
many that stay: at Python's own number a fifth of the time of reading one goes into looking at them
again and again, and at 50,000 still 10 ms of each build, for nothing."""

COMMANDS = {
    "new": "Start a course, and a project if there is none.",
    "check": "Check courses and say everything that is wrong.",
    "build": "Build packages of courses in languages and formats.",
    "attest": "Compare packages with what was attested of them.",
    "validate": "Check finished packages, of whatever make.",
    "catalog": "Keep translations in step with their sources.",
    "translate": "Fill what is not translated: from the memory, then by an engine.",
    "narrate": "Have lessons read aloud, and captioned.",
    "memory": "Look up what was translated before.",
    "studio": "Preview, translate and review courses in a browser.",
    "terms": "Show and exchange the terms that translations agree on.",
    "transliterate": "Write words in the script of another language.",
    "publish": "Publish courses to iGOT Karmayogi.",
    "rehearse": "Run a platform on this machine to publish to.",
    "competencies": "Read and search the Karmayogi Competency Model.",
    "questions": "Exchange questions with iGOT and other platforms.",
    "languages": "List the languages that Pathya knows.",
    "init-ci": "Write a workflow for GitHub Actions or GitLab CI.",
    "store": "Look after what builds keep, so that nothing is made twice.",
    "schema": "Print the JSON Schema of course.yaml.",
}


class Lazy(click.Group):
    """A group that imports a command only when it is run, so that `--help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"pathya.build.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the commands' own first lines without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exits: 0 done, 1 errors found, 2 wrong usage, 3 not finished, 70 a bug of ours.",
)
@click.version_option(VERSION)
def cli() -> None:
    """Turn Markdown courses into SCORM packages in Indian languages."""


def main() -> None:
    """Run the command line and exit with what it says."""
    gc.set_threshold(MANY_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows would use a code page of one script, and not all names of files are text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    # Python looks for garbage again as it ends, for nothing: a seventh of a build without changes.
    gc.freeze()
    sys.exit(code)


def run(args: list[str]) -> int:
    """Run one command; give its exit code and never a traceback for what a user did."""
    try:
        code = cli.main(args, prog_name="pathya", standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return USAGE
    except click.Abort:
        click.echo("Stopped.", err=True)
        return UNFINISHED
    except SystemExit:  # click's answer to a reader that went away: `pathya build | head`
        return UNFINISHED
    except (OSError, MemoryError) as fault:
        from pathya.build.outcomes import explain

        click.echo(f"Not finished: {explain(fault)}", err=True)
        return UNFINISHED
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("This is a bug of Pathya. Please report it with the lines above.", err=True)
        return BUG
    return code if isinstance(code, int) else DONE

"""`pathya rehearse`."""

from __future__ import annotations

from pathlib import Path

import click

from pathya.build.cli.common import example

_KINDS = "429 500 502 timeout reset expired stale lost-500 lost-502 lost-timeout lost-reset"


@click.command(epilog=example("pathya rehearse --port 8150 --faults 0.2 --seed 7"))
@click.option("--port", default=8150, show_default=True, help="On this machine alone.")
@click.option(
    "--faults",
    "rate",
    type=click.FloatRange(0, 0.9),
    default=0.0,
    show_default=True,
    help="The share of requests that go wrong.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(_KINDS.split()),
    help="A kind of fault; may be given more than once. Default: all.",
)
@click.option("--seed", default=0, show_default=True, help="The same seed gives the same faults.")
@click.option("--polls", default=2, show_default=True, help="Looks that find a thing Processing.")
def rehearse(port: int, rate: float, kinds: tuple[str, ...], seed: int, polls: int) -> None:
    """Run a platform on this machine that judges requests as iGOT Karmayogi would.

    It forgets everything when it stops. `/_state` shows what it holds.
    """
    try:
        from pathya.build.rehearsal.server import HOST, serve
    except ImportError as fault:
        hint = "Install it with: pip install 'pathya[studio]'"
        raise click.UsageError(f"This needs the extra `studio` ({fault}). {hint}") from None
    from pathya.build.project import find_project, read_framework, read_project
    from pathya.build.rehearsal.doors import KEY, TOKENS
    from pathya.build.rehearsal.faults import faults_from
    from pathya.build.rehearsal.world import World

    root = find_project(Path.cwd())
    project = read_project(root)[0] if root else None
    framework = read_framework(project)[0] if project else ()
    click.echo(f"export PATHYA_IGOT_URL=http://{HOST}:{port} PATHYA_IGOT_KEY={KEY}")
    for token, role in TOKENS.items():
        click.echo(f"export PATHYA_IGOT_{role.upper()}_TOKEN={token}")
    if not framework:
        hint = "Start it in the project whose courses you publish."
        click.echo(f"It has no competencies, for there is no project here. {hint}", err=True)
    faults = faults_from({"rate": rate, "kinds": kinds, "seed": seed})
    serve(
        World(framework=tuple(place.competency for place in framework), polls=polls), port, faults
    )

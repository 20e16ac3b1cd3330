"""`pathya studio`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import example, open_project

if TYPE_CHECKING:
    from pathya.build.studio.context import Proxy


@click.command(epilog=example("pathya studio --port 8160 --no-open"))
@click.option("--port", default=8160, show_default=True, help="Of the studio; 0: any free one.")
@click.option(
    "--preview-port", default=0, show_default=True, help="Of the preview; 0: any free one."
)
@click.option(
    "--open/--no-open", "opens", default=True, show_default=True, help="Open it in a browser."
)
@click.option(
    "--behind-proxy",
    "header",
    metavar="HEADER",
    help="Take the user from this header, which a proxy on this machine sets. See docs/studio.md.",
)
@click.option("--url", metavar="URL", help="With --behind-proxy: where users find the studio.")
@click.option("--preview-url", metavar="URL", help="With --behind-proxy: where they find previews.")
def studio(
    port: int,
    preview_port: int,
    opens: bool,
    header: str | None,
    url: str | None,
    preview_url: str | None,
) -> None:
    """Preview, translate and review courses in a browser on this machine.

    It prints the address that lets a browser in. Stop it with Ctrl-C.
    """
    try:
        from pathya.build.studio.server import Options, serve
    except ImportError as fault:
        hint = "Install it with: pip install 'pathya[studio]'"
        raise click.UsageError(f"This needs the extra `studio` ({fault}). {hint}") from None
    from pathya.build.studio.browser import opening
    from pathya.build.studio.people import who

    project = open_project()
    proxy = _proxy(header, url, preview_url)
    options = Options(port, preview_port, "" if proxy else who(project), proxy)
    with opening(opens and not proxy) as show:

        def ready(url: str) -> None:
            click.echo(url)
            show(url)

        serve(project, options, ready)


def _proxy(header: str | None, url: str | None, preview_url: str | None) -> Proxy | None:
    from pathya.build.studio.context import Proxy

    if not (header or url or preview_url):
        return None
    if not (header and url and preview_url):
        raise click.UsageError("--behind-proxy, --url and --preview-url go together.")
    places = [_place(one) for one in (url, preview_url)]
    if places[0][1] == places[1][1]:
        raise click.UsageError("--preview-url needs another host than --url: content lies there.")
    return Proxy(header, places[0][0], places[1][0])


def _place(url: str) -> tuple[str, str]:
    """Give the origin and the host of an address."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise click.UsageError(f"`{url}` is no address such as https://studio.example.in")
    return f"{parts.scheme}://{parts.netloc.lower()}", parts.hostname

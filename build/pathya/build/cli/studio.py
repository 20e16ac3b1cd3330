"""`pathya studio`."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

import click

from pathya.build.cli.common import example, open_project

if TYPE_CHECKING:
    from pathya.build.studio.context import Proxy

_URL = re.compile(r"(https?)://([a-z0-9.-]+)(:[0-9]+)?/?")
_HEADER = re.compile(r"[A-Za-z0-9-]+")
_TAKEN = {"host", "origin", "cookie", "connection", "content-length", "transfer-encoding"}
"""Headers that say something else."""


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
    user = "" if proxy else who(project)
    options = Options(port, preview_port, user, proxy, ahead=True)
    with opening(opens and not proxy) as show:

        def ready(url: str) -> None:
            click.echo(url)
            show(url)

        try:
            serve(project, options, ready)
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise
            hint = "Give another with --port or --preview-port."
            raise click.UsageError(f"A port is taken, perhaps by another studio. {hint}") from None


def _proxy(header: str | None, url: str | None, preview_url: str | None) -> Proxy | None:
    from pathya.build.studio.context import Proxy

    if not (header or url or preview_url):
        return None
    if not (header and url and preview_url):
        raise click.UsageError("--behind-proxy, --url and --preview-url go together.")
    if not _HEADER.fullmatch(header) or header.lower() in _TAKEN:
        raise click.UsageError(f"`{header}` is no header such as X-Remote-User.")
    (origin, host), (preview_origin, preview_host) = _place(url), _place(preview_url)
    if host == preview_host:
        raise click.UsageError("--preview-url needs another host than --url: content lies there.")
    return Proxy(header, origin, preview_origin)


def _place(url: str) -> tuple[str, str]:
    """Give the origin and the host of an address."""
    found = _URL.fullmatch(url.lower())
    if not found:
        raise click.UsageError(f"`{url}` is no address such as https://studio.example.in")
    scheme, host, port = found.groups()
    usual = port in (None, ":443" if scheme == "https" else ":80")  # browsers leave it out
    return f"{scheme}://{host}{'' if usual else port}", host

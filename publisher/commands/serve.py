"""`publisher serve`: the site, its content negotiation and its SPARQL endpoint."""

from collections.abc import Callable
from pathlib import Path

from publisher.commands.build import build
from publisher.findings import Report
from publisher.project import Project
from publisher.serve.listener import Listen
from publisher.serve.server import ServeOptions, check_platform, run_server
from publisher.serve.settings import read_settings

__all__ = ["Listen", "serve"]


def serve(
    project: Project,
    *,
    out: Path,
    listen: Listen,
    engine: str = "",
    access_log: str | None = None,
    is_watched: bool = False,
    say: Callable[[str], None],
) -> Report:
    """Serve the site at `out` until a signal ends it; if there is none, build it first.

    `say` is called with the address when requests are answered.

    If the build has errors, return its findings and serve nothing. Raises PublisherError.
    """
    check_platform()
    settings = read_settings(project.serve)
    if not out.exists():
        report = build(project, out=out, is_compressed=True)
        if report.has_errors:
            return report
    options = ServeOptions(
        site=out,
        listen=listen,
        settings=settings,
        engine=engine,
        access_log=access_log,
        sources=project.folder if is_watched else None,
    )
    run_server(options, on_start=lambda address: say(f"{out}: served at {address}"))
    return Report()

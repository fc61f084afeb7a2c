"""`publisher serve`: the site, its content negotiation and its SPARQL endpoint."""

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from publisher.commands.build import build
from publisher.model import Report
from publisher.project import Project
from publisher.serve.server import Listen, Serving
from publisher.serve.server import serve as run
from publisher.serve.settings import read_settings


def serve(
    project: Project,
    *,
    out: Path,
    listen: Listen,
    engine: str = "",
    access_log: TextIO | None = None,
    started: Callable[[str], None],
) -> Report:
    """Serve the site at `out` until a signal ends it; where there is none, build it first.

    Gives the findings that forbid the build, and then serves nothing. Raises ProjectError,
    PublicationError, ReleaseError and ServeError.
    """
    settings = read_settings(project.serve)
    if not out.exists():
        report = build(project, out=out)
        if report.has_errors:
            return report
    serving = Serving(
        site=out,
        listen=listen,
        settings=settings,
        engine=engine,
        access_log=access_log,
    )
    run(serving, started=started)
    return Report()

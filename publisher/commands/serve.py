"""`publisher serve`: the site, its content negotiation and its SPARQL endpoint."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory

from publisher.commands.build import build
from publisher.commands.rebuild import rebuild_command
from publisher.findings import Report
from publisher.project import Project
from publisher.serve.listener import Listen, address_of, open_listener
from publisher.serve.release import open_release
from publisher.serve.server import ServeOptions, run_server
from publisher.serve.settings import read_settings
from publisher.serve.watch import WatchedFiles

__all__ = ["Listen", "serve"]

_PARTS = ("ontology", "data", "shapes", "queries", "pyproject.toml")


def serve(  # noqa: PLR0913 -- all but the first are named by the caller
    project: Project,
    *,
    out: Path | None,
    listen: Listen,
    engine: str = "",
    access_log: str | None = None,
    is_watched: bool = False,
    is_base_given: bool = False,
    say: Callable[[str], None],
    on_built: Callable[[Report], None] = lambda _report: None,
) -> Report:
    """Serve a site until a signal ends it.

    That of a project is at `out`, or else in its folder; if there is none, it is built first. Of
    files without a project a site is built each time, at `out` or in a folder that is removed at
    the end. `is_base_given`: the base is the site's address, and not where it is served.

    `on_built` is called with the report of the build, `say` with the address when requests are
    answered. If the build has errors, return its report and serve nothing. Raises PublisherError.
    """
    settings = read_settings(project.serve)
    with open_listener(listen) as listener, place_of_site(project, out) as site:
        if project.inputs and not is_base_given:
            project = _based_on(listener, project)
        if project.inputs or not site.exists():
            # Of a site that lasts for this call, no copies are made for slow connections.
            is_kept = not project.inputs or out is not None
            # Its history is that of what `publisher build` publishes.
            is_draft = bool(project.inputs) or is_watched
            report = build(project, out=site, is_compressed=is_kept, is_draft=is_draft)
            if report.has_errors:
                return report
            on_built(report)
        options = ServeOptions(
            site=site,
            settings=settings,
            engine=engine,
            access_log=access_log,
            watched=_watched(project, site=site) if is_watched else None,
        )
        name = _named(project) if project.inputs else str(site)
        run_server(options, listener, on_start=lambda address: say(f"{name}: served at {address}"))
    return Report()


@contextmanager
def place_of_site(project: Project, out: Path | None) -> Iterator[Path]:
    """Yield where the site is, or is to be built: nothing is written beside a user's files."""
    if out is not None or not project.inputs:
        yield out or project.folder / "site"
        return
    with TemporaryDirectory(prefix="publisher-") as folder:
        yield Path(folder) / "site"


def _based_on(listener: socket, project: Project) -> Project:
    """Return the project with the address at which it is served as its base; IRIs stay."""
    address = address_of(listener, "/")
    return replace(project, base=address) if address.startswith("http") else project


def _named(project: Project) -> str:
    first, *others = map(str, project.inputs)
    return f"{first} and {len(others):,} more" if others else first


def _watched(project: Project, *, site: Path) -> WatchedFiles:
    if project.inputs:
        paths = tuple(path.resolve() for path in project.inputs)
        return WatchedFiles(paths=paths, command=rebuild_command(project))
    folder = project.folder.resolve()
    parts = tuple(folder / part for part in _PARTS if (folder / part).exists())
    build_again = (sys.executable, "-m", "publisher", "build", "--quiet", "--draft")
    # The base of the site that is served, and not the one that is configured now.
    base = open_release(site, verify=False).base
    return WatchedFiles(
        paths=parts, command=(*build_again, "--project", str(folder), "--base", base)
    )

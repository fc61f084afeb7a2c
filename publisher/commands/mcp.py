"""`publisher mcp`: tools for an agent, by standard input and output."""

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

from publisher.commands.build import build
from publisher.commands.serve import place_of_site
from publisher.findings import Report
from publisher.project import Project
from publisher.serve.agents import serve_stdio
from publisher.serve.limits import ClientLimits
from publisher.serve.release import open_release
from publisher.serve.settings import Settings, read_settings
from publisher.serve.site_state import start_site

__all__ = ["mcp"]


def mcp(
    project: Project,
    *,
    out: Path | None,
    engine: str = "",
    say: Callable[[str], None],
    on_built: Callable[[Report], None] = lambda _report: None,
) -> Report:
    """Answer an agent's messages until standard input ends, or a signal ends it.

    The site is that of a project, at `out` or else in its folder; if there is none, it is built
    first. Of files without a project a site is built for this call. If the build has errors,
    return its report and answer nothing. Raises PublisherError.
    """
    settings = read_settings(project.serve)
    with place_of_site(project, out) as site:
        if project.inputs or not site.exists():
            report = build(project, out=site)
            if report.has_errors:
                return report
            on_built(report)
        asyncio.run(_answer(site, settings, engine, say))
    return Report()


async def _answer(site: Path, settings: Settings, engine: str, say: Callable[[str], None]) -> None:
    release = open_release(site)
    state = await start_site(
        release, limits=ClientLimits(settings), settings=settings, engine=engine
    )
    answering = asyncio.ensure_future(serve_stdio(state))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, answering.cancel)
    say(f"{state.frame.title}: an agent may ask now, by standard input")
    try:
        await asyncio.wait([answering])
    finally:
        await state.pool.close(grace=0)
    if not answering.cancelled():
        answering.result()

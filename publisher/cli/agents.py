"""The command for agents: its options, and what it prints."""

import argparse
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publisher.cli.calls import DONE, ERRORS
from publisher.cli.given import given_project
from publisher.cli.options import add_out, new_command
from publisher.cli.output import say, write_findings
from publisher.findings import Report
from publisher.project import ProjectError

if TYPE_CHECKING:
    from publisher.cli.options import Commands

_STREAM: Final = Path("-")


def add_mcp(commands: "Commands") -> None:
    mcp = new_command(
        commands,
        "mcp",
        "answer an agent by the Model Context Protocol, on standard input and output",
        run_mcp,
        has_paths=True,
    )
    add_out(mcp, "the site's folder")
    mcp.add_argument(
        "--engine", default="", metavar="URL", help="let this SPARQL endpoint answer the queries"
    )


def _say_findings(report: Report) -> None:
    """Write the findings where an agent does not read."""
    with redirect_stdout(sys.stderr):
        write_findings(report)


def run_mcp(options: argparse.Namespace) -> int:
    from publisher.serve.platforms import check_platform  # noqa: PLC0415 -- --help need not wait

    check_platform()
    from publisher.commands.mcp import mcp  # noqa: PLC0415

    if _STREAM in options.paths:
        raise ProjectError("standard input has the agent's messages; give a file or a folder")
    with given_project(options) as project:
        report = mcp(
            project,
            out=options.out,
            engine=options.engine,
            say=(lambda _text: None) if options.quiet else say,
            on_built=_say_findings,
        )
    _say_findings(report)
    return ERRORS if report.has_errors else DONE

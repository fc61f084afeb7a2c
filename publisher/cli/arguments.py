"""The commands and their options, each with its help."""

import argparse

from publisher import __version__
from publisher.cli.agents import add_mcp
from publisher.cli.asking import add_cite, add_coverage, add_diff, add_load, add_query
from publisher.cli.linking import add_links
from publisher.cli.publishing import (
    add_build,
    add_check,
    add_deploy,
    add_init,
    add_serve,
    add_source_command,
)
from publisher.cli.suggestions import SuggestingParser


def parser() -> argparse.ArgumentParser:
    """Return all commands and options, each with its help."""
    top: argparse.ArgumentParser = SuggestingParser(
        prog="publisher",
        description="Publish RDF as a site. In a project with sources, every statement shows "
        "its source.",
        epilog="Start with `publisher serve FILE` for RDF that you have, or with "
        "`publisher init DIR`, then `publisher check` and `publisher build`.",
    )
    top.add_argument("--version", action="version", version=f"publisher {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_init(commands)
    add_source_command(commands)
    add_check(commands)
    add_build(commands)
    add_serve(commands)
    add_mcp(commands)
    add_load(commands)
    add_deploy(commands)
    add_query(commands)
    add_cite(commands)
    add_coverage(commands)
    add_diff(commands)
    add_links(commands)
    return top

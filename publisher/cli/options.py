"""What the options of several commands have in common."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from publisher.cli.calls import Command

if TYPE_CHECKING:
    # argparse has no public name for it.
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def new_command(
    commands: "Commands",
    name: str,
    text: str,
    call: Command,
    *,
    has_project: bool = True,
    has_paths: bool = False,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(command=call, parser=command)
    command.add_argument("--quiet", action="store_true", help="print only findings and errors")
    command.add_argument(
        "-v",
        "--verbose",
        action="count",
        default=0,
        help="log each step and its seconds; -vv: each query, check and batch of pages too",
    )
    if has_project:
        command.add_argument(
            "--project",
            type=Path,
            default=Path(),
            metavar="DIR",
            help="the project's folder (default: this one)",
        )
        command.add_argument(
            "--base", metavar="IRI", help="publish under this address, not the configured one"
        )
    if has_paths:
        _add_paths(command)
    return command


def _add_paths(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders of RDF that need no configuration, - for standard input; "
        "or the folder of a project",
    )
    command.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="IRI=FILE",
        help="the file of a JSON-LD context, because none is fetched; may be repeated",
    )


def add_out(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--out", type=Path, metavar="DIR", help=f"{what} (default: site, in the project)"
    )


def count(text: str) -> int:
    """Return a number of processes or pieces."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)

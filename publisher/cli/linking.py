"""The options of `publisher links`."""

import argparse
from typing import TYPE_CHECKING

from publisher import limits
from publisher.cli.link_calls import run_link_check, run_link_suggest
from publisher.cli.options import count, new_command

if TYPE_CHECKING:
    from publisher.cli.options import Commands


def add_links(commands: "Commands") -> None:
    text = "links to the same things elsewhere: check them, find candidates"
    links = commands.add_parser("links", help=text, description=text)
    actions = links.add_subparsers(title="actions", required=True, metavar="ACTION")
    _add_check(actions)
    _add_suggest(actions)


def _add_check(actions: "Commands") -> None:
    check = new_command(
        actions,
        "check",
        "check identifiers with their check digits, that links are unique, that each has an origin",
        run_link_check,
        has_paths=True,
    )
    check.add_argument("--format", choices=("text", "json", "ttl"), default="text")
    check.add_argument(
        "--all", action="store_true", help="a line for each place of a finding that has many"
    )


def _add_suggest(actions: "Commands") -> None:
    suggest = new_command(
        actions,
        "suggest",
        "ask a SPARQL endpoint for things of the same name, print candidates as Turtle to review; "
        "nothing is added",
        run_link_suggest,
        has_paths=True,
    )
    suggest.add_argument(
        "--endpoint", required=True, metavar="URL", help="the SPARQL endpoint to ask"
    )
    suggest.add_argument(
        "--persons",
        action="store_true",
        help="propose links for persons who may be alive too: no date of their death is known",
    )
    suggest.add_argument(
        "--scan",
        action="store_true",
        help="fetch all names of a small endpoint, to find those that are nearly the same",
    )
    suggest.add_argument(
        "--seconds",
        type=count,
        default=limits.SUGGEST_SECONDS,
        metavar="N",
        help=f"how long to ask in all (default: {limits.SUGGEST_SECONDS})",
    )
    suggest.add_argument(
        "--least",
        type=_score,
        default=limits.SUGGEST_SCORE,
        metavar="N",
        help=f"the least score of a candidate, of 100 (default: {limits.SUGGEST_SCORE})",
    )


def _score(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 100:  # noqa: PLR2004 -- of a hundred
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 100")
    return int(text)

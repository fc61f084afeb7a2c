"""The options of the commands that ask what is there."""

from pathlib import Path
from typing import TYPE_CHECKING

from publisher.cli.calls import run_cite, run_coverage, run_diff, run_load, run_query
from publisher.cli.options import count, new_command

if TYPE_CHECKING:
    from publisher.cli.options import Commands


def add_load(commands: "Commands") -> None:
    load = new_command(
        commands,
        "load",
        "load the built graph into another SPARQL 1.1 store",
        run_load,
        has_project=False,
    )
    load.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the project's folder (default: this one)",
    )
    load.add_argument(
        "--engine", required=True, metavar="URL", help="the store's Graph Store HTTP Protocol"
    )
    load.add_argument(
        "--graph", default="", metavar="IRI", help="the graph to replace (default: the default one)"
    )
    load.add_argument(
        "--query-endpoint",
        default="",
        metavar="URL",
        help="where the store answers queries (default: known from --engine)",
    )
    load.add_argument(
        "--dump", type=Path, metavar="FILE", help="N-Triples (default: site/dumps/all.nt)"
    )
    load.add_argument(
        "--pieces", type=count, metavar="MIB", help="send it in pieces, not in one request"
    )


def add_query(commands: "Commands") -> None:
    query = new_command(commands, "query", "run a ready query, a file or a text", run_query)
    query.add_argument("query", nargs="?", metavar="NAME|FILE.rq", help="a ready query, or a file")
    query.add_argument("-e", dest="text", metavar="SPARQL", help="the query itself")
    query.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of a ready query; may be repeated",
    )
    query.add_argument(
        "--format", metavar="FORMAT", help="table csv tsv json xml ttl nt jsonld rdf"
    )
    query.add_argument("--endpoint", metavar="URL", help="run it at a SPARQL 1.1 endpoint instead")


def add_cite(commands: "Commands") -> None:
    cite = new_command(
        commands, "cite", "find words in the sources, print evidence to paste", run_cite
    )
    cite.add_argument("words", help="words of a source, as near as you have them")
    cite.add_argument(
        "--as",
        dest="fact",
        nargs=2,
        metavar=("THING", ":PROPERTY"),
        help="print the whole fact, with its value if the words give it",
    )
    cite.add_argument(
        "--value", default="", metavar="VALUE", help="with --as: the fact's value, as Turtle"
    )


def add_coverage(commands: "Commands") -> None:
    coverage = new_command(
        commands,
        "coverage",
        "show which sentences of the sources no statement quotes",
        run_coverage,
    )
    coverage.add_argument(
        "--overlap",
        action="store_true",
        help="list instead where the passages of records and of claims overlap",
    )
    coverage.add_argument("--format", choices=("text", "json"), default="text")


def add_diff(commands: "Commands") -> None:
    diff = new_command(
        commands, "diff", "show what changed between two dumps", run_diff, has_project=False
    )
    diff.add_argument("--patch", action="store_true", help="print the difference as RDF Patch")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)

"""The commands and their options, each with its help."""

import argparse
from pathlib import Path

from publisher import __version__, limits
from publisher.cli.calls import (
    Command,
    run_build,
    run_check,
    run_cite,
    run_coverage,
    run_deploy,
    run_diff,
    run_init,
    run_load,
    run_query,
    run_serve,
    run_source_add,
)


def parser() -> argparse.ArgumentParser:
    """Return all commands and options, each with its help."""
    top = argparse.ArgumentParser(
        prog="publisher",
        description="Publish a folder of Turtle; every statement shows its source.",
        epilog="Start with `publisher init DIR`, then `publisher check` and `publisher build`.",
    )
    top.add_argument("--version", action="version", version=f"publisher {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_init(commands)
    _add_source(commands)
    _add_check(commands)
    _add_build(commands)
    _add_serve(commands)
    _add_load(commands)
    _add_deploy(commands)
    _add_query(commands)
    _add_cite(commands)
    _add_coverage(commands)
    _add_diff(commands)
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    call: Command,
    *,
    has_project: bool = True,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(command=call)
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
    return command


def _add_out(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--out", type=Path, metavar="DIR", help=f"{what} (default: site, in the project)"
    )


def _add_init(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    init = _command(
        commands,
        "init",
        "write a small working project into a new folder",
        run_init,
        has_project=False,
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")


def _add_source(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = "store a source: its text and its description"
    source = commands.add_parser("source", help=text, description=text)
    actions = source.add_subparsers(title="actions", required=True, metavar="ACTION")
    add = _command(
        actions,
        "add",
        "store a text file, and describe it, so that facts can quote it",
        run_source_add,
    )
    add.add_argument("file", type=Path, metavar="FILE", help="UTF-8 text; HTML and PDF not yet")
    add.add_argument("--title", default="", metavar="TEXT", help="the title of the source")
    add.add_argument("--language", default="", metavar="TAG", help="its language, such as en")
    add.add_argument(
        "--publisher", default="", metavar="IRI", help="who published it, such as body/council"
    )
    add.add_argument(
        "--address", default="", metavar="URL", help="the web address that it was copied from"
    )
    add.add_argument(
        "--slug", default="", metavar="NAME", help="its name in IRIs (default: the file's name)"
    )


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = _command(
        commands,
        "check",
        "read all files, find every quote in its source, check against the shapes, run every query",
        run_check,
    )
    check.add_argument("--format", choices=("text", "json", "ttl"), default="text")
    check.add_argument(
        "--all", action="store_true", help="a line for each place of a finding that has many"
    )
    _add_out(check, "the site of the last build, whose IRIs must still exist")


def _add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    build = _command(commands, "build", "check, then write the whole site, or nothing", run_build)
    _add_out(build, "the site's folder")
    build.add_argument("--workers", type=_count, metavar="N", help="processes (default: by size)")
    build.add_argument(
        "--no-compress", action="store_true", help="leave out the files as gzip and brotli"
    )


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = _command(
        commands,
        "serve",
        "serve the site with content negotiation and a SPARQL endpoint",
        run_serve,
    )
    _add_out(serve, "the site's folder")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    serve.add_argument(
        "--port",
        type=int,
        default=limits.PORT,
        metavar="N",
        help=f"0 takes a free one (default: {limits.PORT})",
    )
    serve.add_argument(
        "--socket", type=Path, metavar="PATH", help="listen on a Unix socket instead"
    )
    serve.add_argument(
        "--engine", default="", metavar="URL", help="let this SPARQL endpoint answer the queries"
    )
    serve.add_argument(
        "--access-log", metavar="FILE", help='a line of JSON a request; "-" is standard error'
    )
    serve.add_argument(
        "--watch", action="store_true", help="build again, and reload the page, when a file changes"
    )


def _add_load(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    load = _command(
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
        "--pieces", type=_count, metavar="MIB", help="send it in pieces, not in one request"
    )


def _add_deploy(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    deploy = _command(
        commands, "deploy", "print a web server's configuration, or a unit of systemd", run_deploy
    )
    deploy.add_argument(
        "server",
        choices=("nginx", "caddy", "apache", "systemd.service", "systemd.socket"),
        help="the web server, or the unit that runs publisher serve",
    )
    _add_out(deploy, "the site's folder")
    deploy.add_argument(
        "--upstream",
        default=f"127.0.0.1:{limits.PORT}",
        metavar="ADDRESS",
        help=f"where serve listens: HOST:PORT or unix:/PATH (default: 127.0.0.1:{limits.PORT})",
    )
    deploy.add_argument(
        "--listen", default="80", metavar="[ADDRESS:]PORT", help="where to listen (default: 80)"
    )
    deploy.add_argument(
        "--server-name", default="", metavar="HOST", help="the host's name (default: the base's)"
    )
    deploy.add_argument(
        "--cache", default="", metavar="DIR", help="where nginx or Apache keeps answers to queries"
    )
    deploy.add_argument(
        "--brotli", action="store_true", help="send files as brotli too, if the server can"
    )


def _add_query(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    query = _command(commands, "query", "run a ready query, a file or a text", run_query)
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


def _add_cite(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    cite = _command(
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


def _add_coverage(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    coverage = _command(
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


def _add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    diff = _command(
        commands, "diff", "show what changed between two dumps", run_diff, has_project=False
    )
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)


def _count(text: str) -> int:
    """Return a number of processes: argparse says what is wrong with any other text."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1")
    return number

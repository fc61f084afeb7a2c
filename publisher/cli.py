"""Arguments in, one call, findings out, exit code: 0 done, 1 the graph has errors, 2 wrong call."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from publisher import __version__
from publisher.model import Report
from publisher.project import Project, ProjectError, read_project
from publisher.site.publication import PublicationError
from publisher.sparql.errors import QueryError

DONE, ERRORS, WRONG_CALL = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """The exit code of one call."""
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (ProjectError, PublicationError, QueryError) as error:
        _say(f"publisher: error: {error}")
        return WRONG_CALL
    except BrokenPipeError:
        # The reader has what it wanted; Python must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("publisher: stopped; the last site is as it was")
        return 130


def parser() -> argparse.ArgumentParser:
    """All commands and options, with help that teaches."""
    top = argparse.ArgumentParser(
        prog="publisher",
        description="Publish a folder of Turtle; every statement shows its source.",
        epilog="Start with `publisher check`, then `publisher build`.",
    )
    top.add_argument("--version", action="version", version=f"publisher {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
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
    call: Callable[[argparse.Namespace], int],
    *,
    has_project: bool = True,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(command=call)
    command.add_argument("--quiet", action="store_true", help="say nothing but findings and errors")
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


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = _command(
        commands, "check", "parse, find every quote, validate, test every query", _check
    )
    check.add_argument("--format", choices=("text", "json", "ttl"), default="text")


def _add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    build = _command(commands, "build", "check, then write the whole site, or nothing", _build)
    build.add_argument(
        "--out", type=Path, metavar="DIR", help="the site's folder (default: site, in the project)"
    )
    build.add_argument("--workers", type=_count, metavar="N", help="processes (default: by size)")
    build.add_argument(
        "--no-compress", action="store_true", help="leave out the files as gzip and brotli"
    )


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = _command(
        commands, "serve", "serve the site with content negotiation and a SPARQL endpoint", _serve
    )
    serve.add_argument(
        "--out", type=Path, metavar="DIR", help="the site's folder (default: site, in the project)"
    )
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    serve.add_argument(
        "--port", type=int, default=8000, metavar="N", help="0 takes a free one (default: 8000)"
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
        _load,
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
        commands, "deploy", "print a web server's configuration, or a unit of systemd", _deploy
    )
    deploy.add_argument(
        "server",
        choices=("nginx", "caddy", "apache", "systemd.service", "systemd.socket"),
        help="the web server, or the unit that runs publisher serve",
    )
    deploy.add_argument(
        "--out", type=Path, metavar="DIR", help="the site's folder (default: site, in the project)"
    )
    deploy.add_argument(
        "--upstream",
        default="127.0.0.1:8000",
        metavar="ADDRESS",
        help="where publisher serve listens: HOST:PORT or unix:/PATH (default: 127.0.0.1:8000)",
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
        "--brotli", action="store_true", help="send files as brotli too, where the server can"
    )


def _add_query(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    query = _command(commands, "query", "run a ready query, a file or a text", _query)
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
    cite = _command(commands, "cite", "find words in the sources, print evidence to paste", _cite)
    cite.add_argument("words", help="words of a source, as near as you have them")


def _add_coverage(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    coverage = _command(
        commands, "coverage", "show which sentences of the sources no statement quotes", _coverage
    )
    coverage.add_argument("--format", choices=("text", "json"), default="text")


def _add_diff(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    diff = _command(
        commands, "diff", "show what changed between two dumps", _diff, has_project=False
    )
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)


def _project(options: argparse.Namespace) -> Project:
    return read_project(options.project, base=options.base)


# Each command imports its steps when it is called: `--help` and `cite` need not wait for SHACL.


def _check(options: argparse.Namespace) -> int:
    from publisher.check.report import as_json, as_turtle  # noqa: PLC0415
    from publisher.commands.check import check_project  # noqa: PLC0415

    report = check_project(options.project, base=options.base)
    if options.format == "json":
        _print(as_json(report.findings))
    elif options.format == "ttl":
        _print(as_turtle(report.findings))
    else:
        _print_findings(report)
        if not options.quiet:
            errors = sum(finding.is_error for finding in report.findings)
            _say(f"{_number(errors, 'error')}, {_number(len(report.findings) - errors, 'warning')}")
    return ERRORS if report.has_errors else DONE


def _build(options: argparse.Namespace) -> int:
    from publisher.commands.build import build  # noqa: PLC0415

    project = _project(options)
    out = options.out or project.folder / "site"
    with _progress(quiet=options.quiet) as advance:
        report = build(
            project,
            out=out,
            workers=options.workers,
            advance=advance,
            is_compressed=not options.no_compress,
        )
    _print_findings(report)
    if report.has_errors:
        _say("publisher: nothing was published; the last site is as it was")
        return ERRORS
    if not options.quiet:
        counted = ", ".join(f"{number:,} {name}" for name, number in report.counts.items())
        _say(f"{out}: {counted}, {report.seconds:.1f} seconds")
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from publisher.commands.serve import FAILURES, Listen, serve  # noqa: PLC0415

    project = _project(options)
    try:
        with _log_file(options.access_log) as log:
            report = serve(
                project,
                out=options.out or project.folder / "site",
                listen=Listen(host=options.host, port=options.port, unix=options.socket),
                engine=options.engine,
                access_log=log,
                is_watched=options.watch,
                say=_say,
            )
    except FAILURES as error:
        _say(f"publisher: error: {error}")
        return WRONG_CALL
    _print_findings(report)
    return ERRORS if report.has_errors else DONE


def _load(options: argparse.Namespace) -> int:
    from publisher.commands.load import FAILURES, load, target  # noqa: PLC0415

    try:
        to = target(
            options.engine,
            graph=options.graph,
            queries=options.query_endpoint,
            environment=os.environ,
        )
        with _progress(quiet=options.quiet, noun="triples") as advance:
            loaded = load(
                options.project,
                to=to,
                dump=options.dump,
                piece=options.pieces,
                advance=advance,
                say=_say,
            )
    except FAILURES as error:
        _say(f"publisher: error: {error}")
        return WRONG_CALL
    graph = loaded.graph or "its default graph"
    held = f"{loaded.queries} holds {_number(loaded.held, 'triple')} in {graph}"
    if not loaded.is_whole:
        _say(f"publisher: error: {held}, but {loaded.sent:,} were sent; see docs/engines.md")
        return ERRORS
    if not options.quiet:
        _say(f"{held}, as many as were sent ({_number(loaded.requests, 'request')})")
    return DONE


def _deploy(options: argparse.Namespace) -> int:
    from publisher.commands.deploy import DeployError, deploy  # noqa: PLC0415

    project = _project(options)
    try:
        text = deploy(
            project,
            options.server,
            out=options.out or project.folder / "site",
            upstream=options.upstream,
            listen=options.listen,
            server_name=options.server_name,
            cache=options.cache,
            brotli=options.brotli,
        )
    except DeployError as error:
        _say(f"publisher: error: {error}")
        return WRONG_CALL
    _print(text)
    return DONE


def _query(options: argparse.Namespace) -> int:
    from publisher.commands.check import line  # noqa: PLC0415
    from publisher.commands.query import query  # noqa: PLC0415

    findings = query(
        _project(options),
        query=options.query,
        text=options.text,
        parameters=[_pair(one) for one in options.param],
        format_=options.format,
        endpoint=options.endpoint,
        output=sys.stdout.buffer,
        is_terminal=sys.stdout.isatty(),
    )
    if findings:
        # The answer may lack what the files in error say.
        for finding in findings:
            _say(line(finding))
        return ERRORS
    return DONE


def _cite(options: argparse.Namespace) -> int:
    from publisher.commands.cite import as_text, cite  # noqa: PLC0415
    from publisher.load import load  # noqa: PLC0415

    found = cite(load(_project(options)).graph, options.words)
    if not found:
        _say("publisher: no stored source has words like these")
        return ERRORS
    _print(as_text(found))
    return DONE


def _coverage(options: argparse.Namespace) -> int:
    from publisher.commands.coverage import as_json, as_text, cover  # noqa: PLC0415
    from publisher.load import load  # noqa: PLC0415

    covered = cover(load(_project(options)).graph)
    _print(as_json(covered) if options.format == "json" else as_text(covered))
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from publisher.commands.diff import DiffError, diff, render  # noqa: PLC0415

    try:
        _print(render(diff(options.old, options.new)))
    except DiffError as error:
        _say(f"publisher: error: {error}")
        return WRONG_CALL
    return DONE


@contextmanager
def _log_file(name: str | None) -> Iterator[TextIO | None]:
    if name is None:
        yield None
    elif name == "-":
        yield sys.stderr
    else:
        with Path(name).open("a", encoding="utf-8") as file:
            yield file


def _count(text: str) -> int:
    """A number of processes: argparse says what is wrong with any other text."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1")
    return number


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"--param {text!r} has no value; write it as NAME=VALUE")
    return name, value


def _print_findings(report: Report) -> None:
    from publisher.commands.check import line  # noqa: PLC0415

    for finding in report.findings:
        _print(line(finding))


def _print(text: str) -> None:
    sys.stdout.buffer.write(f"{text.rstrip()}\n".encode("utf-8", "replace"))


def _say(text: str) -> None:
    sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stderr.flush()


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


@contextmanager
def _progress(*, quiet: bool, noun: str = "pages") -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, a line each ten thousand elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _done, _all: None
    elif sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress  # noqa: PLC0415

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(noun, total=None)
            yield lambda done, every: bar.update(task, completed=done, total=every)
    else:
        yield partial(_plain_line, noun)


def _plain_line(noun: str, done: int, every: int) -> None:
    if done % 10_000 == 0:
        _say(f"{done:,} of {every:,} {noun}")

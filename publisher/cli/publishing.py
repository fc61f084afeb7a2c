"""The options of the commands that make a site."""

from pathlib import Path
from typing import TYPE_CHECKING

from publisher import limits
from publisher.cli.calls import (
    run_build,
    run_check,
    run_deploy,
    run_init,
    run_serve,
    run_source_add,
)
from publisher.cli.options import add_out, count, new_command

if TYPE_CHECKING:
    from publisher.cli.options import Commands


def add_init(commands: "Commands") -> None:
    init = new_command(
        commands,
        "init",
        "write a small working project into a new folder, or one of RDF that there is",
        run_init,
        has_project=False,
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    init.add_argument(
        "--from",
        dest="sources",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="copy this RDF into it, and write the settings that were guessed; may be repeated",
    )
    init.add_argument(
        "--base", metavar="IRI", help="with --from: the address of the site, not the guessed one"
    )


def add_source_command(commands: "Commands") -> None:
    text = "store a source: its text and its description"
    source = commands.add_parser("source", help=text, description=text)
    actions = source.add_subparsers(title="actions", required=True, metavar="ACTION")
    add = new_command(
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


def add_check(commands: "Commands") -> None:
    check = new_command(
        commands,
        "check",
        "read all files, find every quote in its source, check against the shapes, run every query",
        run_check,
        has_paths=True,
    )
    check.add_argument("--format", choices=("text", "json", "ttl"), default="text")
    check.add_argument(
        "--all", action="store_true", help="a line for each place of a finding that has many"
    )
    add_out(check, "the site of the last build, whose IRIs must still exist")


def add_build(commands: "Commands") -> None:
    build = new_command(
        commands, "build", "check, then write the whole site, or nothing", run_build, has_paths=True
    )
    add_out(build, "the site's folder")
    build.add_argument("--workers", type=count, metavar="N", help="processes (default: by size)")
    build.add_argument(
        "--no-compress", action="store_true", help="leave out the files as gzip and brotli"
    )
    build.add_argument(
        "--previous",
        type=Path,
        metavar="DIR",
        help="the site whose history of changes goes on (default: the one at --out)",
    )
    build.add_argument(
        "--draft", action="store_true", help="do not add this release to the history of changes"
    )


def add_serve(commands: "Commands") -> None:
    serve = new_command(
        commands,
        "serve",
        "serve the site with content negotiation and a SPARQL endpoint",
        run_serve,
        has_paths=True,
    )
    add_out(serve, "the site's folder")
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


def add_deploy(commands: "Commands") -> None:
    deploy = new_command(
        commands, "deploy", "print a web server's configuration, or a unit of systemd", run_deploy
    )
    deploy.add_argument(
        "server",
        choices=("nginx", "caddy", "apache", "w3id", "systemd.service", "systemd.socket"),
        help="the web server, the redirect service, or the unit that runs publisher serve",
    )
    add_out(deploy, "the site's folder")
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

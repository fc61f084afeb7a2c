"""One function for each command: options → one call → lines and an exit code."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from publisher.cli.given import given_project
from publisher.cli.output import (
    counted,
    printable,
    progress,
    report_line,
    say,
    write_findings,
    write_output,
)
from publisher.errors import QueryError
from publisher.project import Project, read_project

if TYPE_CHECKING:
    from publisher.commands.load import LoadReport
    from publisher.findings import Report

Command: TypeAlias = Callable[[argparse.Namespace], int]

DONE, ERRORS, WRONG_CALL = 0, 1, 2

# Each command imports its steps when it is called: `--help` and `cite` need not wait for SHACL.


def run_init(options: argparse.Namespace) -> int:
    from publisher.commands.init import init  # noqa: PLC0415

    if options.sources:
        return _run_init_from(options)
    written = init(options.folder)
    if not options.quiet:
        files = counted(len(written), "file")
        say(f"{options.folder}: {files} written; start with its README.md")
    return DONE


def _run_init_from(options: argparse.Namespace) -> int:
    from publisher.commands.init_from import init_from  # noqa: PLC0415

    given, written = init_from(options.folder, options.sources, base=options.base)
    if not options.quiet:
        for text in given.lines:
            say(text)
        files = counted(len(written), "file")
        say(f"{options.folder}: {files} written; its pyproject.toml has what was guessed")
    return DONE


def run_source_add(options: argparse.Namespace) -> int:
    from publisher.commands.source import SourceDetails, add_source  # noqa: PLC0415

    project = _project(options)
    about = SourceDetails(
        title=options.title,
        language=options.language,
        publisher=options.publisher,
        address=options.address,
    )
    stored = add_source(project, options.file, slug=options.slug, about=about)
    if not options.quiet:
        text, description = project.name(stored.text), project.name(stored.description)
        say(f"{text}: {counted(stored.characters, 'character')} stored, SHA-256 {stored.sha256}")
        say(f"{description}: written; add what its comments ask for, if you know it")
    return DONE


def run_check(options: argparse.Namespace) -> int:
    from publisher.commands.check import check_settings_and_files  # noqa: PLC0415

    with given_project(options) as project:
        report = check_settings_and_files(project, out=options.out)
    return show_report(report, options)


def show_report(report: "Report", options: argparse.Namespace) -> int:
    """Write the findings in the format that the options name, and return the exit code."""
    from publisher.check.report import as_json, as_turtle  # noqa: PLC0415

    if options.format == "json":
        write_output(as_json(report.findings))
    elif options.format == "ttl":
        write_output(as_turtle(report.findings))
    else:
        write_findings(report, every=options.all)
        if not options.quiet:
            say(report_line(report))
    return ERRORS if report.has_errors else DONE


def run_build(options: argparse.Namespace) -> int:
    from publisher.commands.build import build  # noqa: PLC0415

    with given_project(options) as project, progress(quiet=options.quiet) as advance:
        out = options.out or project.folder / "site"
        report = build(
            project,
            out=out,
            workers=options.workers,
            progress=advance,
            is_compressed=not options.no_compress,
            previous=options.previous,
            is_draft=options.draft,
        )
    write_findings(report)
    if report.has_errors:
        say("publisher: nothing was published; the last site is as it was")
        return ERRORS
    if not options.quiet:
        counts = ", ".join(
            counted(number, name.removesuffix("s"))
            for name, number in report.counts.items()
            # A graph without evidence has no word of it in its report.
            if number
        )
        say(f"{out}: {counts}, {report.seconds:.1f} seconds")
    return DONE


def run_serve(options: argparse.Namespace) -> int:
    from publisher.serve.platforms import check_platform  # noqa: PLC0415

    check_platform()
    from publisher.commands.serve import Listen, serve  # noqa: PLC0415

    with given_project(options) as project:
        report = serve(
            project,
            out=options.out,
            listen=Listen(host=options.host, port=options.port, unix=options.socket),
            engine=options.engine,
            access_log=options.access_log,
            is_watched=options.watch,
            is_base_given=bool(options.base),
            say=say,
            on_built=write_findings,
        )
    write_findings(report)
    return ERRORS if report.has_errors else DONE


def run_load(options: argparse.Namespace) -> int:
    from publisher.commands.load import load_into_store, target  # noqa: PLC0415

    to = target(
        options.engine,
        graph=options.graph,
        queries=options.query_endpoint,
        environment=os.environ,
    )
    with progress(quiet=options.quiet, noun="triples") as advance:
        loaded = load_into_store(
            options.project,
            to=to,
            dump=options.dump,
            piece=options.pieces,
            advance=advance,
            say=say,
        )
    return _say_loaded(loaded, quiet=options.quiet)


def _say_loaded(loaded: "LoadReport", *, quiet: bool) -> int:
    graph = loaded.graph or "its default graph"
    if loaded.named_graphs:
        graph += f" and {counted(loaded.named_graphs, 'named graph')}"
    state = f"{loaded.queries} holds {counted(loaded.held, 'triple')} in {graph}"
    if not loaded.is_whole:
        page = "docs/how-to/other-stores.md"
        say(f"publisher: error: {state}, but {loaded.sent:,} were sent; see {page}")
        return ERRORS
    if not quiet:
        say(f"{state}, as many as were sent ({counted(loaded.requests, 'request')})")
    return DONE


def run_deploy(options: argparse.Namespace) -> int:
    from publisher.commands.deploy import deploy  # noqa: PLC0415

    project = _project(options)
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
    write_output(text)
    return DONE


def run_query(options: argparse.Namespace) -> int:
    from publisher.commands.check import line  # noqa: PLC0415
    from publisher.commands.query import query_project  # noqa: PLC0415

    findings = query_project(
        _project(options),
        query=options.query,
        text=options.text,
        parameters=[_pair(parameter) for parameter in options.param],
        format_=options.format,
        endpoint=options.endpoint,
        output=sys.stdout.buffer,
        is_terminal=sys.stdout.isatty(),
        note=None if options.quiet else say,
    )
    if findings:
        # The answer may lack what the files in error say.
        for finding in findings:
            say(line(finding))
        return ERRORS
    return DONE


def run_cite(options: argparse.Namespace) -> int:
    from publisher.commands.cite import citations_text, find_passages  # noqa: PLC0415
    from publisher.load import load  # noqa: PLC0415

    graph = load(_project(options)).graph
    citations = find_passages(graph, options.words)
    if not citations.first:
        say("publisher: no stored source has words like these")
        return ERRORS
    if options.fact:
        from publisher.commands.cite_fact import as_facts  # noqa: PLC0415

        thing, name = options.fact
        write_output(as_facts(graph, citations, thing=thing, name=name, value=options.value))
    else:
        write_output(citations_text(citations))
    return DONE


def run_coverage(options: argparse.Namespace) -> int:
    from publisher.commands import coverage  # noqa: PLC0415
    from publisher.load import load  # noqa: PLC0415

    graph = load(_project(options)).graph
    is_json = options.format == "json"
    if options.overlap:
        overlaps = coverage.overlapping(graph)
        as_format = coverage.overlaps_as_json if is_json else coverage.overlaps_as_text
        text = as_format(graph, overlaps)
        write_output(text if is_json else printable(text))
    else:
        covered = coverage.cover(graph)
        write_output(
            coverage.coverage_json(covered)
            if is_json
            else printable(coverage.coverage_text(covered))
        )
    return DONE


def run_diff(options: argparse.Namespace) -> int:
    from publisher.commands.diff import diff, patch, render  # noqa: PLC0415

    shown = patch if options.patch else render
    write_output(printable(shown(diff(options.old, options.new))))
    return DONE


def _project(options: argparse.Namespace) -> Project:
    return read_project(options.project, base=options.base)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"--param {text!r} has no value; write it as NAME=VALUE")
    return name, value

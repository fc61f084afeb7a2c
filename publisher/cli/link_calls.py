"""The calls of `publisher links`."""

import argparse

from publisher.cli.calls import DONE, show_report
from publisher.cli.given import given_project
from publisher.cli.output import say, write_output

# Each command imports its steps when it is called: `--help` need not wait for SHACL.


def run_link_check(options: argparse.Namespace) -> int:
    from publisher.commands.link_check import check_identity_links  # noqa: PLC0415

    with given_project(options) as project:
        report = check_identity_links(project)
    return show_report(report, options)


def run_link_suggest(options: argparse.Namespace) -> int:
    from publisher.commands.link_suggest import suggest_links  # noqa: PLC0415

    with given_project(options) as project:
        suggested = suggest_links(
            project,
            endpoint=options.endpoint,
            has_persons=options.persons,
            is_scanned=options.scan,
            seconds=options.seconds,
            least=options.least,
        )
    write_output(suggested.turtle)
    if not options.quiet:
        say(suggested.summary)
    return DONE

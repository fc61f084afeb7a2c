"""The output of a call: findings and answers to standard output, all else to standard error."""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from publisher.findings import Report, Severity

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_EACH: Final = 10_000
_REDRAWN: Final = 0.1
"""Seconds after which the progress bar is drawn again."""


def write_findings(report: Report, *, every: bool = False) -> None:
    """Print a line for each finding; one for all that differ in names only, unless `every`."""
    from publisher.commands.check import line  # noqa: PLC0415
    from publisher.commands.finding_groups import group_findings  # noqa: PLC0415

    for finding in report.findings if every else group_findings(report.findings):
        write_output(line(finding))


def report_line(report: Report) -> str:
    """Return how many findings there are of each severity: `1 error, 0 warnings`.

    Notes are counted if there are any.
    """
    numbers = Counter(finding.severity for finding in report.findings)
    shown = [
        severity for severity in Severity if severity is not Severity.NOTE or numbers[severity]
    ]
    return ", ".join(counted(numbers[severity], severity.value) for severity in shown)


def write_output(text: str) -> None:
    sys.stdout.buffer.write(f"{text.rstrip()}\n".encode("utf-8", "replace"))


def printable(text: str) -> str:
    """Return a text with codes in place of what would move a terminal's cursor or colour it."""
    return _CONTROLS.sub(lambda match: f"U+{ord(match.group()):04X}", text)


def say(text: str) -> None:
    text = printable(text)
    sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stderr.flush()


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@contextmanager
def progress(*, quiet: bool, noun: str = "pages") -> Iterator[Callable[[int, int], None]]:
    """Yield a bar on a terminal, a line each ten thousand elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _done, _all: None
    elif sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress  # noqa: PLC0415

        # Drawn here, not by a thread, because a build forks, and must have no threads then.
        bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        with bar:
            yield _drawing(bar, bar.add_task(noun, total=None))
    else:
        yield _printing_lines(noun)


def _drawing(bar: "Progress", task: "TaskID") -> Callable[[int, int], None]:
    drawn = 0.0

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        now = time.monotonic()
        is_due = now - drawn >= _REDRAWN or done == total
        drawn = now if is_due else drawn
        bar.update(task, completed=done, total=total, refresh=is_due)

    return draw


def _printing_lines(noun: str) -> Callable[[int, int], None]:
    printed = 0

    def print_line(done: int, total: int) -> None:
        nonlocal printed
        # Hundreds are done at a time, so that no number need be a multiple.
        if done // _LINE_EACH > printed:
            printed = done // _LINE_EACH
            say(f"{done:,} of {total:,} {noun}")

    return print_line

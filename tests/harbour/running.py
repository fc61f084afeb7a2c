"""The program as its users run it, on a project of the tests."""

import csv
import io
import subprocess
from pathlib import Path

from tests import calls


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `publisher`, however it ends."""
    return calls.publisher(*arguments)


def publisher(*arguments: str | Path) -> str:
    """Return what it writes to stdout; it must succeed."""
    ended = run(*arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def findings(folder: Path) -> list[str]:
    """The lines of `publisher check`, without the count at its end."""
    ended = run("check", "--project", folder)
    lines = (ended.stdout + ended.stderr).splitlines()
    assert "Traceback" not in ended.stderr, ended.stderr
    return [line for line in lines if line.endswith("]")]


def answers(folder: Path, query: str, *more: str) -> list[dict[str, str]]:
    """The rows of a query: a ready one's name, or the text of one."""
    given = [query] if query.replace("-", "").isalnum() else ["-e", query]
    text = publisher("query", "--project", folder, *given, "--format", "csv", *more)
    return list(csv.DictReader(io.StringIO(text)))

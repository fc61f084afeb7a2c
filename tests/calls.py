"""The program as its users call it: arguments in, what it prints and its exit code out."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Final

from publisher.cli import main

ROOT: Final = Path(__file__).parents[1]
IN_TIME: Final = 25
"""Seconds within which an end comes, on a busy machine too, that has a deadline of a few. Clients
of the tests wait longer, for 30, so what would never end fails here."""
PATIENCE: Final = 60
"""Seconds after which a condition that does not come true is a failure."""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "publisher", *map(str, arguments)]


def publisher(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The call in this process, which need not load the program for each."""
    out, said = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    call = [str(one) for one in arguments]
    with redirect_stdout(out), redirect_stderr(said), chdir(cwd):
        try:
            code = main(call)
        except SystemExit as ended:  # by argparse
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(call, code, _text(out), _text(said))


def _text(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def publisher_apart(
    *arguments: str | Path, cwd: Path = ROOT, **options: object
) -> subprocess.CompletedProcess[str]:
    """The call in a process of its own, which alone may use several."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command(*arguments),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=240,
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        **options,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a call that was refused, without what all such lines begin with."""
    assert (done.returncode, done.stdout) == (2, ""), done
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("publisher: error: "), done.stderr
    return done.stderr.removeprefix("publisher: error: ").rstrip("\n")


def wait_for(condition: Callable[[], object], *, seconds: float = PATIENCE) -> bool:
    """Whether a condition came true in time."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.002)
    return bool(condition())


def processes_of(session: int) -> list[int]:
    """The IDs of the processes of a session that have not ended."""
    return [
        process for process, of, state in _processes() if of == session and state not in {"Z", "X"}
    ]


def _processes() -> Iterator[tuple[int, int, str]]:
    """Each process, its session, and its state: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # It has ended.
        yield int(path.parent.name), int(session), state

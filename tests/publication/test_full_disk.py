"""No build ends in a traceback when it can write no more, and none harms the last site.

From a moment of a build on, its processes may write no byte into any file: what a full disk does,
without a disk of its own.
"""

import os
import resource
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.generate import generate
from tests.calls import command, processes_of, publisher, wait_for
from tests.load.projects import write_project

Moment = Callable[[Path], object]


def _found(pattern: str) -> Moment:
    return lambda www: any((www / ".releases").glob(f".building-*/{pattern}"))


BOTH: dict[str, Moment] = {
    "from the first file on": lambda www: any((www / ".releases").glob(".building-*")),
    "pages": _found("site/*/*.html"),
    "dumps": _found("site/dumps/*"),
    "queries": _found("site/queries/*.csv"),
    "catalogue": _found("site/catalog.ttl"),
    "compressed files": _found("site/**/*.br"),
}
CASES = [
    *((moment, workers) for moment in BOTH for workers in (1, 2)),
    ("chunks", 2),
]
MOMENTS = {**BOTH, "chunks": _found("chunks-*/*")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full") / "project"
    generate(folder, pages=300)
    return folder


@pytest.mark.parametrize(("moment", "workers"), CASES)
def test_a_disk_that_gets_full_is_one_line_and_the_last_site_stays(
    project: Path, tmp_path: Path, moment: str, workers: int
) -> None:
    www = tmp_path / "www"
    (www / ".releases/last/site").mkdir(parents=True)
    (www / ".releases/last/site/index.html").write_text("the last site")
    (www / "site").symlink_to(".releases/last/site")
    call = ("build", "--quiet", "--project", project, "--out", www / "site")

    build = subprocess.Popen(
        command(*call, "--workers", str(workers)),
        start_new_session=True,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    is_there = wait_for(lambda: MOMENTS[moment](www) or build.poll() is not None)
    fill_disk_of(build.pid)
    _, said = build.communicate()

    assert is_there
    assert (build.returncode, said.count("\n")) == (2, 1), said
    assert said.startswith(f"publisher: error: {www}/site cannot be written (File too large)")
    assert (www / "site/index.html").read_text() == "the last site"
    assert not list((www / ".releases").glob(".building-*"))
    assert publisher(*call, "--no-compress").returncode == 0
    assert (www / "site/index.html").read_text() != "the last site"


def fill_disk_of(session: int) -> None:
    """Let no process of a session write into files from now on."""
    os.killpg(session, signal.SIGSTOP)
    for process in processes_of(session):
        try:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (0, 0))
        except ProcessLookupError:
            continue  # It has ended.
    os.killpg(session, signal.SIGCONT)


@pytest.mark.parametrize(
    "call",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "ttl"),
        ("build", "--quiet"),
        ("coverage",),
        ("query", "-e", "SELECT * { ?s ?p ?o }", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_an_output_that_is_full_is_one_line(call: tuple[str, ...], tmp_path: Path) -> None:
    project = write_project(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(*call, "--project", project),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    said = [line for line in done.stderr.splitlines() if not line.endswith("warnings")]
    assert done.returncode == 2
    assert said == [
        "publisher: error: the output cannot be read or written (No space left on device)"
    ]

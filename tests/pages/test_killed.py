"""A build that is killed leaves no process behind, and nothing that forbids the next."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.generate import generate
from tests.calls import command, processes_of, publisher_apart, wait_for

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="reads which processes there are as Linux says it"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed") / "project"
    generate(folder, pages=400)
    return folder


def _has(pattern: str) -> Callable[[Path, int], bool]:
    return lambda www, _session: any((www / ".releases").glob(pattern))


def _has_processes(www: Path, session: int) -> bool:
    """Before any work: the lock is held, and the first worker is there."""
    return (www / ".releases").exists() and len(processes_of(session)) > 1


MOMENTS = {
    "as the workers start": _has_processes,
    "as chunks are made": _has(".building-*/chunks-*/*"),
    "as the first pages are written": _has(".building-*/site/*/*.html"),
    "as dumps are written": _has(".building-*/site/dumps/*"),
    "as queries are written": _has(".building-*/site/queries/*.csv"),
    "as files are compressed": _has(".building-*/site/**/*.br"),
}


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM], ids=lambda one: one.name)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_no_process_and_the_next_one_succeeds(
    project: Path, tmp_path: Path, moment: str, sent: signal.Signals
) -> None:
    www = tmp_path / "www"
    call = ("build", "--quiet", "--project", project, "--out", www / "site", "--workers", "2")
    build = subprocess.Popen(command(*call), start_new_session=True)

    is_there = wait_for(lambda: MOMENTS[moment](www, build.pid) or build.poll() is not None)
    os.kill(build.pid, sent)
    ended = build.wait()

    assert is_there
    assert ended == -sent
    # At once: no worker may hold the lock for a moment longer.
    next_build = publisher_apart(*call, "--no-compress")
    assert (next_build.returncode, next_build.stderr) == (0, "")
    assert wait_for(lambda: not processes_of(build.pid), seconds=5), processes_of(build.pid)
    assert (www / "site/index.html").is_file()
    assert not list((www / ".releases").glob(".building-*"))


def test_ctrl_c_ends_all_processes_with_one_line(project: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    call = ("build", "--quiet", "--project", project, "--out", www / "site", "--workers", "2")
    build = subprocess.Popen(
        command(*call), start_new_session=True, stderr=subprocess.PIPE, encoding="utf-8"
    )

    assert wait_for(lambda: MOMENTS["as the first pages are written"](www, build.pid))
    os.killpg(build.pid, signal.SIGINT)  # as a terminal sends it
    _, said = build.communicate()

    assert (build.returncode, said) == (130, "publisher: stopped; the last site is as it was\n")
    assert wait_for(lambda: not processes_of(build.pid), seconds=5)
    assert not (www / "site").exists()


@pytest.mark.parametrize("moment", ["as the first pages are written", "as files are compressed"])
def test_a_worker_that_is_killed_is_told_in_one_line(
    project: Path, tmp_path: Path, moment: str
) -> None:
    www = tmp_path / "www"
    call = ("build", "--quiet", "--project", project, "--out", www / "site", "--workers", "2")
    build = subprocess.Popen(
        command(*call), start_new_session=True, stderr=subprocess.PIPE, encoding="utf-8"
    )

    assert wait_for(lambda: MOMENTS[moment](www, build.pid))
    for worker in _workers_of(build.pid):
        os.kill(worker, signal.SIGKILL)
    _, said = build.communicate()

    assert build.returncode == 2
    assert said.startswith("publisher: error: a process of the build was ended from outside")
    assert said.count("\n") == 1
    assert not (www / "site").exists()


def _workers_of(build: int) -> list[int]:
    """Its children but for the one that keeps account of what they share."""
    children = Path(f"/proc/{build}/task/{build}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]

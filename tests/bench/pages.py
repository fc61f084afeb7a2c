"""How fast whole builds are, and how that grows: `python -m tests.bench.pages`.

Each size is generated, built by `publisher build` in a process of its own, and its files are then
only written, with one sync: what the disk allows. Compare figures of one run alone.
"""

import argparse
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Final

from tests.bench.generate import generate

SIZES: Final = (2_000, 20_000)
LIBRARIES: Final = ("pyoxigraph", "pyshacl", "rdflib", "jinja2")
HEADER: Final = (
    "| pages | triples | files | MB | seconds | pages/s | triples/s "
    "| peak MB | writing s | ratio |\n"
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)
_SAMPLES: Final = 0.1
_MEGABYTE: Final = 1_000_000


class BuildError(Exception):
    """`publisher build` did not end well; the message is what it printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One build: wall time in seconds, memory and files in bytes."""

    pages: int
    triples: int
    files: int
    size: int
    seconds: float
    peak: int
    writing: float

    @property
    def row(self) -> str:
        cells = (
            f"{self.pages:,}",
            f"{self.triples:,}",
            f"{self.files:,}",
            f"{self.size / _MEGABYTE:,.1f}",
            f"{self.seconds:.2f}",
            f"{self.pages / self.seconds:,.0f}",
            f"{self.triples / self.seconds:,.0f}",
            f"{self.peak / _MEGABYTE:,.0f}" if self.peak else "?",
            f"{self.writing:.2f}",
            f"{self.writing / self.seconds:.2f}",
        )
        return f"| {' | '.join(cells)} |"


def measure(folder: Path, *, pages: int, seed: int, workers: int | None, runs: int) -> Measurement:
    """Generate, build and write one size below a folder; the median of several builds.

    Memory is that of one build more: to ask for it ten times a second takes a fifth of the cores.
    Raises BuildError.
    """
    project = folder / f"project-{pages}"
    generate(project, pages=pages, seed=seed)
    # A folder a run: files made just after a large delete are slow to make.
    seconds = [
        _build(project, out=folder / f"run-{pages}-{run}" / "site", workers=workers)
        for run in range(runs)
    ]
    peak = _Peak()
    _build(project, out=folder / f"run-{pages}-memory" / "site", workers=workers, watch=peak.watch)
    files = tuple(_files(folder / f"run-{pages}-0" / "site"))
    return Measurement(
        pages=sum(path.endswith(".nt") and not path.startswith("dumps/") for path, _ in files),
        triples=next(content.count(b"\n") for path, content in files if path == "dumps/all.nt"),
        files=len(files),
        size=sum(len(content) for _, content in files),
        seconds=statistics.median(seconds),
        peak=peak.size,
        writing=_write(folder / f"written-{pages}", files),
    )


def exponent(smaller: Measurement, larger: Measurement) -> float:
    """By which power of its pages a build's time grows; 1 is linear."""
    return math.log(larger.seconds / smaller.seconds) / math.log(larger.pages / smaller.pages)


def _build(
    project: Path,
    *,
    out: Path,
    workers: int | None,
    watch: Callable[["subprocess.Popen[bytes]"], object] = lambda _process: None,
) -> float:
    """Wall time in seconds. `watch` returns when the process has ended, or at once."""
    out.parent.mkdir(parents=True)
    # Compressed copies are for servers, and no part of the pages that are counted.
    command = [sys.executable, "-m", "publisher", "build", "--quiet", "--no-compress"]
    command += ["--project", str(project), "--out", str(out)]
    command += ["--workers", str(workers)] if workers else []
    os.sync()
    started = time.perf_counter()
    with (out.parent / "talk.txt").open("w+b") as talk:
        process = subprocess.Popen(command, stdout=talk, stderr=subprocess.STDOUT)
        watch(process)
        code = process.wait()
        seconds = time.perf_counter() - started
        talk.seek(0)
        if code or not out.exists():
            raise BuildError(f"exit code {code}: {talk.read(2_000).decode(errors='replace')}")
    return seconds


@dataclass(kw_only=True)
class _Peak:
    """The most memory that a process and its descendants had together, in bytes."""

    size: int = 0

    def watch(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            self.size = max(self.size, sum(map(_memory, _tree(process.pid))))
            time.sleep(_SAMPLES)


def _tree(root: int) -> Iterator[int]:
    yield root
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text()
    except OSError:
        return  # It has ended, or the system has no such file.
    for child in children.split():
        yield from _tree(int(child))


def _memory(process: int) -> int:
    """Proportional set size in bytes: a page that processes share counts once in their sum."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()


def _write(folder: Path, files: Sequence[tuple[str, bytes]]) -> float:
    """Seconds for the same bytes in as many files, one process, one sync at the end."""
    os.sync()
    started = time.perf_counter()
    for parent in sorted({path.rpartition("/")[0] for path, _ in files}):
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for path, content in files:
        # The fastest way to a file from Python, twice pathlib's.
        descriptor = os.open(f"{folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(descriptor, content)
        os.close(descriptor)
    os.sync()
    return time.perf_counter() - started


def _machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; {libraries}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, metavar="N", help="default: what the build chooses")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="builds a size, median")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="where to build; a real disk")
    options = parser.parse_args()
    print(_machine(), HEADER, sep="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.scratch) as scratch:
        measured = []
        for pages in sorted(options.sizes):
            one = measure(
                Path(scratch),
                pages=pages,
                seed=options.seed,
                workers=options.workers,
                runs=options.runs,
            )
            measured.append(one)
            print(one.row, flush=True)
    print()
    for smaller, larger in pairwise(measured):
        grown = exponent(smaller, larger)
        print(f"Growth exponent from {smaller.pages:,} to {larger.pages:,} pages: {grown:.2f}.")


if __name__ == "__main__":
    main()

"""Build public data sets with `publisher` and with Ontospy in one run, and compare pages a second.

`python -m tests.bench.graphs ONTOSPY GRAPH …`: ONTOSPY is the program of Ontospy in an environment
of its own, each GRAPH a file that both read. Ontospy runs twice: as it is, and with its options for
individuals (`-x -i`). A page is a file of HTML; the seconds are those of the clock, and of all
processes together on the processor.
"""

import gzip
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one build wrote, and how long it took."""

    name: str
    pages: int
    files: int
    seconds: float
    processor_seconds: float

    @property
    def row(self) -> str:
        return (
            f"| {self.name} | {self.pages:,} | {self.files:,} | {self.seconds:.1f} | "
            f"{self.processor_seconds:.1f} | {self.pages / self.seconds:,.0f} | "
            f"{self.files / self.seconds:,.0f} |"
        )


def main(ontospy: str, graphs: Sequence[str]) -> None:
    print("| build | pages | files | seconds | of the processor | pages/s | files/s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with TemporaryDirectory(prefix="graphs-") as name:
        for graph in graphs:
            for run in _runs(ontospy, _unpacked(Path(graph), Path(name)), Path(name)):
                print(run.row, flush=True)


def _unpacked(graph: Path, folder: Path) -> Path:
    """Return the file, unpacked if it is gzip, which Ontospy does not read."""
    if graph.suffix != ".gz":
        return graph
    plain = folder / graph.stem
    with gzip.open(graph) as packed, plain.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return plain


def _runs(ontospy: str, graph: Path, folder: Path) -> list[Run]:
    docs = [ontospy, "gendocs", str(graph), "--type", "2", "--nobrowser", "-o"]
    build = [sys.executable, "-m", "publisher", "build", str(graph), "--no-compress", "--quiet"]
    return [
        _timed(f"publisher, {graph.name}", [*build, "--out"], folder / "ours" / "site"),
        _timed(f"Ontospy, {graph.name}", docs, folder / "theirs"),
        _timed(f"Ontospy -x -i, {graph.name}", [*docs[:-1], "-x", "-i", "-o"], folder / "more"),
    ]


def _timed(name: str, command: Sequence[str], out: Path) -> Run:
    folder = out.parent if out.name == "site" else out
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before, started = os.times(), time.monotonic()
    subprocess.run(
        [*command, str(out)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder.parent)},
    )
    seconds, after = time.monotonic() - started, os.times()
    written = [file for _, _, files in os.walk(out.resolve()) for file in files]
    return Run(
        name=name,
        pages=sum(file.endswith(".html") for file in written),
        files=len(written),
        seconds=seconds,
        processor_seconds=sum(after[2:4]) - sum(before[2:4]),
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

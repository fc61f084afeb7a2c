"""What runs in a tree: the files and the depth of `publisher build` and of a SPARQL request."""

import json
import mmap
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote
from urllib.request import Request, urlopen

from tests.house.tracing.sitecustomize import DEPTH, FILES, IS_ON, STACK_BYTES

TRACING: Final = Path(__file__).with_name("tracing")
REQUESTS: Final = 5
"""New queries that are measured; what most of them run through belongs to the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`files`: those of the tree whose functions ran; `stack`: the calls of the deepest place."""

    files: tuple[str, ...]
    depth: int
    stack: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    build: Run
    request: Run


def measure_runs(tree: Path) -> Runs:
    """Build the tree's flagship by one process, and ask its server for a triple."""
    with TemporaryDirectory(prefix="measure-") as folder:
        recording = _Recording.of(tree, Path(folder))
        site = Path(folder) / "site"
        with recording.on():
            subprocess.run(
                recording.command("build", "--quiet", "--workers", "1", "--out", site),
                check=True,
                env=recording.environment,
                cwd=tree,
            )
        build = recording.run()
        with _serving(recording, site) as address:
            _ask(address, "SELECT ?s { ?s ?p 'warm' } LIMIT 1")
            requests = [_request(recording, address, number) for number in range(REQUESTS)]
    return Runs(build=build, request=_typical(requests))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recording:
    """Memory that the processes of a run share with this one."""

    tree: Path
    files: tuple[Path, ...]
    shared: mmap.mmap
    environment: dict[str, str]

    @classmethod
    def of(cls, tree: Path, folder: Path) -> "_Recording":
        files = tuple(sorted((tree / "publisher").rglob("*.py")))
        names, shared = folder / "files", folder / "shared"
        names.write_text("\n".join(map(str, files)), encoding="utf-8")
        shared.write_bytes(bytes(FILES + len(files) + STACK_BYTES))
        with shared.open("r+b") as file:
            memory = mmap.mmap(file.fileno(), 0)
        environment = {
            **os.environ,
            "PYTHONPATH": f"{TRACING}:{tree}",
            "MEASURE_SHARED": str(shared),
            "MEASURE_FILES": str(names),
        }
        return cls(tree=tree, files=files, shared=memory, environment=environment)

    def command(self, *arguments: str | Path) -> list[str]:
        own = self.tree / ".venv" / "bin" / "python"
        python = str(own) if own.is_file() else sys.executable
        return [python, "-m", "publisher", *map(str, arguments)]

    @contextmanager
    def on(self) -> Iterator[None]:
        """Forget what was recorded, and record."""
        self.shared[DEPTH:] = bytes(len(self.shared) - DEPTH)
        self.shared[IS_ON] = 1
        yield
        self.shared[IS_ON] = 0

    def run(self) -> Run:
        ran = self.shared[FILES : FILES + len(self.files)]
        stack = json.loads(self.shared[FILES + len(self.files) :].rstrip(b"\0") or "[]")
        root = f"{self.tree / 'publisher'}/"
        return Run(
            files=tuple(
                str(file).removeprefix(root)
                for file, has_run in zip(self.files, ran, strict=True)
                if has_run
            ),
            depth=self.shared[DEPTH],
            stack=tuple(name.removeprefix(root) for name in stack),
        )


@contextmanager
def _serving(recording: _Recording, site: Path) -> Iterator[str]:
    process = subprocess.Popen(
        recording.command("serve", "--port", "0", "--out", site),
        env=recording.environment,
        cwd=recording.tree,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    try:
        for line in process.stderr:
            _, found, address = line.partition("served at ")
            if found:
                yield address.strip().rstrip("/")
                break
        else:
            raise RuntimeError(f"publisher serve of {recording.tree} ended before it listened")
    finally:
        process.send_signal(signal.SIGTERM)
        process.stderr.close()
        process.wait(30)


def _request(recording: _Recording, address: str, number: int) -> Run:
    with recording.on():
        _ask(address, f"SELECT ?s ?p {{ ?s ?p 'new {number}' }} LIMIT 1")
    return recording.run()


def _ask(address: str, query: str) -> None:
    request = Request(  # noqa: S310 -- an address of our own server
        f"{address}/sparql?query={quote(query)}",
        headers={"Accept": "application/sparql-results+json"},
    )
    with urlopen(request, timeout=60) as response:  # noqa: S310
        assert json.load(response)["results"]["bindings"] == []


def _typical(runs: Sequence[Run]) -> Run:
    """Return what most of the runs had: a clock or a new worker may run beside one of them."""
    counts = Counter(file for run in runs for file in run.files)
    depth = int(median(run.depth for run in runs))
    return Run(
        files=tuple(sorted(file for file, count in counts.items() if count > len(runs) // 2)),
        depth=depth,
        stack=next((run.stack for run in runs if run.depth == depth), ()),
    )

"""Stores of others as processes, each in a folder of its own, on this machine alone."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Final
from urllib.parse import quote

from tests import flagship
from tests.conftest import absent

START: Final = 60
"""Seconds in which a store must be ready, on a machine that does other things as well."""
STOP: Final = 20

INI: Final = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 10000
DirsAllowed = .
CheckpointInterval = 0
SchedulerInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where graphs go, where queries go, and what says who writes."""

    name: str
    engine: str
    queries: str
    graph: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def endpoint(self) -> str:
        """The queries' address, with the graph as the one that they ask."""
        return self.of(self.graph)

    def of(self, graph: str) -> str:
        return (
            f"{self.queries}?default-graph-uri={quote(graph, safe='')}" if graph else self.queries
        )

    def load(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`publisher load` into the store: its graph, unless the arguments name another."""
        named = ("--graph", self.graph) if self.graph and "--graph" not in arguments else ()
        return publisher(
            "load",
            "--engine",
            self.engine,
            *named,
            *arguments,
            **{**self.environment, **environment},
        )


def publisher(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        capture_output=True,
        check=False,
        cwd=flagship.FOLDER,
        env={**os.environ, **environment},
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in ended.stderr
    return ended


@contextmanager
def virtuoso(folder: Path) -> Iterator[Store]:
    """Virtuoso 7 with a database that it makes; its first password is known to all."""
    program = shutil.which("virtuoso-t")
    if program is None:
        absent("Virtuoso 7 is not installed: apt-get install virtuoso-opensource-7-bin")
    sql, web = _free_ports()
    configuration = folder / "virtuoso.ini"
    configuration.write_text(INI.format(sql=sql, web=web), encoding="utf-8")
    command = [str(program), "+foreground", "+configfile", configuration.name]
    with _running(command, folder, ready="Server online"):
        yield Store(
            name="virtuoso",
            engine=f"http://127.0.0.1:{web}/sparql-graph-crud-auth",
            queries=f"http://127.0.0.1:{web}/sparql",
            graph=flagship.project().base,
            environment={"PUBLISHER_ENGINE_USER": "dba", "PUBLISHER_ENGINE_PASSWORD": "dba"},
        )


@contextmanager
def oxigraph(folder: Path) -> Iterator[Store]:
    """The bare server of Oxigraph, which no public address should have."""
    port, _ = _free_ports()
    command = [_oxigraph(), "serve", "--location", "db", "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, ready="Listening"):
        yield Store(
            name="oxigraph",
            engine=f"http://127.0.0.1:{port}/store",
            queries=f"http://127.0.0.1:{port}/query",
        )


@contextmanager
def oxigraph_read_only(folder: Path, *, port: int = 0) -> Iterator[Store]:
    """The same over a store that is there already, in `db`; it takes no update."""
    port = port or _free_ports()[0]
    command = [_oxigraph(), "serve-read-only", "--location", "db", "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, ready="Listening"):
        yield Store(name="oxigraph", engine="", queries=f"http://127.0.0.1:{port}/query")


def _oxigraph() -> str:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        absent("Oxigraph's server is not installed: pip install oxigraph")
    return str(program)


@contextmanager
def _running(command: list[str], folder: Path, *, ready: str) -> Iterator[None]:
    """The process, from when it says that it is ready; ended by its own id."""
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            said = _until(process, ready)
            assert ready in "".join(said[-1:]), f"{command[0]} did not start: {said}"
            yield
        finally:
            _end(process)


def _until(process: subprocess.Popen[str], ready: str) -> list[str]:
    said: list[str] = []
    limit = Timer(START, process.kill)
    limit.start()
    try:
        for line in process.stdout or ():
            said.append(line)
            if ready in line:
                break
    finally:
        limit.cancel()
    return said


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=STOP)
    except subprocess.TimeoutExpired:
        process.kill()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]

"""Servers for tests: the program as a process, or its parts in a thread of this one."""

import asyncio
import http.client
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO
from urllib.parse import urlsplit

import uvicorn

from publisher.querypool import QueryLimits, QueryPool
from publisher.serve.app import App
from publisher.serve.limits import ClientLimits
from publisher.serve.release import open_release
from publisher.serve.settings import Settings
from publisher.serve.site_state import graph_source, site_state

PATIENT = Settings(
    in_flight=1_000, errors=1_000_000, query_seconds=1_000_000, client_connections=500
)
"""Settings that let one client do what a test does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(self.headers.get_all(name) or ())


def request(
    base: str,
    path: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """One request by a connection of its own; redirects are not followed."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        found = connection.getresponse()
        return Reply(status=found.status, headers=found.headers, body=found.read())
    finally:
        connection.close()


@contextmanager
def served(
    *arguments: str, cwd: Path | None = None, stderr: TextIO | None = None
) -> Iterator[tuple[str, int]]:
    """`publisher serve` on a free port: its address without the last slash, and its process.

    `stderr`: where what it says after its start goes.
    """
    command = [sys.executable, "-m", "publisher", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=cwd)
    try:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if ": served at " in line:
                break
        assert ": served at " in said, said
        address = said.rpartition(": served at ")[2].strip()
        drain = threading.Thread(target=_drain, args=(process.stderr, stderr), daemon=True)
        drain.start()
        yield address.rstrip("/"), process.pid
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
        code = process.wait(30)
        drain.join(30)
        assert process.stderr is not None
        process.stderr.close()
        assert code == 0


def _drain(source: IO[str], target: TextIO | None) -> None:
    for line in source:
        if target:
            target.write(line)
    if target:
        target.flush()


@contextmanager
def in_thread(
    site: Path,
    *,
    settings: Settings = PATIENT,
    limits: QueryLimits | None = None,
    store: Path | None = None,
    base: str | None = None,
) -> Iterator[str]:
    """The application in a thread; its address without the last slash."""
    release = open_release(site)
    started = threading.Event()
    address: list[str] = []
    servers: list[uvicorn.Server] = []

    async def run() -> None:
        pool = QueryPool(
            source=graph_source(release),
            store=store,
            site=release.folder / "site",
            base=base or release.base,
            limits=limits or QueryLimits(),
            fast=2,
        )
        await pool.start()
        clients = ClientLimits(settings)
        app = App(site_state(release, pool=pool, limits=clients, settings=settings))
        config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, loop="none")
        server = uvicorn.Server(config)
        server.capture_signals = _no_signals  # type: ignore[method-assign]
        servers.append(server)
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 -- uvicorn tells nobody
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        address.append(f"http://127.0.0.1:{port}")
        started.set()
        try:
            await serving
        finally:
            await pool.close(grace=1)

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    assert started.wait(30)
    try:
        yield address[0]
    finally:
        servers[0].should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@contextmanager
def _no_signals() -> Iterator[None]:
    yield

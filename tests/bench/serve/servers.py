"""The servers that are measured side by side, each with the same graph, on loopback."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

PATIENCE: Final = 120.0
"""Seconds in which a server must have started."""
_TABLE: Final = "CREATE TABLE triple (subject TEXT, property TEXT, object TEXT)"
_INDICES: Final = (
    "CREATE INDEX by_subject ON triple (subject, property)",
    "CREATE INDEX by_property ON triple (property, object)",
)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: Sequence[str], *, port: int, path: str = "/") -> Iterator[str]:
    """A server by its command, until it is no longer needed; its address without a last slash."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}{path}", process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"{process.args!r} ended with {process.returncode}")
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 -- loopback
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{process.args!r} did not start in {PATIENCE:.0f} s")


@contextmanager
def oxigraph(dump: Path, folder: Path) -> Iterator[str]:
    """The bare `oxigraph serve-read-only` on a store of its own."""
    program = _program("oxigraph", Path(sys.executable).parent)
    store = folder / "oxigraph"
    load = [program, "load", "--location", str(store), "--file", str(dump)]
    subprocess.run(load, check=True, capture_output=True)
    port = free_port()
    command = [program, "serve-read-only", "--location", str(store)]
    with running([*command, "--bind", f"127.0.0.1:{port}"], port=port, path="/query") as found:
        yield found


@contextmanager
def datasette(dump: Path, folder: Path, *, programs: Path) -> Iterator[str]:
    """Datasette on a table of the triples, indexed both ways."""
    file = folder / "graph.db"
    database = sqlite3.connect(file)
    with database:
        database.execute(_TABLE)
        rows = (
            (_value(one.subject), _value(one.predicate), _value(one.object))
            for one in ox.parse(path=str(dump), format=ox.RdfFormat.N_TRIPLES)
        )
        database.executemany("INSERT INTO triple VALUES (?, ?, ?)", rows)
        for index in _INDICES:
            database.execute(index)
    database.close()
    port = free_port()
    settings = ["max_returned_rows", "10000"], ["sql_time_limit_ms", "20000"]
    command = [_program("datasette", programs), "serve", "--immutable", str(file), "-p", str(port)]
    for setting in settings:
        command += ["--setting", *setting]
    with running(command, port=port) as found:
        yield found


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


@contextmanager
def rdflib_endpoint(dump: Path, *, programs: Path) -> Iterator[str]:
    port = free_port()
    command = [_program("rdflib-endpoint", programs), "serve", "--port", str(port), str(dump)]
    with running(command, port=port) as found:
        yield found


@contextmanager
def publisher(project: Path, site: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "publisher", "serve", "--project", str(project)]
    command += ["--out", str(site), "--port", str(port)]
    with running(command, port=port, path="/readyz") as found:
        yield found


@contextmanager
def bare() -> Iterator[str]:
    """The one-line application on the server that `publisher serve` runs on."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.bench.serve.bare:app"]
    command += ["--port", str(port), "--no-access-log", "--log-level", "critical"]
    with running([*command, "--lifespan", "off"], port=port) as found:
        yield found


def _program(name: str, folder: Path) -> str:
    found = shutil.which(name, path=str(folder)) or shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not installed; docs/explanation/speed.md says how")
    return found


@contextmanager
def files(site: Path, folder: Path) -> Iterator[str]:
    """nginx on the site's files as they lie there."""
    port = free_port()
    place = folder / "files"
    place.mkdir()
    main = place / "nginx.conf"
    main.write_text(
        _PLAIN.format(place=place, site=site, port=port, user=_user()), encoding="utf-8"
    )
    nginx = _program("nginx", Path("/usr/sbin"))
    command = [nginx, "-p", str(place), "-e", f"{place}/error.log", "-c", str(main)]
    with running(command, port=port) as found:
        yield found


def _user() -> str:
    # As root nginx would give up its rights, and the folder is root's alone.
    return "user root;" if os.geteuid() == 0 else ""


_PLAIN: Final = """\
{user}
daemon off;
pid {place}/nginx.pid;
worker_processes 2;
events {{
    worker_connections 256;
}}
http {{
    access_log off;
    types {{
        text/html html;
    }}
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {site};
    }}
}}
"""

"""`publisher serve` with the flagship, whose IRIs are addresses of this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.commands.build import build
from publisher.project import read_project
from tests.flagship import FOLDER
from tests.serve.running import served


@pytest.fixture(scope="session")
def base() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}/"


@pytest.fixture(scope="session")
def built(base: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship's site, built for the address at which it will be served."""
    site = tmp_path_factory.mktemp("served") / "site"
    report = build(read_project(FOLDER, base=base), out=site, is_compressed=True)
    assert not report.has_errors
    return site


@pytest.fixture(scope="session")
def published(base: str, built: Path) -> Iterator[str]:
    """The address of the site's root, with its slash: the IRIs of all resources begin with it."""
    port = base.rstrip("/").rpartition(":")[2]
    arguments = ("--project", str(FOLDER), "--base", base, "--out", str(built), "--port", port)
    with served(*arguments) as (address, _):
        assert f"{address}/" == base
        yield base


@pytest.fixture(scope="session")
def endpoint(published: str) -> str:
    return f"{published}sparql"


@pytest.fixture(scope="session")
def graph(built: Path) -> ox.Store:
    """The published graph, for comparison."""
    store = ox.Store()
    store.load(path=str(built / "dumps" / "all.nt"), format=ox.RdfFormat.N_TRIPLES)
    return store

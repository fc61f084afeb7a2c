"""Two stores of others, started once, with the flagship in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.stores import Store, oxigraph, virtuoso


@pytest.fixture(scope="session")
def dump(site: Path) -> Path:
    return site / "dumps" / "all.nt"


@pytest.fixture(scope="session")
def virtuoso_store(tmp_path_factory: pytest.TempPathFactory, dump: Path) -> Iterator[Store]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        _fill(running, dump)
        yield running


@pytest.fixture(scope="session")
def oxigraph_store(tmp_path_factory: pytest.TempPathFactory, dump: Path) -> Iterator[Store]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        _fill(running, dump)
        yield running


@pytest.fixture(params=["virtuoso", "oxigraph"])
def store(request: pytest.FixtureRequest) -> Store:
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found


def _fill(store: Store, dump: Path) -> None:
    loaded = store.load("--dump", str(dump))
    assert loaded.returncode == 0, loaded.stderr

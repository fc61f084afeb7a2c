"""The project of the harbour: a copy to change, and its site, built once."""

from pathlib import Path

import pytest

from tests.conftest import shared
from tests.harbour.project import write_harbour
from tests.harbour.running import publisher


@pytest.fixture(scope="session", autouse=True)
def _shared() -> None:
    shared("projects/harbour")


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """The project in a folder of its own."""
    return write_harbour(tmp_path / "harbour")


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    folder = write_harbour(tmp_path_factory.mktemp("harbour"))
    publisher("build", "--project", folder, "--out", folder / "site")
    return folder / "site"

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.running import in_thread


@pytest.fixture(scope="session")
def root(site: Path) -> Iterator[str]:
    """The address of a server of the flagship."""
    with in_thread(site) as started:
        yield started


@pytest.fixture(scope="session")
def address(root: str) -> str:
    return f"{root}/mcp"

from pathlib import Path

import pytest

from tests.conftest import shared


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the standards' own tests."""
    return shared("standards")

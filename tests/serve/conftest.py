from pathlib import Path

import pytest

from tests.conftest import absent


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the standards' own tests."""
    folder = Path(__file__).parents[3] / "shared" / "standards"
    if not folder.is_dir():
        absent("the standards' tests are not beside this project, in ../shared/standards")
    return folder

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def standards() -> Path:
    """The folder of the standards' own tests."""
    folder = Path(__file__).parents[3] / "shared" / "standards"
    if not folder.is_dir():
        pytest.skip("the standards' tests are not beside this project, in ../shared/standards")
    return folder

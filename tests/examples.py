"""How many examples a test tries that makes them up: some at hand, all in CI."""

import os
from typing import Final

ALL: Final = os.environ.get("CI") == "true" or os.environ.get("EXAMPLES") == "all"
"""`EXAMPLES=all pytest …` tries as many as CI does."""


def examples(number: int) -> int:
    """Return `number` in CI, and a tenth of it elsewhere."""
    return number if ALL else max(number // 10, 1)

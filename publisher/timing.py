"""Log how long the steps of a command take."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def timed(log: logging.Logger, step: str, *, level: int = logging.INFO) -> Iterator[None]:
    """Log the seconds that the statements within take, as `check: 2.31 seconds`."""
    started = time.monotonic()
    yield
    log.log(level, "%s: %.2f seconds", step, time.monotonic() - started)

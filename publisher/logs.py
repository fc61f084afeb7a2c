"""Log what the steps of a command do, and how long they take."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_FORMAT: Final = "%(levelname)s %(name)s: %(message)s"
_LEVELS: Final = (logging.WARNING, logging.INFO, logging.DEBUG)
_package: Final = logging.getLogger("publisher")


@contextmanager
def timed(log: logging.Logger, step: str, *, level: int = logging.INFO) -> Iterator[None]:
    """Log the seconds that the statements within take, as `check: 2.31 seconds`."""
    started = time.monotonic()
    yield
    log.log(level, "%s: %.2f seconds", step, time.monotonic() - started)


@contextmanager
def logging_to_stderr(verbosity: int) -> Iterator[None]:
    """Log to the standard error: nothing (0), each step (1), or all (2 and more)."""
    if not verbosity:
        yield
        return
    handler = _add_handler(_LEVELS[min(verbosity, len(_LEVELS) - 1)])
    try:
        yield
    finally:
        _package.removeHandler(handler)
        _package.setLevel(logging.NOTSET)


def log_level() -> int:
    """Return the level from which on is logged."""
    return _package.getEffectiveLevel()


def log_in_worker(level: int) -> None:
    """Log from a level on, as the parent does. A forked process logs already."""
    if level < logging.WARNING and not _package.hasHandlers():
        _add_handler(level)


def _add_handler(level: int) -> logging.Handler:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    _package.addHandler(handler)
    _package.setLevel(level)
    return handler

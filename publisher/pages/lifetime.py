"""How workers end: with the process that started them, and never as a traceback of its pool."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Thread

from publisher.publication.publication import PublicationError


def end_with_parent(parent: int) -> None:
    """End this process as soon as the process `parent`, which started it, has ended.

    Call it first in a worker. A worker that outlives its parent would go on writing into a
    release that the next build has swept away.
    """
    # The terminal sends Ctrl-C to all processes of a build; the parent alone has an answer to it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        from publisher import sandbox  # noqa: PLC0415 -- the kernel's calls that it makes

        sandbox.die_with_parent(parent)
    else:
        Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def broken_pool_told() -> Iterator[None]:
    """Raise PublicationError if a worker of the pool within was killed."""
    try:
        yield
    except BrokenProcessPool as error:
        raise PublicationError(
            "a process of the build was ended from outside, perhaps because memory ran out; "
            "build with --workers 1 or with more memory; the last site is as it was"
        ) from error

"""A worker as the server holds it: its connection, its process, and the query that it is at."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from typing import Final

from publisher.pool import frames
from publisher.pool.answer import Run

LOW_PRIORITY: Final = 19
_LAST: Final = frozenset({frames.WHOLE, frames.END, frames.ERROR})
"""The kinds of messages that end an answer."""


class Member(asyncio.Protocol):
    """Tells the pool when it is ready for a query, and when it has ended."""

    def __init__(
        self, *, is_fast: bool, ready: Callable[["Member"], None], ended: Callable[["Member"], None]
    ) -> None:
        self.is_fast = is_fast
        self.run: Run | None = None
        self.since = 0.0
        """When it was given that query, by the loop's clock."""
        self.is_ready = False
        self.is_killed = False
        self.has_run = False
        """Of a slow member: it is used once, since its priority cannot be raised again."""
        self._ready = ready
        self._ended = ended
        self._frames = frames.Frames()
        self._transport: asyncio.Transport | None = None
        self._process = -1
        self._number = 0

    def born(self, number: int, process: int) -> None:
        """Its process is there: a number, and a descriptor that is this object's now."""
        self._number, self._process = number, process
        if self.is_killed:
            self.kill()
        elif not self.is_fast:
            self.make_slow()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        for kind, content in self._frames.feed(data):
            if kind == frames.READY:
                self.is_ready = True
                self._ready(self)
            elif self.run is not None:
                self._take(self.run, kind, content)

    def _take(self, run: Run, kind: bytes, content: bytes) -> None:
        run.take(kind, content, self._transport)  # type: ignore[arg-type]
        if kind in _LAST:
            self.run = None
            self._ready(self)

    def connection_lost(self, error: Exception | None) -> None:
        del error
        self._transport = None
        if self._process >= 0:
            os.close(self._process)
            self._process = -1
        self._ended(self)

    def give(self, run: Run, *, now: float) -> None:
        """Let it run a query. It must have none."""
        self.run, self.since = run, now
        if self._transport is not None:
            self._transport.write(frames.frame(frames.QUERY, run.job.to_bytes()))

    def make_slow(self) -> None:
        """Let it run when nothing else wants to."""
        self.is_fast = False
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._number, LOW_PRIORITY)

    def kill(self) -> None:
        """End its process at once."""
        self.is_killed = True
        if self._process >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
        if self._transport is not None:
            self._transport.abort()

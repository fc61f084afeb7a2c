"""A worker as the server holds it: its connection, its process, and the query that it is at."""

import asyncio
import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Final

from publisher.querypool import frames
from publisher.querypool.answer import Run

LOW_PRIORITY: Final = 19
_LAST: Final = frozenset({frames.WHOLE, frames.END, frames.ERROR})
"""The kinds of messages that end an answer."""


class Member(asyncio.Protocol):
    """Tells the pool when it has answered a query, and when it has ended.

    It may be given a query while it is at another. Then it need not be woken for that one, which
    takes as long as a small answer, and its core has in its caches what the query needs.
    """

    def __init__(
        self, *, is_fast: bool, ready: Callable[["Member"], None], ended: Callable[["Member"], None]
    ) -> None:
        self.is_fast = is_fast
        self.since = 0.0
        """When it came to the query that it is at, by the loop's clock."""
        self.is_ready = False
        self.is_killed = False
        self.is_leaving = False
        """It has begun none of the queries that it has, and will not."""
        self.has_run = False
        """Of a slow member: it is used once, since its priority cannot be raised again."""
        self._ready = ready
        self._ended = ended
        self._given: deque[Run | None] = deque()
        """What it has not answered, in order; None for a query whose answer nobody hears."""
        self._frames = frames.Frames()
        self._transport: asyncio.Transport | None = None
        self._process = -1
        self._number = 0

    @property
    def given(self) -> int:
        """How many queries it has not answered."""
        return len(self._given)

    @property
    def run(self) -> Run | None:
        """The query that it is at; None where it has none, or one whose answer nobody hears."""
        return self._given[0] if self._given else None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The queries whose answers somebody waits for."""
        return tuple(run for run in self._given if run is not None)

    @property
    def ahead(self) -> tuple[Run, ...]:
        """Those of them that it has not come to."""
        return tuple(run for run in islice(self._given, 1, None) if run is not None)

    def forget(self, run: Run) -> None:
        """Let nobody hear its answer to a query: it cannot be told not to come to it."""
        self._given[self._given.index(run)] = None

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
            elif kind == frames.LEAVING:
                self.is_leaving = True
            elif self._given:
                self._take(kind, content)

    def _take(self, kind: bytes, content: bytes) -> None:
        run = self._given[0]
        if run is not None:
            run.take(kind, content, self._transport)  # type: ignore[arg-type]
        if kind in _LAST:
            self._given.popleft()
            self._ready(self)

    def connection_lost(self, error: Exception | None) -> None:
        del error
        self._transport = None
        if self._process >= 0:
            os.close(self._process)
            self._process = -1
        self._ended(self)

    def give(self, run: Run, *, now: float) -> None:
        """Let it run a query, after those that it has."""
        if not self._given:
            self.since = now
        self._given.append(run)
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

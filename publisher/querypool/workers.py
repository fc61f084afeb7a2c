"""The worker processes as the server sees them: started, replaced and killed."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Final

from publisher.querypool import wire
from publisher.querypool.execution import Execution
from publisher.querypool.fork_server import ForkServer
from publisher.querypool.wire import WorkerConfig

FAILED_STARTS: Final = 5
"""Workers in a row that end before they are ready, after which the next ones start with a delay."""
LONGEST_DELAY: Final = 60.0
LOW_PRIORITY: Final = 19
_LAST: Final = frozenset({wire.WHOLE_ANSWER, wire.END, wire.ERROR})
"""The kinds of messages that end an answer."""

_log: Final = logging.getLogger(__name__)


class WorkerHandle(asyncio.Protocol):
    """One worker process: its connection, its process ID, and the query that it runs."""

    def __init__(
        self,
        *,
        is_fast: bool,
        on_ready: Callable[["WorkerHandle"], None],
        on_lost: Callable[["WorkerHandle"], None],
    ) -> None:
        self.is_fast = is_fast
        self.execution: Execution | None = None
        self.has_run = False
        self.has_been_ready = False
        self.is_retiring = False
        self.is_killed = False
        self.process_id = 0
        self._descriptor = -1
        self._on_ready = on_ready
        self._on_lost = on_lost
        self._reader = wire.MessageReader()
        self._transport: asyncio.Transport | None = None

    def process_started(self, process_id: int, descriptor: int) -> None:
        """Take the ID of its process, and a descriptor of it that is closed with the process."""
        self.process_id, self._descriptor = process_id, descriptor
        if self.is_killed:
            self.kill()
        elif not self.is_fast:
            self.make_slow()

    def run(self, execution: Execution) -> None:
        """Let it run a query; it must be ready."""
        self.execution = execution
        self.has_run = True
        execution.start()
        if self._transport is not None:
            self._transport.write(wire.message(wire.JOB, execution.job.to_bytes()))

    def make_slow(self) -> None:
        """Give its process the lowest priority, which cannot be raised again."""
        self.is_fast = False
        # 0 would be this process.
        if self.process_id:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process_id, LOW_PRIORITY)

    def kill(self) -> None:
        """End its process at once. Nobody gets the answer to its query."""
        self.is_killed = True
        self.execution = None
        if self._descriptor >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        for kind, content in self._reader.feed(data):
            if kind == wire.READY:
                self.has_been_ready = True
                self._on_ready(self)
            elif kind == wire.RETIRING:
                self.is_retiring = True
            elif self.execution:
                self.execution.receive(kind, content, self._transport)  # type: ignore[arg-type]
                if kind in _LAST:
                    self.execution = None

    def connection_lost(self, error: Exception | None) -> None:
        del error
        self._transport = None
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._on_lost(self)


class Workers:
    """All workers of a pool.

    `on_ready` is called when a worker can run a query, `on_lost` when a worker has ended; if it
    had a query, that is still its `execution`.
    """

    def __init__(
        self,
        config: WorkerConfig,
        *,
        on_ready: Callable[[WorkerHandle], None],
        on_lost: Callable[[WorkerHandle], None],
    ) -> None:
        self.started = self.killed = self.died = 0
        self.failed_starts = 0
        """How many workers in a row ended before they were ready."""
        self._fork_server = ForkServer(config)
        self._on_ready = on_ready
        self._on_lost = on_lost
        self._workers: set[WorkerHandle] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._is_closed = False

    def __iter__(self) -> Iterator[WorkerHandle]:
        return iter(tuple(self._workers))

    @property
    def slow(self) -> int:
        """Return how many of them have a low priority."""
        return sum(not worker.is_fast for worker in self._workers)

    def start(self, *, is_fast: bool) -> None:
        """Start a worker; with a growing delay if many in a row failed to start."""
        worker = WorkerHandle(is_fast=is_fast, on_ready=self._ready, on_lost=self._lost)
        self._workers.add(worker)
        task = asyncio.ensure_future(self._start(worker))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start(self, worker: WorkerHandle) -> None:
        delay = start_delay(self.failed_starts)
        if delay:
            _log.warning(
                "%d workers in a row ended before they were ready; the next starts in %g seconds",
                self.failed_starts,
                delay,
            )
            await asyncio.sleep(delay)
        self.started += 1
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = self._fork_server.fork(theirs)
        except OSError as error:
            _log.warning("no worker can be forked: %s", error)
            ours.close()
            worker.connection_lost(error)
            return
        await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)
        # If this fails, the connection is closed as well, which is handled there.
        with contextlib.suppress(ConnectionError):
            worker.process_started(*await process)
            speed = "fast" if worker.is_fast else "slow"
            _log.info("worker %d started (%s)", worker.process_id, speed)

    def kill(self, worker: WorkerHandle, reason: str, *, level: int = logging.INFO) -> None:
        """End a worker that runs a query, because nothing else stops a query."""
        self.killed += 1
        _log.log(level, "worker %d killed: %s", worker.process_id, reason)
        worker.kill()

    async def close(self) -> None:
        """End all workers and the fork server."""
        self._is_closed = True
        for task in self._starting:
            task.cancel()
        for worker in self:
            worker.kill()
        await self._fork_server.close()

    def _ready(self, worker: WorkerHandle) -> None:
        self.failed_starts = 0
        self._on_ready(worker)

    def _lost(self, worker: WorkerHandle) -> None:
        self._workers.discard(worker)
        if not worker.is_killed:
            self.died += 1
            self.failed_starts += not worker.has_been_ready
            if not self._is_closed:
                _log_death(worker)
        self._on_lost(worker)


def start_delay(failed_starts: int) -> float:
    """Return the seconds before the next start; from the fifth failed one on 1, 2, 4, …."""
    if failed_starts < FAILED_STARTS:
        return 0.0
    return min(2.0 ** min(failed_starts - FAILED_STARTS, 10), LONGEST_DELAY)


def _log_death(worker: WorkerHandle) -> None:
    if worker.is_retiring:
        _log.info("worker %d exited: it used much memory", worker.process_id)
    elif worker.execution:
        _log.warning(
            "worker %d died: its query used too much memory or crashed the engine",
            worker.process_id,
        )
    elif worker.has_been_ready:
        _log.warning("worker %d died without a query", worker.process_id)
    else:
        _log.warning("worker %d died before it was ready", worker.process_id)

"""The pool: it gives each worker one query at a time, and stops those that take too long.

A query starts on a fast worker. If it takes longer than `QueryLimits.fast`, its worker goes on at
low priority as a slow one, and a new fast worker takes its place: so quick queries always find a
worker. If all slow places are taken, the query is stopped and waits to run again in the slow queue.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from publisher.limits import SLOW_WORKERS
from publisher.querypool import errors
from publisher.querypool.execution import AnswerStream, Execution
from publisher.querypool.isolation import is_isolated
from publisher.querypool.limits import QueryLimits
from publisher.querypool.scheduling import QueryQueue, is_too_slow
from publisher.querypool.wire import Job, WorkerConfig
from publisher.querypool.workers import FAILED_STARTS, WorkerHandle, Workers
from publisher.sparql.graphs import GraphSource

EXTRA_SLOW: Final = 4
"""Slow places beyond the given ones, for queries whose answers are being read already."""
START_SECONDS: Final = 30.0
CHECK_SECONDS: Final = 0.015
"""Seconds between two checks of how long queries take."""
HEALTHY_SECONDS: Final = 5.0
"""Seconds for which the result of a health check is kept."""
_ALIVE: Final = Job(query="ASK { }")


class QueryPool:
    """Workers over one graph, which is given in one of three ways.

    `source` has the paths of dumps that the workers hold in memory, `store` is a folder that
    `make_store` made of it, `engine` the address of another endpoint. `site` is the folder of the
    release's files: of the documents that answer DESCRIBE, and of the index of names. `fast` and
    `slow` are numbers of workers; 0 fast workers means one more than there are processors.
    """

    def __init__(
        self,
        *,
        source: GraphSource | None = None,
        store: Path | None = None,
        site: Path | None = None,
        engine: str = "",
        base: str,
        limits: QueryLimits = QueryLimits(),  # noqa: B008 -- it is frozen
        fast: int = 0,
        slow: int = SLOW_WORKERS,
    ) -> None:
        self.limits = limits
        self.is_isolated = False
        """Whether no query can reach the network; known when the pool has started."""
        config = WorkerConfig.of(
            source, store=store, site=site, engine=engine, base=base, limits=limits
        )
        self._is_remote = bool(engine)
        self._fast_places = fast or (os.cpu_count() or 1) + 1
        self._slow_places = slow
        self._workers = Workers(config, on_ready=self._worker_ready, on_lost=self._worker_lost)
        self._idle: list[WorkerHandle] = []
        self._fast_queue = QueryQueue(limits.queue)
        self._slow_queue = QueryQueue(limits.queue)
        self._executions: list[Execution] = []
        self._timer: asyncio.TimerHandle | None = None
        self._has_started = asyncio.Event()
        self._is_closed = False
        self._healthy_until = 0.0

    @property
    def running(self) -> int:
        """Return how many queries run."""
        return sum(worker.execution is not None for worker in self._workers)

    @property
    def waiting(self) -> int:
        """Return how many queries wait for a worker."""
        return len(self._fast_queue) + len(self._slow_queue)

    @property
    def started(self) -> int:
        """Return how many workers have been started."""
        return self._workers.started

    @property
    def killed(self) -> int:
        """Return how many workers were killed because of the query that they ran."""
        return self._workers.killed

    @property
    def died(self) -> int:
        """Return how many workers ended by themselves."""
        return self._workers.died

    async def start(self) -> None:
        """Start the workers and test whether they can reach the network. Raises PoolError."""
        for _ in range(self._fast_places):
            self._workers.start(is_fast=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                await self._has_started.wait()
        if not self._has_started.is_set() or self._workers.failed_starts >= FAILED_STARTS:
            await self.close(grace=0)
            raise errors.no_worker_starts()
        # Whether another engine sends queries to the network is that engine's affair.
        self.is_isolated = self._is_remote or await is_isolated(self.run)

    async def run(
        self,
        job: Job,
        *,
        client: str = "",
        is_likely_slow: bool = False,
        on_slow: Callable[[], None] = lambda: None,
        on_end: Callable[[float], None] = lambda _seconds: None,
    ) -> AnswerStream:
        """Run a query and return its answer when that has begun well. Raises PoolError.

        No client gets more than its share: of queries that wait, those of the client who has most
        are rejected first. `is_likely_slow` makes a query yield sooner to those of other clients.
        `on_slow` is called if the query is too slow for the fast workers, `on_end` with the
        seconds for which workers ran it.
        """
        if self._is_closed:
            raise errors.pool_closed()
        execution = Execution(
            job,
            deadline=self._deadline(),
            on_cancel=self._cancel,
            client=client,
            is_likely_slow=is_likely_slow,
            on_slow=on_slow,
            on_end=on_end,
        )
        if self._idle:
            self._idle.pop().run(execution)
        else:
            _enqueue(execution, self._fast_queue)
        return await self._answer(execution)

    async def check_health(self) -> None:
        """Run a query on a fast and on a slow worker. Raises PoolError if one has no answer."""
        if time.monotonic() < self._healthy_until:
            return
        await (await self.run(_ALIVE)).aclose()
        execution = Execution(_ALIVE, deadline=self._deadline(), on_cancel=self._cancel)
        self._slow_queue.add_beyond_size(execution)
        self._start_slow_workers()
        await (await self._answer(execution)).aclose()
        self._healthy_until = time.monotonic() + HEALTHY_SECONDS

    async def close(self, *, grace: float) -> None:
        """Take no more queries, give those that run `grace` seconds to end, end all workers."""
        self._is_closed = True
        end = time.monotonic() + grace
        while (self.running or self.waiting) and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for execution in self._executions:
            execution.fail(errors.pool_closed())
        await self._workers.close()

    def _deadline(self) -> float:
        return time.monotonic() + self.limits.deadline

    async def _answer(self, execution: Execution) -> AnswerStream:
        self._executions.append(execution)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(CHECK_SECONDS, self._check)
        try:
            return await execution.answer
        except BaseException:
            self._cancel(execution)
            raise

    def _cancel(self, execution: Execution) -> None:
        reason = "nobody waits for the answer any more"
        self._stop(execution, errors.pool_closed(), reason, logging.INFO)

    def _stop(self, execution: Execution, error: errors.PoolError, reason: str, level: int) -> None:
        """End a query, and the worker that runs it."""
        execution.fail(error)
        self._fast_queue.remove(execution)
        self._slow_queue.remove(execution)
        for worker in self._workers:
            if worker.execution is execution:
                self._workers.kill(worker, reason, level=level)

    def _check(self) -> None:
        """Stop queries that are over their deadline, and slow down those that take long."""
        now = time.monotonic()
        for execution in self._executions:
            if now >= execution.deadline and not execution.has_ended:
                self._stop_late(execution)
        for worker in self._workers:
            run = worker.execution if worker.is_fast else None
            if run and is_too_slow(run, self._fast_queue, self.limits):
                self._slow_down(worker, run)
        self._executions = [run for run in self._executions if not run.has_ended]
        # One timer for all queries costs less than one for each.
        has_more = bool(self._executions)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(CHECK_SECONDS, self._check) if has_more else None

    def _stop_late(self, execution: Execution) -> None:
        deadline = self.limits.deadline
        is_own_fault = execution.seconds >= deadline / 2
        make_error = errors.ran_too_long if is_own_fault else errors.waited_too_long
        reason = f"its query was not answered within the deadline of {deadline:g} seconds"
        self._stop(execution, make_error(deadline), reason, logging.WARNING)

    def _slow_down(self, worker: WorkerHandle, execution: Execution) -> None:
        """Let a query go on at low priority, or let it run again in the slow queue."""
        execution.on_slow()
        places = self._slow_places + (EXTRA_SLOW if execution.is_open else 0)
        if self._workers.slow < places:
            worker.make_slow()
            self._workers.start(is_fast=True)
            return
        self._workers.kill(worker, "its query is too slow, and all slow places are taken")
        if execution.is_open:
            execution.fail(errors.ran_too_long(self.limits.deadline))
        else:
            execution.stop()
            _enqueue(execution, self._slow_queue)

    def _worker_ready(self, worker: WorkerHandle) -> None:
        """Give a worker the next query."""
        if not worker.is_fast:
            # A slow worker runs one query, because its priority cannot be raised again.
            if self._slow_queue and not worker.has_run:
                worker.run(self._slow_queue.take())
            else:
                worker.kill()
        elif self._fast_queue:
            worker.run(self._fast_queue.take())
        else:
            self._idle.append(worker)
            self._has_started.set()

    def _worker_lost(self, worker: WorkerHandle) -> None:
        """Replace a worker that has ended, killed or not."""
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.execution:
            worker.execution.fail(errors.worker_died())
        if self._workers.failed_starts >= FAILED_STARTS:
            self._has_started.set()
        if self._is_closed:
            return
        if worker.is_fast:
            self._workers.start(is_fast=True)
        self._start_slow_workers()

    def _start_slow_workers(self) -> None:
        """Start a worker for each query of the slow queue for which there is a place."""
        slow = self._workers.slow
        unused = sum(not worker.is_fast and not worker.has_run for worker in self._workers)
        for _ in range(min(self._slow_places - slow, len(self._slow_queue) - unused)):
            self._workers.start(is_fast=False)


def _enqueue(execution: Execution, queue: QueryQueue) -> None:
    rejected = queue.add(execution)
    if rejected:
        rejected.fail(errors.queue_full())

"""The lanes: a query runs in the fast one, then in the slow one, then it is stopped.

A worker that takes longer than `Limits.fast` goes on with low priority, and a new one takes its
place; so cheap queries always find a worker. While queries of others wait, the
time is shorter. Where
too many go on already, the query is stopped and waits to be run again in the slow lane.
"""

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from publisher.pool import errors
from publisher.pool.answer import Answer, Run, nothing
from publisher.pool.births import Births
from publisher.pool.errors import PoolError
from publisher.pool.isolation import is_isolated
from publisher.pool.jobs import Job, Limits
from publisher.pool.member import Member
from publisher.pool.worker import Charge

EXTRA: Final = 4
"""Answers that are being read may go on in the slow lane beyond its places."""
STILLBORN: Final = 5
"""Workers in a row that end before they are ready: there is no use in a sixth."""
START_SECONDS: Final = 30.0
TICK: Final = 0.015
"""Seconds between two looks at how long queries take."""
CHECKED: Final = 5.0
"""Seconds for which the answer to `ready` holds."""


class Pool:
    """Workers over the data of one release: `dump` is N-Triples to be held in memory, `store` a
    folder that `make_store` made, `engine` the address of an endpoint. One of them is given.
    """

    def __init__(
        self,
        *,
        dump: Path | None = None,
        store: Path | None = None,
        engine: str = "",
        base: str,
        limits: Limits = Limits(),  # noqa: B008 -- it is frozen
        fast: int = 0,
        slow: int = 2,
    ) -> None:
        self.limits = limits
        self.isolated = False
        """Whether no query can reach the network; known when the pool has started."""
        self.started = self.killed = self.died = 0
        self._charge = Charge(
            dump=str(dump or ""), store=str(store or ""), engine=engine, base=base, limits=limits
        )
        self._fast_places = fast or (os.cpu_count() or 1) + 1
        self._slow_places = slow
        self._births = Births(self._charge)
        self._members: set[Member] = set()
        self._idle: list[Member] = []
        self._waiting: deque[Run] = deque()
        self._slow_waiting: deque[Run] = deque()
        self._runs: list[Run] = []
        self._clock: asyncio.TimerHandle | None = None
        self._stillborn = 0
        self._is_closed = False
        self._up = asyncio.Event()
        self._checked = 0.0

    @property
    def running(self) -> int:
        return sum(member.run is not None for member in self._members)

    @property
    def waiting(self) -> int:
        return len(self._waiting) + len(self._slow_waiting)

    async def start(self) -> None:
        """Start the workers and try whether they can reach the network. Raises PoolError."""
        await self._births.open()
        for _ in range(self._fast_places):
            self._spawn(is_fast=True)
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._up.wait()
        except TimeoutError:
            await self.close(grace=0)
            raise _NO_WORKER from None
        if self._stillborn >= STILLBORN:
            await self.close(grace=0)
            raise _NO_WORKER
        # An engine elsewhere is asked over the network: whether that one federates is its affair.
        self.isolated = bool(self._charge.engine) or await is_isolated(self)

    async def ask(
        self,
        job: Job,
        *,
        owner: str = "",
        is_pressed: bool = False,
        long: Callable[[], None] = nothing,
    ) -> Answer:
        """The answer, once it has begun well. Raises PoolError.

        `is_pressed`: the query makes room sooner for those of other owners. `long` is called when
        it turns out to be too long for the fast lane.
        """
        if self._is_closed:
            raise errors.closed()
        run = Run(
            job,
            hold=self.limits.hold,
            leave=self._abandon,
            owner=owner,
            is_pressed=is_pressed,
            long=long,
        )
        self._watch(run)
        if self._idle:
            self._assign(self._idle.pop(), run)
        elif len(self._waiting) < self.limits.queue:
            self._waiting.append(run)
        else:
            run.fail(errors.full())
        try:
            return await run.opened
        except BaseException:
            self._abandon(run)
            raise

    async def ready(self) -> None:
        """Answer a query in each lane, for whoever wants to know. Raises PoolError."""
        if time.monotonic() - self._checked < CHECKED:
            return
        (await (await self.ask(Job(query="ASK { }"))).aclose())
        run = Run(Job(query="ASK { }"), hold=self.limits.hold, leave=self._abandon)
        self._watch(run)
        self._run_slowly(run)
        await run.opened
        self._checked = time.monotonic()

    async def close(self, *, grace: float) -> None:
        """Take no more queries, let those that run end within `grace` seconds, end all workers."""
        self._is_closed = True
        end = time.monotonic() + grace
        while (self.running or self.waiting) and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for run in (*self._waiting, *self._slow_waiting):
            run.fail(errors.closed())
        for member in tuple(self._members):
            if member.run:
                member.run.fail(errors.closed())
            member.kill()
        await self._births.close()

    def _spawn(self, *, is_fast: bool) -> Member:
        member = Member(is_fast=is_fast, ready=self._free, ended=self._ended)
        self._members.add(member)
        self.started += 1
        self._births.give_birth(member)
        return member

    def _watch(self, run: Run) -> None:
        """See to it that a query ends in time: by one clock for all, cheaper than one for each."""
        loop = asyncio.get_running_loop()
        run.until = loop.time() + self.limits.deadline
        self._runs.append(run)
        if self._clock is None:
            self._clock = loop.call_later(TICK, self._tick)

    def _tick(self) -> None:
        """Stop what is over its deadline, and take from the fast lane what is too long for it."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        for run in self._runs:
            if now >= run.until:
                self._expire(run)
        for member in tuple(self._members):
            found = member.run
            if member.is_fast and found and self._is_long(found, now - member.since):
                self._demote(member, found)
        self._runs = [run for run in self._runs if not run.is_over]
        self._clock = loop.call_later(TICK, self._tick) if self._runs else None

    def _assign(self, member: Member, run: Run) -> None:
        member.give(run, now=asyncio.get_running_loop().time())

    def _is_long(self, run: Run, age: float) -> bool:
        """Whether a query has had a worker for long enough, with those of others in mind."""
        if age < min(self.limits.pressed, self.limits.fast):
            return False
        patience = self.limits.pressed if run.is_pressed else self.limits.shared
        is_awaited = age >= patience and any(one.owner != run.owner for one in self._waiting)
        return is_awaited or age >= self.limits.fast

    def _free(self, member: Member) -> None:
        """A member is ready for a query."""
        self._stillborn = 0
        if not member.is_fast:
            self._end_slow(member)
        elif self._waiting:
            self._assign(member, self._waiting.popleft())
        else:
            self._idle.append(member)
            self._up.set()

    def _end_slow(self, member: Member) -> None:
        """A member of the slow lane is used once: its priority cannot be raised again."""
        if member.run is None and not member.has_run and self._slow_waiting:
            member.has_run = True
            member.give(self._slow_waiting.popleft(), now=0.0)
            return
        member.kill()

    def _demote(self, member: Member, run: Run) -> None:
        """A query takes long: its worker leaves the fast lane, or the query does."""
        if member.run is not run:
            return
        run.long()
        slow = sum(not one.is_fast for one in self._members)
        if slow < self._slow_places + (EXTRA if run.is_open else 0):
            member.has_run = True
            member.make_slow()
            self._spawn(is_fast=True)
            return
        if run.is_open:
            run.fail(errors.late(self.limits))
        elif len(self._slow_waiting) < self.limits.queue:
            self._slow_waiting.append(run)
        else:
            run.fail(errors.full())
        member.run = None
        self._kill(member)

    def _run_slowly(self, run: Run) -> None:
        self._slow_waiting.append(run)
        self._fill_slow_lane()

    def _fill_slow_lane(self) -> None:
        slow = sum(not one.is_fast for one in self._members)
        fresh = sum(not one.is_fast and not one.has_run for one in self._members)
        while slow < self._slow_places and fresh < len(self._slow_waiting):
            self._spawn(is_fast=False)
            slow += 1
            fresh += 1

    def _expire(self, run: Run) -> None:
        run.fail(errors.late(self.limits))
        self._drop(run)

    def _abandon(self, run: Run) -> None:
        run.fail(errors.closed())
        self._drop(run)

    def _drop(self, run: Run) -> None:
        """Free what a query that is over still holds."""
        for queue in (self._waiting, self._slow_waiting):
            if run in queue:
                queue.remove(run)
        for member in tuple(self._members):
            if member.run is run:
                member.run = None
                self._kill(member)

    def _kill(self, member: Member) -> None:
        self.killed += 1
        member.kill()

    def _ended(self, member: Member) -> None:
        """A member's process has gone, killed or not."""
        self._members.discard(member)
        if member in self._idle:
            self._idle.remove(member)
        if not member.is_killed:
            self.died += 1
            if not member.is_ready:
                self._stillborn += 1
        if member.run is not None:
            member.run.fail(errors.died())
            member.run = None
        if self._is_closed:
            return
        if self._stillborn >= STILLBORN:
            self._up.set()
            return
        if member.is_fast:
            self._spawn(is_fast=True)
        self._fill_slow_lane()


_NO_WORKER: Final = PoolError(
    503, "No worker starts", "The store cannot be opened, or there is too little memory."
)

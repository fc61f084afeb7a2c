"""The lanes: a query runs in the fast one, then in the slow one, then it is stopped.

A worker that takes longer than `QueryLimits.fast` goes on with low priority, and a new one takes
its place; so cheap queries always find a worker. While queries of others wait, the time is shorter.
Where too many go on already, the query is stopped and waits to be run again in the slow lane.

A worker is given one query more than it is at, where that one is likely to be short; if it is not,
the other one is given to another worker.
"""

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from publisher.querypool import errors
from publisher.querypool.answer import AnswerStream, Run, nothing, nothing_spent
from publisher.querypool.births import Births
from publisher.querypool.isolation import is_isolated
from publisher.querypool.jobs import Job, QueryLimits
from publisher.querypool.line import Line
from publisher.querypool.member import Member
from publisher.querypool.patience import YOUNG, is_brief, is_long, run_to_refuse, usual
from publisher.querypool.ticker import Ticker
from publisher.querypool.worker import Charge

EXTRA: Final = 4
"""Answers that are being read may go on in the slow lane beyond its places."""
STILLBORN: Final = 5
"""Workers in a row that end before they are ready: there is no use in a sixth."""
START_SECONDS: Final = 30.0
TICK: Final = 0.015
"""Seconds between two looks at how long queries take."""
CHECKED: Final = 5.0
"""Seconds for which the answer to `ready` holds."""


class QueryPool:
    """Workers over the data of one release: `dump` is N-Triples to be held in memory, `store` a
    folder that `make_store` made, `engine` the address of an endpoint. One of them is given.
    `site`: the folder of the documents that answer DESCRIBE.
    """

    def __init__(
        self,
        *,
        dump: Path | None = None,
        store: Path | None = None,
        site: Path | None = None,
        engine: str = "",
        base: str,
        limits: QueryLimits = QueryLimits(),  # noqa: B008 -- it is frozen
        fast: int = 0,
        slow: int = 2,
    ) -> None:
        self.limits = limits
        self.is_isolated = False
        """Whether no query can reach the network; known when the pool has started."""
        self.started = self.killed = self.died = 0
        self._charge = Charge(
            dump=str(dump or ""),
            store=str(store or ""),
            site=str(site or ""),
            engine=engine,
            base=base,
            limits=limits,
        )
        self._fast_places = fast or (os.cpu_count() or 1) + 1
        self._slow_places = slow
        self._births = Births(self._charge)
        self._members: set[Member] = set()
        self._idle: list[Member] = []
        self._line = Line()
        self._lately = 0.0
        """Seconds that a query of the fast lane takes, of late."""
        self._slow_waiting: deque[Run] = deque()
        self._runs: list[Run] = []
        self._ticker = Ticker(TICK, self._look)
        self._stillborn = 0
        self._is_closed = False
        self._up = asyncio.Event()
        self._checked = 0.0

    @property
    def running(self) -> int:
        return sum(member.run is not None for member in self._members)

    @property
    def waiting(self) -> int:
        ahead = {run for member in self._members for run in member.ahead}
        return len(ahead.union(self._line)) + len(self._slow_waiting)

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
            raise errors.no_worker() from None
        if self._stillborn >= STILLBORN:
            await self.close(grace=0)
            raise errors.no_worker()
        # An engine elsewhere is asked over the network: whether that one federates is its affair.
        self.is_isolated = bool(self._charge.engine) or await is_isolated(self)

    async def run(
        self,
        job: Job,
        *,
        client: str = "",
        is_likely_slow: bool = False,
        on_slow: Callable[[], None] = nothing,
        on_end: Callable[[float], None] = nothing_spent,
    ) -> AnswerStream:
        """The answer, once it has begun well. Raises PoolError.

        `is_likely_slow`: the query makes room sooner for those of other clients. `on_slow` is
        called when it turns out to be too long for the fast lane, `on_end` with the seconds that
        it ran.
        """
        if self._is_closed:
            raise errors.closed()
        run = Run(
            job,
            hold=self.limits.hold,
            leave=self._abandon,
            client=client,
            is_likely_slow=is_likely_slow,
            on_slow=on_slow,
            on_end=on_end,
        )
        self._watch(run)
        if self._idle:
            self._assign(self._idle.pop(), run)
        elif not self._line and (member := self._next_free()):
            self._assign(member, run)
        elif self._has_room(self._line, run):
            self._line.add(run)
        else:
            run.fail(errors.full())
        try:
            return await run.opened
        except BaseException:
            self._abandon(run)
            raise

    def _has_room(self, waiting: Line | deque[Run], run: Run) -> bool:
        """Whether a query may wait. One client's queries make room for another's."""
        if len(waiting) < self.limits.queue:
            return True
        refused = run_to_refuse(waiting, run)
        if refused is run:
            return False
        refused.fail(errors.full())
        self._drop(refused)
        return True

    async def check_health(self) -> None:
        """Answer a query in each lane, for whoever wants to know. Raises PoolError."""
        if time.monotonic() - self._checked < CHECKED:
            return
        (await (await self.run(Job(query="ASK { }"))).aclose())
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
        for run in (*self._line, *self._slow_waiting):
            run.fail(errors.closed())
        for member in tuple(self._members):
            for run in member.runs:
                run.fail(errors.closed())
            member.kill()
        await self._births.close()

    def _spawn(self, *, is_fast: bool) -> Member:
        member = Member(is_fast=is_fast, ready=self._free, ended=self._ended)
        self._members.add(member)
        self.started += 1
        self._births.give_birth(member)
        return member

    def _watch(self, run: Run) -> None:
        """See to it that a query ends in time."""
        run.until = asyncio.get_running_loop().time() + self.limits.deadline
        self._runs.append(run)
        self._ticker.start()

    def _look(self, now: float) -> bool:
        """Stop what is over its deadline, and take from the fast lane what is too long for it."""
        for run in self._runs:
            if now >= run.until:
                is_own = run.ran >= self.limits.deadline / 2
                run.fail(errors.late(self.limits) if is_own else errors.waited(self.limits))
                self._drop(run)
        for member in tuple(self._members):
            if member.is_fast and member.given:
                self._look_at(member, now - member.since)
        self._runs = [run for run in self._runs if not run.is_over]
        return bool(self._runs) or any(member.given for member in self._members)

    def _look_at(self, member: Member, age: float) -> None:
        """See to a member of the fast lane that has been at a query for so long."""
        if age >= YOUNG:
            self._line.offer(member)
            self._serve()
        run = member.run
        if run is None and age >= self.limits.fast:
            self._kill(member)  # It goes on for nobody.
        elif run is not None and is_long(run, age, self._line, self.limits):
            self._demote(member, run)

    def _take_back(self, member: Member) -> None:
        """Let others have the queries that a member will not come to."""
        self._line.take_back(member)
        self._serve()

    def _serve(self) -> None:
        """Give what waits to who is free."""
        while self._idle and self._line:
            self._assign(self._idle.pop(), self._line.take())

    def _next_free(self) -> Member | None:
        """A member that is likely to be free soon, for one query that is to come next."""
        now = asyncio.get_running_loop().time()
        return next((one for one in self._members if is_brief(one, now, self._lately)), None)

    def _assign(self, member: Member, run: Run) -> None:
        member.give(run, now=asyncio.get_running_loop().time())
        run.begin()

    def _free(self, member: Member) -> None:
        """A member has come to an end of a query, or is there."""
        self._stillborn = 0
        if not member.is_fast:
            self._end_slow(member)
            return
        now = asyncio.get_running_loop().time()
        if member.since:
            self._lately = usual(self._lately, now - member.since)
        member.since = now
        self._line.come_to(member)
        if member.run:
            member.run.begin()
        while self._line and (not member.given or is_brief(member, now, self._lately)):
            self._assign(member, self._line.take())
        if not member.given:
            self._idle.append(member)
            self._up.set()
            self._help(now)

    def _help(self, now: float) -> None:
        """Let a member that is free have what was given behind a query that is not so short."""
        for member in self._members:
            if member.given > 1 and now - member.since >= YOUNG:
                self._line.offer(member)
        self._serve()

    def _end_slow(self, member: Member) -> None:
        """A member of the slow lane is used once: its priority cannot be raised again."""
        if not member.given and not member.has_run and self._slow_waiting:
            member.has_run = True
            self._assign(member, self._slow_waiting.popleft())
            return
        member.kill()

    def _demote(self, member: Member, run: Run) -> None:
        """A query takes long: its worker leaves the fast lane, or the query does."""
        if member.run is not run:
            return
        run.on_slow()
        slow = sum(not one.is_fast for one in self._members)
        if slow < self._slow_places + (EXTRA if run.is_open else 0):
            member.has_run = True
            self._take_back(member)
            member.make_slow()
            self._spawn(is_fast=True)
            return
        if run.is_open:
            run.fail(errors.late(self.limits))
        elif self._has_room(self._slow_waiting, run):
            run.pause()
            self._slow_waiting.append(run)
        else:
            run.fail(errors.full())
        member.forget(run)
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

    def _abandon(self, run: Run) -> None:
        run.fail(errors.closed())
        self._drop(run)

    def _drop(self, run: Run) -> None:
        """Free what a query that is over still holds."""
        self._line.drop(run)
        if run in self._slow_waiting:
            self._slow_waiting.remove(run)
        for member in tuple(self._members):
            if member.run is run:
                member.forget(run)
                self._kill(member)
            elif run in member.ahead:
                member.forget(run)

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
        if member.run is not None and not member.is_leaving:
            member.run.fail(errors.died())
        if self._is_closed:
            return
        self._take_back(member)
        if member.run is not None and not member.run.is_over:
            self._line.add_first(member.run)
            self._serve()
        if self._stillborn >= STILLBORN:
            self._up.set()
            return
        if member.is_fast:
            self._spawn(is_fast=True)
        self._fill_slow_lane()

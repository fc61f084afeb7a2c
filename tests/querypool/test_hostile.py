"""Hostile queries end in time, and hinder no other query."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publisher.querypool import Job, PoolError, QueryLimits, QueryPool
from tests.querypool.hostile import QUERIES
from tests.querypool.pools import answer_of, open_pool

DEADLINE = 1.0
OVERSHOOT = 1.0
"""Seconds beyond the deadline, to which the delay of a busy machine is added; the bench measures
how few are needed.
"""
PAUSE = 0.02
LIMITS = QueryLimits(fast=0.1, deadline=DEADLINE, rows=10_000, memory=512 << 20)
HARMLESS = {"reaching: from", "reaching: from named", "broken: a text that is no year"}
"""Hostile queries that have an answer, which is empty."""
CHEAP = "SELECT ?x { <http://example.net/7> <http://example.net/n> ?x }"


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.connections = 0
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


async def end_of(pool: QueryPool, query: str) -> tuple[str, float]:
    """Return how a query ended, as the size of its answer or a status, and its seconds."""
    started = time.monotonic()
    try:
        end = f"{len(await answer_of(pool, query))} bytes"
    except PoolError as error:
        end = str(error.status)
    return end, time.monotonic() - started


@dataclass(kw_only=True)
class Attack:
    """How the hostile and the cheap queries ended, and by how much the machine delays a sleep."""

    hostile: dict[str, tuple[str, float]] = field(default_factory=dict)
    cheap: list[tuple[str, float]] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)


async def attack(pool: QueryPool, listener: Listener) -> Attack:
    """Run every hostile query, two at a time, and meanwhile a cheap one again and again."""
    ended = Attack()
    queue = list(QUERIES.items())
    is_over = asyncio.Event()

    async def run_hostile() -> None:
        while queue:
            name, query = queue.pop()
            ended.hostile[name] = await end_of(pool, query.replace("LISTENER", listener.address))

    async def run_cheap() -> None:
        while not is_over.is_set():
            ended.cheap.append(await end_of(pool, CHEAP))
            slept = time.monotonic()
            await asyncio.to_thread(time.sleep, PAUSE)
            ended.delays.append(time.monotonic() - slept - PAUSE)

    others = asyncio.create_task(run_cheap())
    await asyncio.gather(run_hostile(), run_hostile())
    is_over.set()
    await others
    return ended


def test_there_are_many_hostile_queries() -> None:
    assert len(set(QUERIES.values())) >= 90


@pytest.mark.timeout(240)
def test_hostile_queries_end_in_time_and_hinder_nobody(tmp_path: Path, listener: Listener) -> None:
    async def run() -> tuple[Attack, int]:
        async with open_pool(tmp_path, LIMITS, fast=3, slow=2) as pool:
            assert pool.is_isolated
            ended = await attack(pool, listener)
            # The pool is as it was before: each worker answers, and nothing waits.
            ended.cheap += await asyncio.gather(*(end_of(pool, CHEAP) for _ in range(12)))
            assert (pool.running, pool.waiting) == (0, 0)
            return ended, pool.killed

    ended, killed = asyncio.run(run())
    (end,) = {end for end, _ in ended.cheap}
    assert end.endswith("bytes")
    slow_cheap = sorted(seconds for _, seconds in ended.cheap)[len(ended.cheap) * 9 // 10]
    assert slow_cheap < 0.5 + sorted(ended.delays)[len(ended.delays) * 9 // 10]
    allowed = DEADLINE + OVERSHOOT + max(ended.delays)
    assert {name: end for name, end in ended.hostile.items() if end[1] > allowed} == {}
    assert killed >= 10, ended.hostile
    assert listener.connections == 0
    answered = {name for name, (end, _) in ended.hostile.items() if end.endswith("bytes")}
    assert {name for name in answered if name.startswith(("reaching", "broken"))} <= HARMLESS


@pytest.mark.parametrize("name", ["service", "service, escaped", "service by a variable"])
def test_a_query_that_is_not_rejected_early_reaches_no_network_either(
    tmp_path: Path, listener: Listener, name: str
) -> None:
    query = QUERIES[f"reaching: {name}"].replace("LISTENER", listener.address)

    async def run() -> None:
        async with open_pool(tmp_path) as pool:
            with pytest.raises(PoolError):
                await pool.run(Job(query=query, is_trusted=True))

    asyncio.run(run())
    assert listener.connections == 0

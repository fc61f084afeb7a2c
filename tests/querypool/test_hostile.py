"""Each hostile query is answered in time, and nobody else is hindered."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.querypool import Job, PoolError, QueryLimits, QueryPool
from tests.querypool.graph import write_graph
from tests.querypool.hostile import QUERIES

DEADLINE = 1.0
OVERSHOOT = 1.0
"""Seconds beyond the deadline that a busy machine is given here; the bench measures it."""
LIMITS = QueryLimits(fast=0.1, deadline=DEADLINE, rows=10_000, memory=512 << 20)
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
    found = Listener()
    yield found
    found.close()


async def _ask(pool: QueryPool, query: str) -> tuple[str, float]:
    """How a query ended, and after how many seconds."""
    started = time.monotonic()
    try:
        answer = await pool.run(Job(query=query))
        size = 0
        async for piece in answer:
            size += len(piece)
        await answer.aclose()
        said = f"{size} bytes"
    except PoolError as error:
        said = str(error.status)
    return said, time.monotonic() - started


async def _all(pool: QueryPool, listener: Listener) -> dict[str, tuple[str, float]]:
    """Every hostile query, two at a time, while cheap ones go on."""
    ended: dict[str, tuple[str, float]] = {}
    queue = list(QUERIES.items())
    is_over = asyncio.Event()
    cheap: list[tuple[str, float]] = []

    async def attack() -> None:
        while queue:
            name, query = queue.pop()
            ended[name] = await _ask(pool, query.replace("LISTENER", listener.address))

    async def go_on() -> None:
        while not is_over.is_set():
            cheap.append(await _ask(pool, CHEAP))
            await asyncio.sleep(0.02)

    others = asyncio.create_task(go_on())
    await asyncio.gather(attack(), attack())
    is_over.set()
    await others
    ended["cheap"] = (
        "right" if len({said for said, _ in cheap}) == 1 else str({said for said, _ in cheap}),
        sorted(seconds for _, seconds in cheap)[len(cheap) * 9 // 10],
    )
    return ended


def test_there_are_at_least_sixty_hostile_queries() -> None:
    assert len(set(QUERIES.values())) >= 90


@pytest.mark.timeout(240)
def test_hostile_queries_end_in_time_and_hinder_nobody(tmp_path: Path, listener: Listener) -> None:
    async def run() -> tuple[dict[str, tuple[str, float]], QueryPool]:
        pool = QueryPool(
            dump=write_graph(tmp_path / "graph.nt"),
            base="http://example.net/",
            limits=LIMITS,
            fast=3,
            slow=2,
        )
        await pool.start()
        assert pool.is_isolated
        try:
            ended = await _all(pool, listener)
            # Whole again: the same workers, each of which answers.
            again = await asyncio.gather(*(_ask(pool, CHEAP) for _ in range(12)))
            assert {said for said, _ in again} == {(await _ask(pool, CHEAP))[0]}
            assert (pool.running, pool.waiting) == (0, 0)
        finally:
            await pool.close(grace=0)
        return ended, pool

    ended, pool = asyncio.run(run())
    said, seconds = ended.pop("cheap")
    assert said == "right"
    assert seconds < 0.5
    assert {name: end for name, end in ended.items() if end[1] > DEADLINE + OVERSHOOT} == {}
    assert pool.killed >= 10, ended
    assert listener.connections == 0
    refused = {"reaching", "broken"}
    assert {
        name: end[0]
        for name, end in ended.items()
        if name.partition(":")[0] in refused
        and end[0].endswith("bytes")
        and name not in {"reaching: from", "reaching: from named", "broken: a text that is no year"}
    } == {}


@pytest.mark.parametrize("name", ["service", "service, escaped", "service by a variable"])
def test_even_a_query_past_the_checks_reaches_no_network(
    tmp_path: Path, listener: Listener, name: str
) -> None:
    query = QUERIES[f"reaching: {name}"].replace("LISTENER", listener.address)

    async def run() -> None:
        pool = QueryPool(dump=write_graph(tmp_path / "g.nt"), base="http://example.net/", fast=1)
        await pool.start()
        try:
            with pytest.raises(PoolError):
                await pool.run(Job(query=query, is_trusted=True))
        finally:
            await pool.close(grace=0)

    asyncio.run(run())
    assert listener.connections == 0

"""Who gets a worker, and for how long."""

import asyncio
import time
from pathlib import Path

from publisher.pool import Job, Limits, Pool, PoolError
from tests.pool.graph import write_graph

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "ASK { ?s ?p ?o }"
PATIENT = Limits(fast=20.0, pressed=0.05, deadline=30.0)


def pool_of(folder: Path, limits: Limits) -> Pool:
    return Pool(
        dump=write_graph(folder / "graph.nt"),
        base="http://example.net/",
        limits=limits,
        fast=1,
        slow=1,
    )


async def seconds_of(pool: Pool, query: str) -> float:
    started = time.monotonic()
    answer = await pool.ask(Job(query=query))
    await answer.aclose()
    return time.monotonic() - started


def test_a_long_query_makes_room_when_another_waits(tmp_path: Path) -> None:
    async def run() -> tuple[list[float], bool]:
        pool = pool_of(tmp_path, PATIENT)
        await pool.start()
        try:
            long = asyncio.create_task(seconds_of(pool, ENDLESS))
            await asyncio.sleep(0)
            waited = [await seconds_of(pool, CHEAP) for _ in range(3)]
            is_running = not long.done()
            long.cancel()
            await asyncio.gather(long, return_exceptions=True)
            return waited, is_running
        finally:
            await pool.close(grace=0)

    waited, is_running = asyncio.run(run())
    # Twenty seconds, were there no pressure.
    assert max(waited) < 10
    assert is_running


def test_pressure_stops_no_query_for_good(tmp_path: Path) -> None:
    """Two long queries and one place in the slow lane: the second runs there after the first."""

    async def run() -> list[str]:
        pool = pool_of(tmp_path, Limits(fast=20.0, pressed=0.05, deadline=2.0))
        await pool.start()
        try:
            long = [asyncio.create_task(seconds_of(pool, ENDLESS)) for _ in range(2)]
            cheap = [asyncio.create_task(seconds_of(pool, CHEAP)) for _ in range(5)]
            done = await asyncio.gather(*long, *cheap, return_exceptions=True)
        finally:
            await pool.close(grace=0)
        return [str(one.status) if isinstance(one, PoolError) else "answered" for one in done]

    assert asyncio.run(run()) == ["504", "504", *["answered"] * 5]

"""Who gets a worker, and for how long."""

import asyncio
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from publisher.pool import Job, Limits, Pool, PoolError
from tests.pool.graph import write_graph

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "ASK { ?s ?p ?o }"
PATIENT = Limits(fast=20.0, shared=20.0, pressed=0.05, deadline=30.0)


def pool_of(folder: Path, limits: Limits) -> Pool:
    return Pool(
        dump=write_graph(folder / "graph.nt"),
        base="http://example.net/",
        limits=limits,
        fast=1,
        slow=1,
    )


async def seconds_of(pool: Pool, query: str, *, owner: str = "cheap") -> float:
    started = time.monotonic()
    answer = await pool.ask(Job(query=query), owner=owner, is_pressed=owner == "pressed")
    await answer.aclose()
    return time.monotonic() - started


def test_a_pressed_query_makes_room_when_another_waits(tmp_path: Path) -> None:
    async def run() -> tuple[list[float], bool]:
        pool = pool_of(tmp_path, PATIENT)
        await pool.start()
        try:
            long = asyncio.create_task(seconds_of(pool, ENDLESS, owner="pressed"))
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


def test_nobody_is_pressed_by_queries_of_their_own(tmp_path: Path) -> None:
    async def run() -> bool:
        pool = pool_of(tmp_path, Limits(fast=1.0, shared=0.01, pressed=0.01, deadline=30.0))
        await pool.start()
        try:
            tasks = [
                asyncio.create_task(seconds_of(pool, query, owner="one"))
                for query in (ENDLESS, CHEAP)
            ]
            done, _ = await asyncio.wait(tasks, timeout=0.5)
            for one in tasks:
                one.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return not done
        finally:
            await pool.close(grace=0)

    assert asyncio.run(run())


def test_pressure_stops_no_query_for_good(tmp_path: Path) -> None:
    """Two long queries and one place in the slow lane: the second runs there after the first."""

    async def run() -> list[str]:
        pool = pool_of(tmp_path, Limits(fast=20.0, shared=20.0, pressed=0.05, deadline=2.0))
        await pool.start()
        try:
            long = [
                asyncio.create_task(seconds_of(pool, ENDLESS, owner="pressed")) for _ in range(2)
            ]
            cheap = [asyncio.create_task(seconds_of(pool, CHEAP)) for _ in range(5)]
            done = await asyncio.gather(*long, *cheap, return_exceptions=True)
        finally:
            await pool.close(grace=0)
        return [str(one.status) if isinstance(one, PoolError) else "answered" for one in done]

    assert asyncio.run(run()) == ["504", "504", *["answered"] * 5]


def test_whose_query_is_long_is_told(tmp_path: Path) -> None:
    async def run() -> list[str]:
        told: list[str] = []
        pool = pool_of(tmp_path, Limits(fast=0.1, deadline=2.0))
        await pool.start()
        try:
            for name, query in {"cheap": CHEAP, "long": ENDLESS}.items():
                with suppress(PoolError):
                    await pool.ask(Job(query=query), long=partial(told.append, name))
        finally:
            await pool.close(grace=0)
        return told

    assert asyncio.run(run()) == ["long"]

"""Which query gets a worker, and for how long."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path

from publisher.querypool import Job, PoolError, QueryLimits
from tests.querypool.pools import CHEAP, ENDLESS, UNHURRIED, answer_of, cancel, open_pool, until

YIELDING = QueryLimits(fast=60.0, fast_if_others_wait=60.0, fast_if_likely_slow=0.05, deadline=90.0)


async def outcome(query: "asyncio.Task[bytes]") -> str:
    """Return "answered", or the status of the error."""
    try:
        await query
    except PoolError as error:
        return str(error.status)
    return "answered"


def test_a_query_that_is_likely_slow_yields_when_another_client_waits(tmp_path: Path) -> None:
    async def run() -> bool:
        async with open_pool(tmp_path, YIELDING) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS, is_likely_slow=True))
            await until(lambda: pool.running == 1)
            for _ in range(3):
                await answer_of(pool, CHEAP, client="another")
            is_running = not slow.done()
            await cancel(slow)
            return is_running

    assert asyncio.run(run())


def test_a_query_does_not_yield_to_queries_of_its_own_client(tmp_path: Path) -> None:
    limits = QueryLimits(
        fast=60.0, fast_if_others_wait=0.01, fast_if_likely_slow=0.01, deadline=90.0
    )

    async def run() -> tuple[int, int]:
        async with open_pool(tmp_path, limits) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1)
            own = asyncio.create_task(answer_of(pool, CHEAP))
            await until(lambda: pool.waiting == 1)
            # Ten times as long as it would take to yield to another client.
            await asyncio.wait([own], timeout=0.1)
            counts = pool.started, pool.waiting
            await cancel(slow, own)
            return counts

    assert asyncio.run(run()) == (1, 1)


def test_a_query_that_yields_is_stopped_by_its_deadline_alone(tmp_path: Path) -> None:
    """Two slow queries and one slow place: the second one waits for it until its deadline."""
    limits = QueryLimits(
        fast=60.0, fast_if_others_wait=60.0, fast_if_likely_slow=0.05, deadline=3.0
    )

    async def run() -> list[str]:
        async with open_pool(tmp_path, limits) as pool:
            slow = [
                asyncio.create_task(answer_of(pool, ENDLESS, is_likely_slow=True)) for _ in range(2)
            ]
            cheap = [
                asyncio.create_task(answer_of(pool, CHEAP, client="another")) for _ in range(5)
            ]
            return await asyncio.gather(*map(outcome, (*slow, *cheap)))

    first, second, *others = asyncio.run(run())
    assert {first, second} == {"504", "503"}
    assert others == ["answered"] * 5


def test_the_caller_is_told_which_query_is_slow(tmp_path: Path) -> None:
    async def run() -> list[str]:
        slow: list[str] = []
        async with open_pool(tmp_path, QueryLimits(fast=1.0, deadline=2.0)) as pool:
            for name, query in {"cheap": CHEAP, "endless": ENDLESS}.items():
                with suppress(PoolError):
                    await pool.run(Job(query=query), on_slow=partial(slow.append, name))
        return slow

    assert asyncio.run(run()) == ["endless"]


def test_the_caller_is_told_how_long_a_query_ran_without_its_waiting(tmp_path: Path) -> None:
    async def run() -> list[float]:
        seconds: list[float] = []
        limits = QueryLimits(fast=0.5, deadline=60.0)
        async with open_pool(tmp_path, limits) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1)
            # It waits for half a second, until the other one makes room, and runs for an instant.
            await (await pool.run(Job(query=CHEAP), on_end=seconds.append)).aclose()
            await cancel(slow)
        return seconds

    (seconds,) = asyncio.run(run())
    assert 0 < seconds < 0.5


def test_a_worker_has_one_query_and_the_others_wait(tmp_path: Path) -> None:
    async def run() -> tuple[tuple[int, int], int]:
        async with open_pool(tmp_path, UNHURRIED) as pool:
            queries = [asyncio.create_task(answer_of(pool, CHEAP)) for _ in range(4)]
            await asyncio.sleep(0)
            counts = pool.running, pool.waiting
            await asyncio.gather(*queries)
            assert (pool.running, pool.waiting) == (0, 0)
            return counts, pool.killed

    assert asyncio.run(run()) == ((1, 3), 0)


def test_a_quick_query_behind_a_slow_one_is_answered_before_it_ends(tmp_path: Path) -> None:
    async def run() -> int:
        async with open_pool(tmp_path, QueryLimits(fast=0.2, deadline=60.0)) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1)
            await answer_of(pool, CHEAP)
            running = pool.running
            await cancel(slow)
            return running

    assert asyncio.run(run()) == 1


def test_a_client_that_leaves_takes_its_query_out_of_the_queue(tmp_path: Path) -> None:
    async def run() -> tuple[int, int]:
        async with open_pool(tmp_path) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1)
            left = asyncio.create_task(answer_of(pool, CHEAP))
            await until(lambda: pool.waiting == 1)
            await cancel(left)
            counts = pool.waiting, pool.killed
            await cancel(slow)
            return counts

    assert asyncio.run(run()) == (0, 0)


def test_a_client_that_leaves_stops_its_query(tmp_path: Path) -> None:
    async def run() -> int:
        async with open_pool(tmp_path) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1)
            await cancel(slow)
            await answer_of(pool, CHEAP)
            return pool.killed

    assert asyncio.run(run()) == 1


def test_a_full_queue_rejects_the_client_who_has_most_queries_in_it(tmp_path: Path) -> None:
    limits = QueryLimits(
        fast=60.0, fast_if_others_wait=60.0, fast_if_likely_slow=60.0, deadline=90.0, queue=3
    )

    async def run() -> list[str]:
        async with open_pool(tmp_path, limits) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS, client="third"))
            await until(lambda: pool.running == 1)
            greedy = [
                asyncio.create_task(answer_of(pool, CHEAP, client="greedy")) for _ in range(3)
            ]
            await until(lambda: pool.waiting == 3)
            modest = asyncio.create_task(answer_of(pool, CHEAP, client="modest"))
            # The latest query of the greedy client makes room.
            statuses = [await outcome(greedy[-1])]
            await cancel(slow)
            return statuses + [await outcome(task) for task in (*greedy[:-1], modest)]

    assert asyncio.run(run()) == ["503", "answered", "answered", "answered"]

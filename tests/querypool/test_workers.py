"""How worker processes start, end and are replaced."""

import asyncio
import logging
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.querypool import PoolError, QueryLimits, QueryPool
from publisher.querypool.workers import start_delay
from tests.querypool.pools import (
    CHEAP,
    ENDLESS,
    LONGER,
    UNHURRIED,
    answer_of,
    cancel,
    open_pool,
    until,
)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, logger="publisher.querypool"):
        yield caplog


def worker_ids(log: pytest.LogCaptureFixture) -> list[int]:
    """Return the process IDs of the workers that have started, in order."""
    messages = [record.getMessage() for record in log.records]
    return [int(text.split()[1]) for text in messages if "started (" in text]


def test_a_query_whose_worker_dies_is_an_error_and_the_next_one_is_answered(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    async def run() -> tuple[int, int, int]:
        async with open_pool(tmp_path) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1 and len(worker_ids(log)) == 1)
            waiting = asyncio.create_task(answer_of(pool, CHEAP))
            # As the kernel does if there is no memory left.
            os.kill(worker_ids(log)[0], signal.SIGKILL)
            with pytest.raises(PoolError) as caught:
                await slow
            await waiting
            return caught.value.status, pool.died, pool.killed

    assert asyncio.run(run()) == (504, 1, 0)
    assert "died: its query used too much memory or crashed the engine" in log.text


def test_an_idle_worker_that_dies_is_replaced(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with open_pool(tmp_path) as pool:
            await until(lambda: len(worker_ids(log)) == 1)
            os.kill(worker_ids(log)[0], signal.SIGKILL)
            await until(lambda: len(worker_ids(log)) == 2)
            await answer_of(pool, CHEAP)
            assert pool.died == 1

    asyncio.run(run())


def test_a_worker_that_has_grown_too_much_exits_after_its_answer(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    async def run() -> tuple[bytes, int]:
        async with open_pool(tmp_path, replace(UNHURRIED, growth=-(1 << 40))) as pool:
            answer = await answer_of(pool, LONGER)
            await until(lambda: pool.started == 2)
            await answer_of(pool, CHEAP)
            return answer, pool.killed

    answer, killed = asyncio.run(run())
    assert b'"bindings":[{' in answer
    assert killed == 0
    assert "exited: it used much memory" in log.text


def test_the_log_says_why_a_worker_is_killed(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with open_pool(tmp_path, QueryLimits(fast=0.2, deadline=1.0)) as pool:
            with pytest.raises(PoolError, match="stopped after 1 seconds"):
                await answer_of(pool, ENDLESS)
            left = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1)
            await cancel(left)

    asyncio.run(run())
    reasons = [
        (record.levelname, record.getMessage().partition(" killed: ")[2])
        for record in log.records
        if " killed: " in record.getMessage()
    ]
    assert reasons == [
        ("WARNING", "its query was not answered within the deadline of 1 seconds"),
        ("INFO", "nobody waits for the answer any more"),
    ]


def test_a_pool_whose_workers_do_not_start_says_so(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    pool = QueryPool(store=tmp_path / "no-store", base="http://example.net/", fast=2)
    with pytest.raises(PoolError, match="No worker starts"):
        asyncio.run(pool.start())
    assert "died before it was ready" in log.text


def test_workers_that_fail_to_start_are_started_ever_more_slowly() -> None:
    delays = [start_delay(failed) for failed in range(14)]
    assert delays[:5] == [0.0] * 5
    assert delays[5:9] == [1.0, 2.0, 4.0, 8.0]
    assert delays[-1] == 60.0


def test_a_fork_server_that_dies_is_started_again(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    async def run() -> bytes:
        async with open_pool(tmp_path, fast=2) as pool:
            await until(lambda: len(worker_ids(log)) == 2)
            before = set(worker_ids(log))
            os.kill(_parent(worker_ids(log)[0]), signal.SIGKILL)
            # Its workers end with it.
            await until(lambda: len(set(worker_ids(log)) - before) == 2)
            return await answer_of(pool, CHEAP)

    assert b"true" in asyncio.run(run())


def test_a_closed_pool_leaves_no_process_behind(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    async def run() -> list[int]:
        async with open_pool(tmp_path, fast=2) as pool:
            slow = asyncio.create_task(answer_of(pool, ENDLESS))
            await until(lambda: pool.running == 1 and len(worker_ids(log)) == 2)
            processes = [*worker_ids(log), _parent(worker_ids(log)[0])]
        await asyncio.gather(slow, return_exceptions=True)
        await until(lambda: not any(map(_is_alive, processes)))
        return processes

    assert len(asyncio.run(run())) == 3


def _parent(process_id: int) -> int:
    """https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"""
    stat = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii")
    return int(stat.rpartition(")")[2].split()[1])


def _is_alive(process_id: int) -> bool:
    return Path(f"/proc/{process_id}").exists()

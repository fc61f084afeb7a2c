"""Who gets a worker, and for how long."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from publisher.querypool import Job, PoolError, QueryLimits, QueryPool, patience
from publisher.querypool.answer import Run
from publisher.querypool.frames import LEAVING, QUERY, READY, WHOLE, Frames, frame
from publisher.querypool.member import Member
from tests.querypool.graph import write_graph

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "ASK { ?s ?p ?o }"
PATIENT = QueryLimits(fast=20.0, shared=20.0, pressed=0.05, deadline=30.0)


def pool_of(folder: Path, limits: QueryLimits, *, fast: int = 1) -> QueryPool:
    return QueryPool(
        dump=write_graph(folder / "graph.nt"),
        base="http://example.net/",
        limits=limits,
        fast=fast,
        slow=1,
    )


@asynccontextmanager
async def opened(pool: QueryPool) -> AsyncIterator[QueryPool]:
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close(grace=0)


async def seconds_of(pool: QueryPool, query: str, *, owner: str = "cheap") -> float:
    started = time.monotonic()
    answer = await pool.run(Job(query=query), client=owner, is_likely_slow=owner == "pressed")
    await answer.aclose()
    return time.monotonic() - started


def test_a_pressed_query_makes_room_when_another_waits(tmp_path: Path) -> None:
    async def run() -> tuple[list[float], bool]:
        async with opened(pool_of(tmp_path, PATIENT)) as pool:
            long = asyncio.create_task(seconds_of(pool, ENDLESS, owner="pressed"))
            await asyncio.sleep(0)
            waited = [await seconds_of(pool, CHEAP) for _ in range(3)]
            is_running = not long.done()
            long.cancel()
            await asyncio.gather(long, return_exceptions=True)
            return waited, is_running

    waited, is_running = asyncio.run(run())
    # Twenty seconds, were there no pressure.
    assert max(waited) < 10
    assert is_running


def test_nobody_is_pressed_by_queries_of_their_own(tmp_path: Path) -> None:
    async def run() -> bool:
        async with opened(
            pool_of(tmp_path, QueryLimits(fast=1.0, shared=0.01, pressed=0.01, deadline=30.0))
        ) as pool:
            tasks = [
                asyncio.create_task(seconds_of(pool, query, owner="one"))
                for query in (ENDLESS, CHEAP)
            ]
            done, _ = await asyncio.wait(tasks, timeout=0.5)
            for one in tasks:
                one.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return not done

    assert asyncio.run(run())


def test_pressure_stops_no_query_for_good(tmp_path: Path) -> None:
    """Two long queries and one place in the slow lane: the second waits for it to the deadline."""

    async def run() -> list[str]:
        async with opened(
            pool_of(tmp_path, QueryLimits(fast=20.0, shared=20.0, pressed=0.05, deadline=2.0))
        ) as pool:
            long = [
                asyncio.create_task(seconds_of(pool, ENDLESS, owner="pressed")) for _ in range(2)
            ]
            cheap = [asyncio.create_task(seconds_of(pool, CHEAP)) for _ in range(5)]
            done = await asyncio.gather(*long, *cheap, return_exceptions=True)
        return [str(one.status) if isinstance(one, PoolError) else "answered" for one in done]

    first, second, *others = asyncio.run(run())
    assert {first, second} == {"504", "503"}
    assert others == ["answered"] * 5


def test_whose_query_is_long_is_told(tmp_path: Path) -> None:
    async def run() -> list[str]:
        told: list[str] = []
        async with opened(pool_of(tmp_path, QueryLimits(fast=0.1, deadline=2.0))) as pool:
            for name, query in {"cheap": CHEAP, "long": ENDLESS}.items():
                with suppress(PoolError):
                    await pool.run(Job(query=query), on_slow=partial(told.append, name))
        return told

    assert asyncio.run(run()) == ["long"]


LONGER = (
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y FILTER(STRLEN(STR(?x)) + STRLEN(STR(?y)) > 3) }"
)
"""Some hundred milliseconds."""
MIDDLE = LONGER.replace("?p", "<http://example.net/n>").replace("?q", "<http://example.net/n>")
"""A tenth of that."""
AHEAD = QueryLimits(fast=20.0, shared=20.0, pressed=20.0, deadline=30.0)


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any query looks short for a second, so that a slow machine gives ahead as a fast one does."""
    monkeypatch.setattr(patience, "YOUNG", 1.0)


def of_first(pool: QueryPool) -> tuple[int, int]:
    """How many queries the one member has, and how many wait."""
    (member,) = pool._members  # noqa: SLF001 -- what no answer shows
    return member.given, pool.waiting


@pytest.mark.usefixtures("brief")
def test_a_worker_is_given_one_query_ahead(tmp_path: Path) -> None:
    async def run() -> tuple[list[float], tuple[int, int]]:
        async with opened(pool_of(tmp_path, AHEAD)) as pool:
            tasks = [asyncio.create_task(seconds_of(pool, CHEAP)) for _ in range(4)]
            await asyncio.sleep(0)
            given = of_first(pool)
            answered = await asyncio.gather(*tasks)
            assert of_first(pool) == (0, 0)
            assert pool.killed == 0
            return answered, given

    answered, given = asyncio.run(run())
    assert given == (2, 3)
    assert max(answered) < 5


def test_nothing_is_given_ahead_where_queries_were_not_short_lately(tmp_path: Path) -> None:
    async def run() -> tuple[int, int]:
        async with opened(pool_of(tmp_path, AHEAD)) as pool:
            await seconds_of(pool, LONGER)
            tasks = [asyncio.create_task(seconds_of(pool, CHEAP)) for _ in range(2)]
            await asyncio.sleep(0)
            given = of_first(pool)
            await asyncio.gather(*tasks)
            return given

    assert asyncio.run(run()) == (1, 1)


def test_what_is_usual_follows_what_queries_take() -> None:
    found = 0.0
    for _ in range(30):
        found = patience.usual(found, 0.01)
    assert 0.009 < found < 0.01
    for _ in range(30):
        found = patience.usual(found, 0.0001)
    assert 0.0001 < found < patience.YOUNG / 2


@pytest.mark.usefixtures("brief")
def test_a_query_behind_a_longer_one_is_run_once_where_no_other_worker_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    give = Member.give

    def noted(member: Member, run: Run, *, now: float) -> None:
        given.append(run.job.query)
        give(member, run, now=now)

    monkeypatch.setattr(Member, "give", noted)

    async def run() -> int:
        async with opened(pool_of(tmp_path, AHEAD)) as pool:
            longer = asyncio.create_task(seconds_of(pool, LONGER))
            await asyncio.sleep(0)
            cheap = asyncio.create_task(seconds_of(pool, CHEAP))
            await asyncio.sleep(0.04)
            # It waits for any worker by now, and the one that has it may still come to it.
            assert of_first(pool) == (2, 1)
            await asyncio.gather(longer, cheap)
            assert of_first(pool) == (0, 0)
            return pool.killed

    assert asyncio.run(run()) == 0
    assert [query for query in given if query in {LONGER, CHEAP}] == [LONGER, CHEAP]


@pytest.mark.usefixtures("brief")
def test_a_query_behind_a_long_one_is_answered_by_another_worker(tmp_path: Path) -> None:
    async def run() -> tuple[float, int]:
        async with opened(
            pool_of(tmp_path, QueryLimits(fast=0.2, shared=0.2, pressed=0.2, deadline=3.0))
        ) as pool:
            long = asyncio.create_task(seconds_of(pool, ENDLESS))
            await asyncio.sleep(0)
            seconds = await asyncio.wait_for(seconds_of(pool, CHEAP), 2.5)
            running = pool.running
            long.cancel()
            await asyncio.gather(long, return_exceptions=True)
            return seconds, running

    seconds, running = asyncio.run(run())
    assert seconds < 2.5
    assert running == 1


@pytest.mark.usefixtures("brief")
def test_a_client_that_leaves_takes_its_query_back_from_behind_another(tmp_path: Path) -> None:
    async def run() -> int:
        async with opened(pool_of(tmp_path, AHEAD)) as pool:
            longer = asyncio.create_task(seconds_of(pool, LONGER))
            await asyncio.sleep(0)
            left = asyncio.create_task(seconds_of(pool, CHEAP))
            await asyncio.sleep(0)
            assert of_first(pool) == (2, 1)
            left.cancel()
            await asyncio.gather(left, return_exceptions=True)
            assert of_first(pool) == (2, 0)
            await longer
            await seconds_of(pool, CHEAP)
            return pool.killed

    assert asyncio.run(run()) == 0


@pytest.mark.usefixtures("brief")
def test_a_query_behind_one_that_ends_its_worker_is_answered(tmp_path: Path) -> None:
    async def run() -> list[str]:
        async with opened(pool_of(tmp_path, AHEAD)) as pool:
            longer = asyncio.create_task(seconds_of(pool, LONGER))
            await asyncio.sleep(0)
            cheap = asyncio.create_task(seconds_of(pool, CHEAP))
            await asyncio.sleep(0.01)
            (member,) = pool._members  # noqa: SLF001
            os.kill(member._number, signal.SIGKILL)  # noqa: SLF001 -- as the kernel does without memory
            done = await asyncio.gather(longer, cheap, return_exceptions=True)
        return [type(one).__name__ for one in done]

    assert asyncio.run(run()) == ["PoolError", "float"]


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize("leaves", ["its client stays", "its client leaves"])
def test_a_copy_that_goes_on_for_nobody_is_ended(tmp_path: Path, leaves: str) -> None:
    """A long query is given behind another, and then to a worker that is free before that."""

    async def run() -> tuple[int, int, int]:
        # Long enough for LONGER on a machine that does much else.
        limits = QueryLimits(fast=6.0, shared=20.0, pressed=20.0, deadline=30.0)
        async with opened(pool_of(tmp_path, limits, fast=2)) as pool:
            while len(pool._idle) < 2:  # noqa: SLF001, ASYNC110 -- the second is started too
                await asyncio.sleep(0.01)
            longer = asyncio.create_task(seconds_of(pool, LONGER))
            # Nothing is given behind a query of a client who had a long one.
            middle = asyncio.create_task(seconds_of(pool, MIDDLE, owner="pressed"))
            await asyncio.sleep(0)
            long = asyncio.create_task(seconds_of(pool, ENDLESS))
            await asyncio.gather(longer, middle)
            copies = sum(one.given for one in pool._members)  # noqa: SLF001
            if leaves == "its client leaves":
                long.cancel()
                await asyncio.gather(long, return_exceptions=True)
            known, end = pool.killed, time.monotonic() + 20
            while pool.killed == known and time.monotonic() < end:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            found = copies, pool.killed - known, pool.running
            long.cancel()
            await asyncio.gather(long, return_exceptions=True)
            return found

    assert asyncio.run(run()) == (2, 1, 0 if leaves == "its client leaves" else 1)


@pytest.mark.usefixtures("brief")
def test_what_a_worker_was_given_that_leaves_is_run_by_another(tmp_path: Path) -> None:
    async def run() -> tuple[list[float], int]:
        async with opened(pool_of(tmp_path, AHEAD)) as pool:
            tasks = [asyncio.create_task(seconds_of(pool, query)) for query in (LONGER, CHEAP)]
            await asyncio.sleep(0)
            (member,) = pool._members  # noqa: SLF001
            member.data_received(frame(LEAVING))
            os.kill(member._number, signal.SIGKILL)  # noqa: SLF001 -- it would end by itself
            return await asyncio.gather(*tasks), pool.started

    answered, started = asyncio.run(run())
    assert max(answered) < 10
    assert started == 2


WORKER = """
import socket, sys
from publisher.querypool import worker
from publisher.querypool.jobs import QueryLimits
worker._BLOATED = worker._QUICK = -1
limits = QueryLimits()
charge = worker.Charge(dump="", store="", engine="", base="http://example.net/", limits=limits)
import pyoxigraph
worker.start(socket.socket(fileno=0), charge, pyoxigraph.Store())
"""


def test_a_worker_that_has_grown_says_that_it_leaves() -> None:
    ours, theirs = socket.socketpair()
    with (
        ours,
        theirs,
        subprocess.Popen([sys.executable, "-c", WORKER], stdin=theirs.fileno()) as process,
    ):
        theirs.close()
        ours.settimeout(20)
        job = frame(QUERY, Job(query="ASK { }").to_bytes())
        ours.sendall(job + job)
        said = b"".join(iter(partial(ours.recv, 65_536), b""))
        assert process.wait(20) == 0
    kinds = [kind for kind, _ in Frames().feed(said)]
    assert kinds == [READY, WHOLE, LEAVING]

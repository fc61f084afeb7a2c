"""Pools for tests, and what tests wait for."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from publisher.querypool import Job, QueryLimits, QueryPool
from publisher.sparql.graphs import GraphSource
from tests.querypool.graph import write_graph

CHEAP = "ASK { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONGER = (
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y FILTER(STRLEN(STR(?x)) + STRLEN(STR(?y)) > 3) }"
)
"""A query that takes some hundred milliseconds."""
UNHURRIED = QueryLimits(
    fast=60.0, fast_if_others_wait=60.0, fast_if_likely_slow=60.0, deadline=90.0
)
"""Limits that no query of a test meets, however slow the machine is."""
PATIENCE = 30.0


@asynccontextmanager
async def open_pool(
    folder: Path, limits: QueryLimits = UNHURRIED, *, fast: int = 1, slow: int = 1
) -> AsyncIterator[QueryPool]:
    """Start a pool over the graph of the tests, and close it at the end."""
    pool = QueryPool(
        source=GraphSource(lines=write_graph(folder / "graph.nt")),
        base="http://example.net/",
        limits=limits,
        fast=fast,
        slow=slow,
    )
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close(grace=0)


async def answer_of(
    pool: QueryPool, query: str, *, client: str = "somebody", is_likely_slow: bool = False
) -> bytes:
    """Return the whole answer to a query."""
    answer = await pool.run(Job(query=query), client=client, is_likely_slow=is_likely_slow)
    content = b"".join([chunk async for chunk in answer])
    await answer.aclose()
    return content


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition; fail if it is not met in time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)


async def cancel(*tasks: "asyncio.Task[bytes]") -> None:
    """Cancel queries, as if their clients had left."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

"""Whether a query can reach the network: tried, since a filter that should hold may not."""

import asyncio
from typing import TYPE_CHECKING

from publisher.querypool.errors import PoolError
from publisher.querypool.jobs import Job

if TYPE_CHECKING:
    from publisher.querypool.pool import QueryPool


async def is_isolated(pool: "QueryPool") -> bool:
    """Whether a worker that asks a listener of this process does not reach it."""
    reached = asyncio.Event()

    def came(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        writer.close()

    listener = await asyncio.start_server(came, "127.0.0.1", 0)
    async with listener:
        port = listener.sockets[0].getsockname()[1]
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        try:
            answer = await pool.run(Job(query=query, is_trusted=True))
        except PoolError:
            return not reached.is_set()
        await answer.aclose()
        return False

"""Whether the queries of a pool can reach the network."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from publisher.querypool.errors import PoolError
from publisher.querypool.execution import AnswerStream
from publisher.querypool.wire import Job

RunJob: TypeAlias = Callable[[Job], Awaitable[AnswerStream]]


async def is_isolated(run: RunJob) -> bool:
    """Return whether a query cannot connect to a socket of this process.

    This is tried, because a filter that should refuse it may not work on this system.
    """
    reached = asyncio.Event()

    def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        writer.close()

    listener = await asyncio.start_server(accept, "127.0.0.1", 0)
    async with listener:
        port = listener.sockets[0].getsockname()[1]
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        try:
            answer = await run(Job(query=query, is_trusted=True))
        except PoolError:
            return not reached.is_set()
        await answer.aclose()
        return False

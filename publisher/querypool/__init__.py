"""Run strangers' SPARQL queries in worker processes that the server can kill.

An engine cannot be told to stop, and some queries crash it. Therefore each query runs in a process
of its own, without network, with limits on its memory and time.

    source = GraphSource(lines=Path("all.nt"))
    pool = QueryPool(source=source, base="https://example.org/", limits=QueryLimits())
    await pool.start()                  # PoolError if no worker starts
    try:
        answer = await pool.run(Job(query="ASK { ?s ?p ?o }"), client="192.0.2.7")
        async for chunk in answer:      # AnswerCutError if the answer breaks off
            ...
        await answer.aclose()           # always: stops the query if it still runs
    except PoolError as error:          # error.status, .title, .detail for the client
        ...
    await pool.close(grace=2.0)

- `run` returns when the answer has begun well: from then on its first bytes may be sent.
  `answer.whole` is all of a short answer, else None; `answer.form` and `answer.format` say what
  it is. `on_slow` is called if the query moves to the slow queue, `on_end` with the seconds for
  which workers ran it. `is_likely_slow` makes a query yield its worker sooner.
- `PoolError.cause` says whose budget pays for the failure; `log_detail` is for the operator only.
- `check_health` raises PoolError unless a quick and a slow query are answered.
- `is_isolated` says whether no query can reach the network; it is known after `start`.
- `running`, `waiting`, `started`, `killed` and `died` count queries and workers.
- `Job(query=…, is_lookup=True)` asks the index of names; `lookups` says how.
- `make_store` and `verify_store` keep a large graph on disk instead of in memory.
"""

from publisher.querypool.errors import AnswerCutError, FailureCause, PoolError
from publisher.querypool.execution import AnswerStream
from publisher.querypool.limits import QueryLimits
from publisher.querypool.pool import QueryPool
from publisher.querypool.store import StoreError, make_store, verify_store
from publisher.querypool.wire import Job

__all__ = [
    "AnswerCutError",
    "AnswerStream",
    "FailureCause",
    "Job",
    "PoolError",
    "QueryLimits",
    "QueryPool",
    "StoreError",
    "make_store",
    "verify_store",
]

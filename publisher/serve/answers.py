"""Queries handed to the pool, within the budgets of who asks."""

import logging
from typing import Final

from publisher.querypool import AnswerStream, Job, PoolError
from publisher.serve.clients import Clients, Visit
from publisher.serve.problems import Problem
from publisher.serve.protocol import Asked
from publisher.serve.served import Served

_log: Final = logging.getLogger("publisher.serve")


async def ask(job: Job, client: str, served: Served, clients: Clients) -> "Answered | Problem":
    """The pool's answer to a job, within the client's budgets. Close it when it is read."""
    visit = await clients.enter(client)
    if isinstance(visit, Problem):
        return visit
    try:
        found = await served.pool.run(
            job,
            client=client,
            is_likely_slow=visit.is_pressed,
            on_slow=visit.long,
            on_end=visit.spend,
        )
    except PoolError as error:
        if error.log_detail:
            _log.warning("%s: %s", error.title, error.log_detail)
        visit.leave(error.cause)
        return problem_of(error)
    except BaseException:
        visit.leave()
        raise
    answered = Answered(answer=found, visit=visit)
    if found.whole is not None:
        await answered.aclose()
    return answered


class Answered:
    """An answer that is being read; the client's visit ends with it, read to its end or not."""

    def __init__(self, *, answer: AnswerStream, visit: Visit) -> None:
        self.form = answer.form
        self.format = answer.format
        self.whole = answer.whole
        self._answer = answer
        self._chunks = aiter(answer)
        self._visit = visit

    def __aiter__(self) -> "Answered":
        return self

    async def __anext__(self) -> bytes:
        try:
            return await anext(self._chunks)
        except PoolError as error:
            said = f"{error}; {error.log_detail}" if error.log_detail else str(error)
            _log.warning("an answer broke off after its beginning was sent: %s", said)
            self._visit.leave(error.cause)
            raise

    async def aclose(self) -> None:
        """Stop the query where it still runs."""
        await self._answer.aclose()
        self._visit.leave()


def problem_of(error: PoolError) -> Problem:
    """A pool's error as the client reads it."""
    wait = error.retry_after
    return Problem(
        status=error.status,
        title=error.title,
        detail=error.detail,
        members={"line": error.line, "column": error.column} if error.line else {},
        headers=(("retry-after", str(wait)),) if wait else (),
    )


def job_of(asked: Asked) -> Job:
    return Job(
        query=asked.query,
        table=asked.table,
        graph=asked.graph,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        is_sheet=asked.is_sheet,
    )

"""Queries in worker processes that may be killed: no query ends the server, or keeps it busy.

An engine cannot be told to stop, and some queries crash it; so each runs in a process of its own,
without network, with bounds on its memory and time.
"""

from publisher.pool.answer import Answer
from publisher.pool.errors import AnswerCutError, Fault, PoolError
from publisher.pool.jobs import Job, Limits
from publisher.pool.pool import Pool

__all__ = ["Answer", "AnswerCutError", "Fault", "Job", "Limits", "Pool", "PoolError"]

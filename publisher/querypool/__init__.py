"""Queries in worker processes that may be killed: no query ends the server, or keeps it busy.

An engine cannot be told to stop, and some queries crash it; so each runs in a process of its own,
without network, with bounds on its memory and time.
"""

from publisher.querypool.answer import Answer
from publisher.querypool.errors import AnswerCutError, Fault, PoolError
from publisher.querypool.jobs import Job, Limits
from publisher.querypool.pool import Pool

__all__ = ["Answer", "AnswerCutError", "Fault", "Job", "Limits", "Pool", "PoolError"]

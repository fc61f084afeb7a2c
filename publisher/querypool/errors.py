"""The errors that a client receives: why a query has no answer, which limit it met, what to do."""

from enum import Enum
from typing import Final

from publisher.errors import EndpointError, PublisherError, QueryError

FAILED: Final = "The query failed"
_BUSY: Final = frozenset({429, 503})
_PARTIAL_CONTENT: Final = 206
_ENGINE_WAIT: Final = 10
"""Seconds that a client is asked to wait for a busy engine that named no time."""
ADVICE: Final = "Ask for less with LIMIT, or take a dump and an engine of your own."


class FailureCause(Enum):
    """Why a query has no answer. The first two are charged to the client's budget."""

    QUERY = "query"
    """The query is wrong, or took more memory than it may."""
    DEADLINE = "deadline"
    """The query itself ran until the deadline."""
    ANSWER_SIZE = "answer size"
    """The answer is larger than one may be. It is not charged: the client asks for less."""
    SERVER = "server"
    """The server, or the engine behind it, could not answer."""


class PoolError(PublisherError):
    """A query has no answer.

    `status` is the status of the HTTP response; `line` and `column` are the place in the query, 0
    if there is none; `retry_after` is in seconds, 0 if the client need not wait; `log_detail` is
    what the operator may know and the client may not.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        *,
        line: int = 0,
        column: int = 0,
        retry_after: int = 0,
        cause: FailureCause = FailureCause.QUERY,
        log_detail: str = "",
    ) -> None:
        super().__init__(f"{title}: {detail}" if detail else title)
        self.status = status
        self.title = title
        self.detail = detail
        self.line = line
        self.column = column
        self.retry_after = retry_after
        self.cause = cause
        self.log_detail = log_detail


class AnswerCutError(PoolError):
    """An answer broke off after its beginning was sent: the connection must be closed."""


def answer_cut(error: PoolError) -> AnswerCutError:
    """Return the same error for an answer of which the client may have a part already."""
    return AnswerCutError(
        error.status, error.title, error.detail, cause=error.cause, log_detail=error.log_detail
    )


def query_malformed(detail: str, *, line: int = 0, column: int = 0) -> PoolError:
    return PoolError(400, "The query is malformed", detail, line=line, column=column)


def query_too_long(size: int) -> PoolError:
    return PoolError(413, "The query is too long", f"A query may have {size:,} bytes. {ADVICE}")


def query_too_complex(detail: str) -> PoolError:
    return PoolError(400, "The query is too complex", f"{detail} Ask in several queries.")


def service_refused() -> PoolError:
    return PoolError(
        403,
        "Queries here reach no network",
        "SERVICE is refused; send that part to its own endpoint, or federate from your side.",
    )


def update_refused() -> PoolError:
    return PoolError(
        403, "The endpoint is read-only", "It takes no update; load a dump into your own store."
    )


def query_failed(detail: str) -> PoolError:
    return PoolError(400, FAILED, detail)


def engine_failed(error: QueryError) -> PoolError:
    """Return the error for an engine elsewhere that gave no answer, or none that can be read.

    The engine's address is for the operator only.
    """
    status = error.status if isinstance(error, EndpointError) else 0
    wait = error.retry_after if isinstance(error, EndpointError) else 0
    is_busy = status in _BUSY
    if status == _PARTIAL_CONTENT:
        detail = f"The engine's answer is only a part of the whole. {ADVICE}"
    else:
        detail = f"Try again {f'in {wait} seconds' if wait else 'later'}."
    return PoolError(
        503 if is_busy else 502,
        "The engine is busy" if is_busy else "The engine did not answer",
        detail,
        retry_after=wait or (_ENGINE_WAIT if is_busy else 0),
        cause=FailureCause.SERVER,
        log_detail=str(error),
    )


def answer_too_large(what: str, limit: int) -> PoolError:
    """`what`: rows, triples or bytes."""
    return PoolError(
        400,
        "The answer is too large",
        f"An answer may have {limit:,} {what}. {ADVICE}",
        cause=FailureCause.ANSWER_SIZE,
    )


def format_not_offered(form: str, offered: tuple[str, ...]) -> PoolError:
    return PoolError(
        406,
        "Not in this format",
        f"{form} is answered as {', '.join(offered)}: send one of them in Accept.",
    )


def not_expressible(reason: str) -> PoolError:
    """`reason` says what the format cannot express, and which format can."""
    return PoolError(406, "Not in this format", f"{reason[:1].upper()}{reason[1:]}.")


def ran_too_long(deadline: float) -> PoolError:
    return PoolError(
        504,
        "The query took too long",
        f"It was stopped after {deadline:g} seconds. {ADVICE}",
        cause=FailureCause.DEADLINE,
    )


def waited_too_long(deadline: float) -> PoolError:
    """The query waited for most of the time until its deadline: that is not its own fault."""
    return PoolError(
        503,
        "The server is busy",
        f"Your query waited for its turn until {deadline:g} seconds were over. Try again.",
        retry_after=2,
        cause=FailureCause.SERVER,
    )


def worker_died() -> PoolError:
    return PoolError(
        504,
        "The query was stopped",
        f"It took more memory than a query may, or the engine could not bear it. {ADVICE}",
    )


def queue_full() -> PoolError:
    return PoolError(
        503,
        "The server is busy",
        "Too many queries wait. Try again soon.",
        retry_after=2,
        cause=FailureCause.SERVER,
    )


def no_worker_starts() -> PoolError:
    detail = "The store cannot be opened, or there is too little memory."
    return PoolError(503, "No worker starts", detail, cause=FailureCause.SERVER)


def pool_closed() -> PoolError:
    return PoolError(
        503, "The server is ending", "Try again soon.", retry_after=5, cause=FailureCause.SERVER
    )

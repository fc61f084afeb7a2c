"""Why a query has no answer, as the client is told: the limit that it met, and the way out."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from publisher.errors import EndpointError, PublisherError, QueryError
from publisher.querypool.jobs import Limits

FAILED: Final = "The query failed"
_BUSY: Final = frozenset({429, 503})
_PART: Final = 206
_WAIT: Final = 10
"""Seconds that a client is asked to wait for an engine that named no time."""
WAY_OUT: Final = "Ask for less with LIMIT, or take a dump and an engine of your own."


class Fault(Enum):
    """Whose fault it is that a query has no answer, and so whose budget pays for it."""

    QUERY = "query"
    """The query is wrong, or took more memory than it may."""
    DEADLINE = "deadline"
    """The query itself ran until the deadline."""
    LIMIT = "limit"
    """The answer is larger than one may be: no fault, the client asks for less."""
    SERVER = "server"
    """The server, or the engine behind it, could not answer."""


class PoolError(PublisherError):
    """A query without an answer. `status` is HTTP's; `line` is 0 if there is no place."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        *,
        line: int = 0,
        column: int = 0,
        retry_after: int = 0,
        fault: Fault = Fault.QUERY,
        reason: str = "",
    ) -> None:
        super().__init__(f"{title}: {detail}" if detail else title)
        self.status = status
        self.title = title
        self.detail = detail
        self.line = line
        self.column = column
        self.retry_after = retry_after
        self.fault = fault
        self.reason = reason
        """More for the operator than the client is told."""


class AnswerCutError(PoolError):
    """An answer broke off after its beginning was sent: the connection must be closed."""


def of_members(members: Mapping[str, object], kind: type[PoolError] = PoolError) -> PoolError:
    """The error that a worker has sent."""
    return kind(
        int(str(members["status"])),
        str(members["title"]),
        str(members.get("detail", "")),
        line=int(str(members.get("line", 0))),
        column=int(str(members.get("column", 0))),
        retry_after=int(str(members.get("retry_after", 0))),
        fault=Fault(members.get("fault", Fault.QUERY.value)),
        reason=str(members.get("reason", "")),
    )


def malformed(detail: str, *, line: int = 0, column: int = 0) -> PoolError:
    return PoolError(400, "The query is malformed", detail, line=line, column=column)


def too_complex(detail: str) -> PoolError:
    return PoolError(400, "The query is too complex", f"{detail} Ask in several queries.")


def failed(detail: str) -> PoolError:
    return PoolError(400, FAILED, detail)


def engine_failed(error: QueryError) -> PoolError:
    """Another engine gave no answer, or none that can be passed on.

    The client is not told the engine's address, which is nobody's business; the operator is.
    """
    status = error.status if isinstance(error, EndpointError) else 0
    wait = error.retry_after if isinstance(error, EndpointError) else 0
    is_busy = status in _BUSY
    if status == _PART:
        detail = f"The engine's answer is only a part of the whole. {WAY_OUT}"
    else:
        detail = f"Try again {f'in {wait} seconds' if wait else 'later'}."
    return PoolError(
        503 if is_busy else 502,
        "The engine is busy" if is_busy else "The engine did not answer",
        detail,
        retry_after=wait or (_WAIT if is_busy else 0),
        fault=Fault.SERVER,
        reason=str(error),
    )


def federated() -> PoolError:
    return PoolError(
        403,
        "Queries here reach no network",
        "SERVICE is refused; send that part to its own endpoint, or federate from your side.",
    )


def read_only() -> PoolError:
    return PoolError(
        403, "The endpoint is read-only", "It takes no update; load a dump into your own store."
    )


def too_long(limits: Limits) -> PoolError:
    return PoolError(
        413, "The query is too long", f"A query may have {limits.text:,} bytes. {WAY_OUT}"
    )


def too_large(what: str, number: int) -> PoolError:
    """`what`: rows, triples or bytes."""
    return PoolError(
        400,
        "The answer is too large",
        f"An answer may have {number:,} {what}. {WAY_OUT}",
        fault=Fault.LIMIT,
    )


def not_acceptable(form: str, offered: tuple[str, ...]) -> PoolError:
    return PoolError(
        406,
        "Not in this format",
        f"{form} is answered as {', '.join(offered)}: send one of them in Accept.",
    )


def unwritable(reason: str) -> PoolError:
    """`reason` says what the format has no way to write, and which format has one."""
    return PoolError(406, "Not in this format", f"{reason[:1].upper()}{reason[1:]}.")


def late(limits: Limits) -> PoolError:
    return PoolError(
        504,
        "The query took too long",
        f"It was stopped after {limits.deadline:g} seconds. {WAY_OUT}",
        fault=Fault.DEADLINE,
    )


def waited(limits: Limits) -> PoolError:
    """The deadline came while the query waited, or soon after it began."""
    return PoolError(
        503,
        "The server is busy",
        f"Your query waited for its turn until {limits.deadline:g} seconds were over. Try again.",
        retry_after=2,
        fault=Fault.SERVER,
    )


def died() -> PoolError:
    return PoolError(
        504,
        "The query was stopped",
        f"It took more memory than a query may, or the engine could not bear it. {WAY_OUT}",
    )


def full() -> PoolError:
    return PoolError(
        503,
        "The server is busy",
        "Too many queries wait. Try again soon.",
        retry_after=2,
        fault=Fault.SERVER,
    )


def no_worker() -> PoolError:
    detail = "The store cannot be opened, or there is too little memory."
    return PoolError(503, "No worker starts", detail, fault=Fault.SERVER)


def closed() -> PoolError:
    return PoolError(
        503, "The server is ending", "Try again soon.", retry_after=5, fault=Fault.SERVER
    )

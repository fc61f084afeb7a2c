"""Why a query has no answer, as the client is told: the limit that it met, and the way out."""

from collections.abc import Mapping
from typing import Final

from publisher.pool.jobs import Limits

WAY_OUT: Final = "Ask for less with LIMIT, or take a dump and an engine of your own."


class PoolError(Exception):
    """A query without an answer. `status` is HTTP's; `line` is 0 where there is no place."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        *,
        line: int = 0,
        column: int = 0,
        retry_after: int = 0,
    ) -> None:
        super().__init__(f"{title}: {detail}" if detail else title)
        self.status = status
        self.title = title
        self.detail = detail
        self.line = line
        self.column = column
        self.retry_after = retry_after


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
    )


def malformed(detail: str, *, line: int = 0, column: int = 0) -> PoolError:
    return PoolError(400, "The query is malformed", detail, line=line, column=column)


def too_complex(detail: str) -> PoolError:
    return PoolError(400, "The query is too complex", f"{detail} Ask in several queries.")


def failed(detail: str) -> PoolError:
    return PoolError(400, "The query failed", detail)


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
        400, "The answer is too large", f"An answer may have {number:,} {what}. {WAY_OUT}"
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
    )


def died() -> PoolError:
    return PoolError(
        504,
        "The query was stopped",
        f"It took more memory than a query may, or the engine could not bear it. {WAY_OUT}",
    )


def full() -> PoolError:
    return PoolError(
        503, "The server is busy", "Too many queries wait. Try again soon.", retry_after=2
    )


def no_worker() -> PoolError:
    detail = "The store cannot be opened, or there is too little memory."
    return PoolError(503, "No worker starts", detail)


def closed() -> PoolError:
    return PoolError(503, "The server is ending", "Try again soon.", retry_after=5)

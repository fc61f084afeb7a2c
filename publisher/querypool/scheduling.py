"""Which query waits, which is rejected, and when a running one is too slow for the others."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator

from publisher.querypool.execution import Execution
from publisher.querypool.limits import QueryLimits


class QueryQueue:
    """Queries that wait for a worker, in the order of their arrival; at most `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._waiting: deque[Execution] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Execution]:
        return iter(self._waiting)

    def add(self, newcomer: Execution) -> Execution | None:
        """Append a query. If the queue is full, return the query that has no place in it."""
        rejected = None
        if len(self) >= self._size:
            rejected = choose_rejected((*self, newcomer))
            self.remove(rejected)
        if rejected is not newcomer:
            self._waiting.append(newcomer)
        return rejected

    def add_beyond_size(self, execution: Execution) -> None:
        """Append a query of the server's own."""
        self._waiting.append(execution)

    def take(self) -> Execution:
        """Remove and return the next query."""
        return self._waiting.popleft()

    def remove(self, execution: Execution) -> None:
        """Remove a query if it waits here."""
        if execution in self._waiting:
            self._waiting.remove(execution)


def choose_rejected(executions: tuple[Execution, ...]) -> Execution:
    """Return the query that has no place: the latest of the client who takes most room.

    Queries that are likely to be slow go before all others, because their clients had a slow one
    lately; then those of the client with most queries in the queue.
    """
    counts = Counter(execution.client for execution in executions)
    return max(
        reversed(executions),
        key=lambda execution: (execution.is_likely_slow, counts[execution.client]),
    )


def is_too_slow(execution: Execution, waiting: Iterable[Execution], limits: QueryLimits) -> bool:
    """Return whether a query has run for so long that it must leave the fast workers to others.

    A lookup never is: what it may ask is bounded, so that it is long only if the machine is busy.
    """
    if execution.job.is_lookup:
        return False
    seconds = execution.seconds
    if execution.is_likely_slow:
        limit_if_others_wait = limits.fast_if_likely_slow
    else:
        limit_if_others_wait = limits.fast_if_others_wait
    if seconds < min(limits.fast, limit_if_others_wait):
        return False
    return seconds >= limits.fast or any(other.client != execution.client for other in waiting)

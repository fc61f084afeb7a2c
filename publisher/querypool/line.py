"""The queries that wait for a worker of the fast lane, the next one first."""

from collections import deque
from collections.abc import Iterator

from publisher.querypool.answer import Run
from publisher.querypool.member import Member


class Line:
    """Some of them a member has been given already, behind another query: whoever comes to one of
    those first has it, that member or the next that is free.
    """

    def __init__(self) -> None:
        self._runs: deque[Run] = deque()
        self._offered: dict[Run, Member] = {}

    def __len__(self) -> int:
        return len(self._runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self._runs)

    def add(self, run: Run) -> None:
        self._runs.append(run)

    def add_first(self, run: Run) -> None:
        self._runs.appendleft(run)

    def take(self) -> Run:
        """The next one, which is nobody else's any more."""
        run = self._runs.popleft()
        member = self._offered.pop(run, None)
        if member:
            member.forget(run)
        return run

    def offer(self, member: Member) -> None:
        """Let the queries that a member has not come to wait for any member."""
        for run in member.ahead:
            if run not in self._offered:
                self._offered[run] = member
                self._runs.appendleft(run)

    def take_back(self, member: Member) -> None:
        """Let the queries that a member will not come to wait for any other."""
        self.offer(member)
        for run in member.ahead:
            del self._offered[run]
            member.forget(run)

    def come_to(self, member: Member) -> None:
        """A member has come to its next query: if that waited for any, it does no more."""
        run = member.run
        if run and self._offered.pop(run, None):
            self._runs.remove(run)

    def drop(self, run: Run) -> None:
        """Nobody waits for its answer any more."""
        self._offered.pop(run, None)
        if run in self._runs:
            self._runs.remove(run)

"""How long a query may have a worker for itself, and when another may be given behind it."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from publisher.querypool.answer import Run
from publisher.querypool.jobs import QueryLimits
from publisher.querypool.member import Member

YOUNG: Final = 0.002
"""Seconds for which a query has run, at most, that is likely to end soon: most take a tenth."""
_WEIGHT: Final = 0.1
"""Of the last query in what is usual."""


def is_long(run: Run, age: float, waiting: Iterable[Run], limits: QueryLimits) -> bool:
    """Whether a query has had a worker for long enough, with those of others in mind."""
    if age < min(limits.pressed, limits.fast):
        return False
    patience = limits.pressed if run.is_likely_slow else limits.shared
    is_awaited = age >= patience and any(one.client != run.client for one in waiting)
    return is_awaited or age >= limits.fast


def run_to_refuse(waiting: Iterable[Run], newcomer: Run) -> Run:
    """Which query is refused if one too many would wait: one of the client who takes most room.

    A client who had a long query lately counts before all others, then who has most queries in the
    queue. If nobody takes more room than the newcomer's client, it is the newcomer.
    """
    runs = (*waiting, newcomer)
    room = Counter(run.client for run in runs)
    # The last of equals, which has waited for the shortest time.
    return max(reversed(runs), key=lambda run: (run.is_likely_slow, room[run.client]))


def usual(before: float, took: float) -> float:
    """The seconds that queries take lately, now that one more took so long."""
    return before + _WEIGHT * (took - before)


def is_brief(member: Member, now: float, lately: float) -> bool:
    """Whether a member is likely to end its one query soon, where queries took `lately` seconds.

    Not that of a client who had a long one lately, nor one whose answer somebody reads as it comes.
    What is given behind a query that is not short is run twice, if another member is free first.
    """
    run = member.run
    return (
        lately < YOUNG / 2
        and member.given == 1
        and member.is_fast
        and run is not None
        and not run.is_likely_slow
        and not run.is_open
        and now - member.since < YOUNG
    )

"""How long a query may have a worker for itself, and when another may be given behind it."""

from collections.abc import Iterable
from typing import Final

from publisher.pool.answer import Run
from publisher.pool.jobs import Limits
from publisher.pool.member import Member

YOUNG: Final = 0.002
"""Seconds for which a query has run, at most, that is likely to end soon: most take a tenth."""


def is_long(run: Run, age: float, waiting: Iterable[Run], limits: Limits) -> bool:
    """Whether a query has had a worker for long enough, with those of others in mind."""
    if age < min(limits.pressed, limits.fast):
        return False
    patience = limits.pressed if run.is_pressed else limits.shared
    is_awaited = age >= patience and any(one.owner != run.owner for one in waiting)
    return is_awaited or age >= limits.fast


def is_brief(member: Member, now: float) -> bool:
    """Whether a member is likely to end its one query soon.

    Not that of a client who had a long one lately, nor one whose answer somebody reads as it comes.
    """
    run = member.run
    return (
        member.given == 1
        and member.is_fast
        and run is not None
        and not run.is_pressed
        and not run.is_open
        and now - member.since < YOUNG
    )

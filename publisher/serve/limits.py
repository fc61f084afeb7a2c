"""What each client has used lately, so that none takes the server from the others.

A client is an address; of IPv6 its /64, because one household or machine has all of it.
"""

import asyncio
import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from publisher.querypool import FailureCause
from publisher.serve.problems import Problem
from publisher.serve.settings import Network, Settings

_MAX_CLIENTS: Final = 10_000
_MINUTE: Final = 60.0
_MARGIN: Final = 2.0
"""Seconds after the deadline until when a query that was stopped has surely given up its slot."""


@dataclass(slots=True, kw_only=True)
class _Usage:
    """What is left of a client's budgets, which are refilled all the time."""

    at: float
    """When the budgets were refilled last."""
    seconds: float
    errors: float
    slots: asyncio.Semaphore
    blocked_until: float = 0.0
    slow_until: float = 0.0
    inside: int = 0
    """Queries that run or wait for a slot."""


@dataclass(slots=True, kw_only=True)
class Turn:
    """One query of a client, from when it may run until it ends.

    `is_likely_slow`: the client had a slow query lately, so that this one yields to others sooner.
    """

    limits: "ClientLimits"
    usage: _Usage
    is_likely_slow: bool
    seconds: float = 0.0
    """What a worker spent on it: its waiting costs the client nothing."""
    has_slot: bool = True
    _has_ended: bool = False

    def release_slot(self, seconds: float) -> None:
        """Let the client's next query run, because no worker runs this one any more.

        However slowly its answer is read, it took a worker for so many `seconds`.
        """
        self.seconds = seconds
        self.limits.release_slot(self)

    def mark_slow(self) -> None:
        """Expect that the client's next queries are slow, as this one is."""
        self.usage.slow_until = self.limits.now() + _MINUTE

    def end(self, cause: FailureCause | None = None) -> None:
        """Charge the client for the query; a second call does nothing.

        `cause` says why there is no answer, or no whole one.
        """
        if not self._has_ended:
            self._has_ended = True
            self.limits.charge(self, cause)


class ClientLimits:
    """Budgets by client. `clock` gives seconds that only grow."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._usages: OrderedDict[str, _Usage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._usages)

    async def enter(self, client: str) -> Turn:
        """Wait until the client's other queries let this one run.

        Raises Problem (429) if the client has used up a budget.
        """
        usage = self._usage(client)
        self._check(usage)
        usage.inside += 1
        try:
            if usage.slots.locked():
                async with asyncio.timeout(self._settings.deadline + _MARGIN):
                    await usage.slots.acquire()
            else:
                await usage.slots.acquire()
        except BaseException as error:
            usage.inside -= 1
            if isinstance(error, TimeoutError):
                raise _too_many("Your other queries run still.", 1) from None
            raise
        is_likely_slow = usage.slow_until > self._clock()
        return Turn(limits=self, usage=usage, is_likely_slow=is_likely_slow)

    def now(self) -> float:
        return self._clock()

    def charge(self, turn: Turn, cause: FailureCause | None) -> None:
        """Let the client pay for its time and for its own faults; see `Turn.end`."""
        usage = turn.usage
        self._refill(usage)
        self.release_slot(turn)
        usage.seconds -= turn.seconds
        usage.errors -= cause in {FailureCause.QUERY, FailureCause.DEADLINE}
        if cause is FailureCause.DEADLINE:
            usage.blocked_until = usage.at + self._settings.probation

    def release_slot(self, turn: Turn) -> None:
        """Let the client's next query run; a second call does nothing."""
        if turn.has_slot:
            turn.has_slot = False
            turn.usage.inside -= 1
            turn.usage.slots.release()

    def _check(self, usage: _Usage) -> None:
        settings = self._settings
        if usage.blocked_until > usage.at:
            wait = usage.blocked_until - usage.at
            raise _too_many("A query of yours was stopped at the deadline.", wait)
        if usage.seconds <= 0:
            wait = -usage.seconds * _MINUTE / settings.query_seconds + 1
            raise _too_many("Your queries used up their time.", wait)
        if usage.errors < 1:
            wait = (1 - usage.errors) * _MINUTE / max(settings.errors, 1)
            raise _too_many("Too many of your queries failed.", wait)
        if usage.inside >= settings.in_flight + settings.waiting:
            raise _too_many("Too many of your queries run at once.", 1)

    def _usage(self, client: str) -> _Usage:
        usage = self._usages.get(client)
        if usage is None:
            usage = _Usage(
                at=self._clock(),
                seconds=self._settings.query_seconds,
                errors=self._settings.errors,
                slots=asyncio.Semaphore(self._settings.in_flight),
            )
            self._usages[client] = usage
            self._forget()
        self._refill(usage)
        self._usages.move_to_end(client)
        return usage

    def _refill(self, usage: _Usage) -> None:
        now, settings = self._clock(), self._settings
        minutes = (now - usage.at) / _MINUTE
        seconds = usage.seconds + minutes * settings.query_seconds
        usage.seconds = min(seconds, settings.query_seconds)
        usage.errors = min(usage.errors + minutes * settings.errors, settings.errors)
        usage.at = now

    def _forget(self) -> None:
        """Forget the clients that were idle for longest, because addresses are many."""
        while len(self._usages) > _MAX_CLIENTS:
            oldest = next((name for name, usage in self._usages.items() if not usage.inside), None)
            if oldest is None:
                return
            del self._usages[oldest]


def client_of(peer: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """Return the client whose budget a request uses: the peer, or whom a trusted proxy names.

    `forwarded` is X-Forwarded-For. Each proxy adds at its end the address of its own client, so
    the last one that no trusted proxy wrote of itself is believed, and nothing before it.
    """
    if not trusted and not peer.count(":"):
        return peer
    client = peer
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    while chain and is_trusted(client, trusted):
        client = chain.pop()
    return _household(client)


def is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    """Return whether an address is in one of the networks of proxies."""
    parsed = _parse(address or "127.0.0.1")  # no address: a Unix socket
    return parsed is not None and any(parsed in network for network in trusted)


def _household(address: str) -> str:
    parsed = _parse(address)
    if parsed is None:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _parse(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Parse an address as proxies write it: `192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]:80`.

    An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) becomes that IPv4 address.
    """
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped
    return parsed


def _too_many(reason: str, seconds: float) -> Problem:
    wait = max(math.ceil(seconds), 1)
    return Problem(
        429,
        "Too many requests",
        f"{reason} Try again in {wait} second{'' if wait == 1 else 's'}, "
        "or take a dump and an engine of your own.",
        headers={"retry-after": str(wait)},
    )

"""What each client has used lately, so that none takes the server from the others.

A client is an address; of IPv6 its /64, which is what one household or machine has.
"""

import asyncio
import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from publisher.querypool import FailureCause
from publisher.serve.problems import Problem
from publisher.serve.settings import Network, Settings

_REMEMBERED = 10_000
_MINUTE = 60.0
_MOMENT = 2.0
"""Seconds after the deadline until when a query that was stopped has surely left its place."""


@dataclass(slots=True, kw_only=True)
class _Use:
    """Of a client: what is left of its budgets, which fill again all the time."""

    at: float
    seconds: float
    errors: float
    places: asyncio.Semaphore
    until: float = 0.0
    long_until: float = 0.0
    inside: int = 0


@dataclass(slots=True, kw_only=True)
class Visit:
    """One query of a client, from its turn until it leaves.

    `is_pressed`: the client had a long query lately, so that this one makes room for others sooner.
    """

    clients: "Clients"
    use: _Use
    is_pressed: bool
    seconds: float = 0.0
    """What a worker spent on it: its waiting costs the client nothing."""
    is_inside: bool = True
    """Whether it has one of the places of the client's queries that run."""
    _is_over: bool = False

    def spend(self, seconds: float) -> None:
        """No worker runs it any more: however slowly its answer is read, the next one may run."""
        self.seconds = seconds
        self.clients.give_place(self)

    def long(self) -> None:
        """It is too long for the fast lane, and the client's next ones may be."""
        self.use.long_until = self.clients.now() + _MINUTE

    def leave(self, fault: FailureCause | None = None) -> None:
        """Count the query out with the time it took; a second call does nothing.

        `fault`: whose fault it is that there is no answer, or no whole one.
        """
        if not self._is_over:
            self._is_over = True
            self.clients.count_out(self, fault)


class Clients:
    """Budgets by client. `clock` gives seconds that only grow."""

    def __init__(self, settings: Settings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._uses: OrderedDict[str, _Use] = OrderedDict()

    def __len__(self) -> int:
        return len(self._uses)

    async def enter(self, client: str) -> Visit | Problem:
        """The client's turn, which may have to wait for its other queries; or why it has none."""
        use = self._use(client)
        refused = self._refusal(use)
        if refused:
            return refused
        use.inside += 1
        try:
            async with asyncio.timeout(self._settings.deadline + _MOMENT):
                await use.places.acquire()
        except TimeoutError:
            use.inside -= 1
            return _later("Your other queries run still.", 1)
        except BaseException:
            use.inside -= 1
            raise
        return Visit(clients=self, use=use, is_pressed=use.long_until > self._clock())

    def now(self) -> float:
        return self._clock()

    def count_out(self, visit: Visit, fault: FailureCause | None) -> None:
        """What `Visit.leave` does: the client pays for its time and its own faults."""
        use = visit.use
        self._refill(use)
        self.give_place(visit)
        use.seconds -= visit.seconds
        use.errors -= fault in {FailureCause.QUERY, FailureCause.DEADLINE}
        if fault is FailureCause.DEADLINE:
            use.until = use.at + self._settings.probation

    def give_place(self, visit: Visit) -> None:
        """Let the client's next query run; a second call does nothing."""
        if visit.is_inside:
            visit.is_inside = False
            visit.use.inside -= 1
            visit.use.places.release()

    def _refusal(self, use: _Use) -> Problem | None:
        settings = self._settings
        if use.until > use.at:
            return _later("A query of yours was stopped at the deadline.", use.until - use.at)
        if use.seconds <= 0:
            wait = -use.seconds * _MINUTE / settings.query_seconds + 1
            return _later("Your queries used up their time.", wait)
        if use.errors < 1:
            wait = (1 - use.errors) * _MINUTE / max(settings.errors, 1)
            return _later("Too many of your queries failed.", wait)
        if use.inside >= settings.in_flight + settings.waiting:
            return _later("Too many of your queries run at once.", 1)
        return None

    def _use(self, client: str) -> _Use:
        settings = self._settings
        use = self._uses.get(client)
        if use is None:
            use = _Use(
                at=self._clock(),
                seconds=settings.query_seconds,
                errors=settings.errors,
                places=asyncio.Semaphore(settings.in_flight),
            )
            self._uses[client] = use
            self._forget()
        self._refill(use)
        self._uses.move_to_end(client)
        return use

    def _refill(self, use: _Use) -> None:
        now, settings = self._clock(), self._settings
        share = (now - use.at) / _MINUTE
        use.seconds = min(use.seconds + share * settings.query_seconds, settings.query_seconds)
        use.errors = min(use.errors + share * settings.errors, settings.errors)
        use.at = now

    def _forget(self) -> None:
        """Drop who was not seen for longest, so that many addresses cost no more memory."""
        while len(self._uses) > _REMEMBERED:
            oldest = next((name for name, use in self._uses.items() if not use.inside), None)
            if oldest is None:
                return
            del self._uses[oldest]


def client_of(peer: str, forwarded: str, trusted: tuple[Network, ...]) -> str:
    """Whose budget a request uses: the peer, or whom a trusted proxy names as its peer.

    `forwarded` is X-Forwarded-For: each proxy adds at its end whom it heard from, so the last
    that no trusted proxy wrote of itself is believed, and nothing before it.
    """
    if not trusted and not peer.count(":"):
        return peer
    found = peer
    chain = [one.strip() for one in forwarded.split(",") if one.strip()]
    while chain and is_trusted(found, trusted):
        found = chain.pop()
    return _household(found)


def is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    """Whether an address is one of the networks' of proxies."""
    parsed = _parsed(address or "127.0.0.1")  # no address: a Unix socket
    return parsed is not None and any(parsed in network for network in trusted)


def _household(address: str) -> str:
    parsed = _parsed(address)
    if parsed is None:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address as proxies write it: `192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]:80`.

    An IPv4 address that IPv6 stands for (`::ffff:192.0.2.1`) is that IPv4 address.
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


def _later(reason: str, seconds: float) -> Problem:
    wait = max(math.ceil(seconds), 1)
    return Problem(
        status=429,
        title="Too many requests",
        detail=f"{reason} Try again in {wait} second{'' if wait == 1 else 's'}, "
        "or take a dump and an engine of your own.",
        headers=(("retry-after", str(wait)),),
    )

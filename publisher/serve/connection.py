"""Connections that wait for nobody without end: uvicorn's protocol with limits in front.

uvicorn bounds neither how long a request's header may take nor how large it may be.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEADER: Final = 1 << 18
"""Bytes of a request's line and header: a query of the longest, each byte written as `%41`."""


@dataclass(slots=True, kw_only=True)
class Door:
    """Who is inside; the limits of all connections together. `exempt`: peers that stand for many
    clients, such as a proxy, or a Unix socket's (no address).
    """

    connections: int
    client_connections: int
    header_seconds: float
    exempt: frozenset[str] = frozenset()
    inside: "Counter[str]" = field(default_factory=Counter)

    def lets_in(self, peer: str) -> bool:
        full = self.inside.total() >= self.connections
        return not full and (peer in self.exempt or self.inside[peer] < self.client_connections)


class Guarded(HttpToolsProtocol):
    """One connection behind a door."""

    door: Door
    _peer: str | None = None
    _timer: asyncio.TimerHandle | None = None
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        if not self.door.lets_in(peer):
            self._refuse(b"503 Service Unavailable")
            return
        self.door.inside[peer] += 1
        self._peer = peer
        self._await_header()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._peer is not None:
            self.door.inside[self._peer] -= 1
            if not self.door.inside[self._peer]:
                del self.door.inside[self._peer]
            self._peer = None
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._peer is None or self.transport.is_closing():
            return
        # The first bytes after an answer: this header has as long as the first one had.
        if self._timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_header()
        self._header_bytes += len(data)
        if self._timer is not None and self._header_bytes > LARGEST_HEADER:
            self._refuse(b"431 Request Header Fields Too Large")
            return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._stop_timer()
        super().on_headers_complete()

    def _await_header(self) -> None:
        self._header_bytes = 0
        self._timer = self.loop.call_later(
            self.door.header_seconds, self._refuse, b"408 Request Timeout"
        )

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: bytes) -> None:
        self._stop_timer()
        if not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 " + status + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            )
            self.transport.close()


def guarded(door: Door) -> type[Guarded]:
    """The protocol of all connections through one door."""
    return type("GuardedHere", (Guarded,), {"door": door})

"""Connections that wait for nobody without end: uvicorn's protocol with limits in front.

uvicorn bounds neither how long a request's header may take nor how large it may be.
"""

import asyncio
from collections import Counter
from typing import Final

from publisher.pool.ticker import Ticker
from publisher.serve.cycle import EXTENSIONS, Cycle
from publisher.serve.reading import ReadingProtocol

LOOK: Final = 0.25
"""Seconds between two looks at whose header is late."""
LARGEST_HEADER: Final = 1 << 18
"""Bytes of a request's line and header: a query of the longest, each byte written as `%41`."""


class Door:
    """Who is inside; the limits of all connections together. `exempt`: peers that stand for many
    clients, such as a proxy, or a Unix socket's (no address).
    """

    def __init__(
        self,
        *,
        connections: int,
        client_connections: int,
        header_seconds: float,
        exempt: frozenset[str] = frozenset(),
    ) -> None:
        self.connections = connections
        self.client_connections = client_connections
        self.header_seconds = header_seconds
        self.exempt = exempt
        self.inside: Counter[str] = Counter()
        self._awaited: dict[Guarded, float] = {}
        self._ticker = Ticker(LOOK, self._look)

    def await_header(self, connection: "Guarded") -> None:
        """Refuse the connection, unless its header comes in time."""
        self._awaited[connection] = asyncio.get_running_loop().time() + self.header_seconds
        self._ticker.start()

    def await_no_header(self, connection: "Guarded") -> None:
        self._awaited.pop(connection, None)

    def _look(self, now: float) -> bool:
        for connection, until in list(self._awaited.items()):
            if now >= until:
                connection.refuse(b"408 Request Timeout")
        return bool(self._awaited)

    def lets_in(self, peer: str) -> bool:
        full = self.inside.total() >= self.connections
        return not full and (peer in self.exempt or self.inside[peer] < self.client_connections)


class Guarded(ReadingProtocol):
    """One connection behind a door."""

    door: Door
    _peer: str | None = None
    _is_awaited = False
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        if not self.door.lets_in(peer):
            self.refuse(b"503 Service Unavailable")
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
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._peer is None or self.transport.is_closing():
            return
        # The first bytes after an answer: this header has as long as the first one had.
        if not self._is_awaited and (self.cycle is None or self.cycle.response_complete):
            self._await_header()
        self._header_bytes += len(data)
        if self._is_awaited and self._header_bytes > LARGEST_HEADER:
            self.refuse(b"431 Request Header Fields Too Large")
            return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self.scope["extensions"] = EXTENSIONS
        super().on_headers_complete()
        # uvicorn asks nobody of which class a cycle is to be; it runs from the loop's next turn on.
        if self.cycle is not None:
            self.cycle.__class__ = Cycle

    def _await_header(self) -> None:
        self._header_bytes = 0
        self._is_awaited = True
        self.door.await_header(self)

    def _stop_waiting(self) -> None:
        if self._is_awaited:
            self._is_awaited = False
            self.door.await_no_header(self)

    def refuse(self, status: bytes) -> None:
        """Say why in a status line, and close."""
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 " + status + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            )
            self.transport.close()


def guarded(door: Door) -> type[Guarded]:
    """The protocol of all connections through one door."""
    return type("GuardedHere", (Guarded,), {"door": door})

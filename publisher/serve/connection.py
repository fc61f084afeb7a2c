"""Connections that wait for nobody without end: uvicorn's protocol with limits in front.

uvicorn bounds neither how long a request's header may take nor how large it may be.
"""

import asyncio
from collections import Counter
from collections.abc import Collection
from http import HTTPStatus
from typing import Final

from publisher.querypool.ticker import Ticker
from publisher.serve.clients import is_trusted
from publisher.serve.cycle import EXTENSIONS, Cycle
from publisher.serve.reading import ReadingProtocol, refusal
from publisher.serve.settings import Network

LOOK: Final = 0.25
"""Seconds between two looks at whose header is late."""
RETRY: Final = 5
"""Seconds that a client waits before it connects again, if there was no room for it."""
LEAST: Final = 1 << 14
"""Bytes of an answer that a client has to take in the time that it has for some of it."""
LARGEST_HEADER: Final = 1 << 18
"""Bytes of a request's header behind its first line."""
LARGEST_LINE: Final = 1 << 24
"""Bytes of a request's first line; those of a long one are not kept."""


class Door:
    """Who is inside; the limits of all connections together.

    A connection that is idle makes room for a new one, so that nobody who only keeps connections
    open keeps others out. `exempt`: networks of proxies, which stand for many clients, as a Unix
    socket does (no address).
    """

    def __init__(
        self,
        *,
        connections: int,
        client_connections: int,
        header_seconds: float,
        reader_seconds: float,
        exempt: tuple[Network, ...] = (),
    ) -> None:
        self.connections = connections
        self.client_connections = client_connections
        self.header_seconds = header_seconds
        self.reader_seconds = reader_seconds
        self.exempt = exempt
        self._inside: Counter[str] = Counter()
        self._idle: dict[Guarded, None] = {}
        """Those that wait for a next request; the longest first."""
        self._awaited: dict[Guarded, float] = {}
        self._unread: dict[Guarded, tuple[float, int]] = {}
        """Those whose client takes its answer slowly: until when it may, and what it has to take
        until then.
        """
        self._ticker = Ticker(LOOK, self._look)

    def enter(self, peer: str) -> bool:
        """Let a connection in, if there is room for it or an idle one can go."""
        is_full = self._inside.total() >= self.connections
        is_limited = peer and not is_trusted(peer, self.exempt)
        if is_limited and self._inside[peer] >= self.client_connections:
            is_let_in = self._close_idle({peer})
        elif is_full:
            is_let_in = self._close_idle(self._inside.keys())
        else:
            is_let_in = True
        self._inside[peer] += is_let_in
        return is_let_in

    def leave(self, peer: str) -> None:
        self._inside[peer] -= 1
        if not self._inside[peer]:
            del self._inside[peer]

    def rest(self, connection: "Guarded") -> None:
        """A connection has had its answer."""
        self._idle[connection] = None

    def wake(self, connection: "Guarded") -> None:
        """A connection sends its next request, or has ended."""
        self._idle.pop(connection, None)

    def _close_idle(self, peers: Collection[str]) -> bool:
        """Close an idle connection of the peer, of some, that has most; whether there was one."""
        idle = [one for one in self._idle if one.peer in peers]
        if not idle:
            return False
        chosen = max(idle, key=lambda one: self._inside[one.peer])
        chosen.make_room()
        return True

    def await_header(self, connection: "Guarded") -> None:
        """Refuse the connection, unless its header comes in time."""
        self._awaited[connection] = asyncio.get_running_loop().time() + self.header_seconds
        self._ticker.start()

    def await_no_header(self, connection: "Guarded") -> None:
        self._awaited.pop(connection, None)

    def await_reader(self, connection: "Guarded", size: int) -> None:
        """End the connection, unless its client goes on to take the answer's bytes, `size` now."""
        until = asyncio.get_running_loop().time() + self.reader_seconds
        self._unread[connection] = (until, size)
        self._ticker.start()

    def await_no_reader(self, connection: "Guarded") -> None:
        self._unread.pop(connection, None)

    def _look(self, now: float) -> bool:
        for connection, until in list(self._awaited.items()):
            if now >= until:
                connection.refuse(HTTPStatus.REQUEST_TIMEOUT, "The request's header came too late.")
        for connection, (until, before) in list(self._unread.items()):
            if now >= until:
                connection.look_at_reader(before)
        return bool(self._awaited or self._unread)


class Guarded(ReadingProtocol):
    """One connection behind a door."""

    door: Door
    peer = ""
    _is_inside = False
    _is_awaited = False
    _header_bytes = 0
    _line_bytes = 0
    """Of the header's bytes those that came before the end of its first line, about."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.peer = self.client[0] if self.client else ""
        if not self.door.enter(self.peer):
            self.refuse(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"Too many connections are open. Try again in {RETRY} seconds.",
                (b"retry-after", b"%d" % RETRY),
            )
            return
        self._is_inside = True
        self._await_header()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        self._stop_waiting()
        self.door.await_no_reader(self)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client takes less than is sent: asyncio's name."""
        super().pause_writing()
        self.door.await_reader(self, self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """What was sent is taken: asyncio's name."""
        self.door.await_no_reader(self)
        super().resume_writing()

    def look_at_reader(self, before: int) -> None:
        """Break off an answer of which hardly a byte was taken, since it is read by nobody."""
        left = self.transport.get_write_buffer_size()
        if before - left < LEAST:
            self.door.await_no_reader(self)
            self.transport.abort()
        else:
            self.door.await_reader(self, left)

    def _leave(self) -> None:
        self.door.wake(self)
        if self._is_inside:
            self._is_inside = False
            self.door.leave(self.peer)

    def make_room(self) -> None:
        """Close this connection, which is idle, for another one."""
        self._leave()
        self.transport.close()

    def data_received(self, data: bytes) -> None:
        if not self._is_inside or self.transport.is_closing():
            return
        self.door.wake(self)
        # The first bytes after an answer: this header has as long as the first one had.
        if not self._is_awaited and (self.cycle is None or self.cycle.response_complete):
            self._await_header()
        self._header_bytes += len(data)
        # A long line is read on, so that the client is told how to ask instead.
        largest = LARGEST_LINE if self.is_in_line else self._line_bytes + LARGEST_HEADER
        if self._is_awaited and self._header_bytes > largest:
            self.refuse(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"A request's header may have {LARGEST_HEADER:,} bytes. Send a query by POST.",
            )
            return
        if self.is_in_line:
            self._line_bytes = self._header_bytes
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self.scope["extensions"] = EXTENSIONS
        super().on_headers_complete()
        # uvicorn asks nobody of which class a cycle is to be; it runs from the loop's next turn on.
        if self.cycle is not None:
            self.cycle.__class__ = Cycle

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing() and not self._is_awaited and not self.pipeline:
            self.door.rest(self)

    def _await_header(self) -> None:
        self._header_bytes = 0
        self._is_awaited = True
        self.door.await_header(self)

    def _stop_waiting(self) -> None:
        if self._is_awaited:
            self._is_awaited = False
            self.door.await_no_header(self)

    def refuse(self, status: HTTPStatus, detail: str, *headers: tuple[bytes, bytes]) -> None:
        """Say why in a problem document, and close."""
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.write(refusal(status, detail, *headers))
            self.transport.close()


def guarded(door: Door) -> type[Guarded]:
    """The protocol of all connections through one door."""
    return type("GuardedHere", (Guarded,), {"door": door})

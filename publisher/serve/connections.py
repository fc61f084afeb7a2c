"""Limits on connections: uvicorn's protocol, which by itself waits for a client without end.

It limits neither how long a request's header may take nor how large it may be, refuses addresses
with bytes beyond ASCII, and answers what it cannot parse without saying what to do.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from publisher import policies
from publisher.serve.limits import is_trusted
from publisher.serve.problems import MEDIA_TYPE
from publisher.serve.settings import Network

MAX_ADDRESS: Final = 65_535
"""Bytes of an address: the parser counts its parts in 16 bits."""
MAX_HEADER: Final = 1 << 18
"""Bytes of a request's header after its first line."""
MAX_FIRST_LINE: Final = 1 << 24
"""Bytes of a request's first line; those beyond MAX_ADDRESS are not kept."""
MIN_TAKEN: Final = 1 << 14
"""Bytes of a response that a client must take in `reader_seconds`."""
RETRY_AFTER: Final = 5
"""Seconds that a client waits before it connects again, if there was no room for it."""
_KEPT_ADDRESS: Final = 1_000
"""Bytes of an address that is too long that are passed on."""
_ADDRESS_CUT: Final = "publisher.address_cut"
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")


def is_address_cut(scope: Scope) -> bool:
    """Return whether a request's address was longer than MAX_ADDRESS, and lacks its end here."""
    return _ADDRESS_CUT in scope.get("state", ())


class ConnectionLimiter:
    """Counts the connections, in all and by client, and closes idle ones to make room.

    A client that only keeps connections open therefore keeps nobody out. `exempt` are the networks
    of proxies, which connect for many clients, as a Unix socket does (its address is empty).
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
        self.header_seconds = header_seconds
        self.reader_seconds = reader_seconds
        self._max = connections
        self._max_of_client = client_connections
        self._exempt = exempt
        self._open: Counter[str] = Counter()
        self._idle: dict[LimitedProtocol, None] = {}
        """Connections that wait for their next request, the one that waits longest first."""

    def admit(self, client: str) -> bool:
        """Count a new connection, and return True, if there is room or an idle one can go."""
        is_limited = client and not is_trusted(client, self._exempt)
        if is_limited and self._open[client] >= self._max_of_client:
            is_admitted = self._close_idle({client})
        elif self._open.total() >= self._max:
            is_admitted = self._close_idle(self._open.keys())
        else:
            is_admitted = True
        self._open[client] += is_admitted
        return is_admitted

    def forget(self, client: str) -> None:
        """Count a connection out."""
        self._open[client] -= 1
        if not self._open[client]:
            del self._open[client]

    def set_idle(self, connection: "LimitedProtocol", *, is_idle: bool) -> None:
        if is_idle:
            self._idle[connection] = None
        else:
            self._idle.pop(connection, None)

    def _close_idle(self, clients: Collection[str]) -> bool:
        """Close an idle connection of the client that has most; return whether there was one."""
        idle = [connection for connection in self._idle if connection.peer in clients]
        if not idle:
            return False
        max(idle, key=lambda connection: self._open[connection.peer]).close_idle()
        return True


class LimitedProtocol(HttpToolsProtocol):
    """One connection within the limits. Its methods' names are asyncio's and uvicorn's."""

    limiter: ConnectionLimiter
    peer = ""
    _is_admitted = False
    _is_in_header = True
    """Whether the next bytes are of a request's header."""
    _is_in_first_line = True
    """Whether the next bytes are of a request's first line."""
    _header_bytes = 0
    _first_line_bytes = 0
    """Those of the header's bytes that came before the end of its first line, about."""
    _header_timer: asyncio.TimerHandle | None = None
    _reader_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.peer = self.client[0] if self.client else ""
        if self.limiter.admit(self.peer):
            self._is_admitted = True
            self._await_header()
            return
        self._refuse(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"Too many connections are open. Try again in {RETRY_AFTER} seconds.",
            {"retry-after": str(RETRY_AFTER)},
        )

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        self._stop_header_timer()
        self._stop_reader_timer()
        super().connection_lost(exc)

    def close_idle(self) -> None:
        """Close this connection, which is idle, because another one needs its place."""
        self._leave()
        self.transport.close()

    def _leave(self) -> None:
        self.limiter.set_idle(self, is_idle=False)
        if self._is_admitted:
            self._is_admitted = False
            self.limiter.forget(self.peer)

    def data_received(self, data: bytes) -> None:
        if not self._is_admitted or self.transport.is_closing():
            return
        self.limiter.set_idle(self, is_idle=False)
        if not self._is_in_header and (self.cycle is None or self.cycle.response_complete):
            self._begin_header()
        self._header_bytes += len(data)
        # A long first line is read to its end, so that the client can be told what to do instead.
        is_in_line = self._is_in_first_line
        largest = MAX_FIRST_LINE if is_in_line else self._first_line_bytes + MAX_HEADER
        if self._is_in_header and self._header_bytes > largest:
            self._refuse(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"A request's header may have {MAX_HEADER:,} bytes. Send a query by POST.",
            )
            return
        if is_in_line:
            self._first_line_bytes = self._header_bytes
            data = self._escape(data)
        super().data_received(data)
        # Most headers are complete at once and need no timer.
        if self._is_in_header and not self._header_timer and not self.transport.is_closing():
            self._await_header()

    def _escape(self, data: bytes) -> bytes:
        """Return the data with its first line's bytes as browsers write them: é as %C3%A9.

        https://url.spec.whatwg.org/#path-state
        """
        blank = len(data) - len(data.lstrip(b"\r\n"))
        if blank == len(data):
            return data
        end = data.find(b"\n", blank)
        self._is_in_first_line = end < 0
        if data.isascii():
            return data
        line = data if end < 0 else data[:end]
        return _NOT_ASCII.sub(lambda byte: b"%%%02X" % byte.group()[0], line) + data[len(line) :]

    def on_url(self, url: bytes) -> None:
        # The rest of an address that is too long is not kept: it is refused in any case.
        if len(self.url) <= MAX_ADDRESS:
            super().on_url(url)

    def on_headers_complete(self) -> None:
        self._is_in_header = False
        self._stop_header_timer()
        if len(self.url) > MAX_ADDRESS:
            self.url = self.url.partition(b"?")[0][:_KEPT_ADDRESS]
            self.scope["state"][_ADDRESS_CUT] = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_in_first_line = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing() and not self._is_in_header and not self.pipeline:
            self.limiter.set_idle(self, is_idle=True)

    def _begin_header(self) -> None:
        self._is_in_header = True
        self._header_bytes = 0

    def _await_header(self) -> None:
        """Refuse the connection unless its header comes in time."""
        self._header_timer = self.loop.call_later(
            self.limiter.header_seconds,
            self._refuse,
            HTTPStatus.REQUEST_TIMEOUT,
            "The request's header came too late.",
        )

    def _stop_header_timer(self) -> None:
        if self._header_timer:
            self._header_timer.cancel()
            self._header_timer = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        self._stop_reader_timer()
        super().resume_writing()

    def _await_reader(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        self._reader_timer = self.loop.call_later(
            self.limiter.reader_seconds, self._check_reader, unsent
        )

    def _check_reader(self, unsent_before: int) -> None:
        """Break off a response of which hardly a byte was taken, because nobody reads it."""
        taken = unsent_before - self.transport.get_write_buffer_size()
        if taken < MIN_TAKEN:
            self.transport.abort()
        else:
            self._await_reader()

    def _stop_reader_timer(self) -> None:
        if self._reader_timer:
            self._reader_timer.cancel()
            self._reader_timer = None

    def send_400_response(self, msg: str) -> None:
        self._refuse(HTTPStatus.BAD_REQUEST, f"{msg} A space in the address is written %20.")

    def _refuse(
        self,
        status: HTTPStatus,
        detail: str,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Send a problem, and close the connection."""
        self._stop_header_timer()
        if not self.transport.is_closing():
            self.transport.write(_refusal(status, detail, headers))
            self.transport.close()


def limited_protocol(limiter: ConnectionLimiter) -> type[LimitedProtocol]:
    """Return the protocol of all connections that one limiter counts, for uvicorn's `http`."""
    attributes: dict[str, Any] = {"limiter": limiter}
    return type("LimitedProtocol", (LimitedProtocol,), attributes)


def _refusal(status: HTTPStatus, detail: str, headers: Mapping[str, str]) -> bytes:
    """Return a problem as the bytes of a whole response, the last of its connection."""
    members = {"title": status.phrase, "status": status.value, "detail": detail}
    body = json.dumps(members).encode()
    all_headers = {
        "content-type": MEDIA_TYPE,
        "content-length": str(len(body)),
        "cache-control": "no-store",
        "connection": "close",
        policies.POLICY_HEADER: policies.policy_for_media_type(MEDIA_TYPE),
        **headers,
        **policies.COMMON_HEADERS,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in all_headers.items())
    head = f"HTTP/1.1 {status.value} {status.phrase}\r\n{lines}\r\n"
    return head.encode() + body

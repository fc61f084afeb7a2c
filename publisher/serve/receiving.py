"""What comes from a client: the body of its request, and that it has left."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

from publisher.querypool.ticker import Ticker
from publisher.serve.problems import Problem

Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]

MORE: Final = 1 << 16
"""Bytes of a request's body beside its query."""
BODY_SECONDS: Final = 10.0
WATCH_AFTER: Final = 0.5
"""Seconds after which it is looked whether a client still waits."""


def body_size(query: int) -> int:
    """The bytes of the largest body: a query of the longest, each of its bytes written as `%41`."""
    return 3 * query + MORE


async def body_of(receive: Receive, *, size: int) -> bytes | Problem:
    """A request's body, in bounded time and size."""
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return Problem(status=400, title="The request broke off")
                body += bytes(message.get("body", b""))
                if len(body) > size:
                    return Problem(
                        status=413,
                        title="The request is too large",
                        detail=f"A request may have {size:,} bytes.",
                        headers=(("connection", "close"),),
                    )
                if not message.get("more_body", False):
                    return body
    except TimeoutError:
        return Problem(
            status=408,
            title="The request took too long",
            detail=f"Its body must have come within {BODY_SECONDS:.0f} seconds.",
            headers=(("connection", "close"),),
        )


class Presence:
    """Looks now and then who of those that wait for an answer has left: most never wait so long."""

    def __init__(self) -> None:
        self._waiting: dict[Attendance, float] = {}
        self._ticker = Ticker(WATCH_AFTER / 2, self._look)

    def attend(self, receive: Receive) -> "Attendance":
        return Attendance(self, receive)

    def enter(self, attendance: "Attendance") -> None:
        self._waiting[attendance] = asyncio.get_running_loop().time()
        self._ticker.start()

    def leave(self, attendance: "Attendance") -> None:
        self._waiting.pop(attendance, None)

    def _look(self, now: float) -> bool:
        for attendance, since in list(self._waiting.items()):
            if since <= now - WATCH_AFTER:
                del self._waiting[attendance]
                attendance.look()
        return bool(self._waiting)


class Attendance:
    """Ends a request whose client has left: nobody reads its answer."""

    def __init__(self, presence: Presence, receive: Receive) -> None:
        self._presence = presence
        self._receive = receive
        self._request: asyncio.Task[Any] | None = None
        self._task: asyncio.Task[None] | None = None
        self.is_gone = False

    def start(self) -> None:
        self._request = asyncio.current_task()
        self._presence.enter(self)

    def stop(self) -> None:
        if self._request:
            self._presence.leave(self)
            self._request = None
        if self._task:
            self._task.cancel()

    def look(self) -> None:
        self._task = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if self._request and not self._request.done():
            self.is_gone = True
            self._request.cancel()

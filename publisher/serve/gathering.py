"""A transport that writes once what is written in one turn of the loop.

uvicorn writes the head of a response and its body apart: two calls of the system for the server,
and two for the client, of which each takes as long as a small answer does.
"""

import asyncio
from typing import Any, Final

LARGEST: Final = 1 << 16
"""Bytes that are written at once in any case."""


class Gathering:
    """The transport, but for `write` and `close`."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        if not self._pieces:
            self._loop.call_soon(self.flush)
        self._pieces.append(data)
        self._size += len(data)
        if self._size > LARGEST:
            self.flush()

    def flush(self) -> None:
        """Hand over what was written since the last time."""
        if self._pieces:
            content = b"".join(self._pieces)
            self._pieces.clear()
            self._size = 0
            self._transport.write(content)

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the transport has
        return getattr(self._transport, name)

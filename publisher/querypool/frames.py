"""Messages between the server and a worker: a kind, a length, and the bytes."""

import struct
from collections.abc import Iterator
from typing import Final

READY: Final = b"R"
QUERY: Final = b"Q"
WHOLE: Final = b"W"
"""A short answer: what it is, a line feed, and all of it."""
HEADER: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"
ERROR: Final = b"X"
LEAVING: Final = b"L"
"""The worker begins no other query, and ends."""

_HEAD: Final = struct.Struct("!cI")
_SIZE: Final = _HEAD.size


def frame(kind: bytes, content: bytes = b"") -> bytes:
    return _HEAD.pack(kind, len(content)) + content


class Frames:
    """Puts messages together from the pieces in which they come."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The messages that are whole now, as kind and content."""
        rest: bytearray | bytes = data
        if self._rest:
            self._rest += data
            rest = self._rest
        at = 0
        while len(rest) - at >= _SIZE:
            kind, size = _HEAD.unpack_from(rest, at)
            end = at + _SIZE + size
            if len(rest) < end:
                break
            yield kind, bytes(rest[at + _SIZE : end])
            at = end
        if at < len(rest):
            self._rest = bytearray(rest[at:])
        elif self._rest:
            self._rest.clear()

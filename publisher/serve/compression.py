"""Answers as gzip, for clients that take it. Of the site's files it lies beside them.

https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.3
"""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final

from publisher.negotiation import coding
from publisher.serve.messages import Request, Response, Slice
from publisher.serve.sending import close

SMALLEST: Final = 1_400
"""Bytes of an answer that fit into one packet: smaller ones come no sooner if compressed."""
VARY: Final = ("vary", "accept, accept-encoding")
"""Of every answer that may be compressed, whether this one is or not."""
_LEVEL: Final = 4
_LONG: Final = 1 << 16
"""Bytes that take some milliseconds, for which nobody else is to wait."""
_GZIP: Final = 31
"""zlib's number for the largest window with gzip's header."""


async def compressed(found: Response, request: Request) -> Response:
    """The answer as gzip, if the client takes it and it is worth while; else as it is."""
    body = found.body
    if isinstance(body, Slice) or not _may_be(found):
        return found
    if not coding(request.headers.get("accept-encoding", ""), ("gzip",)):
        return found
    headers = (*found.headers, ("content-encoding", "gzip"))
    if not isinstance(body, bytes):
        return replace(found, headers=headers, body=_Compressed(body))
    if len(body) < SMALLEST:
        return found
    if len(body) < _LONG:
        return replace(found, headers=headers, body=_whole(body))
    return replace(found, headers=headers, body=await asyncio.to_thread(_whole, body))


def _may_be(found: Response) -> bool:
    """Whether it is an answer: a file has a strong tag of its own for each of its encodings."""
    return found.status == _OK and VARY in found.headers and not found.header("content-encoding")


_OK: Final = 200


def _whole(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=_LEVEL, mtime=0)


class _Compressed:
    """The pieces of an answer compressed; whoever closes it closes the answer.

    No generator: one that was not begun would not close what it reads from.
    """

    def __init__(self, body: AsyncIterator[bytes]) -> None:
        self._body = body
        self._pieces = aiter(body)
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._is_over = False

    def __aiter__(self) -> "_Compressed":
        return self

    async def __anext__(self) -> bytes:
        """The next piece that is not empty. Raises what the answer raises."""
        while not self._is_over:
            piece = await anext(self._pieces, None)
            self._is_over = piece is None
            packed = self._packer.flush() if piece is None else self._packer.compress(piece)
            if packed:
                return packed
        raise StopAsyncIteration

    async def aclose(self) -> None:
        await close(self._body)

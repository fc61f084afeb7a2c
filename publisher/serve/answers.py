"""Run a client's query in the pool, and send its answer: whole or in chunks, as gzip or not."""

import asyncio
import gzip
import logging
import zlib
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from types import TracebackType
from typing import Final, Self

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from publisher.errors import PublisherError
from publisher.negotiation import coding
from publisher.querypool import AnswerStream, Job, PoolError
from publisher.serve.limits import Turn, client_of
from publisher.serve.negotiation import header_of
from publisher.serve.problems import Problem
from publisher.serve.site_state import SiteState

WATCH_AFTER: Final = 0.5
"""Seconds after which a client that waits is watched; most never wait so long."""
MIN_COMPRESSED: Final = 1_400
"""Bytes of an answer that fit into one packet: a smaller one arrives no sooner if compressed."""
VARY: Final = "accept, accept-encoding"
"""Of every answer that may be compressed, whether this one is or not."""
_LEVEL: Final = 4
_GZIP: Final = 31
"""zlib's number for the largest window with gzip's header."""
_LONG: Final = 1 << 16
"""Bytes that take some milliseconds to compress, in which no other client would be answered."""

_log: Final = logging.getLogger(__name__)


class ResponseCut(PublisherError):  # noqa: N818 -- no fault of ours: it closes the connection
    """A response broke off. Without its last chunk the client sees that."""


async def run_in_pool(job: Job, request: Request, site: SiteState) -> "ChargedAnswer":
    """Run a query within its client's budgets. Close the answer after reading it.

    Raises Problem, PoolError, and ClientDisconnect if the client leaves before the answer begins.
    """
    client = client_of_request(request.scope, site)
    with DisconnectWatcher(request.receive):
        return await run_for_client(job, client, site)


async def run_for_client(job: Job, client: str, site: SiteState) -> "ChargedAnswer":
    """Run a query within the budgets of a client. Close the answer after reading it.

    Raises Problem or PoolError.
    """
    turn = await site.limits.enter(client)
    try:
        answer = await site.pool.run(
            job,
            client=client,
            is_likely_slow=turn.is_likely_slow,
            on_slow=turn.mark_slow,
            on_end=turn.release_slot,
        )
    except PoolError as error:
        if error.log_detail:
            _log.warning("%s: %s", error.title, error.log_detail)
        turn.end(error.cause)
        raise
    except BaseException:
        turn.end()
        raise
    if answer.whole is not None:
        turn.end()
    return ChargedAnswer(answer, turn)


def client_of_request(scope: Scope, site: SiteState) -> str:
    peer = scope["client"][0] if scope.get("client") else ""
    return client_of(peer, header_of(Request(scope), "x-forwarded-for"), site.trusted)


class ChargedAnswer:
    """An answer that is being read. Its client's turn ends with it, whether it is read to its end.

    `whole` is all of a short answer; else iterate over it once, and close it.
    """

    def __init__(self, answer: AnswerStream, turn: Turn) -> None:
        self.form = answer.form
        self.format = answer.format
        self.whole = answer.whole
        self._answer = answer
        self._turn = turn

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the chunks. Raises PoolError if the answer breaks off."""
        try:
            async for chunk in self._answer:
                yield chunk
        except PoolError as error:
            detail = f"{error}; {error.log_detail}" if error.log_detail else str(error)
            _log.warning("an answer broke off after its beginning was sent: %s", detail)
            self._turn.end(error.cause)
            raise

    async def aclose(self) -> None:
        """Stop the query if it still runs."""
        await self._answer.aclose()
        self._turn.end()


class DisconnectWatcher:
    """Cancel what runs within it when the client disconnects, because nobody reads the answer.

    Raises ClientDisconnect then.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._has_left = False
        self._listener: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        self._task = asyncio.current_task()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(WATCH_AFTER, self._watch)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._listener:
            self._listener.cancel()
        if self._has_left and self._task and self._task.uncancel() == 0:
            raise ClientDisconnect from None

    def _watch(self) -> None:
        self._listener = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._has_left = True
        if self._task:
            self._task.cancel()


async def answer_response(
    body: bytes | ChargedAnswer, request: Request, headers: Mapping[str, str]
) -> Response:
    """Return an answer with its headers, compressed if the client accepts gzip.

    Raises Problem if the answer is a stream and the client speaks HTTP/1.0.
    """
    is_compressed = bool(coding(header_of(request, "accept-encoding"), ("gzip",)))
    if isinstance(body, bytes):
        if not is_compressed or len(body) < MIN_COMPRESSED:
            return Response(body, headers=headers)
        packed = _gzip(body) if len(body) < _LONG else await asyncio.to_thread(_gzip, body)
        return Response(packed, headers={**headers, "content-encoding": "gzip"})
    if request.scope["http_version"] == "1.0":
        await body.aclose()
        raise _no_chunks()
    return _AnswerResponse(body, headers, is_compressed=is_compressed)


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=_LEVEL, mtime=0)


def _no_chunks() -> Problem:
    return Problem(
        505,
        "HTTP/1.0 cannot have this answer",
        "It has no sign by which you would see that a long answer broke off. Ask by HTTP/1.1, "
        "or for less with LIMIT.",
    )


class _AnswerResponse(StreamingResponse):
    """A long answer, chunk by chunk. Whether all of it is sent or not, it is closed."""

    def __init__(
        self, answer: ChargedAnswer, headers: Mapping[str, str], *, is_compressed: bool
    ) -> None:
        if is_compressed:
            super().__init__(_gzipped(answer), headers={**headers, "content-encoding": "gzip"})
        else:
            super().__init__(answer, headers=headers)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except PoolError as error:
            raise ResponseCut from error
        finally:
            await self._answer.aclose()


async def _gzipped(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    async for chunk in chunks:
        packed = packer.compress(chunk)
        if packed:
            yield packed
    yield packer.flush()

"""One query in the pool, from its arrival to the end of its answer."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from publisher.querypool import wire
from publisher.querypool.errors import PoolError, answer_cut
from publisher.querypool.wire import Job

PAUSE_ABOVE: Final = 1 << 20
"""Bytes that may wait for a slow client before the worker has to wait."""
RESUME_BELOW: Final = 1 << 18


class Execution:
    """A job, which worker time it used, and what has arrived of its answer.

    `deadline` is a time of the monotonic clock. `on_slow` is called if the query is too slow
    for the fast queue, `on_end` with the seconds for which workers ran it, `on_cancel` if nobody
    reads its answer any more.
    """

    def __init__(
        self,
        job: Job,
        *,
        deadline: float,
        on_cancel: Callable[["Execution"], None],
        client: str = "",
        is_likely_slow: bool = False,
        on_slow: Callable[[], None] = lambda: None,
        on_end: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        self.job = job
        self.deadline = deadline
        self.client = client
        self.is_likely_slow = is_likely_slow
        self.on_slow = on_slow
        self.answer: asyncio.Future[AnswerStream] = asyncio.get_running_loop().create_future()
        self.has_ended = False
        self._on_end = on_end
        self._on_cancel = on_cancel
        self._used = 0.0
        self._started: float | None = None
        self._chunks: deque[bytes] = deque()
        self._buffered = 0
        self._error: PoolError | None = None
        self._news: asyncio.Event | None = None
        self._paused: asyncio.ReadTransport | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the client may have a part of the answer already."""
        return self.answer.done()

    @property
    def seconds(self) -> float:
        """Return for how long workers have run it; the time for which it waited does not count."""
        running = 0.0 if self._started is None else time.monotonic() - self._started
        return self._used + running

    def start(self) -> None:
        """Count the time from now on, because a worker runs it."""
        self._started = time.monotonic()

    def stop(self) -> None:
        """Count no more time, because no worker runs it for now."""
        self._used = self.seconds
        self._started = None

    def receive(self, kind: bytes, content: bytes, transport: asyncio.ReadTransport) -> None:
        """Take a message of the worker."""
        if kind == wire.WHOLE_ANSWER:
            header, _, whole = content.partition(b"\n")
            self._end()
            self._open(header, whole)
        elif kind == wire.HEADER:
            self._open(content, None)
        elif kind == wire.CHUNK:
            self._add(content, transport)
        elif kind == wire.ERROR:
            self.fail(wire.error_from_bytes(content))
        else:
            self._end()
            self._wake_reader()

    def fail(self, error: PoolError) -> None:
        """End it without an answer, or break its answer off."""
        if self.has_ended:
            return
        self._end()
        if self.is_open:
            self._error = answer_cut(error)
            self._wake_reader()
        else:
            self.answer.set_exception(error)

    async def read(self) -> bytes:
        """Return the next chunk, or nothing at the end. Raises AnswerCutError."""
        while not self._chunks:
            if self._error:
                raise self._error
            if self.has_ended:
                return b""
            self._news = asyncio.Event()
            await self._news.wait()
        chunk = self._chunks.popleft()
        self._buffered -= len(chunk)
        if self._paused and self._buffered < RESUME_BELOW:
            self._paused.resume_reading()
            self._paused = None
        return chunk

    def cancel(self) -> None:
        """Stop it, because nobody reads its answer any more."""
        self._chunks.clear()
        if not self.has_ended:
            self._on_cancel(self)

    def _add(self, chunk: bytes, transport: asyncio.ReadTransport) -> None:
        self._chunks.append(chunk)
        self._buffered += len(chunk)
        self._wake_reader()
        if self._buffered > PAUSE_ABOVE and self._paused is None:
            self._paused = transport
            transport.pause_reading()

    def _open(self, header: bytes, whole: bytes | None) -> None:
        form, _, format_ = header.decode().partition(" ")
        # A whole answer has no reference to this object, so that both are freed without the
        # garbage collector.
        execution = self if whole is None else None
        if not self.is_open:
            self.answer.set_result(AnswerStream(execution, form=form, format_=format_, whole=whole))

    def _end(self) -> None:
        if not self.has_ended:
            self.has_ended = True
            self.stop()
            self._on_end(self._used)

    def _wake_reader(self) -> None:
        if self._news:
            self._news.set()


class AnswerStream:
    """An answer that has begun well. Iterate over its bytes once, then close it.

    `whole` is all of a short answer, else None. `form` is that of the query (`SELECT`), `format`
    the suffix of the media type (`json`). Iteration raises AnswerCutError if the answer breaks
    off: what was read until then is no answer.
    """

    def __init__(
        self, execution: Execution | None, *, form: str, format_: str, whole: bytes | None
    ) -> None:
        self.form = form
        self.format = format_
        self.whole = whole
        self._execution = execution
        self._unread = whole or b""

    def __aiter__(self) -> "AnswerStream":
        return self

    async def __anext__(self) -> bytes:
        chunk = await self._execution.read() if self._execution else self._take_whole()
        if not chunk:
            raise StopAsyncIteration
        return chunk

    def _take_whole(self) -> bytes:
        chunk, self._unread = self._unread, b""
        return chunk

    async def aclose(self) -> None:
        """Stop the query if it still runs."""
        if self._execution:
            self._execution.cancel()

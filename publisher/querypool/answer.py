"""One query from its arrival to the end of its answer, as the server sees it."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Final

from publisher.querypool import frames
from publisher.querypool.errors import AnswerCutError, PoolError, of_members
from publisher.querypool.jobs import Job

HIGH: Final = 1 << 20
"""Bytes that wait for a slow client before the worker is made to wait."""
LOW: Final = 1 << 18


def nothing() -> None:
    """What is called if nobody wants to know."""


def nothing_spent(_seconds: float) -> None:
    """As `nothing`, of the seconds that a query ran."""


class Run:
    """A job and what has come of it. `leave` is called when nobody reads on.

    `client` is whose it is; `is_likely_slow`: it yields to others sooner; `on_slow` is called
    when it was too long for the fast lane, `on_end` with the seconds that a worker ran it.
    """

    def __init__(
        self,
        job: Job,
        *,
        hold: int,
        leave: Callable[["Run"], None],
        client: str = "",
        is_likely_slow: bool = False,
        on_slow: Callable[[], None] = nothing,
        on_end: Callable[[float], None] = nothing_spent,
    ) -> None:
        self.job = job
        self.client = client
        self.is_likely_slow = is_likely_slow
        self.on_slow = on_slow
        self._on_end = on_end
        self._ran = 0.0
        self._began: float | None = None
        self.opened: asyncio.Future[AnswerStream] = asyncio.get_running_loop().create_future()
        self.until = 0.0
        """When it must be over, by the loop's clock."""
        self.is_over = False
        self._hold = hold
        self._leave = leave
        self._about = b""
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._error: PoolError | None = None
        self._more: asyncio.Event | None = None
        self._flow: asyncio.ReadTransport | None = None

    @property
    def is_open(self) -> bool:
        """Whether a part of the answer may be with the client already."""
        return self.opened.done()

    def begin(self) -> None:
        """A worker begins with it, for the first time or anew."""
        self.pause()
        self._began = asyncio.get_running_loop().time()

    def pause(self) -> None:
        """No worker runs it for now."""
        self._ran = self.ran
        self._began = None

    @property
    def ran(self) -> float:
        """Seconds for which workers have run it: its waiting is not its own fault."""
        now = asyncio.get_running_loop().time()
        return self._ran + (now - self._began if self._began is not None else 0.0)

    def take(self, kind: bytes, content: bytes, transport: asyncio.ReadTransport) -> None:
        """A message of the worker."""
        if kind == frames.WHOLE:
            about, _, whole = content.partition(b"\n")
            self._close()
            self._open(about, whole)
        elif kind == frames.DATA:
            self._pieces.append(content)
            self._held += len(content)
            if not self.is_open and self._held >= self._hold:
                self._open(self._about, None)
            elif self.is_open:
                self._wake()
                if self._held > HIGH and self._flow is None:
                    self._flow = transport
                    transport.pause_reading()
        elif kind == frames.HEADER:
            self._about = content
        elif kind == frames.ERROR:
            self.fail(of_members(json.loads(content)))
        else:
            self._end()

    def fail(self, error: PoolError) -> None:
        """No answer, or no more of it."""
        if self.is_over:
            return
        self._close()
        if not self.opened.done():
            self.opened.set_exception(error)
            return
        self._error = AnswerCutError(
            error.status, error.title, error.detail, cause=error.cause, log_detail=error.log_detail
        )
        self._wake()

    async def read(self) -> bytes:
        """The next piece; empty at the end. Raises AnswerCutError."""
        while not self._pieces:
            if self._error:
                raise self._error
            if self.is_over:
                return b""
            self._more = asyncio.Event()
            await self._more.wait()
        piece = self._pieces.popleft()
        self._held -= len(piece)
        if self._flow and self._held < LOW:
            flow, self._flow = self._flow, None
            flow.resume_reading()
        return piece

    def abandon(self) -> None:
        """Nobody reads on."""
        self._pieces.clear()
        if not self.is_over:
            self._leave(self)

    def _end(self) -> None:
        self._close()
        if not self.opened.done():
            self._open(self._about, b"".join(self._pieces))
        self._wake()

    def _open(self, about: bytes, whole: bytes | None) -> None:
        form, _, format_ = about.decode().partition(" ")
        # A whole answer needs no run, and so waits for no collector of garbage.
        run = self if whole is None else None
        answer = AnswerStream(run, form=form, format_=format_, whole=whole)
        if not self.opened.done():
            self.opened.set_result(answer)

    def _close(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.pause()
            self._on_end(self._ran)

    def _wake(self) -> None:
        if self._more:
            self._more.set()


class AnswerStream:
    """An answer whose beginning is known to be good. Iterate over it once, and close it.

    `whole` is all of it, where it was short. Iteration raises AnswerCutError where it breaks off:
    then what was read is no answer.
    """

    def __init__(self, run: Run | None, *, form: str, format_: str, whole: bytes | None) -> None:
        self.form = form
        self.format = format_
        self.whole = whole
        self._run = run
        self._unread = whole or b""

    def __aiter__(self) -> "AnswerStream":
        return self

    async def __anext__(self) -> bytes:
        piece = await self._run.read() if self._run else self._rest()
        if not piece:
            raise StopAsyncIteration
        return piece

    def _rest(self) -> bytes:
        rest, self._unread = self._unread, b""
        return rest

    async def aclose(self) -> None:
        """Stop the query where it still runs."""
        if self._run:
            self._run.abandon()

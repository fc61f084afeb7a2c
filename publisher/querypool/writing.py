"""The answer of one query, written in pieces to the server: none before it has begun well."""

import json
from collections.abc import Callable
from typing import Final

from publisher.errors import UnwritableError
from publisher.querypool.errors import PoolError, too_large, unwritable
from publisher.querypool.frames import DATA, END, ERROR, HEADER, WHOLE, frame
from publisher.querypool.jobs import Limits
from publisher.querypool.rows import Counter
from publisher.sparql import xml

PIECE: Final = 1 << 16
"""Bytes that are sent at once."""


class Writer:
    """A file for an engine to write to. `send` takes the bytes of whole messages.

    What is written raises PoolError when it exceeds a limit; engines may turn that into an error
    of their own, so `error` keeps it.
    """

    def __init__(
        self,
        send: Callable[[bytes], None],
        limits: Limits,
        *,
        form: str,
        format_: str,
        counter: Counter | None = None,
    ) -> None:
        self._send = send
        self._limits = limits
        self._about = f"{form} {format_}".encode()
        self._counter = counter
        self._xml = xml.xml_parser() if format_ in {"xml", "rdf"} else None
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._written = 0
        self._has_begun = False
        self.error: PoolError | None = None

    def write(self, content: bytes) -> int:
        content = bytes(content)
        self._pieces.append(content)
        self._waiting += len(content)
        if self._waiting >= (PIECE if self._has_begun else self._limits.hold):
            self._flush()
        return len(content)

    def flush(self) -> None:
        """Nothing: what is written is sent in pieces of its own size."""

    def end(self) -> None:
        """Send the rest. Raises PoolError where the whole exceeds a limit."""
        content = self._checked(is_last=True)
        if self._has_begun:
            self._send((frame(DATA, content) if content else b"") + frame(END))
        else:
            self._send(frame(WHOLE, b"%b\n%b" % (self._about, content)))

    def _flush(self) -> None:
        try:
            content = self._checked(is_last=False)
        except PoolError as error:
            self.error = error
            raise
        self._send(self._beginning() + frame(DATA, content))

    def _beginning(self) -> bytes:
        if self._has_begun:
            return b""
        self._has_begun = True
        return frame(HEADER, self._about)

    def _checked(self, *, is_last: bool) -> bytes:
        content = b"".join(self._pieces)
        if self._xml:
            content = xml.escape_carriage_returns(content)
        self._pieces.clear()
        self._waiting = 0
        self._written += len(content)
        if self._written > self._limits.size:
            raise too_large("bytes", self._limits.size)
        # A row has a byte at least: an answer of so few bytes, all at once, needs no counting.
        if self._counter and not (is_last and len(content) == self._written <= self._limits.rows):
            self._counter.feed(content)
            if self._counter.rows > self._limits.rows:
                raise too_large("rows", self._limits.rows)
        if self._xml:
            try:
                xml.check_xml(self._xml, content, is_last=is_last, instead="JSON")
            except UnwritableError as error:
                raise unwritable(str(error)) from error
        return content


def error_frame(error: PoolError) -> bytes:
    """The message that says why there is no answer, or no more of it."""
    members = {
        "status": error.status,
        "title": error.title,
        "detail": error.detail,
        "line": error.line,
        "column": error.column,
        "retry_after": error.retry_after,
        "fault": error.fault.value,
        "reason": error.reason,
    }
    return frame(ERROR, json.dumps(members).encode())

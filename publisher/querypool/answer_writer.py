"""Write the answer of one query to the server in chunks, within the limits of an answer."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from publisher.errors import UnwritableError
from publisher.querypool.errors import PoolError, answer_too_large, not_expressible
from publisher.querypool.limits import QueryLimits
from publisher.querypool.wire import CHUNK, END, HEADER, WHOLE_ANSWER, message
from publisher.sparql import xml

CHUNK_SIZE: Final = 1 << 16
"""Bytes that are sent at once."""


class AnswerWriter:
    """A file that an engine writes an answer to. `send` takes the bytes of whole messages.

    `write` raises PoolError if the answer exceeds a limit. An engine may replace that error by one
    of its own; then `error` has the original.
    """

    def __init__(
        self,
        send: Callable[[bytes], None],
        limits: QueryLimits,
        *,
        form: str,
        format_: str,
        counter: "RowCounter | None" = None,
    ) -> None:
        self._send = send
        self._limits = limits
        self._header = f"{form} {format_}".encode()
        self._counter = counter
        self._xml = xml.xml_parser() if format_ in {"xml", "rdf"} else None
        self._buffer: list[bytes] = []
        self._buffered = 0
        self._written = 0
        self._has_begun = False
        self.error: PoolError | None = None

    def write(self, content: bytes) -> int:
        content = bytes(content)
        self._buffer.append(content)
        self._buffered += len(content)
        if self._buffered >= (CHUNK_SIZE if self._has_begun else self._limits.buffer):
            self._send_chunk()
        return len(content)

    def flush(self) -> None:
        """Do nothing, because chunks are sent when they are large enough."""

    def end(self) -> bytes:
        """Return the last messages of the answer. Raises PoolError if it exceeds a limit."""
        content = self._checked(is_last=True)
        if not self._has_begun:
            return message(WHOLE_ANSWER, b"%b\n%b" % (self._header, content))
        return (message(CHUNK, content) if content else b"") + message(END)

    def _send_chunk(self) -> None:
        try:
            content = self._checked(is_last=False)
        except PoolError as error:
            self.error = error
            raise
        header = b"" if self._has_begun else message(HEADER, self._header)
        self._has_begun = True
        self._send(header + message(CHUNK, content))

    def _checked(self, *, is_last: bool) -> bytes:
        """Empty the buffer and return what was in it. Raises PoolError if a limit is exceeded."""
        content = b"".join(self._buffer)
        if self._xml:
            content = xml.escape_carriage_returns(content)
        self._buffer.clear()
        self._buffered = 0
        self._written += len(content)
        if self._written > self._limits.size:
            raise answer_too_large("bytes", self._limits.size)
        # A row has at least one byte: so short an answer cannot have too many.
        is_short = is_last and len(content) == self._written <= self._limits.rows
        if self._counter and not is_short:
            self._counter.feed(content)
            if self._counter.rows > self._limits.rows:
                raise answer_too_large("rows", self._limits.rows)
        if self._xml:
            try:
                xml.check_xml(self._xml, content, is_last=is_last, instead="JSON")
            except UnwritableError as error:
                raise not_expressible(str(error)) from error
        return content


class RowCounter(Protocol):
    """Counts the rows of an answer in its chunks, which may begin and end anywhere.

    An engine that writes an answer itself does not tell how many rows it has; to read all rows in
    Python first would take ten times as long.
    """

    rows: int

    def feed(self, chunk: bytes) -> None: ...


def row_counter(format_: str) -> RowCounter:
    """Return a counter for an answer to SELECT: `tsv`, `csv`, `xml` or `json`."""
    return _COUNTERS[format_]()


class _TsvRows:
    """A line for each row, after the line of the variables. Values have no line break.

    https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv
    """

    def __init__(self) -> None:
        self.rows = -1

    def feed(self, chunk: bytes) -> None:
        self.rows += chunk.count(b"\n")


class _CsvRows:
    """As TSV, but a line break between quotes does not end a row."""

    def __init__(self) -> None:
        self.rows = -1
        self._is_quoted = False

    def feed(self, chunk: bytes) -> None:
        parts = chunk.split(b'"')
        self.rows += sum(part.count(b"\n") for part in parts[self._is_quoted :: 2])
        self._is_quoted ^= len(parts) % 2 == 0


class _XmlRows:
    """A `result` element for each row; `<` is escaped in text.

    https://www.w3.org/TR/rdf-sparql-XMLres/#results
    """

    _START: Final = b"<result>"

    def __init__(self) -> None:
        self.rows = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        text = self._rest + chunk
        self.rows += text.count(self._START)
        self._rest = text[-len(self._START) + 1 :]


class _JsonRows:
    """An object for each row, in the only array of objects.

    Outside of strings `{` follows `[` or `,` only there: the object of a variable follows a colon.
    https://www.w3.org/TR/sparql11-results-json/#select-results
    """

    def __init__(self) -> None:
        self.rows = 0
        self._is_quoted = False
        self._escape = b""
        self._last = b""

    def feed(self, chunk: bytes) -> None:
        chunk = self._escape + chunk
        backslashes = len(chunk) - len(chunk.rstrip(b"\\"))
        # A backslash at the end escapes the first byte of the next chunk.
        self._escape = b"\\" * (backslashes % 2)
        chunk = chunk[: len(chunk) - len(self._escape)]
        parts = chunk.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        outside = self._last + b"".join(parts[self._is_quoted :: 2])
        self._is_quoted ^= len(parts) % 2 == 0
        self.rows += outside.count(b"[{") + outside.count(b",{")
        self._last = outside[-1:]


_COUNTERS: Final[Mapping[str, Callable[[], RowCounter]]] = {
    "tsv": _TsvRows,
    "csv": _CsvRows,
    "xml": _XmlRows,
    "json": _JsonRows,
}

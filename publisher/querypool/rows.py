"""How many rows an answer has so far, counted in its bytes as they are written.

An engine that writes its answer itself tells nobody how many rows it has; to read them all in
Python first would take ten times as long as to write them.
"""

from collections.abc import Mapping
from typing import Final, Protocol


class Counter(Protocol):
    rows: int

    def feed(self, content: bytes) -> None: ...


def counter(format_: str) -> Counter:
    """A counter for a format of the answer to a SELECT."""
    return _COUNTERS[format_]()


class _Lines:
    """TSV: a line a row, after that of the variables. Values have no line break of their own.

    https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv
    """

    def __init__(self) -> None:
        self.rows = -1

    def feed(self, content: bytes) -> None:
        self.rows += content.count(b"\n")


class _QuotedLines:
    """CSV: as TSV, but a line break in quotes is no end of a row."""

    def __init__(self) -> None:
        self.rows = -1
        self._in_quotes = False

    def feed(self, content: bytes) -> None:
        parts = content.split(b'"')
        self.rows += sum(part.count(b"\n") for part in parts[self._in_quotes :: 2])
        self._in_quotes ^= len(parts) % 2 == 0


class _Elements:
    """XML: a `result` element a row; in text `<` is escaped.

    https://www.w3.org/TR/rdf-sparql-XMLres/#results
    """

    _START: Final = b"<result>"

    def __init__(self) -> None:
        self.rows = 0
        self._rest = b""

    def feed(self, content: bytes) -> None:
        found = self._rest + content
        self.rows += found.count(self._START)
        self._rest = found[-len(self._START) + 1 :]


class _Objects:
    """JSON: an object a row, in the one array of objects that there is.

    Outside of strings `{` stands behind `[` or `,` there alone: the object of a variable stands
    behind a colon. https://www.w3.org/TR/sparql11-results-json/#select-results
    """

    def __init__(self) -> None:
        self.rows = 0
        self._in_string = False
        self._escape = b""
        self._before = b""

    def feed(self, content: bytes) -> None:
        content = self._escape + content
        backslashes = len(content) - len(content.rstrip(b"\\"))
        # A backslash at the end escapes what comes next.
        self._escape = b"\\" * (backslashes % 2)
        content = content[: len(content) - len(self._escape)]
        plain = content.replace(b"\\\\", b"").replace(b'\\"', b"")
        parts = plain.split(b'"')
        outside = self._before + b"".join(parts[self._in_string :: 2])
        self._in_string ^= len(parts) % 2 == 0
        self.rows += outside.count(b"[{") + outside.count(b",{")
        self._before = outside[-1:]


_COUNTERS: Final[Mapping[str, type[Counter]]] = {
    "tsv": _Lines,
    "csv": _QuotedLines,
    "xml": _Elements,
    "json": _Objects,
}

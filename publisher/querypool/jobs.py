"""What a worker is asked, and the limits that hold for it."""

import marshal
from dataclasses import dataclass
from typing import Self

from publisher import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A query, and how to write its answer.

    `table` is a suffix of `media_types.TABLES` for SELECT and ASK, `graph` one of GRAPHS for the
    other forms; empty where the client takes none. The graphs are those of the SPARQL protocol.
    """

    query: str
    table: str = "json"
    graph: str = "ttl"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    is_sheet: bool = False
    """Its CSV is for a spreadsheet."""
    is_trusted: bool = False
    """Goes past the checks before a query runs: for the test that the network is closed."""

    def to_bytes(self) -> bytes:
        """The job as a worker reads it."""
        members = (
            self.query,
            self.table,
            self.graph,
            self.default_graphs,
            self.named_graphs,
            self.is_sheet,
            self.is_trusted,
        )
        # Between two processes of one program; json takes ten times as long.
        return marshal.dumps(members)

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        query, table, graph, default_graphs, named_graphs, sheet, trusted = marshal.loads(content)  # noqa: S302
        return cls(
            query=query,
            table=table,
            graph=graph,
            default_graphs=tuple(default_graphs),
            named_graphs=tuple(named_graphs),
            is_sheet=sheet,
            is_trusted=trusted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, bytes and numbers that no query exceeds."""

    fast: float = limits.FAST_SECONDS
    """Seconds after which a query is moved to the slow lane."""
    shared: float = limits.FAST_SECONDS_IN_QUEUE
    """The same while queries of others wait for a worker."""
    pressed: float = limits.FAST_SECONDS_ON_PROBATION
    """The same of a query that may be pressed, while queries of others wait."""
    deadline: float = limits.QUERY_SECONDS
    """Seconds from the arrival of a query to the end of its answer."""
    rows: int = limits.ANSWER_ROWS
    """Rows, or triples, of an answer."""
    size: int = limits.ANSWER_BYTES
    """Bytes of an answer."""
    queue: int = limits.QUEUE_LENGTH
    """Queries that wait for a worker, in each lane."""
    memory: int = limits.QUERY_MEMORY_BYTES
    """Bytes that a worker may use beyond what it started with."""
    text: int = limits.QUERY_BYTES
    """Bytes of a query."""
    depth: int = limits.NESTING
    patterns: int = limits.QUERY_PATTERNS
    hold: int = limits.WITHHELD_BYTES
    """Bytes that are held back until it is known that the answer has begun well."""

"""What a worker is asked, and the limits that hold for it."""

import marshal
from dataclasses import dataclass
from typing import Self


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
class QueryLimits:
    """Seconds, bytes and numbers that no query exceeds."""

    fast: float = 0.25
    """Seconds after which a query is moved to the slow lane."""
    shared: float = 0.1
    """The same while queries of others wait for a worker."""
    pressed: float = 0.04
    """The same of a query that may be pressed, while queries of others wait."""
    deadline: float = 10.0
    """Seconds from the arrival of a query to the end of its answer."""
    rows: int = 100_000
    """Rows, or triples, of an answer."""
    size: int = 50_000_000
    """Bytes of an answer."""
    queue: int = 32
    """Queries that wait for a worker, in each lane."""
    memory: int = 1 << 30
    """Bytes that a worker may use beyond what it started with."""
    text: int = 1_000_000
    """Bytes of a query."""
    depth: int = 100
    patterns: int = 64
    hold: int = 65_536
    """Bytes that are held back until it is known that the answer has begun well."""

"""What the server and its worker processes send to each other: a kind, a length, and the bytes.

The server sends a `WorkerConfig` with each new connection, then one `JOB` after each `READY`.
A worker sends `READY`, and for each job

    WHOLE_ANSWER              a short answer
    HEADER CHUNK CHUNK … END  a long answer, as it is written
    ERROR                     no answer; after HEADER: the answer breaks off

followed by `READY`, or by `RETIRING` if it exits because it uses too much memory.
"""

import json
import marshal
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from publisher.querypool.errors import FailureCause, PoolError
from publisher.querypool.limits import QueryLimits
from publisher.sparql.graphs import DefaultGraph, GraphSource

READY: Final = b"R"
JOB: Final = b"J"
WHOLE_ANSWER: Final = b"W"
"""The content of HEADER, a line feed, and the whole answer."""
HEADER: Final = b"H"
"""The query form and the format: `SELECT json`."""
CHUNK: Final = b"C"
END: Final = b"E"
ERROR: Final = b"X"
RETIRING: Final = b"L"

_HEAD: Final = struct.Struct("!cI")
_HEAD_SIZE: Final = _HEAD.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A query, and how to write its answer.

    `table` is a suffix of `media_types.TABLES` for the answer to SELECT and ASK, `graph` one of
    GRAPHS for the other forms; empty if the client accepts none. The graphs are those of the
    SPARQL protocol.
    """

    query: str
    table: str = "json"
    graph: str = "ttl"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    is_sheet: bool = False
    """Its CSV is for a spreadsheet."""
    is_trusted: bool = False
    """Skip the early rejection, because the test of the closed network needs SERVICE."""
    is_lookup: bool = False
    """`query` is no SPARQL, but names to look up, as `lookups` has them."""

    def to_bytes(self) -> bytes:
        # Both processes run the same Python, and json takes five times as long.
        return marshal.dumps(
            (
                self.query,
                self.table,
                self.graph,
                self.default_graphs,
                self.named_graphs,
                self.is_sheet,
                self.is_trusted,
                self.is_lookup,
            )
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        query, table, graph, default_graphs, named_graphs, *flags = marshal.loads(content)  # noqa: S302 -- the server wrote it
        is_sheet, is_trusted, is_lookup = flags
        return cls(
            query=query,
            table=table,
            graph=graph,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
            is_sheet=is_sheet,
            is_trusted=is_trusted,
            is_lookup=is_lookup,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerConfig:
    """What a worker queries, and its limits.

    One of three is given: `dump`, a file of N-Triples that all workers share in memory, with
    `quads`, a file of N-Quads, if there are named graphs; `store`, a folder that `make_store` made;
    `engine`, the address of an endpoint. `site` is the folder of the release's files: of the
    documents that answer DESCRIBE, and of the index of names, which answers lookups.
    """

    dump: str = ""
    quads: str = ""
    default_graph: DefaultGraph = "union"
    namespaces: tuple[str, ...] = ()
    store: str = ""
    engine: str = ""
    site: str = ""
    base: str
    limits: QueryLimits

    @classmethod
    def of(
        cls,
        source: GraphSource | None,
        *,
        store: Path | None,
        site: Path | None,
        engine: str,
        base: str,
        limits: QueryLimits,
    ) -> Self:
        """Return the configuration of a pool. `store`: the folder that was made of `source`."""
        source = source or GraphSource(lines=b"")
        return cls(
            dump="" if store or not source.lines else str(source.lines),
            quads=str(source.quads or ""),
            default_graph=source.default_graph,
            namespaces=source.namespaces,
            store=str(store or ""),
            site=str(site or ""),
            engine=engine,
            base=base,
            limits=limits,
        )

    @property
    def source(self) -> GraphSource:
        """Return what a store in memory is filled from."""
        return GraphSource(
            lines=Path(self.dump),
            quads=Path(self.quads) if self.quads else None,
            default_graph=self.default_graph,
            namespaces=tuple(self.namespaces),
        )

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        members: dict[str, Any] = json.loads(content)
        return cls(**{**members, "limits": QueryLimits(**members["limits"])})


def error_to_bytes(error: PoolError) -> bytes:
    members = {
        "status": error.status,
        "title": error.title,
        "detail": error.detail,
        "line": error.line,
        "column": error.column,
        "retry_after": error.retry_after,
        "cause": error.cause.value,
        "log_detail": error.log_detail,
    }
    return json.dumps(members).encode()


def error_from_bytes(content: bytes) -> PoolError:
    members = json.loads(content)
    cause = FailureCause(members.pop("cause"))
    return PoolError(
        members.pop("status"), members.pop("title"), members.pop("detail"), cause=cause, **members
    )


def message(kind: bytes, content: bytes = b"") -> bytes:
    return _HEAD.pack(kind, len(content)) + content


class MessageReader:
    """Puts messages together from the pieces in which they arrive."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield the messages that are complete now, as kind and content."""
        rest: bytearray | bytes = data
        if self._rest:
            self._rest += data
            rest = self._rest
        start = 0
        while len(rest) - start >= _HEAD_SIZE:
            kind, size = _HEAD.unpack_from(rest, start)
            end = start + _HEAD_SIZE + size
            if len(rest) < end:
                break
            yield kind, bytes(rest[start + _HEAD_SIZE : end])
            start = end
        if start < len(rest):
            self._rest = bytearray(rest[start:])
        elif self._rest:
            self._rest.clear()

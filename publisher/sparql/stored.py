"""An answer that can be kept, pickled, and read as often as needed."""

from dataclasses import dataclass
from typing import Self

import pyoxigraph as ox

from publisher.sparql.engine import QueryResult, Triples
from publisher.sparql.results import serialized


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """The answer of an engine: N-Triples if it is a graph, otherwise SPARQL's JSON.

    The solutions that an engine gives can be read once and not pickled.
    """

    content: bytes
    is_graph: bool

    @classmethod
    def of(cls, answer: QueryResult) -> Self:
        """Read an answer to its end. Raises QueryError if the query fails on the way."""
        is_graph = isinstance(answer, Triples)
        return cls(content=serialized(answer, "nt" if is_graph else "json"), is_graph=is_graph)

    def read(self) -> QueryResult:
        """Return the answer as the engine gave it."""
        if self.is_graph:
            quads = ox.parse(self.content, format=ox.RdfFormat.N_TRIPLES)
            return Triples.of(quad.triple for quad in quads)
        return ox.parse_query_results(self.content, format=ox.QueryResultsFormat.JSON)

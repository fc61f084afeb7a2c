"""Who answers a query: Oxigraph in this process, or a SPARQL 1.1 endpoint elsewhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

import pyoxigraph as ox

from publisher.graph import Graph
from publisher.sparql.errors import QueryError
from publisher.sparql.tokens import DEEPEST, depth, form, has_service


@dataclass(frozen=True, slots=True, kw_only=True)
class Triples:
    """The graph that a CONSTRUCT or DESCRIBE answers: sorted, each triple once."""

    triples: tuple[ox.Triple, ...]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> "Triples":
        return cls(triples=tuple(sorted(set(triples), key=str)))


Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Triples


class Engine(Protocol):
    def answer(self, query: str) -> Answer:
        """The answer to a query; its solutions can be read once. Raises QueryError."""


class StoreEngine:
    """Oxigraph over a graph of this process; relative IRIs are of the graph's base."""

    def __init__(self, graph: Graph) -> None:
        self._base = graph.base
        self._store = ox.Store()
        self._store.bulk_load(graph.lines, format=ox.RdfFormat.N_TRIPLES)

    def answer(self, query: str) -> Answer:
        _refuse(query)
        return _run(self._store, query, base=self._base)


def check_syntax(query: str, *, base: str) -> None:
    """Nothing, where Oxigraph can run the query. Raises QueryError."""
    _refuse(query)
    _run(ox.Store(), query, base=base)


def _refuse(query: str) -> None:
    if has_service(query):
        raise QueryError(
            "the query asks another endpoint (SERVICE), and queries here reach no network; "
            "send its part there with --endpoint"
        )
    if not form(query):
        raise QueryError("the query is none of SELECT, ASK, CONSTRUCT, DESCRIBE")
    if depth(query) > DEEPEST:
        raise QueryError(f"the query is too complex: brackets stand more than {DEEPEST} deep")


def _run(store: ox.Store, query: str, *, base: str) -> Answer:
    try:
        results = store.query(query, base_iri=base)
        return Triples.of(results) if isinstance(results, ox.QueryTriples) else results
    except SyntaxError as error:
        raise QueryError(syntax(error.msg)) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error


_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SAID: Final = re.compile(r"(?:^|, |expected one of |expected )([A-Z][^,\[\]]*(?: [^,\[\]]*)+)")


def syntax(message: str) -> str:
    """A parser's error in one line: where, and what it says in words."""
    match = _PLACE.match(message)
    if not match:
        return f"the query does not parse: {' '.join(message.split())}"
    line, column, expected = match.groups()
    # Oxigraph lists what it would have read, and among that its own sentence: "Prefix not found".
    said = _SAID.search(expected)
    reason = said[1] if said else re.sub(r", \[[^,]*\](?=,|$)", "", " ".join(expected.split()))
    return f"the query does not parse: line {line}, column {column}: {reason[:200].strip()}"

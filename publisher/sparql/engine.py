"""The engines that answer queries: Oxigraph in this process, or a SPARQL 1.1 endpoint."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol, TypeAlias

import pyoxigraph as ox

from publisher import limits
from publisher.dataset import Dataset
from publisher.errors import QueryError
from publisher.model import Term
from publisher.sparql.describing import Documents, described, no_document
from publisher.sparql.from_clauses import query_graphs
from publisher.sparql.graphs import DefaultGraph, GraphSource, fill
from publisher.sparql.syntax_errors import form_fault, syntax_error
from publisher.sparql.tokens import depth, form, has_service, length

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triples:
    """The graph that a CONSTRUCT or DESCRIBE answers: sorted, each triple once."""

    triples: tuple[ox.Triple, ...]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> "Triples":
        return cls(triples=tuple(sorted(set(triples), key=str)))


QueryResult: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Triples


class Engine(Protocol):
    def answer(self, query: str) -> QueryResult:
        """Return the answer to a query; its solutions can be read once. Raises QueryError."""


class StoreEngine:
    """Oxigraph over graphs of this process. Relative IRIs are resolved with the first graph's base.

    `documents`: what DESCRIBE answers for a resource that has a document. `default_graph`: what
    queries see if they name no graph.
    """

    def __init__(
        self,
        graph: Dataset,
        *more: Dataset,
        documents: Documents = no_document,
        default_graph: DefaultGraph = "union",
    ) -> None:
        self._base = graph.base
        self._documents = documents
        began = time.monotonic()
        self._store = ox.Store()
        sources = [GraphSource.of(dataset, default_graph) for dataset in (graph, *more)]
        for source in sources:
            fill(self._store, source)
        self._is_partial = any(source.is_partial for source in sources)
        _log.debug("sparql: %.1f seconds for the store of the queries", time.monotonic() - began)

    def answer(self, query: str) -> QueryResult:
        _refuse(query)
        return _run(
            self._store,
            query,
            base=self._base,
            documents=self._documents,
            is_partial=self._is_partial,
        )

    def has_blank_node(self, term: Term) -> bool:
        """Return whether a blank node is one of the graph, and was not made by a query."""
        node = ox.BlankNode(term.removeprefix("_:"))
        of_node = (
            self._store.quads_for_pattern(node, None, None, None),
            self._store.quads_for_pattern(None, None, node, None),
        )
        return any(next(quads, None) is not None for quads in of_node)

    def check(self, query: str) -> None:
        """Raise QueryError, with the place, if the query cannot be run. It is tried on no data.

        Check a query before VALUES is added to it, because the place would be another.
        """
        _refuse(query)
        _run(ox.Store(), query, base=self._base)


def _refuse(query: str) -> None:
    if has_service(query):
        raise QueryError(
            "the query asks another endpoint (SERVICE), and queries here reach no network; "
            "send its part there with --endpoint"
        )
    fault = form_fault(query)
    if fault:
        raise fault
    if depth(query) > limits.NESTING:
        raise QueryError(
            f"the query is too complex: brackets are nested more than {limits.NESTING} deep"
        )
    if length(query) > limits.QUERY_TOKENS:
        raise QueryError(
            f"the query is too complex: it has more than {limits.QUERY_TOKENS:,} tokens"
        )


def _run(
    store: ox.Store,
    query: str,
    *,
    base: str,
    documents: Documents = no_document,
    is_partial: bool = False,
) -> QueryResult:
    ask = partial(query_graphs, store, base=base)
    try:
        if form(query) == "DESCRIBE":
            within = store if is_partial else None
            return Triples.of(described(query, ask=ask, documents=documents, within=within))
        results = ask(query)
        return Triples.of(results) if isinstance(results, ox.QueryTriples) else results
    except SyntaxError as error:
        raise syntax_error(query, error.msg, base=base) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error

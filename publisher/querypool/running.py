"""One query, run in this process to its end: by Oxigraph, or by another endpoint."""

import math
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, Protocol
from urllib.request import HTTPRedirectHandler, build_opener, install_opener

import pyoxigraph as ox
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from publisher.errors import EndpointError, QueryError, UnwritableError
from publisher.media_types import GRAPHS, TABLES
from publisher.querypool.doormat import refusal
from publisher.querypool.errors import (
    FAILED,
    PoolError,
    engine_failed,
    failed,
    malformed,
    not_acceptable,
    too_large,
    unwritable,
)
from publisher.querypool.jobs import Job, Limits
from publisher.querypool.rows import counter
from publisher.querypool.writing import Writer
from publisher.sparql.describing import Documents, described, no_document
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.engine import QueryResult, Triples
from publisher.sparql.faults import no_query, syntax_error
from publisher.sparql.parameters import with_base
from publisher.sparql.results import RESULT_FORMATS, serialized
from publisher.sparql.sheet import comma_separated, sheet_of
from publisher.sparql.tokens import form

_SOLUTIONS: Final = "SELECT"
_BOOLEAN: Final = "ASK"


class Asks(Protocol):
    """Who answers: the parts of an answer may be computed only when they are read."""

    def __call__(self, job: Job) -> QueryResult: ...


def by_store(
    store: ox.Store, *, base: str, limits: Limits, documents: Documents = no_document
) -> Asks:
    """Oxigraph over a store. A graph of more triples than an answer may have is not built.

    `documents`: what DESCRIBE answers for a resource that has one.
    """
    own = partial(store.query, base_iri=base)

    def ask(job: Job) -> QueryResult:
        try:
            graphs = _dataset(job)
            # Documents are of the whole graph: a request that names graphs is the engine's alone.
            if not graphs and form(job.query) == "DESCRIBE":
                return _triples(described(job.query, ask=own, documents=documents), limits)
            found = own(job.query, **graphs)
            return _triples(found, limits) if isinstance(found, ox.QueryTriples) else found
        except SyntaxError as error:
            raise _malformed(syntax_error(job.query, error.msg, base=base)) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise failed(_sentence(str(error))) from error

    return ask


def by_endpoint(url: str, *, base: str, limits: Limits) -> Asks:
    """Another SPARQL 1.1 endpoint, at this address and at no other that it may lead to."""
    install_opener(build_opener(_NoRedirect))
    # Beyond the deadline, which the pool keeps: what it says then is the better answer.
    engine = EndpointEngine(url, timeout=math.ceil(limits.deadline) + 1)

    def ask(job: Job) -> QueryResult:
        fault = no_query(job.query)
        if fault:
            raise _malformed(fault)
        try:
            found = engine.answer(
                with_base(job.query, base),
                default_graphs=job.default_graphs,
                named_graphs=job.named_graphs,
            )
        except QueryError as error:
            if isinstance(error.__cause__, QueryBadFormed):
                raise malformed(_sentence(str(error).replace(url, "here"))) from error
            raise engine_failed(error) from error
        if isinstance(found, Triples) and len(found.triples) > limits.rows:
            raise too_large("triples", limits.rows)
        return found

    return ask


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Nothing: the answer that would lead elsewhere is an error."""


def _dataset(job: Job) -> dict[str, Any]:
    """The graphs as Oxigraph takes them; without any, those of the query or the store.

    Who names graphs of one kind has none of the other:
    https://www.w3.org/TR/sparql11-protocol/#dataset
    """
    if not job.default_graphs and not job.named_graphs:
        return {}
    return {
        "default_graph": [_graph("default-graph-uri", one) for one in job.default_graphs],
        "named_graphs": [_graph("named-graph-uri", one) for one in job.named_graphs],
    }


def _graph(field: str, iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise failed(_sentence(f"{field} is no IRI: {error}")) from error


def _triples(found: Iterable[ox.Triple], limits: Limits) -> Triples:
    kept: set[ox.Triple] = set()
    for triple in found:
        kept.add(triple)
        if len(kept) > limits.rows:
            raise too_large("triples", limits.rows)
    return Triples.of(kept)


def answer(
    job: Job,
    *,
    asks: Asks,
    limits: Limits,
    send: Callable[[bytes], None],
    is_remote: bool = False,
) -> None:
    """Run a job and send its answer in messages.

    `is_remote`: another engine answers, so what cannot be read of it is that one's fault.
    Raises PoolError: before the answer's beginning was sent, or after.
    """
    refused = None if job.is_trusted else refusal(job.query, limits)
    if refused:
        raise refused
    try:
        _write(asks(job), job, limits=limits, send=send)
    except UnwritableError as error:
        raise unwritable(str(error)) from error
    except QueryError as error:
        raise failed(_sentence(str(error))) from error
    except PoolError as error:
        if is_remote and error.title == FAILED:
            raise engine_failed(
                EndpointError(f"its answer is malformed: {error.detail}")
            ) from error
        raise


def _malformed(error: QueryError) -> PoolError:
    said = str(error).removeprefix("the query does not parse: ")
    return malformed(_sentence(said), line=error.line, column=error.column)


def _write(found: QueryResult, job: Job, *, limits: Limits, send: Callable[[bytes], None]) -> None:
    if isinstance(found, Triples):
        kind = form(job.query) or "CONSTRUCT"
        if not job.graph:
            raise not_acceptable(kind, tuple(GRAPHS.values()))
        writer = Writer(send, limits, form=kind, format_=job.graph)
        _in_pieces(serialized(found, job.graph), writer)
    elif isinstance(found, ox.QueryBoolean):
        writer = Writer(send, limits, form=_BOOLEAN, format_=_table(job, _BOOLEAN))
        writer.write(sheet_of(found) if _is_sheet(job) else serialized(found, job.table))
    else:
        writer = Writer(
            send,
            limits,
            form=_SOLUTIONS,
            format_=_table(job, _SOLUTIONS),
            counter=counter(job.table),
        )
        _solutions(found, job, writer)
    writer.end()


def _is_sheet(job: Job) -> bool:
    return job.is_sheet and job.table == "csv"


def _table(job: Job, kind: str) -> str:
    if not job.table:
        raise not_acceptable(kind, tuple(TABLES.values()))
    return job.table


def _solutions(found: ox.QuerySolutions, job: Job, writer: Writer) -> None:
    try:
        if job.table == "csv":
            for lines in comma_separated(found, is_sheet=job.is_sheet):
                writer.write(lines)
        else:
            found.serialize(writer, format=RESULT_FORMATS[job.table])  # type: ignore[arg-type]
    except PoolError:
        raise
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        # The engine may have wrapped what the writer raised.
        raise (writer.error or failed(_sentence(str(error)))) from error


def _in_pieces(content: bytes, writer: Writer) -> None:
    piece = 1 << 16
    for at in range(0, len(content), piece):
        writer.write(content[at : at + piece])


def _sentence(text: str) -> str:
    """An error's text as a sentence of its own."""
    text = " ".join(text.split())[:500]
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"

"""Evaluate one query in this process, by Oxigraph or by another endpoint, and write its answer."""

import math
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, Protocol
from urllib.request import HTTPRedirectHandler, build_opener, install_opener

import pyoxigraph as ox
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from publisher.errors import EndpointError, QueryError, UnwritableError
from publisher.media_types import GRAPHS, TABLES
from publisher.querypool.answer_writer import CHUNK_SIZE, AnswerWriter, row_counter
from publisher.querypool.errors import (
    FAILED,
    PoolError,
    answer_too_large,
    engine_failed,
    format_not_offered,
    not_expressible,
    query_failed,
    query_malformed,
)
from publisher.querypool.limits import QueryLimits, rejection
from publisher.querypool.wire import Job
from publisher.sparql.describing import Documents, described, no_document
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.engine import QueryResult, Triples
from publisher.sparql.from_clauses import query_graphs
from publisher.sparql.parameters import with_base
from publisher.sparql.results import RESULT_FORMATS, serialized
from publisher.sparql.sheet import comma_separated, sheet_of
from publisher.sparql.syntax_errors import form_fault, syntax_error
from publisher.sparql.tokens import form

_LONGEST_MESSAGE: Final = 500


class Evaluate(Protocol):
    """Return the answer to a job, parts of which may be computed only when they are read."""

    def __call__(self, job: Job) -> QueryResult: ...


def write_answer(
    job: Job,
    evaluate: Evaluate,
    *,
    limits: QueryLimits,
    send: Callable[[bytes], None],
    is_remote: bool = False,
) -> bytes:
    """Run a job, send its answer in messages but for the last ones, and return those.

    `is_remote`: another engine evaluates, so an answer that cannot be read is its failure.
    Raises PoolError, before or after the beginning of the answer was sent.
    """
    rejected = None if job.is_trusted else rejection(job.query, limits)
    if rejected:
        raise rejected
    try:
        return _write(evaluate(job), job, limits=limits, send=send)
    except UnwritableError as error:
        raise not_expressible(str(error)) from error
    except QueryError as error:
        raise query_failed(_sentence(str(error))) from error
    except PoolError as error:
        if is_remote and error.title == FAILED:
            malformed = EndpointError(f"its answer is malformed: {error.detail}")
            raise engine_failed(malformed) from error
        raise


def _write(
    answer: QueryResult, job: Job, *, limits: QueryLimits, send: Callable[[bytes], None]
) -> bytes:
    if isinstance(answer, Triples):
        query_form = form(job.query) or "CONSTRUCT"
        if not job.graph:
            raise format_not_offered(query_form, tuple(GRAPHS.values()))
        writer = AnswerWriter(send, limits, form=query_form, format_=job.graph)
        content = serialized(answer, job.graph)
        for start in range(0, len(content), CHUNK_SIZE):
            writer.write(content[start : start + CHUNK_SIZE])
        return writer.end()
    query_form = "ASK" if isinstance(answer, ox.QueryBoolean) else "SELECT"
    if not job.table:
        raise format_not_offered(query_form, tuple(TABLES.values()))
    if isinstance(answer, ox.QueryBoolean):
        writer = AnswerWriter(send, limits, form=query_form, format_=job.table)
        is_sheet = job.is_sheet and job.table == "csv"
        writer.write(sheet_of(answer) if is_sheet else serialized(answer, job.table))
    else:
        counter = row_counter(job.table)
        writer = AnswerWriter(send, limits, form=query_form, format_=job.table, counter=counter)
        _write_rows(answer, job, writer)
    return writer.end()


def _write_rows(rows: ox.QuerySolutions, job: Job, writer: AnswerWriter) -> None:
    try:
        if job.table == "csv":
            for lines in comma_separated(rows, is_sheet=job.is_sheet):
                writer.write(lines)
        else:
            rows.serialize(writer, format=RESULT_FORMATS[job.table])  # type: ignore[arg-type]
    except PoolError:
        raise
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        # The engine may have replaced the error of the writer by one of its own.
        raise (writer.error or query_failed(_sentence(str(error)))) from error


def evaluate_by_store(
    store: ox.Store,
    *,
    base: str,
    limits: QueryLimits,
    documents: Documents = no_document,
    is_partial: bool = False,
) -> Evaluate:
    """Evaluate by Oxigraph. `documents`: what DESCRIBE answers for a resource that has one.

    `is_partial`: documents may have triples that the default graph has not.
    """
    query_store = partial(query_graphs, store, base=base)
    within = store if is_partial else None

    def evaluate(job: Job) -> QueryResult:
        try:
            graphs = _graphs(job)
            # Documents describe the whole graph: if a request names graphs, the engine describes.
            if not graphs and form(job.query) == "DESCRIBE":
                triples = described(job.query, ask=query_store, documents=documents, within=within)
                return _triples(triples, limits)
            answer = query_store(job.query, **graphs)
            return _triples(answer, limits) if isinstance(answer, ox.QueryTriples) else answer
        except SyntaxError as error:
            raise _malformed(syntax_error(job.query, error.msg, base=base)) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise query_failed(_sentence(str(error))) from error

    return evaluate


def evaluate_by_endpoint(url: str, *, base: str, limits: QueryLimits) -> Evaluate:
    """Evaluate by another SPARQL 1.1 endpoint. Redirects from its address are not followed."""
    install_opener(build_opener(_NoRedirect))
    # Later than the deadline, because the pool's message is better than a timeout's.
    engine = EndpointEngine(url, timeout=math.ceil(limits.deadline) + 1)

    def evaluate(job: Job) -> QueryResult:
        fault = form_fault(job.query)
        if fault:
            raise _malformed(fault)
        try:
            answer = engine.answer(
                with_base(job.query, base),
                default_graphs=job.default_graphs,
                named_graphs=job.named_graphs,
            )
        except QueryError as error:
            if isinstance(error.__cause__, QueryBadFormed):
                raise query_malformed(_sentence(str(error).replace(url, "here"))) from error
            raise engine_failed(error) from error
        if isinstance(answer, Triples) and len(answer.triples) > limits.rows:
            raise answer_too_large("triples", limits.rows)
        return answer

    return evaluate


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Return None: then a redirect is an error."""


def _graphs(job: Job) -> dict[str, Any]:
    """Return the graphs that a request names; empty for those of the query or the store."""
    if not job.default_graphs and not job.named_graphs:
        return {}
    return {
        "default_graphs": [_graph_name("default-graph-uri", iri) for iri in job.default_graphs],
        "named_graphs": [_graph_name("named-graph-uri", iri) for iri in job.named_graphs],
    }


def _graph_name(field: str, iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise query_failed(_sentence(f"{field} is no IRI: {error}")) from error


def _triples(answer: Iterable[ox.Triple], limits: QueryLimits) -> Triples:
    """Collect the triples, no more than an answer may have."""
    triples: set[ox.Triple] = set()
    for triple in answer:
        triples.add(triple)
        if len(triples) > limits.rows:
            raise answer_too_large("triples", limits.rows)
    return Triples.of(triples)


def _malformed(error: QueryError) -> PoolError:
    detail = str(error).removeprefix("the query does not parse: ")
    return query_malformed(_sentence(detail), line=error.line, column=error.column)


def _sentence(text: str) -> str:
    """Return an error's text as a sentence."""
    text = " ".join(text.split())[:_LONGEST_MESSAGE]
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"

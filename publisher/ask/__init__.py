"""Run each ready query once: what it answers, and what is wrong with it."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Final, TypeAlias

from publisher import limits
from publisher.ask.faults import (
    answer_faults,
    broken,
    failed,
    parameter_faults,
    service_fault,
    stopped,
    unstable,
)
from publisher.ask.stability import changing_functions, limits_without_order, order_fault
from publisher.dataset import Dataset
from publisher.deadline import Stopped, run_with_deadline
from publisher.errors import QueryError
from publisher.findings import Finding
from publisher.model import ReadyQuery
from publisher.sparql.describing import Documents, no_document
from publisher.sparql.engine import StoreEngine
from publisher.sparql.graphs import DefaultGraph
from publisher.sparql.parameters import inject
from publisher.sparql.results import StoredAnswer, result_rows
from publisher.sparql.tokens import has_service

_FAILURES: Final = (ValueError, OSError, RuntimeError)
"""What the engine raises if it cannot go on with a query."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRun:
    """What a ready query answers if its parameters have their defaults.

    `answer` is None if the query could not be answered. `seconds`: the time that it took.
    """

    query: ReadyQuery
    findings: tuple[Finding, ...] = ()
    answer: StoredAnswer | None = None
    seconds: float = 0.0


def ask(
    queries: Sequence[ReadyQuery],
    *graphs: Dataset,
    seconds: float = limits.READY_QUERY_SECONDS,
    documents: Documents = no_document,
    default_graph: DefaultGraph = "union",
) -> tuple[QueryRun, ...]:
    """Return the run of each query over the triples of `graphs`, in the order of the queries.

    `seconds`: the time that one query may take. `documents`: what DESCRIBE answers for a
    resource that has a document. `default_graph`: what a query sees that names no graph.
    """
    local = [query for query in queries if not has_service(query.text)]
    # A task of its own for the order: it may take as long as the answer once more.
    tasks: list[_Task] = [partial(_run, query=query) for query in local]
    tasks += [partial(_check_order, query=query) for query in local]
    with closing(
        run_with_deadline(tasks, lambda: _worker(graphs, documents, default_graph), seconds=seconds)
    ) as results:
        answered = [
            _completed(query, result, seconds)
            for query, result in zip(local, islice(results, len(local)), strict=True)
        ]
        checked = iter(
            [
                _with_order(run, result, seconds)
                for run, result in zip(answered, results, strict=True)
            ]
        )
    return tuple(
        _refused(query) if has_service(query.text) else _with_parameters(next(checked))
        for query in queries
    )


_Task: TypeAlias = Callable[[StoreEngine], QueryRun]


def _worker(
    graphs: Sequence[Dataset], documents: Documents, default_graph: DefaultGraph
) -> Callable[[_Task], QueryRun]:
    engine = StoreEngine(*graphs, documents=documents, default_graph=default_graph)
    return lambda task: task(engine)


def _run(engine: StoreEngine, query: ReadyQuery) -> QueryRun:
    started = time.monotonic()
    try:
        engine.check(query.text)
    except QueryError as error:
        return QueryRun(query=query, findings=(broken(query, error),))
    faults = [*changing_functions(query.text), *limits_without_order(query.text)]
    findings = [unstable(query, fault) for fault in faults]
    try:
        answer = StoredAnswer.of(engine.answer(_with_defaults(query)))
        _, table = result_rows(answer.read())
    except QueryError as error:
        return QueryRun(query=query, findings=(*findings, failed(query, error)))
    except _FAILURES as error:
        return QueryRun(query=query, findings=(*findings, failed(query, error)))
    findings += answer_faults(
        query, table, is_changing=bool(faults), is_in_graph=engine.has_blank_node
    )
    seconds = time.monotonic() - started
    return QueryRun(query=query, findings=tuple(findings), answer=answer, seconds=seconds)


def _check_order(engine: StoreEngine, query: ReadyQuery) -> QueryRun:
    """Return a run that has at most the finding that the rows come in no one order."""
    started = time.monotonic()
    try:
        fault = order_fault(engine, query.text, _with_defaults(query))
    except (QueryError, *_FAILURES):
        fault = None  # The first run has the finding.
    findings = (unstable(query, fault),) if fault else ()
    return QueryRun(query=query, findings=findings, seconds=time.monotonic() - started)


def _with_defaults(query: ReadyQuery) -> str:
    """Return the text of a query with the defaults of its parameters. Raises ValueError."""
    return inject(query.text, {parameter.name: parameter.default for parameter in query.parameters})


def _completed(query: ReadyQuery, result: QueryRun | Stopped, seconds: float) -> QueryRun:
    if isinstance(result, Stopped):
        return QueryRun(query=query, findings=(stopped(query, result, seconds),), seconds=seconds)
    _log.debug("query %r: %.2f seconds", query.name, result.seconds)
    return result


def _with_order(run: QueryRun, order: QueryRun | Stopped, seconds: float) -> QueryRun:
    taken = seconds if isinstance(order, Stopped) else order.seconds
    _log.debug("query %r: order, %.2f seconds", run.query.name, taken)
    # If only the additional keys of the order take too long, the query is not at fault.
    if run.findings or isinstance(order, Stopped):
        return run
    return replace(run, findings=order.findings)


def _with_parameters(run: QueryRun) -> QueryRun:
    return replace(run, findings=(*parameter_faults(run.query), *run.findings))


def _refused(query: ReadyQuery) -> QueryRun:
    return QueryRun(query=query, findings=(service_fault(query),))

"""Ready queries that parse, stay in the graph, use their parameters, and return something."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from publisher.bounded import Stopped, bounded
from publisher.graph import Graph
from publisher.model import Finding, Place, ReadyQuery
from publisher.project import DEADLINE
from publisher.sparql.answered import Answered, answered, with_defaults
from publisher.sparql.engine import StoreEngine
from publisher.sparql.errors import QueryError
from publisher.sparql.results import rows
from publisher.sparql.tokens import has_service, tokens, variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wrong with ready queries; where that is nothing, their answers.

    `answers`: one a query, None where its files took too long.
    """

    findings: tuple[Finding, ...]
    answers: tuple[Answered | None, ...] = ()


def check_queries(
    queries: Sequence[ReadyQuery], graph: Graph, *, seconds: float = DEADLINE
) -> Iterator[Finding]:
    """`seconds`: what one query may take."""
    yield from ask_queries(queries, graph, suffixes=None, seconds=seconds).findings


def ask_queries(
    queries: Sequence[ReadyQuery],
    graph: Graph,
    *,
    suffixes: Callable[[ReadyQuery], Iterable[str]] | None,
    seconds: float,
) -> Asked:
    """`check_queries`, and the answers, from one store.

    `suffixes`: of a query's files; without it, there are no answers.
    """
    local = [query for query in queries if not has_service(query.text)]
    findings: list[Finding] = []
    for query in queries:
        findings += _parameters(query) if query in local else [_service(query)]
    tasks: list[_Task] = [partial(_judged, query=query) for query in local]
    if suffixes:
        # Each a task of its own: `seconds` are those of the check, and of the files once more.
        tasks += [partial(answered, query=query, suffixes=suffixes(query)) for query in local]
    with closing(bounded(tasks, lambda: _asker(graph), seconds=seconds)) as made:
        # Not strict: the answers are asked for when all queries are known to be good.
        for query, found in zip(local, made, strict=False):
            if isinstance(found, Stopped):
                findings.append(_stopped(query, found, seconds))
            elif isinstance(found, list):
                findings += found
        if findings:
            return Asked(findings=tuple(findings))
        answers = tuple(one if isinstance(one, Answered) else None for one in made)
        return Asked(findings=(), answers=answers)


_Task: TypeAlias = Callable[[StoreEngine], list[Finding] | Answered]


def _asker(graph: Graph) -> Callable[[_Task], list[Finding] | Answered]:
    engine = StoreEngine(graph)
    return lambda task: task(engine)


def _service(query: ReadyQuery) -> Finding:
    text = query.text
    # Where it is hidden by escapes, has_service still finds it, and the file alone is named.
    at = next((token.start for token in tokens(text) if token.is_word("SERVICE")), 0)
    return _finding(
        "query-service",
        "the query asks another endpoint (SERVICE)",
        "keep what it needs in the graph: a ready query reaches no network",
        query,
        line=text.count("\n", 0, at) + 1,
        column=at - text.rfind("\n", 0, at),
    )


def _parameters(query: ReadyQuery) -> Iterator[Finding]:
    used = variables(query.text)
    for parameter in query.parameters:
        if parameter.name not in used:
            yield _finding(
                "query-parameter-unused",
                f"parameter {parameter.name} is declared but ?{parameter.name} is nowhere",
                "use the variable, or remove the parameter",
                query,
                line=_declared(query, parameter.name),
            )


def _declared(query: ReadyQuery, name: str) -> int:
    """The line that declares a parameter."""
    lines = enumerate(query.text.split("\n"), start=1)
    return next((at for at, line in lines if re.match(rf"# param:?\s+{name}\s", line)), 1)


def _judged(engine: StoreEngine, query: ReadyQuery) -> list[Finding]:
    return list(_wrong(engine, query))


def _wrong(engine: StoreEngine, query: ReadyQuery) -> Iterator[Finding]:
    try:
        engine.check(query.text)
        answer = engine.answer(with_defaults(query))
        empty = not rows(answer)[1]
    except QueryError as error:
        yield _finding("query-broken", str(error), "", query, line=error.line, column=error.column)
        return
    except (ValueError, OSError, RuntimeError) as error:
        yield _finding("query-broken", f"the query fails: {error}", "", query)
        return
    if empty and not query.is_built_in:
        yield _finding(
            "query-empty",
            "the query returns nothing",
            "correct it, or the defaults of its parameters",
            query,
        )


def _stopped(query: ReadyQuery, why: Stopped, seconds: float) -> Finding:
    if why is Stopped.TOO_SLOW:
        return _finding(
            "query-too-slow",
            f"the query had no answer after {seconds:g} seconds",
            _faster(query),
            query,
        )
    return _finding(
        "query-broken",
        "the query ends the process that runs it: it takes too much memory, or is too deep",
        "say what it asks more narrowly",
        query,
    )


def _faster(query: ReadyQuery) -> str:
    if query.is_built_in:
        return f"put a query of your own in its place: queries/{query.name}.rq"
    return "join its patterns by variables that they share, or say what it asks more narrowly"


def _finding(
    code: str,
    message: str,
    hint: str,
    query: ReadyQuery,
    *,
    line: int = 1,
    column: int = 1,
) -> Finding:
    place = Place(file=query.file, line=line, column=column)
    return Finding(code=code, message=message, hint=hint, place=place)

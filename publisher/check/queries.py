"""Ready queries that parse, stay in the graph, use their parameters, and return something."""

import re
from collections.abc import Callable, Iterator, Sequence

from publisher.bounded import Stopped, bounded
from publisher.graph import Graph
from publisher.model import Finding, Place, ReadyQuery
from publisher.project import DEADLINE
from publisher.sparql.engine import StoreEngine
from publisher.sparql.errors import QueryError
from publisher.sparql.parameters import inject
from publisher.sparql.results import rows
from publisher.sparql.tokens import has_service, tokens, variables


def check_queries(
    queries: Sequence[ReadyQuery], graph: Graph, *, seconds: float = DEADLINE
) -> Iterator[Finding]:
    """`seconds`: what one query may take."""
    local = [query for query in queries if not has_service(query.text)]
    for query in queries:
        yield from _parameters(query) if query in local else [_service(query)]
    answers = bounded(local, lambda: _asker(graph), seconds=seconds)
    for query, found in zip(local, answers, strict=True):
        if isinstance(found, Stopped):
            yield _stopped(query, found, seconds)
        else:
            yield from found


def _asker(graph: Graph) -> Callable[[ReadyQuery], list[Finding]]:
    engine = StoreEngine(graph)
    return lambda query: list(_answer(query, engine))


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


def _answer(query: ReadyQuery, engine: StoreEngine) -> Iterator[Finding]:
    defaults = {parameter.name: parameter.default for parameter in query.parameters}
    try:
        engine.check(query.text)
        answer = engine.answer(inject(query.text, defaults))
        empty = not rows(answer)[1]
    except QueryError as error:
        yield _finding("query-broken", str(error), "", query, line=error.line, column=error.column)
        return
    except (ValueError, OSError, RuntimeError) as error:
        yield _finding("query-broken", f"the query fails: {error}", "", query)
        return
    if empty:
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
            "join its patterns by variables that they share, or say what it asks more narrowly",
            query,
        )
    return _finding(
        "query-broken",
        "the query ends the process that runs it: it takes too much memory, or is too deep",
        "say what it asks more narrowly",
        query,
    )


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

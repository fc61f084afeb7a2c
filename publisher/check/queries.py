"""Ready queries that parse, stay in the graph, use their parameters, and return one answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from typing import TypeAlias

from publisher import limits
from publisher.check.stability import (
    Unstable,
    changing_functions,
    limits_without_order,
    made_blank,
    order,
)
from publisher.dataset import Dataset
from publisher.deadline import Stopped, bounded
from publisher.errors import QueryError
from publisher.findings import Finding, Place
from publisher.model import ReadyQuery
from publisher.sparql.answered import Answered, answered, with_defaults
from publisher.sparql.describing import Documents, no_document
from publisher.sparql.engine import StoreEngine
from publisher.sparql.results import result_rows
from publisher.sparql.tokens import has_service, tokenize, variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wrong with ready queries; where that is nothing, their answers.

    `answers`: one a query, None where its files took too long.
    """

    findings: tuple[Finding, ...]
    answers: tuple[Answered | None, ...] = ()


def check_queries(
    queries: Sequence[ReadyQuery], *graphs: Dataset, seconds: float = limits.READY_QUERY_SECONDS
) -> Iterator[Finding]:
    """`seconds`: what one query may take."""
    yield from ask_queries(queries, *graphs, suffixes=None, seconds=seconds).findings


def ask_queries(
    queries: Sequence[ReadyQuery],
    *graphs: Dataset,
    suffixes: Callable[[ReadyQuery], Iterable[str]] | None,
    seconds: float,
    documents: Documents = no_document,
) -> Asked:
    """`check_queries`, and the answers, from one store.

    `suffixes`: of a query's files; without it, there are no answers. `documents`: what DESCRIBE
    answers for a resource that has one.
    """
    local = [query for query in queries if not has_service(query.text)]
    findings: list[Finding] = []
    for query in queries:
        findings += _parameters(query) if query in local else [_service(query)]
    tasks: list[_Task] = [partial(_judged, query=query) for query in local]
    tasks += [partial(_order, query=query) for query in local]
    if suffixes:
        # Each a task of its own: `seconds` are those of the check, and of the files once more.
        tasks += [partial(answered, query=query, suffixes=suffixes(query)) for query in local]
    with closing(bounded(tasks, lambda: _asker(graphs, documents), seconds=seconds)) as made:
        # The answers are asked for when all queries are known to be good.
        broken: set[str] = set()
        for query, found in zip(local, islice(made, len(local)), strict=True):
            if isinstance(found, Stopped):
                findings.append(_stopped(query, found, seconds))
                broken.add(query.file)
            elif isinstance(found, list) and found:
                findings += found
                broken.add(query.file)
        for query, found in zip(local, islice(made, len(local)), strict=True):
            # What takes too long only with more keys to its order is let be.
            if isinstance(found, list) and query.file not in broken:
                findings += found
        if findings:
            return Asked(findings=tuple(findings))
        answers = tuple(one if isinstance(one, Answered) else None for one in made)
        return Asked(findings=(), answers=answers)


_Task: TypeAlias = Callable[[StoreEngine], list[Finding] | Answered]


def _asker(
    graphs: Sequence[Dataset], documents: Documents
) -> Callable[[_Task], list[Finding] | Answered]:
    engine = StoreEngine(*graphs, documents=documents)
    return lambda task: task(engine)


def _service(query: ReadyQuery) -> Finding:
    text = query.text
    # Where it is hidden by escapes, has_service still finds it, and the file alone is named.
    at = next((token.start for token in tokenize(text) if token.is_word("SERVICE")), 0)
    line, column = _place(text, at)
    return _finding(
        "query-service",
        "the query asks another endpoint (SERVICE)",
        "keep what it needs in the graph: a ready query reaches no network",
        query,
        line=line,
        column=column,
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


def _unstable(query: ReadyQuery, why: Unstable) -> Finding:
    line, column = _place(query.text, why.at)
    return _finding("query-unstable", why.message, why.hint, query, line=line, column=column)


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _order(engine: StoreEngine, query: ReadyQuery) -> list[Finding]:
    try:
        why = order(engine, query)
    except (QueryError, ValueError, OSError, RuntimeError):
        return []  # Why it cannot be asked is said without an order.
    return [_unstable(query, why)] if why else []


def _declared(query: ReadyQuery, name: str) -> int:
    """The line that declares a parameter."""
    lines = enumerate(query.text.split("\n"), start=1)
    return next((at for at, line in lines if re.match(rf"# param:?\s+{name}\s", line)), 1)


def _judged(engine: StoreEngine, query: ReadyQuery) -> list[Finding]:
    return list(_wrong(engine, query))


def _wrong(engine: StoreEngine, query: ReadyQuery) -> Iterator[Finding]:
    try:
        engine.check(query.text)
    except QueryError as error:
        yield _finding("query-broken", str(error), "", query, line=error.line, column=error.column)
        return
    changing = [*changing_functions(query.text), *limits_without_order(query.text)]
    yield from (_unstable(query, why) for why in changing)
    try:
        found = result_rows(engine.answer(with_defaults(query)))[1]
    except QueryError as error:
        yield _bound(query) or _finding(
            "query-broken", str(error), "", query, line=error.line, column=error.column
        )
        return
    except (ValueError, OSError, RuntimeError) as error:
        yield _finding("query-broken", f"the query fails: {error}", "", query)
        return
    if not found and not query.is_built_in:
        yield _finding(
            "query-empty",
            "the query returns nothing",
            "correct it, or the defaults of its parameters",
            query,
        )
    if not changing and any((cell or "").startswith("_:") for row in found for cell in row):
        yield _unstable(query, made_blank(query.text))


def _bound(query: ReadyQuery) -> Finding | None:
    """The finding where a query gives a value to a parameter, which has one already."""
    names = {parameter.name for parameter in query.parameters}
    found = list(tokenize(query.text))
    for word, variable in pairwise(found):
        name = variable.text[1:]
        if word.is_word("AS") and variable.kind == "variable" and name in names:
            line, column = _place(query.text, variable.start)
            return _finding(
                "query-broken",
                f"?{name} is a parameter already, and AS gives it another value",
                "name the variable after AS otherwise",
                query,
                line=line,
                column=column,
            )
    return None


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

"""What is wrong with a ready query, as findings."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from publisher.ask.stability import Instability, blank_node_fault
from publisher.deadline import Stopped, longest_wait
from publisher.errors import QueryError
from publisher.findings import Finding, Place
from publisher.model import ReadyQuery, Term
from publisher.sparql.tokens import tokenize, variables


def broken(query: ReadyQuery, error: QueryError) -> Finding:
    """Return the finding for a query that does not parse."""
    return _finding("query-broken", str(error), "", query, line=error.line, column=error.column)


def failed(query: ReadyQuery, error: Exception) -> Finding:
    """Return the finding for a query that parses, but cannot be answered."""
    if isinstance(error, QueryError):
        return _value_fault(query) or broken(query, error)
    return _finding("query-broken", f"the query fails: {error}", "", query)


def answer_faults(
    query: ReadyQuery,
    table: Sequence[Sequence[Term | None]],
    *,
    is_changing: bool,
    is_in_graph: Callable[[Term], bool],
) -> Iterator[Finding]:
    """Yield what is wrong with the rows of an answer.

    `is_changing`: there is a finding that the answer changes on every build. `is_in_graph`:
    whether a blank node is one of the graph, whose label stays.
    """
    if not table and not query.is_built_in:
        yield _finding(
            "query-empty",
            "the query returns nothing",
            "correct it, or the defaults of its parameters",
            query,
        )
    blank_nodes = {cell for row in table for cell in row if cell and cell.startswith("_:")}
    if not is_changing and not all(map(is_in_graph, blank_nodes)):
        yield unstable(query, blank_node_fault(query.text))


def service_fault(query: ReadyQuery) -> Finding:
    text = query.text
    # If escapes hide the word, has_service finds it still; then only the file is named.
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


def parameter_faults(query: ReadyQuery) -> Iterator[Finding]:
    """Yield a finding for each parameter that the query declares and does not use."""
    used = variables(query.text)
    for parameter in query.parameters:
        if parameter.name not in used:
            yield _finding(
                "query-parameter-unused",
                f"parameter {parameter.name} is declared but ?{parameter.name} is nowhere",
                "use the variable, or remove the parameter",
                query,
                line=_line_of(query, parameter.name),
            )


def unstable(query: ReadyQuery, fault: Instability) -> Finding:
    line, column = _place(query.text, fault.at)
    return _finding("query-unstable", fault.message, fault.hint, query, line=line, column=column)


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _line_of(query: ReadyQuery, name: str) -> int:
    """Return the line that declares a parameter."""
    lines = enumerate(query.text.split("\n"), start=1)
    return next((at for at, line in lines if re.match(rf"# param:?\s+{name}\s", line)), 1)


def _value_fault(query: ReadyQuery) -> Finding | None:
    """Return the finding that AS gives a value to a parameter, which has one already."""
    names = {parameter.name for parameter in query.parameters}
    for word, variable in pairwise(tokenize(query.text)):
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


def stopped(query: ReadyQuery, reason: Stopped, seconds: float) -> Finding:
    if reason is Stopped.TOO_SLOW:
        return _finding(
            "query-too-slow",
            f"the query had no answer after {seconds:g} seconds",
            _faster(query),
            query,
        )
    if reason is Stopped.STALLED:
        return _finding(
            "query-too-slow",
            f"the query had no answer after {longest_wait(seconds):g} seconds on the clock, though "
            f"not {seconds:g} seconds of the processor",
            "try again when the machine is less busy",
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

"""The limits of a query, and the early rejection of queries that would exceed them.

The early rejection gives a good message at once. It does not protect the server: a worker does,
which has no network, limited memory and a deadline.
"""

from dataclasses import dataclass
from typing import Final

from publisher import limits as defaults
from publisher.querypool.errors import (
    PoolError,
    query_malformed,
    query_too_complex,
    query_too_long,
    service_refused,
    update_refused,
)
from publisher.sparql.tokens import depth, has_service, length, tokenize

_SHORT: Final = 300
"""Characters in which no query can be too deep or too complex."""
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_SEPARATORS: Final = frozenset({".", ";", ","})


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """Seconds, bytes and numbers that no query exceeds."""

    fast: float = defaults.FAST_SECONDS
    """Seconds after which a query has to go on at low priority, or in the slow queue."""
    fast_if_others_wait: float = defaults.FAST_SECONDS_IN_QUEUE
    """The same while queries of other clients wait for a worker."""
    fast_if_likely_slow: float = defaults.FAST_SECONDS_ON_PROBATION
    """The same for a query that is likely to be slow, while queries of other clients wait."""
    deadline: float = defaults.QUERY_SECONDS
    """Seconds from the arrival of a query to the end of its answer."""
    rows: int = defaults.ANSWER_ROWS
    """Rows, or triples, of an answer."""
    size: int = defaults.ANSWER_BYTES
    """Bytes of an answer."""
    queue: int = defaults.QUEUE_LENGTH
    """Queries that wait in each of the two queues."""
    memory: int = defaults.QUERY_MEMORY_BYTES
    """Bytes that a worker may use beyond what it started with."""
    growth: int = defaults.WORKER_GROWTH_BYTES
    """Bytes by which a worker may have grown after a query; if it has grown more, it exits."""
    text: int = defaults.QUERY_BYTES
    """Bytes of a query."""
    depth: int = defaults.NESTING
    """Brackets of a query that are open at one place."""
    patterns: int = defaults.QUERY_PATTERNS
    """Triple patterns of a query."""
    buffer: int = defaults.WITHHELD_BYTES
    """Bytes that a worker holds back until it is known that the answer has begun well."""


def rejection(query: str, limits: QueryLimits) -> PoolError | None:
    """Return why a query is not run, or None."""
    if len(query) * 4 > limits.text and len(query.encode("utf-8", "replace")) > limits.text:
        return query_too_long(limits.text)
    if "\0" in query:
        return query_malformed("It has a NUL character.")
    # A backslash may hide any word.
    if len(query) > _SHORT or "\\" in query or "service" in query.lower():
        return _rejection_by_tokens(query, limits)
    first = query.split(maxsplit=1)
    return update_refused() if first and _is_update(first[0]) else None


def _rejection_by_tokens(query: str, limits: QueryLimits) -> PoolError | None:
    if has_service(query):
        return service_refused()
    words = (token.text for token in tokenize(query) if token.kind == "word")
    if _is_update(next((word for word in words if word.upper() not in _PROLOGUE), "")):
        return update_refused()
    if depth(query) > limits.depth:
        return query_too_complex(f"Its brackets stand more than {limits.depth} deep.")
    if length(query) > defaults.QUERY_TOKENS:
        return query_too_complex(f"It has more than {defaults.QUERY_TOKENS:,} words and signs.")
    if count_patterns(query) > limits.patterns:
        return query_too_complex(f"It has more than {limits.patterns} triple patterns.")
    return None


def _is_update(word: str) -> bool:
    return word.upper() in _UPDATES


def count_patterns(query: str) -> int:
    """Return about how many triple patterns a query has: the separators within its braces."""
    count = 0
    brackets: list[str] = []
    previous = ""
    for token in tokenize(query):
        if token.kind == "bracket":
            if token.text in "{([":
                brackets.append(token.text)
            elif brackets:
                brackets.pop()
        # In parentheses a comma separates arguments; a dot after a digit belongs to a number.
        is_separator = token.text in _SEPARATORS and not previous.isdigit()
        count += is_separator and bool(brackets) and brackets[-1] != "("
        previous = token.text
    return count

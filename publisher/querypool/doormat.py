"""Friendly answers to what would not end well. The worker is the wall, this is the doormat."""

from typing import Final

from publisher.limits import QUERY_TOKENS
from publisher.querypool.errors import (
    PoolError,
    federated,
    malformed,
    read_only,
    too_complex,
    too_long,
)
from publisher.querypool.jobs import Limits
from publisher.sparql.tokens import depth, has_service, length, tokenize

_SHORT: Final = 300
"""Characters in which no query is too deep or too large."""
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_SEPARATORS: Final = frozenset({".", ";", ","})


def refusal(query: str, limits: Limits) -> PoolError | None:
    """Why a query is not run, or None."""
    if len(query) * 4 > limits.text and len(query.encode("utf-8", "replace")) > limits.text:
        return too_long(limits)
    if "\0" in query:
        return malformed("It has a NUL character.")
    if len(query) > _SHORT or "\\" in query or "service" in query.lower():
        return _of_content(query, limits)
    first = query.split(maxsplit=1)
    return read_only() if first and _is_update(first[0]) else None


def patterns(query: str) -> int:
    """How many triple patterns a query has, about: their separators, within braces."""
    count = 0
    open_: list[str] = []
    before = ""
    for token in tokenize(query):
        if token.kind == "bracket":
            if token.text in "{([":
                open_.append(token.text)
            elif open_:
                open_.pop()
        # In parentheses a comma divides arguments; a dot after a digit belongs to a number.
        is_separator = token.text in _SEPARATORS and not before.isdigit()
        count += is_separator and bool(open_) and open_[-1] != "("
        before = token.text
    return count


def _of_content(query: str, limits: Limits) -> PoolError | None:
    if has_service(query):
        return federated()
    words = (token.text for token in tokenize(query) if token.kind == "word")
    if _is_update(next((word for word in words if word.upper() not in _PROLOGUE), "")):
        return read_only()
    if depth(query) > limits.depth:
        return too_complex(f"Its brackets stand more than {limits.depth} deep.")
    if length(query) > QUERY_TOKENS:
        return too_complex(f"It has more than {QUERY_TOKENS:,} words and signs.")
    if patterns(query) > limits.patterns:
        return too_complex(f"It has more than {limits.patterns} triple patterns.")
    return None


def _is_update(word: str) -> bool:
    return word.upper() in _UPDATES

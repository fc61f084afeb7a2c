"""Get a part of a query's rows by LIMIT and OFFSET in its text.

https://www.w3.org/TR/sparql11-query/#modResultLimit
"""

import re
from dataclasses import dataclass
from typing import Final

from publisher.sparql.tokens import Token, tokenize

_NUMBER: Final = re.compile(r"(?:\s|#[^\n\r]*[\n\r])*([0-9]{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """A LIMIT or an OFFSET of the query itself, with its place in the text."""

    word: str
    number: int
    start: int
    end: int


def paged(text: str, *, offset: int = 0, limit: int | None = None) -> str:
    """Return the query for at most `limit` of its rows, from `offset` on.

    Its own LIMIT and OFFSET still hold: the page is cut from the rows that they leave.
    Raises ValueError if those cannot be read.
    """
    if not offset and limit is None:
        return text
    outer = list(_outermost(text))
    bounds = [_bound(token, text) for token in outer if token.is_word("LIMIT", "OFFSET")]
    numbers = {bound.word: bound.number for bound in bounds}
    if "LIMIT" in numbers:
        left = max(numbers["LIMIT"] - offset, 0)
        limit = left if limit is None else min(limit, left)
    words = f"\nOFFSET {numbers.get('OFFSET', 0) + offset}"
    if limit is not None:
        words += f" LIMIT {limit}"
    # What follows the modifiers of the query's solutions is a last VALUES.
    end = next((token.start for token in outer if token.is_word("VALUES")), len(text))
    return f"{_without(bounds, text, 0, end)}{words}\n{_without(bounds, text, end, len(text))}"


def _outermost(text: str) -> list[Token]:
    """Return the tokens behind the query's group that are in no bracket."""
    outermost: list[Token] = []
    depth = 0
    for token in tokenize(text):
        if token.kind == "bracket":
            depth += 1 if token.text in "{([" else -1
            # The data of a last VALUES closes a brace too.
            if depth == 0 and token.text == "}" and not _has_values(outermost):
                outermost.clear()
        elif depth == 0 and token.kind == "word":
            outermost.append(token)
    return outermost


def _has_values(words: list[Token]) -> bool:
    return any(token.is_word("VALUES") for token in words)


def _bound(token: Token, text: str) -> _Bound:
    match = _NUMBER.match(text, token.end)
    if not match:
        raise ValueError(f"the number of its {token.text} cannot be read")
    return _Bound(word=token.text.upper(), number=int(match[1]), start=token.start, end=match.end())


def _without(bounds: list[_Bound], text: str, start: int, end: int) -> str:
    kept, at = "", start
    for bound in bounds:
        if start <= bound.start < end:
            kept += text[at : bound.start]
            at = bound.end
    return kept + text[at:end]

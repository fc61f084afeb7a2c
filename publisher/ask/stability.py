"""Ready queries whose answer would change from build to build, though the graph does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from publisher.sparql.engine import QueryResult, StoreEngine
from publisher.sparql.results import result_rows
from publisher.sparql.tokens import Token, form, tokenize

_CHANGING: Final = ("RAND", "NOW", "UUID", "STRUUID", "BNODE")
_MODIFIERS: Final = ("LIMIT", "OFFSET", "VALUES")
_OPENING: Final = "{(["


@dataclass(frozen=True, slots=True, kw_only=True)
class Instability:
    """Why an answer changes, what to do, and the offset in the query's text."""

    message: str
    hint: str
    at: int


def changing_functions(text: str) -> Iterator[Instability]:
    """Yield each function of a query that gives another value on every call, once."""
    seen: set[str] = set()
    for token, following in pairwise(tokenize(text)):
        name = token.text.upper()
        if token.is_word(*_CHANGING) and following.text == "(" and name not in seen:
            seen.add(name)
            yield Instability(
                message=f"{name}() gives another answer on every build",
                hint="leave it out, or take what it gives from the graph",
                at=token.start,
            )


def limits_without_order(text: str) -> Iterator[Instability]:
    """Yield each LIMIT or OFFSET of a group that no ORDER BY puts into an order.

    `order_fault` checks the outermost of a SELECT, because it sees how many rows there are.
    """
    frames: list[dict[str, Token]] = [{}]
    is_graph = form(text) in {"CONSTRUCT", "DESCRIBE"}
    for token in tokenize(text):
        if token.text in _OPENING:
            frames.append({})
        elif token.kind == "bracket":
            yield from _unordered(frames.pop() if len(frames) > 1 else {})
        elif token.kind == "word":
            frames[-1].setdefault(token.text.upper(), token)
    if is_graph:
        yield from _unordered(frames[0])


def _unordered(words: dict[str, Token]) -> Iterator[Instability]:
    limit = words.get("LIMIT") or words.get("OFFSET")
    if limit and "ORDER" not in words:
        yield Instability(
            message=f"{limit.text.upper()} without ORDER BY takes other solutions on every build",
            hint="put ORDER BY before it",
            at=limit.start,
        )


def order_fault(engine: StoreEngine, text: str, runnable: str) -> Instability | None:
    """Return why the rows of a SELECT come in no one order; None if they do.

    The query is run with its columns as last keys of its order, once up and once down: if the
    answers differ, its own order leaves rows open. `runnable`: the text with its parameters.
    Raises QueryError.
    """
    if form(text) != "SELECT":
        return None
    columns = _columns(engine.answer(runnable))
    up, down = (
        result_rows(engine.answer(_ordered(runnable, columns, direction)))[1]
        for direction in ("ASC", "DESC")
    )
    if up == down:
        return None
    names = _listed(columns, text)
    words = _outermost(text)
    if "ORDER" in words:
        return Instability(
            message="ORDER BY leaves open which of some rows comes first",
            hint=f"add to it {names}",
            at=words["ORDER"].start,
        )
    return Instability(
        message="the query has no ORDER BY: its rows come in any order",
        hint=f"end it with ORDER BY {names}",
        at=next((token.start for token in tokenize(text) if token.is_word("SELECT")), 0),
    )


def blank_node_fault(text: str) -> Instability:
    """Return what is wrong with a query that answers blank nodes which are not the graph's."""
    starts = (
        token.start for token in tokenize(text) if token.text == "[" or token.text.startswith("_:")
    )
    return Instability(
        message="the query makes blank nodes, whose names are others on every build",
        hint="give what it makes an IRI",
        at=next(starts, 0),
    )


def _columns(answer: QueryResult) -> tuple[str, ...]:
    """Return the columns of a SELECT; the engine computes no row before it is read."""
    if not isinstance(answer, ox.QuerySolutions):
        return ()
    return tuple(variable.value for variable in answer.variables)


def _ordered(text: str, columns: Sequence[str], direction: str) -> str:
    """Return the query with its columns as last keys: by text and language, as some terms do not
    compare.
    """
    keys = " ".join(
        f"{direction}(STR(?{name})) {direction}(LANG(?{name})) {direction}(?{name})"
        for name in columns
    )
    words = _outermost(text)
    clause = keys if "ORDER" in words else f"ORDER BY {keys}"
    # On lines of their own: what stands before may be a comment.
    ends = [words[name].start for name in _MODIFIERS if name in words]
    at = min(ends, default=len(text))
    return f"{text[:at]}\n{clause}\n{text[at:]}"


def _outermost(text: str) -> dict[str, Token]:
    """Return the words behind the outermost group, outside of all brackets, in upper case."""
    depth, is_behind, words = 0, False, dict[str, Token]()
    for token in tokenize(text):
        if token.kind == "bracket":
            depth += 1 if token.text in _OPENING else -1
            is_behind = is_behind or (depth == 0 and token.text == "}")
        elif is_behind and depth == 0 and token.kind == "word":
            words.setdefault(token.text.upper(), token)
    return words


def _listed(columns: Sequence[str], text: str) -> str:
    """Return the columns that an ORDER BY does not name yet."""
    words = _outermost(text)
    named: set[str] = set()
    if "ORDER" in words:
        rest = text[words["ORDER"].end :]
        named = {token.text[1:] for token in tokenize(rest) if token.kind == "variable"}
    return " ".join(f"?{name}" for name in columns if name not in named) or "what tells them apart"

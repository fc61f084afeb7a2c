"""A ready query's answer: as a table, and as files."""

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.model import ReadyQuery, Term
from publisher.sparql.engine import StoreEngine
from publisher.sparql.parameters import inject
from publisher.sparql.results import result_rows, serialized
from publisher.sparql.sheet import sheet_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`files` by suffix."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    files: dict[str, bytes]


def with_defaults(query: ReadyQuery) -> str:
    """The query with the defaults of its parameters. Raises QueryError."""
    return inject(query.text, {one.name: one.default for one in query.parameters})


def answered(engine: StoreEngine, query: ReadyQuery, suffixes: Iterable[str]) -> Answered:
    """The answer with the defaults of its parameters. Raises QueryError."""
    text = with_defaults(query)
    columns, found = result_rows(engine.answer(text))
    files = {}
    for suffix in suffixes:
        answer = engine.answer(text)
        files[suffix] = sheet_of(answer) if suffix == "csv" else serialized(answer, suffix)
    return Answered(columns=columns, rows=found, files=files)

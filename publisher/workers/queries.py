"""Each ready query's files: its page, its text, its answer, and what its CSV holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from publisher.bounded import Stopped, bounded
from publisher.describe import Names, value
from publisher.graph import Graph
from publisher.model import File, ReadyQuery, Term, Value
from publisher.render.queries import GRAPH_FILES, TABLE_FILES, answers_graph, query_page
from publisher.site.tables import table_file
from publisher.sparql.engine import StoreEngine
from publisher.sparql.parameters import inject, with_base
from publisher.sparql.results import rows, serialized
from publisher.sparql.sheet import sheet_of
from publisher.workers.pages import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """A query's answer: as a table, and as files by suffix."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
    files: dict[str, bytes]


def query_files(pages: Pages) -> Iterator[File]:
    """The files of every query, run with the defaults of its parameters.

    One that takes longer than `pages.deadline` has none: the check, beside which this may run,
    says so.
    """
    if not pages.queries:
        return
    answering = partial(_answering, pages.names.graph)
    made = bounded(pages.queries, answering, seconds=pages.deadline)
    for answered, query in zip(made, pages.queries, strict=True):
        if not isinstance(answered, Stopped):
            yield from _files(pages, query, answered)


def _answering(graph: Graph) -> Callable[[ReadyQuery], _Answered]:
    return partial(_answered, StoreEngine(graph))


def _answered(engine: StoreEngine, query: ReadyQuery) -> _Answered:
    text = inject(query.text, {one.name: one.default for one in query.parameters})
    columns, found = rows(engine.answer(text))
    files = {}
    for suffix in GRAPH_FILES if answers_graph(query) else TABLE_FILES:
        answer = engine.answer(text)
        files[suffix] = sheet_of(answer) if suffix == "csv" else serialized(answer, suffix)
    return _Answered(columns=columns, rows=found, files=files)


def _files(pages: Pages, query: ReadyQuery, answered: _Answered) -> Iterator[File]:
    """The answer as the server gives it, and the query."""
    text = with_base(query.text, pages.frame.base)
    shown = _shown(answered.rows, pages.names)
    yield query_page(pages.frame, query, answered.columns, shown, text=text)
    path = f"queries/{query.name}"
    yield File(path=f"{path}.rq", content=text.encode())
    for suffix, content in answered.files.items():
        yield File(path=f"{path}.{suffix}", content=content)
    if not answers_graph(query):
        yield table_file(pages.frame, query, answered.columns, answered.rows)


def _shown(found: Sequence[Sequence[Term | None]], names: Names) -> list[list[Value | None]]:
    return [[_cell(term, names) for term in row] for row in found]


def _cell(term: Term | None, names: Names) -> Value | None:
    return None if term is None else value(("", "", term), names=names)

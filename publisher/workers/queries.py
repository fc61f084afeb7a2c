"""Each ready query's files: its page, its text, its answer, and what its CSV holds."""

from collections.abc import Iterator, Sequence

from publisher.describe import Names, value
from publisher.model import File, ReadyQuery, Term, Value
from publisher.render.queries import GRAPH_FILES, TABLE_FILES, answers_graph, query_page
from publisher.site.tables import table_file
from publisher.sparql.engine import StoreEngine
from publisher.sparql.parameters import inject, with_base
from publisher.sparql.results import rows, serialized
from publisher.sparql.sheet import sheet_of
from publisher.workers.pages import Pages


def query_files(pages: Pages) -> Iterator[File]:
    """The files of every query, run with the defaults of its parameters."""
    if not pages.queries:
        return
    engine = StoreEngine(pages.names.graph)
    for query in pages.queries:
        defaults = {one.name: one.default for one in query.parameters}
        text = inject(query.text, defaults)
        published = with_base(query.text, pages.frame.base)
        answer = rows(engine.answer(text))
        yield query_page(
            pages.frame, query, answer[0], _shown(answer[1], pages.names), text=published
        )
        yield File(path=f"queries/{query.name}.rq", content=published.encode())
        yield from _answer_files(query, text, engine)
        if not answers_graph(query):
            yield table_file(pages.frame, query, *answer)


def _answer_files(query: ReadyQuery, text: str, engine: StoreEngine) -> Iterator[File]:
    """The answer as files, as the server gives it."""
    for suffix in GRAPH_FILES if answers_graph(query) else TABLE_FILES:
        answer = engine.answer(text)
        content = sheet_of(answer) if suffix == "csv" else serialized(answer, suffix)
        yield File(path=f"queries/{query.name}.{suffix}", content=content)


def _shown(found: Sequence[Sequence[Term | None]], names: Names) -> list[list[Value | None]]:
    return [[_cell(term, names) for term in row] for row in found]


def _cell(term: Term | None, names: Names) -> Value | None:
    return None if term is None else value(("", "", term), names=names)

"""Each ready query's files: its page, its text, its answer, and what its CSV holds."""

from collections.abc import Iterable, Iterator, Sequence

from publisher.describe import Names, value
from publisher.model import File, ReadyQuery, Term, Value
from publisher.render.queries import GRAPH_FILES, TABLE_FILES, answers_graph, query_page
from publisher.site.tables import SUFFIX as TABLE_SUFFIX
from publisher.site.tables import table_file
from publisher.sparql.answered import Answered
from publisher.sparql.parameters import with_base
from publisher.workers.pages import Pages


def suffixes(query: ReadyQuery) -> Iterable[str]:
    """Of the files that a query's answer has on a site."""
    return GRAPH_FILES if answers_graph(query) else TABLE_FILES


def paths_of(query: ReadyQuery) -> Iterator[str]:
    """The paths of the files of a query that has an answer."""
    path = f"queries/{query.name}"
    for suffix in ("html", "rq", *suffixes(query)):
        yield f"{path}.{suffix}"
    if not answers_graph(query):
        yield f"{path}.{TABLE_SUFFIX}"


def query_files(pages: Pages, answers: Sequence[Answered | None]) -> Iterator[File]:
    """The files of every query; of one without an answer none.

    `answers`: what each was answered with the defaults of its parameters.
    """
    for query, answer in zip(pages.queries, answers, strict=True):
        if answer is not None:
            yield from _files(pages, query, answer)


def _files(pages: Pages, query: ReadyQuery, answer: Answered) -> Iterator[File]:
    """The answer as the server gives it, and the query."""
    text = with_base(query.text, pages.frame.base)
    shown = _shown(answer.rows, pages.names)
    yield query_page(pages.frame, query, answer.columns, shown, text=text)
    path = f"queries/{query.name}"
    yield File(path=f"{path}.rq", content=text.encode())
    for suffix, content in answer.files.items():
        yield File(path=f"{path}.{suffix}", content=content)
    if not answers_graph(query):
        yield table_file(pages.frame, query, answer.columns, answer.rows)


def _shown(found: Sequence[Sequence[Term | None]], names: Names) -> list[list[Value | None]]:
    return [[_cell(term, names) for term in row] for row in found]


def _cell(term: Term | None, names: Names) -> Value | None:
    return None if term is None else value(("", "", term), names=names)

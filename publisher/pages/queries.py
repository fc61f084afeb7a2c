"""Each ready query's files: its page, its text, its answer, and what its CSV holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publisher.describe import Names, value
from publisher.describe.words import ClaimedWords
from publisher.description import Value
from publisher.model import ANY, File, ReadyQuery, SitePath, Term
from publisher.pages.resource import Pages
from publisher.render.claimed_words import claimed_file
from publisher.render.csvw import SUFFIX as TABLE_SUFFIX
from publisher.render.csvw import table_file
from publisher.render.queries import GRAPH_FILES, TABLE_FILES, answers_graph, query_page
from publisher.sparql.answered import Answered
from publisher.sparql.parameters import with_base


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
    claimed = ClaimedWords.of(pages.names.graph)
    yield claimed_file(claimed.as_lists())
    for query, answer in zip(pages.queries, answers, strict=True):
        if answer is not None:
            yield from _files(pages, query, answer, claimed)


def _files(
    pages: Pages, query: ReadyQuery, answer: Answered, claimed: ClaimedWords
) -> Iterator[File]:
    """The answer as the server gives it, and the query."""
    text = with_base(query.text, pages.frame.base)
    shown = [[_cell(term, pages.names, claimed) for term in row] for row in answer.rows]
    yield query_page(pages.frame, query, answer.columns, shown, text=text)
    path = f"queries/{query.name}"
    yield File(path=SitePath(f"{path}.rq"), content=text.encode())
    for suffix, content in answer.files.items():
        yield File(path=SitePath(f"{path}.{suffix}"), content=content)
    if not answers_graph(query):
        yield table_file(pages.frame, query, answer.columns, answer.rows)


def _cell(term: Term | None, names: Names, claimed: ClaimedWords) -> Value | None:
    if term is None:
        return None
    shown = value((ANY, ANY, term), names=names)
    return shown if shown.href else replace(shown, claimed=claimed.within(shown.text))

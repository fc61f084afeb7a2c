"""The pages of the ready queries with their answers, and the pages on which to write a query."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.ask import QueryRun
from publisher.describe import Names, value
from publisher.describe.claimed_words import ClaimedWords
from publisher.description import Value
from publisher.editor import read_editor
from publisher.model import ANY, File, ReadyQuery, SitePath, Term
from publisher.pages.context import Context
from publisher.pages.query_words import without_claims
from publisher.pages.small_files import turtle
from publisher.render.csvw import SUFFIX as TABLE_SUFFIX
from publisher.render.csvw import table_file
from publisher.render.queries import (
    GRAPH_FILES,
    TABLE_FILES,
    answers_graph,
    api_page,
    editor_page,
    endpoint_page,
    queries_index,
    query_page,
)
from publisher.render.query_examples import QUERIES_PATH, query_triples
from publisher.render.site_description import claimed_file
from publisher.sparql.parameters import inject, with_base
from publisher.sparql.results import StoredAnswer, result_rows, serialized
from publisher.sparql.sheet import sheet_of


def query_overview_files(context: Context) -> Iterator[File]:
    """Yield the pages that list the ready queries, and the query editor."""
    yield queries_index(context.frame, context.queries)
    yield api_page(context.frame, context.queries)
    if context.queries:
        texts = {query.name: _runnable(query, context.frame.base) for query in context.queries}
        triples = query_triples(context.frame, context.queries, texts=texts)
        yield File(path=QUERIES_PATH, content=turtle(triples))
    editor = read_editor()
    yield editor_page(context.frame, editor)
    yield endpoint_page(context.frame)
    yield from editor.files


def _runnable(query: ReadyQuery, base: str) -> str:
    """Return the text of a query with its base and with the defaults of its parameters."""
    defaults = {parameter.name: parameter.default for parameter in query.parameters}
    try:
        text = inject(query.text, defaults)
    except ValueError:
        text = query.text  # The check of the queries says what is wrong with it.
    return with_base(text, base)


def query_files(context: Context, runs: Sequence[QueryRun]) -> Iterator[File]:
    """Yield the files of each ready query that has an answer, and `claimed.json`."""
    claimed = ClaimedWords.of(context.dataset)
    yield claimed_file(claimed.as_lists())
    for run in runs:
        if run.answer is not None:
            query = without_claims(run.query, context.names.said_by)
            yield from _files(context, query, run.answer, claimed)


def paths_of(query: ReadyQuery) -> Iterator[str]:
    """Yield the paths of the files of a query that has an answer."""
    is_graph = answers_graph(query)
    suffixes = GRAPH_FILES if is_graph else (*TABLE_FILES, TABLE_SUFFIX)
    for suffix in ("html", "rq", *suffixes):
        yield f"queries/{query.name}.{suffix}"


def _files(
    context: Context, query: ReadyQuery, answer: StoredAnswer, claimed: ClaimedWords
) -> Iterator[File]:
    text = with_base(query.text, context.frame.base)
    columns, terms = result_rows(answer.read())
    cells = [[_cell(term, context.names, claimed) for term in row] for row in terms]
    yield query_page(context.frame, query, columns, cells, text=text)
    path = f"queries/{query.name}"
    yield File(path=SitePath(f"{path}.rq"), content=text.encode())
    if answers_graph(query):
        for suffix in GRAPH_FILES:
            content = serialized(answer.read(), suffix)
            yield File(path=SitePath(f"{path}.{suffix}"), content=content)
    else:
        # A spreadsheet must not run a value as a formula.
        yield File(path=SitePath(f"{path}.csv"), content=sheet_of(answer.read()))
        yield File(path=SitePath(f"{path}.json"), content=serialized(answer.read(), "json"))
        yield table_file(context.frame, query, columns, terms)


def _cell(term: Term | None, names: Names, claimed: ClaimedWords) -> Value | None:
    if term is None:
        return None
    cell = value((ANY, ANY, term), names=names)
    return cell if cell.href else replace(cell, claimed=claimed.within(cell.text))

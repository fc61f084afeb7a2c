"""The answer to a query as a page, for a browser without scripts.

The page reads the answer as tab-separated values, in which a row is a line and a cell a term of
Turtle: https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv
"""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from publisher.addresses import anchor_of
from publisher.describe.claimed_words import ClaimedWords
from publisher.description import Link, Value
from publisher.media_types import FORMATS, GRAPHS, TABLES, content_type
from publisher.model import Term
from publisher.render.answers import Answer, answer_page
from publisher.render.queries import answers_graph
from publisher.render.site_description import CLAIMED_WORDS_PATH
from publisher.serve.answers import VARY, ChargedAnswer, answer_response, run_in_pool
from publisher.serve.query_call import QueryCall
from publisher.serve.release import Release
from publisher.serve.resource import path_below_root
from publisher.serve.site_state import SiteState
from publisher.serve.sparql_request import SparqlQuery
from publisher.sparql.tokens import form
from publisher.terms import bare, is_iri, is_literal, language, lexical
from publisher.terms import iri as iri_term

MAX_ROWS: Final = 500
"""Rows of a page."""
CALL_ROWS: Final = 100
"""Rows of a page of a ready query if no limit is given."""
MAX_READ: Final = 1 << 19
"""Bytes of an answer that a page reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRows:
    """What a page shows of an answer; `has_more` if the answer goes on."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    has_more: bool


async def sparql_page(query: SparqlQuery, request: Request, site: SiteState) -> Response:
    """Return a page with the first rows of the answer, or the beginning of its graph."""
    charged = await run_in_pool(replace(query, table="tsv", graph="ttl").job, request, site)
    content, has_more = await _beginning(charged)
    page = Answer(title="Answer", text=query.text, downloads=_downloads(query, charged.format))
    if charged.format == "tsv":
        table = page_rows(content, is_cut=has_more)
        note = "The answer goes on: its files have all of it." if table.has_more else ""
        page = replace(page, columns=table.columns, rows=_values(table, site.release), note=note)
    else:
        page = _with_graph(page, content, has_more=has_more)
    return await _page_response(page, "sparql", request, site)


async def query_call_page(call: QueryCall, request: Request, site: SiteState) -> Response:
    """Return a page with the rows of a ready query, or its graph, and a field a parameter."""
    limit = call.limit or CALL_ROWS
    is_select = form(call.text) == "SELECT"
    # One more row than is shown tells whether there is a next page.
    text = call.page(offset=call.offset, limit=limit + 1) if is_select else call.text
    query = SparqlQuery(text=text, table="tsv", graph="ttl")
    content, has_more = await _beginning(await run_in_pool(query.job, request, site))
    suffixes = GRAPHS if answers_graph(call.query) else TABLES
    page = Answer(
        title=call.query.title,
        text=call.text,
        downloads=[
            Link(label=suffix, href=call.address(suffix, call.fields)) for suffix in suffixes
        ],
        query=call.query,
        values=call.values,
    )
    if answers_graph(call.query):
        page = _with_graph(page, content, has_more=has_more)
    else:
        table = page_rows(content, is_cut=has_more, limit=limit)
        next_offset = call.offset + len(table.rows)
        following = call.page_address(offset=next_offset, limit=limit) if table.has_more else ""
        page = replace(
            page,
            columns=table.columns,
            rows=_values(table, site.release),
            note=f"They begin with row {call.offset + 1:,}." if call.offset else "",
            following=following,
        )
    return await _page_response(page, path_below_root(request, site.root), request, site)


async def _page_response(page: Answer, path: str, request: Request, site: SiteState) -> Response:
    content = answer_page(site.frame, page, path=path).content
    headers = {
        "content-type": content_type("text/html"),
        "vary": VARY,
        "cache-control": "no-cache",
    }
    return await answer_response(content, request, headers)


def _with_graph(page: Answer, content: bytes, *, has_more: bool) -> Answer:
    return replace(
        page,
        graph=content.decode("utf-8", "replace") or "# an empty graph",
        note="The graph goes on: its files have all of it." if has_more else "",
    )


async def _beginning(answer: ChargedAnswer) -> tuple[bytes, bool]:
    """Return an answer as far as a page reads it, and whether it goes on. Close it.

    Raises PoolError if the answer breaks off before, because no part of it may be shown then.
    """
    if answer.whole is not None:
        return answer.whole[:MAX_READ], len(answer.whole) > MAX_READ
    content = bytearray()
    try:
        async for chunk in answer:
            content += chunk
            if len(content) > MAX_READ:
                return bytes(content[:MAX_READ]), True
    finally:
        await answer.aclose()
    return bytes(content), False


def page_rows(content: bytes, *, is_cut: bool, limit: int = MAX_ROWS) -> PageRows:
    """Return the first `limit` rows of tab-separated values as terms.

    If `is_cut`, the last line may be incomplete.
    """
    lines = content.decode("utf-8", "replace").split("\n")
    if lines[0] in {"true", "false"}:
        return PageRows(columns=("result",), rows=((Term(f'"{lines[0]}"'),),), has_more=False)
    columns = tuple(name.removeprefix("?") for name in lines[0].split("\t")) if lines[0] else ()
    rows = [tuple(map(_term, line.split("\t"))) for line in lines[1:-1]]
    return PageRows(columns=columns, rows=tuple(rows[:limit]), has_more=is_cut or len(rows) > limit)


def _term(cell: str) -> Term | None:
    if not cell:
        return None
    # Numbers and booleans come without quotes.
    return Term(cell if cell[0] in '<"_' else f'"{cell}"')


def _values(table: PageRows, release: Release) -> list[list[Value | None]]:
    return [[_value(term, release) for term in row] for row in table.rows]


def _value(term: Term | None, release: Release) -> Value | None:
    """Return a term as a page shows it: a resource of this site links to its page here."""
    if term is None:
        return None
    if is_iri(term):
        iri = bare(term)
        text = iri.removeprefix(release.base) or iri
        return Value(term=term, text=text, href=_href(iri, release))
    if is_literal(term):
        text = lexical(term)
        claimed = claimed_words(release.folder).within(text)
        return Value(term=term, text=text, language=language(term), claimed=claimed)
    # A blank node that nothing names has a page of its own.
    path = release.addresses.path(term)
    return Value(
        term=term, text=term, href=f"{path}.html" if f"{path}.html" in release.files else ""
    )


@lru_cache(maxsize=2)
def claimed_words(folder: Path) -> ClaimedWords:
    """Return the words of claims of a release; none if it has no such file."""
    try:
        members = json.loads((folder / "site" / CLAIMED_WORDS_PATH).read_bytes())
    except FileNotFoundError:
        return ClaimedWords()
    return ClaimedWords(**{name: tuple(texts) for name, texts in members.items()})


def _href(iri: str, release: Release) -> str:
    """Return the address of an IRI's page here, as a section of a document or a page of its own."""
    page_iri, _, fragment = iri.partition("#")
    for page, anchor in ((iri, ""), (page_iri, anchor_of(fragment))):
        path = release.addresses.path(iri_term(page))
        if f"{path}.html" in release.files and release.has_resource(path):
            return f"{quote(path)}.html#{anchor}" if anchor else f"{quote(path)}.html"
    return iri


def _downloads(query: SparqlQuery, suffix: str) -> list[Link]:
    """Return links to the whole answer in the formats of its form."""
    graph_suffixes = tuple(each.suffix for each in FORMATS if each.is_answer)
    suffixes = ("csv", "json", "xml", "tsv") if suffix == "tsv" else graph_suffixes
    graphs = [("default-graph-uri", iri) for iri in query.default_graphs]
    graphs += [("named-graph-uri", iri) for iri in query.named_graphs]
    fields = [("query", query.text), *graphs]
    return [
        Link(label=each, href=f"sparql?{urlencode([*fields, ('format', each)])}")
        for each in suffixes
    ]

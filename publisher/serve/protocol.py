"""A request to `/sparql` as the query that it holds, or what is wrong with it.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from publisher.media_types import DOCUMENTS, GRAPHS, TABLES
from publisher.negotiation import accepted, prefers_page
from publisher.serve.formats import format_of, named
from publisher.serve.messages import FIELDS, Request
from publisher.serve.problems import Problem
from publisher.sparql.tokens import GRAPH_FORMS, form

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_PAGE: Final = {"html": DOCUMENTS["html"]}
_FORMAT_NAMES: Final = ("format", "output")
"""Not the standard's, but of many endpoints and their clients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query and how to answer it: `table` for SELECT and ASK, `graph` for the other forms.

    Each is a suffix, or empty where the client takes none of them. `is_page`: a person reads
    the answer in a browser.
    """

    query: str
    table: str
    graph: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    is_page: bool = False
    is_sheet: bool = False
    """Its CSV is for a spreadsheet."""


def read(request: Request, *, longest: int) -> Asked | Problem | None:
    """What the request asks; None where a GET has no query at all. `longest`: bytes of a query."""
    try:
        fields = _fields(request)
    except ValueError:
        return _malformed("Its fields are not UTF-8, or there are more than a hundred.")
    if isinstance(fields, Problem):
        return fields
    if any(name == "update" for name, _ in fields):
        return _READ_ONLY
    queries = [value for name, value in fields if name == "query"]
    if not queries and request.method != "POST":
        return None
    wrong = _wrong(queries, request, longest)
    return wrong or asked(queries[0].removeprefix(_MARK), fields, accept=request.accept)


_MARK: Final = "\ufeff"
"""Editors put it before a text, of which it is no part: https://www.unicode.org/faq/utf_bom.html"""


def _wrong(queries: Sequence[str], request: Request, longest: int) -> Problem | None:
    """What forbids to run the queries of a request, which has to be one."""
    is_post = request.method == "POST"
    if not queries:
        return _malformed('It has no field "query".')
    if len(queries) > 1:
        where = ", in its body and its address" if is_post else ""
        return _malformed(f"It has more than one query{where}; send one query a request.")
    if len(queries[0].encode()) > longest:
        return _too_long(413 if is_post else 414, longest)
    return None


def _fields(request: Request) -> list[tuple[str, str]] | Problem:
    """The protocol's fields, wherever the request has them: the address of a POST may name graphs
    and a format, and its body has the query.
    """
    if request.method != "POST":
        return request.parameters()
    refused = _refused_body(request)
    if refused:
        return refused
    try:
        body = request.body.decode()
    except UnicodeDecodeError as error:
        return _malformed(f"Its body is not UTF-8: byte {error.start + 1:,} is wrong.")
    given = request.parameters()
    if _media_type(request) == DIRECT:
        return [("query", body), *given]
    form_ = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    is_elsewhere = any(name == "query" for name, _ in given)
    if is_elsewhere and not any(name == "query" for name, _ in form_):
        return _malformed(
            'Its form has no field "query", and its address has one: send it in the form, or '
            "ask by GET."
        )
    return [*form_, *given]


def _refused_body(request: Request) -> Problem | None:
    """Why the body of a POST is not read."""
    coding = request.headers.get("content-encoding", "").strip().lower()
    if coding not in {"", "identity"}:
        return _unsupported(
            f"The body is sent as {coding[:60]!r}; send it as it is, without Content-Encoding.",
            ("accept-encoding", "identity"),
        )
    charset = _CHARSET.search(request.headers.get("content-type", ""))
    if charset and charset[1].lower() not in _CHARSETS:
        return _unsupported(f"The body is sent in {charset[1][:60]}; send it in UTF-8.")
    media_type = _media_type(request)
    if media_type == UPDATE:
        return _READ_ONLY
    if media_type not in {FORM, DIRECT}:
        return _unsupported(f"Post a query as {FORM} with a field query, or as {DIRECT}.")
    return None


_CHARSET: Final = re.compile(r""";\s*charset\s*=\s*["']?([^"';\s]+)""", re.IGNORECASE)
_CHARSETS: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _unsupported(detail: str, *headers: tuple[str, str]) -> Problem:
    return Problem(
        status=415,
        title="Unsupported media type",
        detail=detail,
        headers=(("accept-post", f"{FORM}, {DIRECT}"), *headers),
    )


def asked(query: str, fields: Sequence[tuple[str, str]], *, accept: str) -> Asked | Problem:
    """The query with the formats that a field, or else an `Accept` header, asks for."""
    format_ = format_of(fields, names=_FORMAT_NAMES)
    if isinstance(format_, Problem):
        return format_
    table, graph, is_page = _by_name(format_) if format_ else _by_accept(accept, query)
    if not (table or graph or is_page):
        return _not_acceptable()
    return Asked(
        query=query,
        table=table,
        graph=graph,
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        is_page=is_page,
    )


def _by_name(name: str) -> tuple[str, str, bool]:
    """The formats by a name; the form of query that has no such format gets none."""
    return named(name, TABLES), named(name, GRAPHS), bool(named(name, _PAGE))


def _by_accept(accept: str, query: str) -> tuple[str, str, bool]:
    """The formats for each form of query, and whether a page goes before those of this one."""
    table, graph = accepted(accept, TABLES), accepted(accept, GRAPHS)
    if not _PAGES.search(accept):
        return table, graph, False
    offers = GRAPHS if form(query) in GRAPH_FORMS else TABLES
    return table, graph, prefers_page(accept, tuple(offers.values()))


_PAGES: Final = re.compile("html", re.IGNORECASE)
"""In each name of HTML: without it, nobody has to look what form a query has."""


def _not_acceptable() -> Problem:
    offered = ", ".join((*TABLES.values(), *GRAPHS.values(), "text/html"))
    return Problem(
        status=406,
        title="Not in this format",
        detail=f"An answer comes as one of {offered}: send one of them in Accept.",
        members={"available": [*TABLES.values(), *GRAPHS.values(), "text/html"]},
    )


_READ_ONLY: Final = Problem(
    status=403,
    title="The endpoint is read-only",
    detail="It answers queries and takes no update; load a dump into a store of your own.",
)


def _malformed(detail: str) -> Problem:
    return Problem(status=400, title="The request is malformed", detail=detail)


def _too_long(status: int, longest: int) -> Problem:
    return Problem(
        status=status,
        title="The query is too long",
        detail=f"A query may have {longest:,} bytes. Send less of it, or take a dump and an "
        "engine of your own.",
    )

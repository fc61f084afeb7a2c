"""Read the query of a request to the SPARQL endpoint, or say what is wrong with the request.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from publisher.querypool import Job
from publisher.serve.body import FORM, check_coding, read_body, unsupported
from publisher.serve.negotiation import (
    Fields,
    answer_formats,
    header_of,
    parse_fields,
    query_fields,
    requested_format,
)
from publisher.serve.problems import Problem
from publisher.serve.response_cache import AnswerKey
from publisher.serve.settings import max_body

DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_FORMAT_NAMES: Final = ("format", "output")
"""Not the standard's, but of many endpoints and their clients."""
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Editors put it before a text, of which it is no part: https://www.unicode.org/faq/utf_bom.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlQuery:
    """A query and how to answer it: `table` for SELECT and ASK, `graph` for the other forms.

    Each is a suffix, or empty if the client accepts none of that kind. `is_page`: a person reads
    the answer in a browser.
    """

    text: str
    table: str
    graph: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    is_page: bool = False
    is_for_spreadsheet: bool = False
    """Its CSV is opened in a spreadsheet."""

    @property
    def job(self) -> Job:
        return Job(
            query=self.text,
            table=self.table,
            graph=self.graph,
            default_graphs=self.default_graphs,
            named_graphs=self.named_graphs,
            is_sheet=self.is_for_spreadsheet,
        )

    @property
    def key(self) -> AnswerKey:
        graphs = (*self.default_graphs, "", *self.named_graphs)
        reader = "sheet" if self.is_for_spreadsheet else ""
        return (self.table, self.graph, reader, *graphs, self.text)


async def read_sparql_query(request: Request, *, max_size: int) -> SparqlQuery | None:
    """Return the query of a request; None if a GET has none. `max_size`: bytes of a query.

    Raises Problem if the request is malformed or asks for an update.
    """
    is_post = request.method == "POST"
    fields = await _posted_fields(request, max_size) if is_post else query_fields(request)
    if any(name == "update" for name, _ in fields):
        raise _read_only()
    texts = [value for name, value in fields if name == "query"]
    if not texts and not is_post:
        return None
    _check(texts, max_size, is_post=is_post)
    text = texts[0].removeprefix(_BYTE_ORDER_MARK)
    return sparql_query(text, fields, accept=header_of(request, "accept"))


def sparql_query(text: str, fields: Fields, *, accept: str) -> SparqlQuery:
    """Return the query in the formats that a field or else the `Accept` header asks for.

    Raises Problem if the client accepts none.
    """
    name = requested_format(fields, names=_FORMAT_NAMES)
    table, graph, is_page = answer_formats(name, accept=accept, query=text)
    return SparqlQuery(
        text=text,
        table=table,
        graph=graph,
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        is_page=is_page,
    )


def _check(texts: Sequence[str], max_size: int, *, is_post: bool) -> None:
    """Raise Problem unless a request has exactly one query, and not too long a one."""
    if not texts:
        raise _malformed('It has no field "query".')
    if len(texts) > 1:
        where = ", in its body and its address" if is_post else ""
        raise _malformed(f"It has more than one query{where}; send one query a request.")
    if len(texts[0].encode()) > max_size:
        raise Problem(
            413 if is_post else 414,
            "The query is too long",
            f"A query may have {max_size:,} bytes. Send less of it, or take a dump and an "
            "engine of your own.",
        )


async def _posted_fields(request: Request, max_size: int) -> list[tuple[str, str]]:
    """Return the fields of a POST: its address may name graphs and a format, its body the query."""
    content = await read_body(request, max_body(max_size))
    media_type = header_of(request, "content-type").partition(";")[0].strip().lower()
    _check_body(request, media_type)
    try:
        body = content.decode()
    except UnicodeDecodeError as error:
        message = f"Its body is not UTF-8: byte {error.start + 1:,} is wrong."
        raise _malformed(message) from error
    in_address = query_fields(request)
    if media_type == DIRECT:
        return [("query", body), *in_address]
    in_form = parse_fields(body)
    is_elsewhere = any(name == "query" for name, _ in in_address)
    if is_elsewhere and not any(name == "query" for name, _ in in_form):
        raise _malformed(
            'Its form has no field "query", and its address has one: send it in the form, or '
            "ask by GET."
        )
    return [*in_form, *in_address]


def _check_body(request: Request, media_type: str) -> None:
    """Raise Problem if the body of a POST cannot be read as a query."""
    check_coding(request, (FORM, DIRECT))
    if media_type == UPDATE:
        raise _read_only()
    if media_type not in {FORM, DIRECT}:
        detail = f"Post a query as {FORM} with a field query, or as {DIRECT}."
        raise unsupported(detail, (FORM, DIRECT))


def _read_only() -> Problem:
    return Problem(
        403,
        "The endpoint is read-only",
        "It answers queries and takes no update; load a dump into a store of your own.",
    )


def _malformed(detail: str) -> Problem:
    return Problem(400, "The request is malformed", detail)

"""A request to `/sparql` as the query that it holds, or what is wrong with it.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

from publisher.media_types import ALIASES, GRAPHS, TABLES
from publisher.negotiation import accepted
from publisher.serve.messages import Request
from publisher.serve.problems import Problem

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_KNOWN: Final = TABLES | GRAPHS | {"html": "text/html"}
_NAMES: Final[Mapping[str, Sequence[str]]] = {
    **{suffix: (media_type,) for suffix, media_type in _KNOWN.items()},
    # Whoever says so means the form of query that has such a format.
    "json": (TABLES["json"], GRAPHS["jsonld"]),
    "xml": (TABLES["xml"], GRAPHS["rdf"]),
    # As SPARQLWrapper and rdflib call them.
    "turtle": (GRAPHS["ttl"],),
    "n3": (GRAPHS["ttl"],),
    "json-ld": (GRAPHS["jsonld"],),
    "ntriples": (GRAPHS["nt"],),
    "rdf+xml": (GRAPHS["rdf"],),
}
"""What a format may be called beside its media type."""
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
    wrong = _wrong(queries, request.method, longest)
    return wrong or asked(queries[0], fields, accept=request.accept)


def _wrong(queries: Sequence[str], method: str, longest: int) -> Problem | None:
    """What forbids to run the queries of a request, which has to be one."""
    if not queries:
        return _malformed('It has no field "query".')
    if len(queries) > 1:
        return _malformed('It has more than one field "query"; send one query a request.')
    if len(queries[0].encode()) > longest:
        return _too_long(413 if method == "POST" else 414, longest)
    return None


def _fields(request: Request) -> list[tuple[str, str]] | Problem:
    """The protocol's fields, wherever the request has them."""
    if request.method != "POST":
        return request.parameters()
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == FORM:
        return parse_qsl(
            request.body.decode(), keep_blank_values=True, errors="strict", max_num_fields=100
        )
    if media_type == DIRECT:
        given = [one for one in request.parameters() if one[0] not in {"query", "update"}]
        return [("query", request.body.decode()), *given]
    if media_type == UPDATE:
        return _READ_ONLY
    return Problem(
        status=415,
        title="Unsupported media type",
        detail=f"Post a query as {FORM} with a field query, or as {DIRECT}.",
        headers=(("accept-post", f"{FORM}, {DIRECT}"),),
    )


def asked(query: str, fields: Sequence[tuple[str, str]], *, accept: str) -> Asked | Problem:
    """The query with the formats that a field, or else an `Accept` header, asks for."""
    format_ = next((value for name, value in fields if name in _FORMAT_NAMES and value), "")
    if format_:
        table, graph, is_page = _by_name(format_)
    else:
        table, graph, is_page = _by_accept(accept)
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
    """The formats by a suffix or a media type; the form that has no such format gets none."""
    # A "+" that was not escaped comes as a space.
    wanted = name.strip().lower().replace(" ", "+")
    media_types = _NAMES.get(wanted) or ALIASES.get(wanted) or (wanted,)
    suffixes = [key for key, value in _KNOWN.items() if value in media_types]
    table = next((one for one in suffixes if one in TABLES), "")
    graph = next((one for one in suffixes if one in GRAPHS), "")
    return table, graph, "html" in suffixes


@lru_cache(maxsize=1024)
def _by_accept(accept: str) -> tuple[str, str, bool]:
    table, graph = accepted(accept, TABLES), accepted(accept, GRAPHS)
    # Only who names HTML gets a page: "*/*" is a program.
    is_page = "text/html" in accept and accepted(accept, {"html": "text/html", **TABLES}) == "html"
    return table, graph, is_page


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

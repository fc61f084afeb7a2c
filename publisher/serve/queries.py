"""Ready queries as an API: `queries/NAME?parameter=value` in every format.

Without fields a query leads to the documents that the site has of it, answered with the defaults.
"""

from dataclasses import replace
from typing import Final

from publisher.description import Link
from publisher.media_types import GRAPHS, TABLES
from publisher.model import ReadyQuery
from publisher.querypool import Job
from publisher.render.answers import Answer, answer_page
from publisher.render.queries import answers_graph
from publisher.serve.answers import ask
from publisher.serve.clients import Clients
from publisher.serve.messages import Request, Response
from publisher.serve.page import beginning, html, rows_of, value_of
from publisher.serve.problems import Problem
from publisher.serve.protocol import Asked, asked
from publisher.serve.ready import Call, call_of
from publisher.serve.resource import SUFFIXES, resource, see_other
from publisher.serve.served import Served
from publisher.serve.sparql import answer
from publisher.sparql.tokens import form

SHOWN: Final = 100
"""Rows of a page for a person who named no limit."""
_FOLDER: Final = "queries/"


async def queries(request: Request, served: Served, clients: Clients) -> Response | Problem:
    """The site's file at this path, or a query's answer to the request's fields."""
    stem, _, suffix = request.path.removeprefix(_FOLDER).partition(".")
    query = served.queries.get(stem)
    is_file = request.path in served.release.entries
    if query is None or (is_file and not request.query):
        return resource(request, served.release, root=served.root)
    formats = _formats(query)
    if suffix and suffix not in formats and suffix != "html":
        return resource(request, served.release, root=served.root)
    call = call_of(query, request, base=served.release.base, is_file=bool(suffix))
    if isinstance(call, Problem):
        return call
    is_plain = not call.fields and call.limit is None and not call.offset
    if is_file and is_plain:
        return resource(request, served.release, root=served.root)
    if not suffix and is_plain:
        return _see_other(request, formats, served)
    return await _answer(call, suffix, request, served, clients)


def _formats(query: ReadyQuery) -> dict[str, str]:
    return dict(GRAPHS if answers_graph(query) else TABLES)


def _see_other(request: Request, formats: dict[str, str], served: Served) -> Response | Problem:
    """The way to a document, whether it lies in the site or is made when it is asked for."""
    there = served.release.siblings(request.path, SUFFIXES)
    return see_other(
        request.path,
        {one: media_type for one, media_type in SUFFIXES.items() if one in there} | formats,
        request,
        served.release,
        served.root,
    )


async def _answer(
    call: Call, suffix: str, request: Request, served: Served, clients: Clients
) -> Response | Problem:
    fields = [("format", suffix or call.format)] if suffix or call.format else []
    found = asked(call.text, fields, accept=request.accept)
    if isinstance(found, Problem):
        return found
    if form(call.text) != "SELECT" and (call.limit is not None or call.offset):
        return _NO_ROWS
    if found.is_page:
        return await _page(call, request, served, clients)
    return await _data(call, replace(found, is_sheet=True), suffix, request, served, clients)


_NO_ROWS: Final = Problem(
    status=400,
    title="A parameter is wrong",
    detail="Parameter limit: this query answers a graph or yes or no, which has no rows to page.",
    members={"parameter": "limit"},
)


async def _data(
    call: Call,
    found: Asked,
    suffix: str,
    request: Request,
    served: Served,
    clients: Clients,
) -> Response | Problem:
    """A page of the answer, or all of it, with the addresses of its neighbours in `Link`."""
    page = replace(found, query=call.page(offset=call.offset, limit=call.limit))
    more = False
    if call.limit is not None:
        following = replace(found, query=call.page(offset=call.offset + call.limit, limit=1))
        more_or_not = await _has_rows(following, request, served, clients)
        if isinstance(more_or_not, Problem):
            return more_or_not
        more = more_or_not
    response = await answer(page, request, served, clients)
    if isinstance(response, Problem):
        return response
    links = (*_neighbours(call, suffix, more=more, root=served.root), *_described(served))
    return replace(response, headers=(*response.headers, ("link", ", ".join(links))))


async def _has_rows(
    found: Asked, request: Request, served: Served, clients: Clients
) -> bool | Problem:
    """Whether a query has any row. It is asked as CSV, which is the shortest, and kept."""
    plain = Request(client=request.client)
    response = await answer(replace(found, table="csv", graph=""), plain, served, clients)
    if isinstance(response, Problem):
        return response
    return isinstance(response.body, bytes) and response.body.count(b"\n") > 1


def _neighbours(call: Call, suffix: str, *, more: bool, root: str) -> list[str]:
    """https://www.rfc-editor.org/rfc/rfc8288: the pages around this one."""
    if call.limit is None:
        return []
    offsets = {"next": call.offset + call.limit} if more else {}
    if call.offset:
        offsets |= {"prev": max(call.offset - call.limit, 0), "first": 0}
    addresses = {
        relation: call.address(offset=offset, limit=call.limit, suffix=suffix)
        for relation, offset in offsets.items()
    }
    return [f'<{root}{address}>; rel="{relation}"' for relation, address in addresses.items()]


def _described(served: Served) -> list[str]:
    """https://www.rfc-editor.org/rfc/rfc8631: where the API is described."""
    found = [
        f'<{served.root}openapi.json>; rel="service-desc"; type="application/json"',
        f'<{served.root}api.html>; rel="service-doc"; type="text/html"',
    ]
    if served.release.license:
        found.append(f'<{served.release.license}>; rel="license"')
    return found


async def _page(
    call: Call, request: Request, served: Served, clients: Clients
) -> Response | Problem:
    """The rows, or the graph, for a person, with a field for each parameter."""
    limit = call.limit or SHOWN
    is_select = form(call.text) == "SELECT"
    # One more row than is shown tells whether there is a next page.
    text = call.page(offset=call.offset, limit=limit + 1) if is_select else call.text
    found = await ask(Job(query=text, table="tsv", graph="ttl"), request.client, served, clients)
    if isinstance(found, Problem):
        return found
    content, more = await beginning(found)
    shown = Answer(
        title=call.query.title,
        text=call.text,
        downloads=_downloads(call),
        query=call.query,
        values=call.values,
    )
    if answers_graph(call.query):
        note = "The graph goes on: its files have all of it." if more else ""
        graph = content.decode("utf-8", "replace") or "# an empty graph"
        shown = replace(shown, graph=graph, note=note)
    else:
        table = rows_of(content, more=more, shown=limit)
        count = len(table.rows)
        following = call.address(offset=call.offset + count, limit=limit) if table.more else ""
        shown = replace(
            shown,
            columns=table.columns,
            rows=[[value_of(one, served.release) for one in row] for row in table.rows],
            note=f"They begin with row {call.offset + 1:,}." if call.offset else "",
            following=following,
        )
    return html(answer_page(served.frame, shown, path=request.path).content)


def _downloads(call: Call) -> list[Link]:
    """The whole answer in the formats of its form."""
    return [Link(label=one, href=call.path(one, call.fields)) for one in _formats(call.query)]

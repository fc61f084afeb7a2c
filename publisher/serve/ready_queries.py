"""Ready queries as an API: `queries/NAME?parameter=value` in every format.

Without fields a query leads to the documents that the site has of it, answered with the defaults.
"""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from publisher.media_types import GRAPHS, TABLES
from publisher.render.queries import answers_graph
from publisher.serve.answer_page import query_call_page
from publisher.serve.negotiation import header_of, query_fields
from publisher.serve.problems import Problem
from publisher.serve.query_call import QueryCall, query_call
from publisher.serve.release import QUERIES
from publisher.serve.resource import RESOURCE_FORMATS, path_below_root, resource, see_other
from publisher.serve.response_cache import CachedAnswer, is_lasting
from publisher.serve.site_state import SiteState
from publisher.serve.sparql import answer, find_answer
from publisher.serve.sparql_request import SparqlQuery, sparql_query
from publisher.sparql.tokens import form


async def ready_query(request: Request, site: SiteState) -> Response:
    """Return the site's file at this path, or a query's answer to the request's fields."""
    release, root, path = site.release, site.root, path_below_root(request, site.root)
    stem, _, suffix = path.removeprefix(QUERIES).partition(".")
    query = site.queries.get(stem)
    is_file = path in release.files
    if query is None or (is_file and not request.scope["query_string"]):
        return resource(request, release, root=root)
    media_types = GRAPHS if answers_graph(query) else TABLES
    if suffix and suffix not in media_types and suffix != "html":
        return resource(request, release, root=root)
    call = query_call(query, query_fields(request), base=release.base, is_file=bool(suffix))
    if is_file and call.is_plain:
        return resource(request, release, root=root)
    if not suffix and call.is_plain:
        in_site = release.siblings(path, RESOURCE_FORMATS)
        offers = {
            each: RESOURCE_FORMATS[each] for each in RESOURCE_FORMATS if each in in_site
        } | dict(media_types)
        return see_other(path, offers, request, release, root=root)
    return await _answer(call, suffix, request, site)


async def _answer(call: QueryCall, suffix: str, request: Request, site: SiteState) -> Response:
    name = suffix or call.format
    fields = [("format", name)] if name else []
    query = sparql_query(call.text, fields, accept=header_of(request, "accept"))
    if form(call.text) != "SELECT" and (call.limit is not None or call.offset):
        raise _no_rows()
    if query.is_page:
        return await query_call_page(call, request, site)
    query = replace(query, is_for_spreadsheet=True)
    return await _data(call, query, suffix, request, site)


def _no_rows() -> Problem:
    return Problem(
        400,
        "A parameter is wrong",
        "Parameter limit: this query answers a graph or yes or no, which has no rows to page.",
        members={"parameter": "limit"},
    )


async def _data(
    call: QueryCall, query: SparqlQuery, suffix: str, request: Request, site: SiteState
) -> Response:
    """Return a page of the answer, or all of it, with the addresses of its neighbours in `Link`."""
    has_more = False
    if call.limit is not None:
        following = call.page(offset=call.offset + call.limit, limit=1)
        has_more = await _has_rows(replace(query, text=following), request, site)
    page = replace(query, text=call.page(offset=call.offset, limit=call.limit))
    response = await answer(page, request, site)
    neighbours = _neighbours(call, suffix, has_more=has_more, root=site.root)
    response.headers["link"] = ", ".join((*neighbours, *_descriptions(site)))
    return response


async def _has_rows(query: SparqlQuery, request: Request, site: SiteState) -> bool:
    """Return whether a query of one row at most has any. It is asked as CSV, and kept."""
    as_csv = replace(query, table="csv", graph="")
    result = await find_answer(as_csv, request, site, is_kept=is_lasting(query.text))
    if isinstance(result, CachedAnswer):
        return result.body.count(b"\n") > 1
    await result.aclose()
    return True  # so long a row that it does not come whole


def _neighbours(call: QueryCall, suffix: str, *, has_more: bool, root: str) -> list[str]:
    """Return links to the pages around this one: https://www.rfc-editor.org/rfc/rfc8288"""
    if call.limit is None:
        return []
    offsets = {"next": call.offset + call.limit} if has_more else {}
    if call.offset:
        offsets |= {"prev": max(call.offset - call.limit, 0), "first": 0}
    addresses = {
        relation: call.page_address(offset=offset, limit=call.limit, suffix=suffix)
        for relation, offset in offsets.items()
    }
    return [f'<{root}{address}>; rel="{relation}"' for relation, address in addresses.items()]


def _descriptions(site: SiteState) -> list[str]:
    """Return links to where the API is described: https://www.rfc-editor.org/rfc/rfc8631"""
    links = [
        f'<{site.root}openapi.json>; rel="service-desc"; type="application/json"',
        f'<{site.root}api.html>; rel="service-doc"; type="text/html"',
    ]
    if site.release.license:
        links.append(f'<{site.release.license}>; rel="license"')
    return links

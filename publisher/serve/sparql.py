"""The SPARQL endpoint: run the query that a request contains, and keep its answer.

https://www.w3.org/TR/sparql11-protocol/
"""

import time
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from publisher import policies
from publisher.media_types import GRAPHS, TABLES, content_type
from publisher.negotiation import accepted, prefers_page
from publisher.serve.answer_page import sparql_page
from publisher.serve.answers import VARY, ChargedAnswer, answer_response, run_in_pool
from publisher.serve.files import SHORTLY, file_response
from publisher.serve.negotiation import header_of
from publisher.serve.problems import Problem
from publisher.serve.resource import links_of
from publisher.serve.response_cache import CachedAnswer, entity_tag, is_lasting, precondition
from publisher.serve.site_state import SiteState
from publisher.serve.sparql_request import SparqlQuery, read_sparql_query

EDITOR: Final = "sparql.html"
_CONTENT_TYPES: Final = {
    **{suffix: content_type(media_type) for suffix, media_type in (TABLES | GRAPHS).items()},
    "csv": f"{content_type(TABLES['csv'])}; header=present",
}
_NOT_MODIFIED: Final = 304
_POLICY: Final = policies.policy_value(policies.FILE_POLICY)


async def sparql(request: Request, site: SiteState) -> Response:
    """Return a query's answer; without a query the editor, or the service's description."""
    query = await read_sparql_query(request, max_size=site.settings.query_size)
    if query is None:
        return await _without_query(request, site)
    if query.is_page:
        return await sparql_page(query, request, site)
    return await answer(query, request, site)


async def answer(query: SparqlQuery, request: Request, site: SiteState) -> Response:
    """Return the answer in the format asked for, from the cache or from a worker."""
    headers = {"vary": VARY, policies.POLICY_HEADER: _POLICY, "sparql-limits": site.limits_header}
    is_kept = is_lasting(query.text)
    if not is_kept:
        headers["cache-control"] = "no-store"
    elif site.engine:
        # Its data may change at any time, so an answer has no tag and is kept for seconds.
        seconds = site.settings.engine_seconds
        headers["cache-control"] = f"max-age={int(seconds - time.monotonic() % seconds)}"
    else:
        headers["cache-control"] = SHORTLY
        headers["etag"] = entity_tag(site.release.digest, query.key)
        status = precondition(request, tag=headers["etag"], modified=None)
        if status == _NOT_MODIFIED and request.method != "POST":
            return Response(status_code=status, headers=headers)
    result = await find_answer(query, request, site, is_kept=is_kept)
    body = result.body if isinstance(result, CachedAnswer) else result
    headers["content-type"] = _CONTENT_TYPES[result.format]
    return await answer_response(body, request, headers)


async def find_answer(
    query: SparqlQuery, request: Request, site: SiteState, *, is_kept: bool
) -> CachedAnswer | ChargedAnswer:
    """Return the answer from the cache, or run the query and keep its answer if it is short."""
    period = str(time.monotonic() // site.settings.engine_seconds) if site.engine else ""
    key = (*query.key, period)
    cached = site.cache.answer(key) if is_kept else None
    if cached:
        return cached
    charged = await run_in_pool(query.job, request, site)
    if charged.whole is None:
        return charged
    short = CachedAnswer(charged.format, charged.whole)
    if is_kept:
        site.cache.keep(key, short)
    return short


async def _without_query(request: Request, site: SiteState) -> Response:
    """Return the editor for a person; for a program the description of the service.

    https://www.w3.org/TR/sparql11-service-description/#accessing
    """
    accept = header_of(request, "accept")
    page = site.release.files.get(EDITOR)
    offers = {suffix: GRAPHS[suffix] for suffix in site.service}
    if page and prefers_page(accept, tuple(offers.values())):
        links = links_of(EDITOR, site.release, root=site.root)
        response = file_response(page, request, links=links)
        response.headers.append("vary", "accept")
        return response
    suffix = accepted(accept, offers)
    if suffix:
        headers = {
            "content-type": content_type(offers[suffix]),
            "vary": VARY,
            "cache-control": SHORTLY,
        }
        return await answer_response(site.service[suffix], request, headers)
    available = ("text/html", *offers.values())
    raise Problem(
        406,
        "Not in this format",
        f"Without a query there is {', '.join(available)}.",
        members={"available": list(available)},
        headers={"vary": "accept"},
    )

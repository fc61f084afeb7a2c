"""The endpoint: a query is handed to the pool, an answer of this release is kept.

https://www.w3.org/TR/sparql11-protocol/
"""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final

from publisher import policies
from publisher.media_types import GRAPHS, TABLES, content_type
from publisher.negotiation import accepted, prefers_page
from publisher.serve.answers import ask, job_of
from publisher.serve.cache import is_lasting, tag_of
from publisher.serve.clients import Clients
from publisher.serve.compression import VARY
from publisher.serve.documents import SHORTLY, document, precondition
from publisher.serve.messages import Headers, Request, Response
from publisher.serve.page import page_of
from publisher.serve.problems import Problem
from publisher.serve.protocol import Asked, read
from publisher.serve.resource import links_of
from publisher.serve.served import Served
from publisher.serve.settings import limits_header

DEAR: Final = 0.01
"""Seconds from which on an answer is kept the first time."""
EDITOR: Final = "sparql.html"
_DESCRIPTIONS: Final = ("text/html", *GRAPHS.values())


async def sparql(request: Request, served: Served, clients: Clients) -> Response | Problem:
    """A query's answer; without a query the editor, or the service's description."""
    asked = read(request, longest=served.settings.query_size)
    if asked is None:
        return _without_query(request, served)
    if isinstance(asked, Problem):
        return asked
    if asked.is_page:
        return await page_of(asked, request, served, clients)
    return await answer(asked, request, served, clients)


async def answer(
    asked: Asked, request: Request, served: Served, clients: Clients
) -> Response | Problem:
    """The answer in the format asked for, from what was kept or from a worker."""
    if served.engine:
        return await _of_engine(asked, request, served, clients)
    key = _key(asked)
    lasting = is_lasting(asked.query)
    headers = (
        *_headers(served.release.digest, key, lasting=lasting),
        limits_header(served.settings),
    )
    if lasting:
        tag = next(value for name, value in headers if name == "etag")
        known = precondition(request, tag=tag, modified=None) == _NOT_MODIFIED
        if known and request.method != "POST":
            return Response(status=_NOT_MODIFIED, headers=headers)
        kept = served.cache.get(key)
        if kept:
            return _response(*kept, headers, is_repeatable=True)
    began = time.monotonic()
    found = await ask(job_of(asked), request.client, served, clients)
    if isinstance(found, Problem):
        return found
    if found.whole is None:
        return _response(found.format, found, headers)
    if lasting:
        is_dear = time.monotonic() - began > DEAR
        served.cache.put(key, (found.format, found.whole), is_dear=is_dear)
    return _response(found.format, found.whole, headers)


async def _of_engine(
    asked: Asked, request: Request, served: Served, clients: Clients
) -> Response | Problem:
    """Another engine's answer: its data may change, so it has no tag and is kept for seconds."""
    seconds = served.settings.engine_seconds
    period, passed = divmod(time.monotonic(), seconds)
    lasting = is_lasting(asked.query)
    key = (*_key(asked), str(period))
    caching = f"max-age={int(seconds - passed)}" if lasting else "no-store"
    headers = (*_COMMON, ("cache-control", caching), limits_header(served.settings))
    kept = served.cache.get(key) if lasting else None
    if kept:
        return _response(*kept, headers)
    found = await ask(job_of(asked), request.client, served, clients)
    if isinstance(found, Problem):
        return found
    if found.whole is None:
        return _response(found.format, found, headers)
    if lasting:
        served.cache.put(key, (found.format, found.whole), is_dear=True)
    return _response(found.format, found.whole, headers)


_NOT_MODIFIED: Final = 304
# A 304 has them too: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
_COMMON: Final = (VARY, (policies.POLICY_HEADER, policies.policy_value(policies.FILE_POLICY)))


def _key(asked: Asked) -> tuple[str, ...]:
    graphs = (*asked.default_graphs, "", *asked.named_graphs)
    sheet = "sheet" if asked.is_sheet else ""
    return (asked.table, asked.graph, sheet, *graphs, asked.query)


def _headers(release: str, key: tuple[str, ...], *, lasting: bool) -> Headers:
    if not lasting:
        return (*_COMMON, ("cache-control", "no-store"))
    return (*_COMMON, ("cache-control", SHORTLY), ("etag", tag_of(release, key)))


def _response(
    format_: str,
    body: bytes | AsyncIterator[bytes],
    headers: Headers,
    *,
    is_repeatable: bool = False,
) -> Response:
    media_type = TABLES.get(format_) or GRAPHS[format_]
    described = content_type(media_type)
    if format_ == "csv":
        described += "; header=present"
    return Response(
        headers=(("content-type", described), *headers), body=body, is_repeatable=is_repeatable
    )


def _without_query(request: Request, served: Served) -> Response | Problem:
    """The editor for a person; for a program what the service is.

    https://www.w3.org/TR/sparql11-service-description/#accessing
    """
    page = served.release.entries.get(EDITOR)
    if page and prefers_page(request.accept, tuple(GRAPHS.values())):
        found = document(page, request, links=links_of(EDITOR, served.release, root=served.root))
        return replace(found, headers=(*found.headers, ("vary", "accept")))
    suffix = accepted(request.accept, GRAPHS)
    if suffix:
        return Response(
            headers=(
                ("content-type", content_type(GRAPHS[suffix])),
                VARY,
                ("cache-control", SHORTLY),
            ),
            body=served.service[suffix],
        )
    return Problem(
        status=406,
        title="Not in this format",
        detail=f"Without a query there is {', '.join(_DESCRIPTIONS)}.",
        members={"available": list(_DESCRIPTIONS)},
        headers=(("vary", "accept"),),
    )

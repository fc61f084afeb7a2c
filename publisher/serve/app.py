"""The server as an ASGI application: its routes as a table, and what holds for every response."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from publisher.querypool import PoolError
from publisher.serve.access_log import AccessLog
from publisher.serve.agents import mcp_endpoint
from publisher.serve.cite import citation_answer
from publisher.serve.connections import MAX_ADDRESS, is_address_cut
from publisher.serve.exchange import ExchangeMiddleware
from publisher.serve.files import SHORTLY
from publisher.serve.links import lookup, same_as
from publisher.serve.metrics import Metrics
from publisher.serve.negotiation import header_of
from publisher.serve.problems import Problem, pool_problem, problem_response
from publisher.serve.ready_queries import ready_query
from publisher.serve.reconcile.service import reconcile, reconcile_part
from publisher.serve.resource import path_below_root, resource, resource_elsewhere
from publisher.serve.site_state import SiteState
from publisher.serve.sparql import sparql
from publisher.serve.watch import Watch

Handler: TypeAlias = Callable[[Request, SiteState], Awaitable[Response]]
"""Answers the requests of one route. It may raise Problem or PoolError."""

_READS: Final = ("GET", "HEAD", "OPTIONS")
_MESSAGES: Final = ("POST", "OPTIONS")
_QUERIES: Final = ("GET", "HEAD", "POST", "OPTIONS")
# "*" stands for every header but Authorization. Older browsers do not know "*", so what SPARQL's
# clients send is listed: https://fetch.spec.whatwg.org/#http-access-control-allow-headers
_ALLOWED_HEADERS: Final = (
    "*, Authorization, Accept, Accept-Language, Cache-Control, Content-Type, If-Match, "
    "If-Modified-Since, If-None-Match, If-Range, Range, X-Requested-With"
)

_log: Final = logging.getLogger(__name__)


class App:
    """Answers requests. `site` is replaced as a whole when another release is published."""

    def __init__(
        self, site: SiteState, *, access_log: AccessLog | None = None, watch: Watch | None = None
    ) -> None:
        self.site = site
        self.watch = watch
        self._metrics = Metrics()
        # Its patterns begin with a slash, which "*" and an address without a path have not.
        default = self._endpoint("site", _resource, _READS)
        router = Router(self._routes(), redirect_slashes=False, default=default)
        self._exchanges = ExchangeMiddleware(
            router,
            metrics=self._metrics,
            access_log=access_log,
            # A watched page is changed before it is sent, so it is never kept.
            has_cache=not watch,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        site = self.site
        scope.setdefault("state", {})["site"] = site
        # Starlette's patterns end before a line break. Nothing is at an address that has one, nor
        # at one that has a carriage return in its place.
        scope["path"] = scope["path"].replace("\n", "\r")
        if scope["path"].startswith(site.root):
            scope["root_path"] = site.root.removesuffix("/")
        await self._exchanges(scope, receive, send)

    def end(self) -> None:
        """Close each connection after its next response, because the server ends."""
        self._exchanges.is_ending = True
        if self.watch:
            self.watch.close()

    def _routes(self) -> list[Route]:
        return [
            self._route("/sparql", "sparql", sparql, _QUERIES),
            self._route("/sparql/", "sparql", _without_slash, _QUERIES),
            self._route("/queries/{path:path}", "queries", ready_query),
            self._route("/reconcile", "reconcile", reconcile, _QUERIES),
            self._route("/reconcile/", "reconcile", reconcile_part, _QUERIES),
            self._route("/reconcile/{path:path}", "reconcile", reconcile_part),
            self._route("/cite", "cite", citation_answer),
            self._route("/mcp", "mcp", mcp_endpoint, _MESSAGES),
            self._route("/sameas", "sameas", same_as),
            self._route("/lookup", "lookup", lookup),
            self._route("/healthz", "healthz", _health),
            self._route("/readyz", "readyz", self._readiness),
            self._route("/metrics", "metrics", self._counts),
            self._route("/.watch/{path:path}", "watch", self._watched),
            self._route("/{path:path}", "site", _resource),
        ]

    def _route(
        self, path: str, name: str, handler: Handler, methods: tuple[str, ...] = _READS
    ) -> Route:
        return Route(path, self._endpoint(name, handler, methods), name=name)

    def _endpoint(self, name: str, handler: Handler, methods: tuple[str, ...]) -> "_Endpoint":
        if self.watch:
            handler = self.watch.watching(handler)
        return _Endpoint(name, handler, methods)

    async def _readiness(self, _request: Request, site: SiteState) -> Response:
        """200 if the release can be read and queries are answered; else, or at the end, 503."""
        if not await asyncio.to_thread(site.release.is_readable):
            return _status(503, "the files of the release cannot be read")
        try:
            await site.pool.check_health()
        except PoolError as error:
            return _status(503, "no answer to a query", detail=error.detail)
        # Asked last, because the server may have begun to end meanwhile.
        if self._exchanges.is_ending:
            return _status(503, "ending")
        return _status(200, "ready", release=site.release.digest)

    async def _counts(self, _request: Request, site: SiteState) -> Response:
        return self._metrics.response(site)

    async def _watched(self, request: Request, site: SiteState) -> Response:
        if not self.watch:
            raise Problem(404, "Not found", "The site is not watched.")
        return self.watch.response(path_below_root(request, site.root))


class _Endpoint:
    """One route as an ASGI application: the methods that it allows, and its handler."""

    def __init__(self, name: str, handler: Handler, methods: tuple[str, ...]) -> None:
        self._name = name
        self._handler = handler
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["route"] = self._name
        request, site = Request(scope, receive), scope["state"]["site"]
        try:
            response = await self._response(request, site)
        except (Problem, PoolError) as error:
            response = _problem_response(error, request, site)
        await response(scope, receive, send)

    async def _response(self, request: Request, site: SiteState) -> Response:
        if is_address_cut(request.scope):
            raise _too_long(site.root)
        is_inside = request.scope["path"].startswith(site.root)
        methods = self._methods if is_inside else _READS
        if request.method not in methods or request.method == "OPTIONS":
            return _options(request.method, methods)
        if elsewhere := resource_elsewhere(request, site.release, root=site.root):
            return elsewhere
        if not is_inside:
            return _outside(request.scope["path"], site.root)
        try:
            return await self._handler(request, site)
        except (Problem, PoolError, ClientDisconnect):
            raise
        except Exception as error:
            _log.exception("request failed")
            raise Problem(
                500,
                "The server failed",
                "It is not your request's fault; the operator finds more in the log.",
            ) from error


def _problem_response(error: Problem | PoolError, request: Request, site: SiteState) -> Response:
    problem = pool_problem(error) if isinstance(error, PoolError) else error
    path = path_below_root(request, site.root)
    accept = header_of(request, "accept")
    return problem_response(problem, accept=accept, path=path, frame=site.frame, root=site.root)


def _options(method: str, methods: tuple[str, ...]) -> Response:
    """Return what a script of another site may ask. Raises Problem for another method."""
    allowed = ", ".join(methods)
    if method not in methods:
        detail = f"{method[:20]} does nothing here; there is {allowed}."
        raise Problem(405, "Method not allowed", detail, headers={"allow": allowed})
    return Response(
        status_code=204,
        headers={
            "allow": allowed,
            "access-control-allow-methods": allowed,
            "access-control-allow-headers": _ALLOWED_HEADERS,
            "access-control-max-age": "86400",
        },
    )


def _too_long(root: str) -> Problem:
    return Problem(
        414,
        "The address is too long",
        f"An address may have {MAX_ADDRESS:,} bytes. Send a long query to {root}sparql by POST.",
    )


def _outside(path: str, root: str) -> Response:
    """Lead to the site from the host's root. Raises Problem for other paths outside of the site."""
    if path in {"/", root.removesuffix("/")}:
        return Response(status_code=302, headers={"location": root})
    raise Problem(404, "Not found", f"The site's addresses begin with {root}.")


async def _resource(request: Request, site: SiteState) -> Response:
    path = path_below_root(request, site.root)
    if path and not path.strip("/"):
        # Somebody joined the site's address and a slash.
        return Response(status_code=302, headers={"location": site.root})
    return resource(request, site.release, root=site.root)


async def _without_slash(request: Request, site: SiteState) -> Response:
    """Lead to the endpoint without the slash that somebody wrote behind it, with the query."""
    query = request.scope["query_string"].decode("latin-1")
    location = f"{site.root}sparql?{query}" if query else f"{site.root}sparql"
    return Response(
        # After a 301 a client that posts a query would go on by GET, without the query.
        status_code=308 if request.method == "POST" else 301,
        headers={"location": location, "cache-control": SHORTLY},
    )


async def _health(_request: Request, _site: SiteState) -> Response:
    """200: the process answers."""
    return _status(200, "alive")


def _status(code: int, status: str, **members: str) -> Response:
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return Response(json.dumps({"status": status, **members}), code, headers)

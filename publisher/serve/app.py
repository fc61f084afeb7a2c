"""The server as an ASGI application: which part answers, and how its answer is sent.

https://asgi.readthedocs.io/en/latest/specs/www.html
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from publisher.errors import PublisherError
from publisher.querypool import PoolError
from publisher.serve import health
from publisher.serve.answers import problem_of
from publisher.serve.clients import Clients, client_of
from publisher.serve.compression import compressed
from publisher.serve.documents import SHORTLY
from publisher.serve.log import AccessLog
from publisher.serve.messages import Request, Response
from publisher.serve.methods import not_allowed, options
from publisher.serve.metrics import Metrics
from publisher.serve.problems import Problem, response
from publisher.serve.queries import queries
from publisher.serve.reading import CUT, LONGEST
from publisher.serve.receiving import Attendance, Presence, Receive, body_of, body_size
from publisher.serve.repeats import Key, Repeat, key_of
from publisher.serve.resource import resource
from publisher.serve.sending import (
    Scope,
    Send,
    close,
    headers_of,
    secured,
    send_response,
    send_whole,
    whole,
)
from publisher.serve.served import Served
from publisher.serve.settings import Settings
from publisher.serve.sparql import sparql
from publisher.serve.watch import Watch

Answer: TypeAlias = Response | Problem

READS: Final = ("GET", "HEAD", "OPTIONS")
ASKS: Final = ("GET", "HEAD", "POST", "OPTIONS")

_log: Final = logging.getLogger("publisher.serve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A part of the server, for one path below the root, or all that begin with a segment."""

    name: str
    methods: tuple[str, ...]
    answer: Callable[["App", Request, Served], Awaitable[Answer]]


class App:
    """Answers requests of one release after another; `served` is swapped whole."""

    def __init__(
        self, served: Served, *, settings: Settings, log: AccessLog, watch: Watch | None = None
    ) -> None:
        self.served = served
        self.is_ready = True
        self.metrics = Metrics()
        self.clients = Clients(settings, time.monotonic)
        self.watch = watch
        self._presence = Presence()
        self._trusted = settings.trusted()
        self._access_log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = time.perf_counter()
        served = self.served
        key = self._key(scope)
        repeat = served.repeats.get(key) if key else None
        if repeat:
            await send_whole(repeat.message, scope, send)
            self._count(scope, served, repeat.route, repeat.status, started)
            return
        request = self._request(scope, served)
        route = _route(request.path)
        status = 500
        attendance = self._presence.attend(receive)
        try:
            found = await self._answer(route, request, served, receive, attendance)
            if scope["http_version"] == _WITHOUT_CHUNKS and isinstance(found.body, AsyncIterator):
                await close(found.body)
                found = response(_TOO_OLD, request, frame=served.frame, root=served.root)
            status = found.status
            if key and found.is_repeatable and isinstance(found.body, bytes):
                message = whole(found, found.body)
                served.repeats.put(key, Repeat(route=route.name, status=status, message=message))
            await send_response(found, scope, send, is_last=not self.is_ready)
        except PoolError:
            # Without its last chunk the client sees that the answer broke off.
            self.metrics.count_cut()
            raise Cut from None
        except asyncio.CancelledError:
            if not attendance.is_gone:
                raise
            status = _CLIENT_CLOSED
        finally:
            attendance.stop()
            self._count(scope, served, route.name, status, started)

    def _key(self, scope: Scope) -> Key | None:
        """What a repeated request is known by; None where it must be answered anew."""
        if self.watch or not self.is_ready or _is_cut(scope):
            return None
        return key_of(scope["method"], scope["path"], scope["query_string"], scope["headers"])

    def _count(self, scope: Scope, served: Served, route: str, status: int, started: float) -> None:
        seconds = time.perf_counter() - started
        self.metrics.count(route, scope["method"], status, seconds)
        if self._access_log.is_on:
            request = self._request(scope, served)
            self._access_log.write(request, route=route, status=status, seconds=seconds)

    def _request(self, scope: Scope, served: Served) -> Request:
        headers = headers_of(scope["headers"])
        peer = scope["client"][0] if scope.get("client") else ""
        path = scope["path"]
        below = path.removeprefix(served.root) if path.startswith(served.root) else None
        return Request(
            method=scope["method"],
            path=below if below is not None else OUTSIDE + path,
            query=scope["query_string"].decode("latin-1"),
            headers=headers,
            client=client_of(peer, headers.get("x-forwarded-for", ""), self._trusted),
            is_cut=_is_cut(scope),
        )

    async def _answer(
        self,
        route: Route,
        request: Request,
        served: Served,
        receive: Receive,
        attendance: "Attendance",
    ) -> Response:
        if self.watch:
            request = self.watch.unconditional(request)
        found = (
            _too_long(served)
            if request.is_cut
            else await self._found(route, request, served, receive, attendance)
        )
        if isinstance(found, Problem):
            return secured(response(found, request, frame=served.frame, root=served.root))
        found = secured(found)
        if self.watch:
            found = self.watch.watched(found, root=served.root)
        return await compressed(found, request)

    async def _found(
        self,
        route: Route,
        request: Request,
        served: Served,
        receive: Receive,
        attendance: "Attendance",
    ) -> Answer:
        if request.method == "OPTIONS":
            return options(route.methods)
        if request.method not in route.methods:
            return not_allowed(request.method, route.methods)
        if request.method == "POST":
            body = await body_of(receive, size=body_size(served.settings.query_size))
            if isinstance(body, Problem):
                return body
            request = replace(request, body=body)
        if route is not SITE:
            attendance.start()
        try:
            return await route.answer(self, request, served)
        except PoolError as error:
            # A page reads the beginning of an answer, which may break off before its end.
            return problem_of(error)
        except (OSError, ValueError, RuntimeError):
            _log.exception("request failed")
            return Problem(
                status=500,
                title="The server failed",
                detail="It is not your request's fault; the operator finds more in the log.",
            )


OUTSIDE: Final = "/"
"""Before a path that is not below the site's root: no path below it begins so."""
_CLIENT_CLOSED: Final = 499


def _is_cut(scope: Scope) -> bool:
    return CUT in scope.get("extensions", ())


def _too_long(served: Served) -> Problem:
    return Problem(
        status=414,
        title="The address is too long",
        detail=f"An address may have {LONGEST:,} bytes. Send a long query to {served.root}sparql "
        "by POST.",
    )


_WITHOUT_CHUNKS: Final = "1.0"
_TOO_OLD: Final = Problem(
    status=505,
    title="HTTP/1.0 cannot have this answer",
    detail="It has no sign by which you would see that a long answer broke off. Ask by HTTP/1.1, "
    "or for less with LIMIT.",
)


class Cut(PublisherError):  # noqa: N818 -- no error of ours: it ends the connection
    """The answer broke off; the server must close the connection."""


async def _resource(_app: App, request: Request, served: Served) -> Answer:
    if request.path.startswith(OUTSIDE):
        return _outside(request.path, served)
    return resource(request, served.release, root=served.root)


def _outside(path: str, served: Served) -> Answer:
    """A site whose base has a path answers below it alone, and leads there from the host's root."""
    if path == OUTSIDE + "/" or path == OUTSIDE + served.root.removesuffix("/"):
        return Response(status=302, headers=(("location", served.root),))
    return Problem(
        status=404,
        title="Not found",
        detail=f"The site's addresses begin with {served.root}.",
    )


async def _sparql(app: App, request: Request, served: Served) -> Answer:
    return await sparql(request, served, app.clients)


async def _slash(_app: App, request: Request, served: Served) -> Answer:
    """To the endpoint without the slash that somebody wrote behind it, with the query."""
    fields = f"?{request.query}" if request.query else ""
    return Response(
        # To a 301 clients that post a query go on by GET, without it.
        status=308 if request.method == "POST" else 301,
        headers=(("location", f"{served.root}sparql{fields}"), ("cache-control", SHORTLY)),
    )


async def _queries(app: App, request: Request, served: Served) -> Answer:
    return await queries(request, served, app.clients)


async def _alive(_app: App, _request: Request, _served: Served) -> Answer:
    return health.alive()


async def _ready(app: App, _request: Request, served: Served) -> Answer:
    return await health.ready(served, is_ready=lambda: app.is_ready)


async def _watched(app: App, request: Request, _served: Served) -> Answer:
    return app.watch.answer(request) if app.watch else _NOT_WATCHED


_NOT_WATCHED: Final = Problem(status=404, title="Not found", detail="The site is not watched.")


async def _metrics(app: App, _request: Request, served: Served) -> Answer:
    return app.metrics.page(served)


SITE: Final = Route(name="site", methods=READS, answer=_resource)
PATHS: Final = {
    "sparql": Route(name="sparql", methods=ASKS, answer=_sparql),
    "sparql/": Route(name="sparql", methods=ASKS, answer=_slash),
    "healthz": Route(name="healthz", methods=READS, answer=_alive),
    "readyz": Route(name="readyz", methods=READS, answer=_ready),
    "metrics": Route(name="metrics", methods=READS, answer=_metrics),
}
SEGMENTS: Final = {
    "queries": Route(name="queries", methods=READS, answer=_queries),
    ".watch": Route(name="watch", methods=READS, answer=_watched),
}


def _route(path: str) -> Route:
    segment, slash, _ = path.partition("/")
    return PATHS.get(path) or (SEGMENTS.get(segment) if slash else None) or SITE

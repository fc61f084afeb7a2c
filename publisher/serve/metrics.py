"""Counts for Prometheus: requests and responses, and the state of the workers."""

import time
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publisher.serve.access_log import AccessLog
from publisher.serve.answers import ResponseCut, client_of_request
from publisher.serve.site_state import SiteState

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_CLIENT_CLOSED: Final = 499
"""As nginx counts a client that left before its response."""
_GAUGES: Final = {
    "queries_running": "Queries in a worker now",
    "queries_waiting": "Queries that wait for a worker now",
    "workers_started": "Workers started for this release",
    "workers_killed": "Workers ended at a limit, with this release",
    "workers_died": "Workers that ended by themselves, with this release",
    "cache_hits": "Answers given from those kept, of this release",
    "cache_misses": "Answers that were not kept, of this release",
    "repeats": "Requests answered as the same one was before, of this release",
}


class Metrics:
    """The counters of one server. No label tells who sent a request, or what it asked."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "publisher_requests",
            "Requests that were answered",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "publisher_request_seconds",
            "Seconds from a request to the end of its answer",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._cut = Counter(
            "publisher_answers_cut",
            "Answers that broke off, the connection closed",
            registry=self._registry,
        )
        self._gauges = {
            name: Gauge(f"publisher_{name}", text, registry=self._registry)
            for name, text in _GAUGES.items()
        }

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a response whose end was sent `seconds` after its request."""
        label = method if method in _METHODS else "other"
        self._requests.labels(route, label, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_cut(self) -> None:
        """Count a response that broke off."""
        self._cut.inc()

    def response(self, site: SiteState) -> Response:
        """Return all counts in Prometheus' text format."""
        pool, cache = site.pool, site.cache
        values = {
            "queries_running": pool.running,
            "queries_waiting": pool.waiting,
            "workers_started": pool.started,
            "workers_killed": pool.killed,
            "workers_died": pool.died,
            "cache_hits": cache.hits + cache.repeats["sparql"] + cache.repeats["queries"],
            "cache_misses": cache.misses,
            "repeats": cache.repeats.total(),
        }
        for name, value in values.items():
            self._gauges[name].set(value)
        headers = {"content-type": _CONTENT_TYPE, "cache-control": "no-store"}
        return Response(generate_latest(self._registry), headers=headers)


class ObservationMiddleware:
    """Count each response, and write it into the access log if there is one."""

    def __init__(self, app: ASGIApp, metrics: Metrics, access_log: AccessLog | None) -> None:
        self.app = app
        self._metrics = metrics
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        status, is_complete = 500, False

        async def observe(message: Message) -> None:
            nonlocal status, is_complete
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                is_complete = not message.get("more_body", False)
            await send(message)

        try:
            await self.app(scope, receive, observe)
            if not is_complete:
                status = _CLIENT_CLOSED
        except ClientDisconnect:
            status = _CLIENT_CLOSED
        except ResponseCut:
            self._metrics.count_cut()
            raise
        finally:
            seconds = time.perf_counter() - started
            route = scope["state"].get("route", "site")
            self._metrics.count(route, scope["method"], status, seconds)
            if self._access_log:
                self._log(self._access_log, scope, status=status, seconds=seconds)

    def _log(self, log: AccessLog, scope: Scope, *, status: int, seconds: float) -> None:
        site: SiteState = scope["state"]["site"]
        log.write(
            method=scope["method"],
            route=scope["state"].get("route", "site"),
            path=scope["path"].removeprefix(site.root),
            query=scope["query_string"].decode("latin-1"),
            client=client_of_request(Request(scope), site),
            status=status,
            seconds=seconds,
        )

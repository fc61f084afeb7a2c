"""Counts for Prometheus: requests and responses, and the state of the workers."""

from functools import cache
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from starlette.responses import Response

from publisher.serve.site_state import SiteState

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
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
        requests = Counter(
            "publisher_requests",
            "Requests that were answered",
            ("route", "method", "status"),
            registry=self._registry,
        )
        seconds = Histogram(
            "publisher_request_seconds",
            "Seconds from a request to the end of its answer",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        # The library looks for a label's counter under a lock each time.
        self._request_counter = cache(requests.labels)
        self._seconds_histogram = cache(seconds.labels)
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
        self._request_counter(route, label, str(status)).inc()
        self._seconds_histogram(route).observe(seconds)

    def count_cut(self) -> None:
        """Count a response that broke off."""
        self._cut.inc()

    def response(self, site: SiteState) -> Response:
        """Return all counts in Prometheus' text format."""
        pool, kept = site.pool, site.cache
        values = {
            "queries_running": pool.running,
            "queries_waiting": pool.waiting,
            "workers_started": pool.started,
            "workers_killed": pool.killed,
            "workers_died": pool.died,
            "cache_hits": kept.hits + kept.repeats["sparql"] + kept.repeats["queries"],
            "cache_misses": kept.misses,
            "repeats": kept.repeats.total(),
        }
        for name, value in values.items():
            self._gauges[name].set(value)
        headers = {"content-type": _CONTENT_TYPE, "cache-control": "no-store"}
        return Response(generate_latest(self._registry), headers=headers)

"""Counts for Prometheus: what was asked and answered, and how the workers are."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest

from publisher.serve.messages import Response
from publisher.serve.served import Served

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counters of one server. No label tells who asked, or what."""

    def __init__(self) -> None:
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
        # To find a counter by its labels takes longer than to count.
        self._counters: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self.cut = Counter(
            "publisher_answers_cut",
            "Answers that broke off, the connection closed",
            registry=self._registry,
        )
        self._gauges = {
            name: Gauge(f"publisher_{name}", text, registry=self._registry)
            for name, text in _GAUGES.items()
        }

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        key = (route, method if method in _METHODS else "other", status)
        counters = self._counters.get(key)
        if counters is None:
            counters = (self._requests.labels(*key), self._seconds.labels(route))
            self._counters[key] = counters
        counters[0].inc()
        counters[1].observe(seconds)

    def page(self, served: Served) -> Response:
        """All counts in Prometheus' text format."""
        pool, cache, repeats = served.pool, served.cache, served.repeats.hits
        values = {
            "queries_running": pool.running,
            "queries_waiting": pool.waiting,
            "workers_started": pool.started,
            "workers_killed": pool.killed,
            "workers_died": pool.died,
            "cache_hits": cache.hits + repeats["sparql"] + repeats["queries"],
            "cache_misses": cache.misses,
            "repeats": repeats.total(),
        }
        for name, value in values.items():
            self._gauges[name].set(value)
        headers = (("content-type", _CONTENT_TYPE), ("cache-control", "no-store"))
        return Response(headers=headers, body=generate_latest(self._registry))


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

"""Counts for Prometheus: what was asked and answered, and how the workers are."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from publisher.serve.messages import Response
from publisher.serve.served import Served

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True)
class _Seconds:
    """How long the answers of one route took: how many by bucket, and all together."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(_BUCKETS) + 1))
    sum: float = 0.0


class _Answers(Collector):
    """What was answered, counted in plain numbers: the library's own counters, made for threads,
    take as long for one request as to find a kept answer.
    """

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.seconds: defaultdict[str, _Seconds] = defaultdict(_Seconds)
        self.cut = 0

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "publisher_requests",
            "Requests that were answered",
            labels=("route", "method", "status"),
        )
        for (route, method, status), number in self.requests.items():
            requests.add_metric((route, method, str(status)), number)
        yield requests
        seconds = HistogramMetricFamily(
            "publisher_request_seconds",
            "Seconds from a request to the end of its answer",
            labels=("route",),
        )
        for route, found in self.seconds.items():
            bounds = (*map(str, _BUCKETS), "+Inf")
            buckets = [*zip(bounds, accumulate(found.counts), strict=True)]
            seconds.add_metric((route,), buckets=buckets, sum_value=found.sum)
        yield seconds
        text = "Answers that broke off, the connection closed"
        yield CounterMetricFamily("publisher_answers_cut", text, value=self.cut)


class Metrics:
    """The counters of one server. No label tells who asked, or what."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = _Answers()
        self._registry.register(self._answers)
        self._gauges = {
            name: Gauge(f"publisher_{name}", text, registry=self._registry)
            for name, text in _GAUGES.items()
        }

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """An answer that was sent, `seconds` after its request."""
        answers = self._answers
        answers.requests[route, method if method in _METHODS else "other", status] += 1
        of_route = answers.seconds[route]
        of_route.counts[bisect_left(_BUCKETS, seconds)] += 1
        of_route.sum += seconds

    def count_cut(self) -> None:
        """An answer that broke off."""
        self._answers.cut += 1

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

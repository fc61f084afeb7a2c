"""The access log: a JSON object a line, without who asked and what, unless that is wished."""

import json
import time
from typing import TextIO

from publisher.serve.messages import Request
from publisher.serve.settings import Settings


class AccessLog:
    """Writes a line a request to a stream, or nothing where there is none."""

    def __init__(self, stream: TextIO | None, settings: Settings) -> None:
        self._stream = stream
        self._has_addresses = settings.log_addresses
        self._has_queries = settings.log_queries

    @property
    def is_on(self) -> bool:
        return self._stream is not None

    def write(self, request: Request, *, route: str, status: int, seconds: float) -> None:
        if self._stream is None:
            return
        line: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "method": request.method[:16],
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        if route in {"site", "queries"}:
            # Which page is asked for says nothing of who asks.
            line["path"] = request.path[:256]
        if self._has_addresses:
            line["client"] = request.client
        if self._has_queries:
            line["query"] = request.query[:4096]
        # A line at once: what is buffered is lost with the process.
        self._stream.write(json.dumps(line) + "\n")
        self._stream.flush()

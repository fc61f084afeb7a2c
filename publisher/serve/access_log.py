"""The access log: a JSON object a line, without who sent a request and what it asked by default."""

import json
import logging
import sys
import time
from pathlib import Path
from typing import BinaryIO, Final

from publisher.serve.settings import Settings

_log: Final = logging.getLogger(__name__)


class AccessLog:
    """Write a line for each request to the file at `path`; `-` is standard error.

    If the file cannot be written, its lines are lost and nothing else: a warning is logged once,
    and each request is answered. Raises OSError if the file cannot be opened.
    """

    def __init__(self, path: str, settings: Settings) -> None:
        self._path = path
        self._has_addresses = settings.log_addresses
        self._has_queries = settings.log_queries
        self._has_failed = False
        self._file = _open(path)

    def reopen(self) -> None:
        """Open the file anew, because it may have been moved; keep the open one if that fails."""
        if self._path == "-":
            return
        try:
            file = _open(self._path)
        except OSError as error:
            _log.warning("the access log stays in its old file: %s", error)
            return
        self.close()
        self._file = file
        self._has_failed = False

    def close(self) -> None:
        if self._path != "-":
            self._file.close()

    def write(
        self,
        *,
        method: str,
        route: str,
        path: str,
        query: str,
        client: str,
        status: int,
        seconds: float,
    ) -> None:
        """Write the line of one request. `path` is below the site's root."""
        line: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "method": method[:16],
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        if route in {"site", "queries"}:
            # The requested page does not tell who requested it.
            line["path"] = path[:256]
        if self._has_addresses:
            line["client"] = client
        if self._has_queries:
            line["query"] = query[:4096]
        self._append(json.dumps(line).encode() + b"\n")

    def _append(self, line: bytes) -> None:
        try:
            # Each line at once, because what is buffered is lost with the process.
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            if not self._has_failed:
                _log.warning("the access log cannot be written and misses requests: %s", error)
            self._has_failed = True
        else:
            self._has_failed = False


def _open(path: str) -> BinaryIO:
    if path == "-":
        return sys.stderr.buffer
    return Path(path).open("ab", buffering=0)

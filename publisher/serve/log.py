"""The access log: a JSON object a line, without who asked and what, unless that is wished."""

import json
import logging
import sys
import time
from pathlib import Path
from typing import BinaryIO, Final

from publisher.serve.messages import Request
from publisher.serve.settings import Settings

_log: Final = logging.getLogger("publisher.serve")


class AccessLog:
    """Writes a line for each request to a file, or nothing without one.

    `path` is None for no log, `-` for standard error. A file that cannot be written costs its
    lines and nothing else: that is said once, and each request is answered.
    Raises OSError if the file cannot be opened.
    """

    def __init__(self, path: str | None, settings: Settings) -> None:
        self._path = path
        self._has_addresses = settings.log_addresses
        self._has_queries = settings.log_queries
        self._has_failed = False
        self._file = None if path is None else _open(path)

    @property
    def is_on(self) -> bool:
        return self._file is not None

    def reopen(self) -> None:
        """Open the file anew, because it may have been moved; keep the open one if that fails."""
        if self._path in {None, "-"}:
            return
        try:
            opened = _open(str(self._path))
        except OSError as error:
            _log.warning("the access log stays in its old file: %s", error)
            return
        self.close()
        self._file = opened
        self._has_failed = False

    def close(self) -> None:
        if self._file and self._path != "-":
            self._file.close()

    def write(self, request: Request, *, route: str, status: int, seconds: float) -> None:
        if self._file is None:
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
        self._append(self._file, json.dumps(line).encode() + b"\n")

    def _append(self, file: BinaryIO, line: bytes) -> None:
        try:
            # A line at once: what is buffered is lost with the process.
            file.write(line)
            file.flush()
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

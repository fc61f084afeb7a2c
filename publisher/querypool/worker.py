"""A worker's life: it gives up what it does not need, and answers one query after another."""

import contextlib
import json
import os
import resource
import socket
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from publisher import sandbox
from publisher.querypool.errors import PoolError, failed
from publisher.querypool.frames import LEAVING, QUERY, READY, Frames, frame
from publisher.querypool.jobs import Job, QueryLimits
from publisher.querypool.running import Asks, answer, by_endpoint, by_store
from publisher.querypool.writing import error_frame
from publisher.sparql.describing import no_document, site_documents

_BLOATED: Final = 128 << 20
"""Bytes by which a worker may have grown before another takes its place."""
_PIECE: Final = 1 << 14
_ALLOWANCE: Final = 1.0
"""Seconds between two settings of the limit of processor time, which is three system calls."""
_QUICK: Final = 0.05
"""Seconds in which a query cannot have made it grow so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a worker is for: the data that it asks, or the endpoint.

    `dump` is a file of N-Triples for the memory, which all workers share; `store` a folder. `site`
    is the folder of the release's documents, which answer DESCRIBE.
    """

    dump: str
    store: str
    site: str = ""
    engine: str
    base: str
    limits: QueryLimits

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Charge":
        members: dict[str, Any] = json.loads(content)
        return cls(**{**members, "limits": QueryLimits(**members["limits"])})


def work(connection: socket.socket, charge: Charge, store: ox.Store | None) -> None:
    """Answer queries until the connection ends; from a store in memory, if there is one."""
    sandbox.die_with_parent()
    asks = _asker(charge, store)
    sandbox.limit_memory(charge.limits.memory)
    if not charge.engine and not sandbox.close_network():
        sandbox.close_descriptors()
    started_with = _memory()
    connection.sendall(frame(READY))
    allowed = 0.0
    jobs = _Jobs(connection)
    while job := jobs.next():
        began = time.monotonic()
        if began - allowed > _ALLOWANCE:
            # A second of the clock is a second of the processor at most.
            sandbox.limit_processor_time(charge.limits.deadline + _ALLOWANCE)
            allowed = began
        _answer(connection, job, asks, charge.limits, is_remote=bool(charge.engine))
        if time.monotonic() - began > _QUICK and _memory() - started_with > _BLOATED:
            connection.sendall(frame(LEAVING))
            return


def _asker(charge: Charge, store: ox.Store | None) -> Asks:
    if charge.engine:
        return by_endpoint(charge.engine, base=charge.base, limits=charge.limits)
    opened = ox.Store.read_only(charge.store) if store is None else store
    documents = site_documents(Path(charge.site), base=charge.base) if charge.site else no_document
    return by_store(opened, base=charge.base, limits=charge.limits, documents=documents)


def _answer(
    connection: socket.socket, job: Job, asks: Asks, limits: QueryLimits, *, is_remote: bool
) -> None:
    try:
        answer(job, asks=asks, limits=limits, send=connection.sendall, is_remote=is_remote)
    except PoolError as error:
        connection.sendall(error_frame(error))
    except (MemoryError, RecursionError):
        connection.sendall(error_frame(failed("It took more memory than a query may.")))


class _Jobs:
    """The jobs of one connection, in order; the next one may come while another runs."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._frames = Frames()
        self._come: deque[Job] = deque()

    def next(self) -> Job | None:
        """The next job; None when the server has closed the connection."""
        while not self._come:
            content = self._connection.recv(_PIECE)
            if not content:
                return None
            for kind, job in self._frames.feed(content):
                if kind != QUERY:
                    raise ValueError(f"a worker got a message of kind {kind!r}")
                self._come.append(Job.from_bytes(job))
        return self._come.popleft()


def _memory() -> int:
    """Bytes that this process holds in memory."""
    with contextlib.suppress(OSError):
        pages = Path("/proc/self/statm").read_bytes().split()[1]
        return int(pages) * resource.getpagesize()
    return 0


def start(connection: socket.socket, charge: Charge, store: ox.Store | None) -> None:
    """`work` in a process of its own, which ends here whatever happens."""
    code = 0
    try:
        work(connection, charge, store)
    except ConnectionError:
        code = 0  # The server has ended.
    except BaseException as error:  # noqa: BLE001 -- the server sees that the connection ended
        sys.stderr.write(f"publisher: a worker ended: {error!r}\n")
        code = 1
    finally:
        os._exit(code)

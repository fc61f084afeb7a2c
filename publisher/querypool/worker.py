"""A worker process: it gives up its rights, then answers one query after another."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

import pyoxigraph as ox

from publisher import sandbox
from publisher.querypool.errors import PoolError, query_failed
from publisher.querypool.evaluation import (
    Evaluate,
    evaluate_by_endpoint,
    evaluate_by_store,
    write_answer,
)
from publisher.querypool.lookups import LookUp, look_up_in, write_lookup
from publisher.querypool.wire import (
    ERROR,
    JOB,
    READY,
    RETIRING,
    Job,
    MessageReader,
    WorkerConfig,
    error_to_bytes,
    message,
)
from publisher.sparql.describing import no_document, site_documents

_QUICK: Final = 0.05
"""Seconds in which a query cannot make it grow so much."""
_RENEW: Final = 1.0
"""Seconds after which the limit of processor time is set anew, which takes three system calls."""
_RECEIVE_SIZE: Final = 1 << 14


def run_worker(connection: socket.socket, config: WorkerConfig, store: ox.Store | None) -> NoReturn:
    """Answer queries until the server closes the connection, then end this process."""
    code = 0
    try:
        answer_queries(connection, config, store)
    except ConnectionError:
        code = 0  # The server has ended.
    except BaseException as error:  # noqa: BLE001 -- the server notices the closed connection
        sys.stderr.write(f"publisher: a worker ended: {error!r}\n")
        code = 1
    finally:
        os._exit(code)


def answer_queries(connection: socket.socket, config: WorkerConfig, store: ox.Store | None) -> None:
    """Answer queries until the connection is closed or this process uses too much memory.

    `store` is the graph in memory; without it, the graph of the config.
    """
    sandbox.die_with_parent()
    evaluate = _evaluate(config, store)
    look_up = look_up_in(config.site)
    _give_up_rights(config)
    memory = sandbox.resident_memory()
    renewed = 0.0
    connection.sendall(message(READY))
    for job in _jobs(connection):
        started = time.monotonic()
        if started - renewed > _RENEW:
            # The kernel ends this process if the server does not: a second of the clock is at most
            # a second of the processor.
            sandbox.limit_processor_time(config.limits.deadline + _RENEW)
            renewed = started
        last = _answer(connection, job, evaluate, look_up, config)
        is_quick = time.monotonic() - started < _QUICK
        if not is_quick and sandbox.resident_memory() - memory > config.limits.growth:
            connection.sendall(last + message(RETIRING))
            return
        connection.sendall(last + message(READY))


def _evaluate(config: WorkerConfig, store: ox.Store | None) -> Evaluate:
    if config.engine:
        return evaluate_by_endpoint(config.engine, base=config.base, limits=config.limits)
    opened = ox.Store.read_only(config.store) if store is None else store
    documents = site_documents(Path(config.site)) if config.site else no_document
    return evaluate_by_store(
        opened,
        base=config.base,
        limits=config.limits,
        documents=documents,
        is_partial=bool(config.quads) and config.default_graph != "union",
    )


def _give_up_rights(config: WorkerConfig) -> None:
    sandbox.limit_memory(config.limits.memory)
    if not config.engine and not sandbox.close_network():
        sandbox.close_descriptors()


def _jobs(connection: socket.socket) -> Iterator[Job]:
    """Yield the jobs that the server sends until it closes the connection."""
    reader = MessageReader()
    while content := connection.recv(_RECEIVE_SIZE):
        for kind, job in reader.feed(content):
            if kind != JOB:
                raise ValueError(f"a worker received a message of kind {kind!r}")
            yield Job.from_bytes(job)


def _answer(
    connection: socket.socket,
    job: Job,
    evaluate: Evaluate,
    look_up: LookUp,
    config: WorkerConfig,
) -> bytes:
    """Send the answer but for its last messages, and return those."""
    try:
        if job.is_lookup:
            return write_lookup(job.query, look_up)
        return write_answer(
            job,
            evaluate,
            limits=config.limits,
            send=connection.sendall,
            is_remote=bool(config.engine),
        )
    except PoolError as error:
        return message(ERROR, error_to_bytes(error))
    except (MemoryError, RecursionError):
        too_much = query_failed("It took more memory than a query may.")
        return message(ERROR, error_to_bytes(too_much))

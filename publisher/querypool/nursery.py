"""A small process from which workers are forked: in milliseconds, and with nothing of the server.

The server writes a charge to its standard input, a worker's connection with it, and reads back a
descriptor of the worker's process, by which it is killed without a doubt about its number.
"""

import contextlib
import gc
import os
import signal
import socket
from typing import Final

import pyoxigraph as ox

from publisher.querypool.worker import Charge, start

LARGEST: Final = 1 << 16
"""Bytes of a charge."""


def serve(control: socket.socket) -> None:
    """Fork a worker for each charge until the server has gone."""
    # Nobody waits for a worker: the kernel forgets it when it ends.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    store: ox.Store | None = None
    while True:
        content, descriptors, _, _ = socket.recv_fds(control, LARGEST, 1)
        if not content:
            return
        charge = Charge.from_json(content)
        if charge.dump and store is None:
            store = _load(charge.dump)
        with socket.socket(fileno=descriptors[0]) as connection:
            _fork(control, connection, charge, store)


def _load(dump: str) -> ox.Store:
    """The data in memory: a fork has them at once, and twice as fast as from a disk's store."""
    store = ox.Store()
    # Not bulk_load: its threads would not be there in a fork.
    store.load(path=dump, format=ox.RdfFormat.N_TRIPLES)
    gc.freeze()
    return store


def _fork(
    control: socket.socket, connection: socket.socket, charge: Charge, store: ox.Store | None
) -> None:
    number = os.fork()
    if number == 0:
        control.close()
        start(connection, charge, store)
    said = number.to_bytes(8, "big")
    try:
        process = os.pidfd_open(number)
    except ProcessLookupError:
        _tell(control, said, [])  # it ended already
        return
    try:
        _tell(control, said, [process])
    finally:
        os.close(process)


def _tell(control: socket.socket, said: bytes, descriptors: list[int]) -> None:
    # The server may have ended meanwhile: the next read says so, and ends this process too.
    with contextlib.suppress(ConnectionError):
        socket.send_fds(control, [said], descriptors)


def main() -> None:
    # What is here now is every worker's: their collectors need not look at it, nor copy it.
    gc.freeze()
    with socket.socket(fileno=0) as control:
        serve(control)


if __name__ == "__main__":
    main()

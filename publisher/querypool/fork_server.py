"""The fork server: a small process that has the graph in memory, and forks workers.

The server process itself cannot fork, because its threads and connections would be copied. It
sends the configuration of a worker and the worker's end of a connection, and receives the process
ID and a file descriptor of the process. By that descriptor it kills the right process, even if the
ID has been used again: https://man7.org/linux/man-pages/man2/pidfd_open.2.html
"""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.querypool.wire import WorkerConfig
from publisher.querypool.worker import run_worker
from publisher.sparql.graphs import GraphSource, quads_of

_COMMAND: Final = "from publisher.querypool.fork_server import run_fork_server as run; run()"
_LARGEST_CONFIG: Final = 1 << 16
_END_SECONDS: Final = 5.0
_ID_SIZE: Final = 8

Process: TypeAlias = tuple[int, int]
"""A process ID and a file descriptor of the process, which the receiver closes."""


class ForkServer:
    """The server's end: starts the fork server if it does not run, and asks it for workers."""

    def __init__(self, config: WorkerConfig) -> None:
        self._config = config.to_bytes()
        self._control: socket.socket | None = None
        self._popen: subprocess.Popen[bytes] | None = None
        self._expected: deque[asyncio.Future[Process]] = deque()

    def open(self) -> None:
        """Start the fork server, in place of one that has ended. Raises OSError."""
        if self._popen:
            self._popen.kill()
            self._popen.wait()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(0)
        with theirs:
            self._popen = subprocess.Popen(  # noqa: S603 -- the command is a constant
                [sys.executable, "-c", _COMMAND],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
            )
        self._control = ours
        asyncio.get_running_loop().add_reader(ours.fileno(), self._receive)

    def fork(self, connection: socket.socket) -> asyncio.Future[Process]:
        """Fork a worker with this end of a connection. Raises OSError.

        The future raises ConnectionError if the fork server ends first; then its workers end too.
        """
        try:
            self._send(connection)
        except OSError:
            # The fork server has ended.
            self._disconnect()
            self._send(connection)
        process: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._expected.append(process)
        return process

    async def close(self) -> None:
        """End the fork server; workers that still live end with it."""
        self._disconnect()
        if self._popen:
            popen, self._popen = self._popen, None
            await asyncio.to_thread(_end, popen)

    def _send(self, connection: socket.socket) -> None:
        if self._control is None:
            self.open()
        socket.send_fds(self._control, [self._config], [connection.fileno()])  # type: ignore[arg-type]

    def _receive(self) -> None:
        """Read which process the next worker is."""
        if self._control is None:
            return
        try:
            content, descriptors, _, _ = socket.recv_fds(self._control, _ID_SIZE, 1)
        except BlockingIOError:
            return
        except OSError:
            content, descriptors = b"", []
        if not content:
            self._disconnect()
            return
        process = self._expected.popleft()
        if not descriptors:
            process.set_exception(ConnectionError("the worker ended at once"))
        elif process.cancelled():
            os.close(descriptors[0])
        else:
            process.set_result((int.from_bytes(content, "big"), descriptors[0]))

    def _disconnect(self) -> None:
        if self._control:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None
        for process in self._expected:
            if not process.done():
                process.set_exception(ConnectionError("the fork server ended"))
        self._expected.clear()


def _end(popen: "subprocess.Popen[bytes]") -> None:
    try:
        popen.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        popen.kill()
        popen.wait()


def run_fork_server() -> None:
    """Run as the fork server; standard input is the connection to the server."""
    # Nobody waits for a worker: the kernel forgets it when it ends.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # A terminal sends Ctrl-C, and `timeout` SIGTERM, to all processes of the group; the server
    # alone ends this one and the workers, after their answers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # The workers share what is in memory now if their garbage collectors do not touch it.
    gc.freeze()
    with socket.socket(fileno=0) as control:
        _fork_workers(control)


def _fork_workers(control: socket.socket) -> None:
    """Fork a worker for each configuration until the server has ended."""
    store: ox.Store | None = None
    while True:
        content, descriptors, _, _ = socket.recv_fds(control, _LARGEST_CONFIG, 1)
        if not content:
            return
        config = WorkerConfig.from_bytes(content)
        if config.dump and store is None:
            store = _load(config.source)
        with socket.socket(fileno=descriptors[0]) as connection:
            _fork(control, connection, config, store)


def _load(source: GraphSource) -> ox.Store:
    """Load the graph into memory: a fork has it at once, and queries it twice as fast as a file."""
    store = ox.Store()
    # No bulk loader, because the threads that it starts do not exist in a fork.
    store.extend(quads_of(source))
    gc.freeze()
    return store


def _fork(
    control: socket.socket,
    connection: socket.socket,
    config: WorkerConfig,
    store: ox.Store | None,
) -> None:
    process_id = os.fork()
    if process_id == 0:
        control.close()
        run_worker(connection, config, store)
    try:
        descriptors = [os.pidfd_open(process_id)]
    except ProcessLookupError:
        descriptors = []  # It has ended already.
    # The server may have ended meanwhile; then the next read returns nothing.
    with contextlib.suppress(ConnectionError):
        socket.send_fds(control, [process_id.to_bytes(_ID_SIZE, "big")], descriptors)
    for descriptor in descriptors:
        os.close(descriptor)

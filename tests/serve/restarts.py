"""`publisher serve` on a socket that outlives it, as systemd hands one over; and who asks it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

# systemd puts the socket at descriptor 3, and names the process that it is meant for.
_ACTIVATE = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, "-m", "publisher", "serve", *sys.argv[2:]])
"""


@contextmanager
def socket_of_systemd() -> Iterator[socket.socket]:
    """A socket that listens, whoever answers on it."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        yield listener


def activate(listener: socket.socket, *arguments: str) -> "subprocess.Popen[str]":
    """The server on a socket of another; given back when it answers."""
    number = listener.fileno()
    process = subprocess.Popen(
        [sys.executable, "-c", _ACTIVATE, str(number), *arguments],
        pass_fds=(number,),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if ": served at " in line:
            return process
    process.wait(30)
    raise AssertionError("".join(said))


def end(process: "subprocess.Popen[str]") -> str:
    """What it said on standard error until it left, asked to by SIGTERM."""
    os.kill(process.pid, signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    return said


@dataclass(slots=True, kw_only=True)
class Crowd:
    """Clients that ask all the time: what they were answered, and what went wrong."""

    host: str
    port: int
    requests: Sequence[tuple[str, bytes]]
    """Paths with the bytes that must be in their answers."""
    keeps_alive: bool = True
    answers: int = 0
    failures: list[str] = field(default_factory=list)
    _is_over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def asking(self, clients: int) -> Iterator["Crowd"]:
        """Ask until the block ends."""
        threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(clients)]
        for one in threads:
            one.start()
        try:
            yield self
        finally:
            self._is_over.set()
            for one in threads:
                one.join(30)
            assert not any(one.is_alive() for one in threads)

    def _ask(self) -> None:
        connection: http.client.HTTPConnection | None = None
        while not self._is_over.is_set():
            for path, expected in self.requests:
                connection = connection or http.client.HTTPConnection(
                    self.host, self.port, timeout=30
                )
                try:
                    connection.request("GET", path)
                    found = connection.getresponse()
                    body = found.read()
                    is_right = found.status == http.HTTPStatus.OK and expected in body
                    failure = "" if is_right else f"{path}: {found.status} {body[:200]!r}"
                    is_last = found.will_close or not self.keeps_alive
                except (OSError, http.client.HTTPException) as error:
                    failure, is_last = f"{path}: {error!r}", True
                with self._lock:
                    self.answers += 1
                    if failure:
                        self.failures.append(failure)
                if is_last:
                    connection.close()
                    connection = None
        if connection:
            connection.close()


def restart(crowd: Crowd, listener: socket.socket, times: int, *arguments: str) -> None:
    """Start the server and end it by SIGTERM, again and again, while a crowd asks."""
    for _ in range(times):
        before = crowd.answers
        process = activate(listener, *arguments)
        try:
            while crowd.answers < before + 20 and process.poll() is None:
                pass
        finally:
            end(process)

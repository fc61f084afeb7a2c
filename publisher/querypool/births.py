"""The server's end of the nursery: new workers, asked for and come in order."""

import asyncio
import os
import socket
import subprocess
import sys
from collections import deque
from typing import Final

from publisher.querypool.member import Member
from publisher.querypool.worker import Charge

_END_SECONDS: Final = 5.0


class Births:
    """A nursery that is started when it is needed, and again where it has ended."""

    def __init__(self, charge: Charge) -> None:
        self._charge = charge.to_json()
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._expected: deque[Member] = deque()
        self._connecting: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start the nursery."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(0)
        with theirs:
            self._nursery = subprocess.Popen(  # noqa: ASYNC220 -- some milliseconds, once
                [sys.executable, "-m", "publisher.querypool.nursery"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
            )
        self._control = ours
        asyncio.get_running_loop().add_reader(ours.fileno(), self._arrived)

    def give_birth(self, member: Member) -> None:
        """Have a worker forked whose connection is the member's."""
        task = asyncio.ensure_future(self._give_birth(member))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    async def close(self) -> None:
        """End the nursery; workers that still live end with it."""
        for task in self._connecting:
            task.cancel()
        self._leave()
        if self._nursery:
            nursery, self._nursery = self._nursery, None
            await asyncio.to_thread(_end, nursery)

    async def _give_birth(self, member: Member) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            if self._control is None:
                await self.open()
            self._expected.append(member)
            try:
                socket.send_fds(self._control, [self._charge], [theirs.fileno()])  # type: ignore[arg-type]
            except OSError:
                # The nursery has ended, and its workers with it: they are told so themselves.
                self._leave()
                await self.open()
                self._expected.append(member)
                socket.send_fds(self._control, [self._charge], [theirs.fileno()])  # type: ignore[arg-type]
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: member, sock=ours)

    def _arrived(self) -> None:
        """The nursery says which process is the next member's."""
        if self._control is None:
            return
        try:
            content, descriptors, _, _ = socket.recv_fds(self._control, 8, 1)
        except BlockingIOError:
            return
        except OSError:
            content, descriptors = b"", []
        if not content:
            self._leave()
            return
        member = self._expected.popleft()
        if descriptors:
            member.born(int.from_bytes(content, "big"), descriptors[0])

    def _leave(self) -> None:
        self._expected.clear()
        if self._control:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None


def _end(nursery: "subprocess.Popen[bytes]") -> None:
    try:
        nursery.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        nursery.kill()
        nursery.wait()

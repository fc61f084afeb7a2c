"""What a worker gives up before it runs what strangers send: network, programs, much memory.

The kernel refuses the system calls, so that no trick in a query's text helps:
https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_SET_DEATH_SIGNAL: Final = 1
_SET_SECCOMP: Final = 22
_SET_NO_NEW_PRIVILEGES: Final = 38
_FILTER_MODE: Final = 2

# struct sock_filter: operation, jump if true, jump if false, operand
_LOAD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EPERM
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
_SECOND_ABI: Final = 0x40000000
"""Numbers from here on name x86-64's calls once more."""

_REFUSED: Final[Mapping[str, tuple[int, tuple[int, ...]]]] = {
    # Without a socket of its own a process cannot send either.
    # socket connect accept bind listen fork vfork execve ptrace kill accept4
    # process_vm_readv process_vm_writev execveat io_uring_setup
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 49, 50, 57, 58, 59, 101, 62, 288, 310, 311, 322, 425),
    ),
    # the same; it has no fork and no vfork
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 200, 201, 221, 117, 129, 242, 270, 271, 281, 425),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filters", ctypes.c_void_p))


def die_with_parent(parent: int | None = None) -> None:
    """Have the kernel kill this process when the one that made it ends.

    `parent` is its process ID. Without it, a parent that has ended already is known only where
    no other process than the first takes over its children.
    """
    _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    has_ended = os.getppid() == 1 if parent is None else os.getppid() != parent
    if has_ended:
        os._exit(0)  # it ended before the kernel was asked


def bound(memory: int) -> None:
    """Limit this process to `memory` bytes beyond what it has, and to no dump of itself."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    size = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_network() -> bool:
    """Refuse this process and its threads every way to the network; whether that was possible.

    Elsewhere than on Linux on two kinds of processor it is not: then no descriptor is left that
    a connection could use, which the engine's own files need not.
    """
    try:
        return _filter_calls()
    except (OSError, AttributeError):
        return False


def close_descriptors() -> None:
    """Let no further file or connection be opened."""
    highest = max(int(name) for name in os.listdir("/proc/self/fd")) + 1  # noqa: PTH208
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))


def allow_seconds(seconds: float) -> None:
    """Let this process use so much more processor time: a second limit beside the server's."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _filter_calls() -> bool:
    machine = _REFUSED.get(platform.machine())
    if machine is None:
        return False
    code = _instructions(*machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _prctl(_SET_NO_NEW_PRIVILEGES, 1)
    _prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(program))
    return True


def _instructions(architecture: int, refused: tuple[int, ...]) -> bytes:
    """The filter's program: refuse what is listed, and what another architecture calls."""
    count = len(refused)
    # A jump counts the lines that it passes over; the last line refuses.
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_IF_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_IF_AT_LEAST, count + 1, 0, _SECOND_ABI),
    ]
    lines += [(_JUMP_IF_EQUAL, count - at, 0, number) for at, number in enumerate(refused)]
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _prctl(option: int, second: int, third: int = 0) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    arguments = (option, second, third, 0, 0)
    if library.prctl(*(ctypes.c_ulong(one) for one in arguments)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

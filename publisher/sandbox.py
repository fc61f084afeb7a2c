"""Take rights from this process before it runs what strangers send: network, programs, memory.

The kernel refuses the system calls, so that no trick in a query's text helps:
https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html

Every function works on every platform: if the system cannot do what is asked, it does nothing and
returns False. `serve` needs all of them, and so Linux; `check` and `build` do without.
"""

import ctypes
import errno
import os
import platform
import signal
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # Windows
    _has_limits = False
else:
    _has_limits = True

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
"""From this number on, x86-64 has its system calls a second time (x32)."""

_REFUSED: Final[Mapping[str, tuple[int, tuple[int, ...]]]] = {
    # Without a socket a process cannot send either.
    # socket connect accept bind listen fork vfork execve ptrace kill accept4
    # process_vm_readv process_vm_writev execveat io_uring_setup
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 49, 50, 57, 58, 59, 101, 62, 288, 310, 311, 322, 425),
    ),
    # the same calls, but this architecture has no fork and no vfork
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 200, 201, 221, 117, 129, 242, 270, 271, 281, 425),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filters", ctypes.c_void_p))


def die_with_parent(parent: int | None = None) -> bool:
    """Have the kernel kill this process when the process that started it ends.

    `parent` is that process's ID. Without it, a parent that has ended already is noticed only if
    the first process of the system, and no other, takes over its children.
    """
    try:
        _prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    except (OSError, AttributeError, TypeError):
        return False
    has_ended = os.getppid() == 1 if parent is None else os.getppid() != parent
    if has_ended:
        os._exit(0)  # The parent ended before the kernel was asked.
    return True


def limit_memory(memory: int) -> bool:
    """Limit this process to `memory` bytes more than it has now, and let it write no core dump."""
    size = _memory_size(0)
    if not _has_limits or not size:
        return False
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def resident_memory() -> int:
    """Return the bytes that this process holds in memory; 0 if the system does not tell."""
    return _memory_size(1)


def close_network() -> bool:
    """Refuse this process and its threads every system call that leads to the network.

    That is possible on Linux on two kinds of processor. Elsewhere call `close_descriptors`.
    """
    try:
        return _filter_calls()
    except (OSError, AttributeError, TypeError):
        return False


def close_descriptors() -> bool:
    """Let this process open no further file or connection; the engine needs none."""
    try:
        highest = max(int(name) for name in os.listdir("/proc/self/fd")) + 1  # noqa: PTH208
    except OSError:
        return False
    if _has_limits:
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))
    return _has_limits


def limit_processor_time(seconds: float) -> bool:
    """Let this process use so many more seconds of the processor than it has used already."""
    if not _has_limits:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    return True


def _memory_size(column: int) -> int:
    """Return a number of https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html in bytes."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[column])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _filter_calls() -> bool:
    calls = _REFUSED.get(platform.machine())
    if calls is None:
        return False
    code = _instructions(*calls)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _prctl(_SET_NO_NEW_PRIVILEGES, 1)
    _prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(program))
    return True


def _instructions(architecture: int, refused: tuple[int, ...]) -> bytes:
    """Return the filter's program: refuse the listed calls, and all of another architecture."""
    count = len(refused)
    # A jump says how many lines it skips; the last line refuses the call.
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
    """Call https://man7.org/linux/man-pages/man2/prctl.2.html or raise OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    arguments = (option, second, third, 0, 0)
    if library.prctl(*(ctypes.c_ulong(argument) for argument in arguments)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

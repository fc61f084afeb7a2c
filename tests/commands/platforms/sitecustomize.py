"""Take from this process what Linux has and other systems lack.

Python imports a module of this name in every process whose PYTHONPATH has its folder.
"""

import ctypes
import io
import multiprocessing
import os
import signal
import sys
import sysconfig
from typing import Any

BLOCKED = ("fcntl", "resource")
"""Modules that other systems do not have."""


def _missing(*_arguments: object, **_named: object) -> Any:  # noqa: ANN401 -- stands for any call
    raise OSError("this system does not have it")


def block_kernel() -> None:
    """Block what only a Unix, and what only a newer Linux has."""
    for name in BLOCKED:
        # An import of it fails.
        sys.modules[name] = None  # type: ignore[assignment]
    for module, name in ((os, "pidfd_open"), (signal, "pidfd_send_signal")):
        if hasattr(module, name):
            delattr(module, name)
    # Read while the platform has its true name, by which Python finds how it was built.
    sysconfig.get_config_vars()
    # No name that Python itself has modules for, such as those of macOS.
    sys.platform = "freebsd14"
    # prctl and seccomp are reached by it alone.
    ctypes.CDLL = _missing  # type: ignore[assignment,misc]


def block_forks() -> None:
    """Block what Windows has not: forks, and files that describe processes."""
    multiprocessing.get_all_start_methods = lambda: ["spawn"]
    if hasattr(os, "fork"):
        del os.fork
    listdir, opened = os.listdir, io.open

    def listdir_elsewhere(path: Any = ".") -> Any:  # noqa: ANN401 -- as the function it replaces
        return _missing() if str(path).startswith("/proc") else listdir(path)

    def open_elsewhere(file: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401 -- likewise
        return _missing() if str(file).startswith("/proc") else opened(file, *more, **named)

    os.listdir = listdir_elsewhere
    io.open = open_elsewhere


if os.environ.get("BLOCKED_PLATFORM"):
    block_kernel()
if os.environ.get("BLOCKED_PLATFORM") == "no forks":
    block_forks()

"""Where the server listens: a port, a Unix socket, or a socket that systemd keeps open."""

import ipaddress
import os
import socket
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher import limits
from publisher.errors import PublisherError

_BACKLOG: Final = 1024
"""Connections that wait until the server takes them."""


class ServeError(PublisherError):
    """The server cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Where to listen: a host and a port (0: any that is free), or a Unix socket."""

    host: str = "127.0.0.1"
    port: int = limits.PORT
    unix: Path | None = None


def open_listener(listen: Listen) -> socket.socket:
    """Return a socket that listens there. Raises ServeError."""
    try:
        if _is_activated():
            return socket.socket(fileno=_FIRST_PASSED)
        if listen.unix:
            return _unix_listener(listen.unix)
        return socket.create_server(
            (listen.host, listen.port),
            family=socket.AF_INET6 if ":" in listen.host else socket.AF_INET,
            backlog=_BACKLOG,
        )
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        place = listen.unix or f"{listen.host}:{listen.port}"
        raise ServeError(
            f"cannot listen on {place} ({reason}); choose another with "
            f"{'--socket' if listen.unix else '--port'}"
        ) from error


def _unix_listener(path: Path) -> socket.socket:
    """Return a Unix socket at a path that is free, or that a server left behind."""
    with suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise ServeError(f"{path} is no socket and stays as it is; choose another --socket")
        if _is_live(path):
            raise ServeError(f"{path}: a server listens there; end it, or choose another --socket")
        path.unlink()
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(path))
        # At once, because another server takes a socket that does not listen for a dead one's.
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def _is_live(path: Path) -> bool:
    """Return whether a server listens on a Unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(0)
        try:
            client.connect(str(path))
        except ConnectionRefusedError:
            return False
        except OSError:
            # It takes no more for now, or not from this user, so a server is there.
            return True
    return True


_FIRST_PASSED: Final = 3


def _is_activated() -> bool:
    """Return whether systemd passes a socket that it keeps open from one start to the next.

    https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html
    """
    is_ours = os.environ.get("LISTEN_PID") == str(os.getpid())
    return is_ours and os.environ.get("LISTEN_FDS") == "1"


def is_public(listener: socket.socket) -> bool:
    """Return whether other machines may reach it, whoever opened it."""
    if listener.family == socket.AF_UNIX:
        return False
    return not ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def address_of(listener: socket.socket, root: str) -> str:
    """Return the address of the site for a person: `http://127.0.0.1:8000/`, `unix:/run/s`."""
    if listener.family == socket.AF_UNIX:
        return f"unix:{listener.getsockname()}"
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{root}"

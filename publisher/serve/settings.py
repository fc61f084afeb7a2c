"""The settings of the server: each a line below `[tool.publisher.serve]`."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, TypeAlias

from publisher import limits
from publisher.nearest import did_you_mean
from publisher.project import ProjectError

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

BODY_SECONDS: Final = 10.0
"""Seconds in which a request's body must have come."""
_MAX_FIELDS_SIZE: Final = 1 << 16
"""Bytes of a request's body besides its query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits in seconds, bytes and numbers; the defaults suit a small public server."""

    deadline: float = limits.QUERY_SECONDS
    """Seconds that a query may take, its waiting included."""
    fast: float = limits.FAST_SECONDS
    """Seconds until a query makes room for others and goes on with a low priority."""
    rows: int = limits.ANSWER_ROWS
    size: int = limits.ANSWER_BYTES
    """Bytes of an answer."""
    query_size: int = limits.QUERY_BYTES
    """Bytes of a query's text."""
    memory: int = limits.QUERY_MEMORY_BYTES
    """Bytes that one query may use."""
    queue: int = limits.QUEUE_LENGTH
    """Queries that wait for a worker."""
    in_flight: int = limits.CLIENT_RUNNING
    """Queries of one client that run at once; more of them wait."""
    waiting: int = limits.CLIENT_WAITING
    """Queries of one client that wait; more are answered 429."""
    query_seconds: float = limits.CLIENT_QUERY_SECONDS
    """Seconds of queries a minute that one client may use."""
    errors: int = limits.CLIENT_ERRORS
    """Failed queries a minute that one client may send."""
    probation: float = limits.PROBATION_SECONDS
    """Seconds for which a client whose query was stopped sends no other."""
    connections: int = limits.CONNECTIONS
    client_connections: int = limits.CLIENT_CONNECTIONS
    header_seconds: float = limits.HEADER_SECONDS
    """Seconds in which a request's header must have come."""
    reader_seconds: float = limits.READER_SECONDS
    """Seconds in which a client must take some of an answer; else its connection ends."""
    cache: int = limits.CACHE_BYTES
    """Bytes of answers that are kept."""
    engine_seconds: float = limits.ENGINE_CACHE_SECONDS
    """Seconds for which an answer of another engine is kept, at most."""
    workers: int = limits.QUICK_WORKERS
    """Processes for quick queries; 0 is one more than there are cores."""
    slow_workers: int = limits.SLOW_WORKERS
    proxies: str = ""
    """Addresses or networks, divided by spaces, whose X-Forwarded-For is believed."""
    log_addresses: bool = False
    log_queries: bool = False

    def trusted(self) -> tuple[Network, ...]:
        """Return the networks of `proxies`."""
        return tuple(ipaddress.ip_network(text, strict=False) for text in self.proxies.split())


def max_body(query_size: int) -> int:
    """Return the bytes of the largest body: the longest query, each byte written as `%41`."""
    return 3 * query_size + _MAX_FIELDS_SIZE


def limits_sentence(settings: Settings) -> str:
    """Return the limits of a query and its answer as a sentence."""
    return (
        f"A query may have {settings.query_size:,} bytes and take {settings.deadline:g} seconds; "
        f"its answer may have {settings.rows:,} rows or triples and {settings.size:,} bytes. "
        "Beyond a limit there is an error and no shortened answer: ask for less with LIMIT, or "
        "take a dump."
    )


def limits_header(settings: Settings) -> str:
    """Return the same limits for programs, as the header of each answer to a query."""
    return (
        f"query-bytes={settings.query_size}, seconds={settings.deadline:g}, "
        f"rows={settings.rows}, bytes={settings.size}"
    )


def read_settings(given: Mapping[str, object]) -> Settings:
    """Return a project's settings. Raises ProjectError for an unknown name or a wrong value."""
    known = {field.name: field.type for field in fields(Settings)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ProjectError(
            f"[tool.publisher.serve]: unknown setting {unknown[0]!r}"
            + did_you_mean(unknown[0], known, otherwise=f"; known are {', '.join(known)}")
        )
    values = {name: _checked(name, value, known[name]) for name, value in given.items()}
    settings = Settings(**values)  # type: ignore[arg-type]
    try:
        settings.trusted()
    except ValueError as error:
        raise ProjectError(f"[tool.publisher.serve]: proxies: {error}") from error
    return settings


def _checked(name: str, value: object, kind: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind is float and is_number and value > 0:  # type: ignore[operator]
        return float(value)  # type: ignore[arg-type]
    if kind is int and isinstance(value, int) and is_number and value >= 0:
        return value
    if (kind is bool and isinstance(value, bool)) or (kind is str and isinstance(value, str)):
        return value
    expected = {float: "a number above 0", int: "a whole number", bool: "true or false"}
    raise ProjectError(
        f"[tool.publisher.serve]: {name}: expected {expected.get(kind, 'a text')} "  # type: ignore[call-overload]
        f"but received {value!r}"
    )

"""A request and a response as the server's parts hand them on, apart from any server's own."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl

Headers: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked. `path` is decoded, below the site's root, without its first slash."""

    method: str = "GET"
    path: str = ""
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By lower-case name; fields that came more than once are joined by commas."""
    body: bytes = b""
    client: str = ""

    @property
    def accept(self) -> str:
        return self.headers.get("accept", "")

    def parameters(self) -> list[tuple[str, str]]:
        """The query's fields in their order. Raises ValueError where they are not UTF-8."""
        return parse_qsl(self.query, keep_blank_values=True, errors="strict", max_num_fields=100)

    def parameter(self, name: str) -> str:
        """The first value of a field; empty without one, or where the query is no UTF-8."""
        if name not in self.query:
            return ""
        try:
            return next((value for key, value in self.parameters() if key == name), "")
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A part of a file: `size` bytes from `start`."""

    file: Path
    start: int
    size: int


Body: TypeAlias = bytes | Slice | AsyncIterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What is answered. An iterator's length is unknown; if it raises, the connection is cut."""

    status: int = 200
    headers: Headers = ()
    body: Body = b""

    def header(self, name: str) -> str:
        """A header's value by its lower-case name; empty without it."""
        return next((value for key, value in self.headers if key == name), "")

"""A request and a response as the server's parts hand them on, apart from any server's own."""

import re
from binascii import a2b_qp
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote_to_bytes

Headers: TypeAlias = tuple[tuple[str, str], ...]
FIELDS: Final = 100
"""Fields of a request, at most."""
_NO_BYTE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})|[\r\n]")
"""What is no escape of a byte, and what ends a line of quoted-printable."""


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
    is_cut: bool = False
    """Its address was too long to be read, and is here without its end."""

    @property
    def accept(self) -> str:
        return self.headers.get("accept", "")

    def parameters(self) -> list[tuple[str, str]]:
        """The query's fields in their order.

        Raises ValueError where they are not UTF-8, or more than FIELDS.
        """
        if not self.query:
            return []
        # urllib's parse_qsl, which reads text, would take twice as long over a query in SPARQL.
        parts = self.query.encode("latin-1").split(b"&")
        if len(parts) > FIELDS:
            raise ValueError(f"there are more than {FIELDS} fields")
        pairs = (part.partition(b"=") for part in parts if part)
        return [(_text(name), _text(value)) for name, _, value in pairs]


def _text(field_: bytes) -> str:
    """https://url.spec.whatwg.org/#urlencoded-parsing"""
    spaced = field_.replace(b"+", b" ")
    if _NO_BYTE.search(spaced):
        return unquote_to_bytes(spaced).decode()
    # Each escape is one of quoted-printable with another sign, which C decodes ten times as fast:
    # https://www.rfc-editor.org/rfc/rfc2045#section-6.7
    return a2b_qp(spaced.replace(b"=", b"=3D").replace(b"%", b"=")).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A part of a file: `size` bytes from `start`."""

    file: Path
    start: int
    size: int


Body: TypeAlias = bytes | Slice | AsyncIterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What is answered. An iterator's length is unknown; if it raises, the connection is cut.

    `is_repeatable`: whoever asks the same of this release gets the same.
    """

    status: int = 200
    headers: Headers = ()
    body: Body = b""
    is_repeatable: bool = False

    def header(self, name: str) -> str:
        """A header's value by its lower-case name; empty without it."""
        return next((value for key, value in self.headers if key == name), "")

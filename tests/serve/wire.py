"""Requests byte for byte, as no client's library would send them."""

import socket
from http.client import parse_headers
from typing import BinaryIO
from urllib.parse import urlsplit

from tests.serve.running import Reply


def sent(address: str, *requests: bytes | tuple[bytes, ...]) -> list[Reply]:
    """The answers to requests of one connection, each sent in parts or whole."""
    where = urlsplit(address)
    with (
        socket.create_connection((where.hostname, where.port), timeout=10) as connection,
        connection.makefile("rb") as file,
    ):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        replies = []
        for parts in requests:
            for part in (parts,) if isinstance(parts, bytes) else parts:
                connection.sendall(part)
            replies.append(_reply(file))
        return replies


def _reply(file: BinaryIO) -> Reply:
    status = int(file.readline().split()[1])
    headers = parse_headers(file)
    return Reply(status=status, headers=headers, body=file.read(int(headers["content-length"])))


def get(target: bytes) -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\nHost: example.org\r\n\r\n"

"""Responses byte for byte, as they leave the server."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.serve.projects import write_project
from tests.serve.releases import write_release
from tests.serve.running import in_thread, request, served


@pytest.mark.parametrize(
    "path",
    ["/%0d%0aset-cookie:%20a=b", "/sparql/?a=%0d%0aset-cookie:%20a=b", "/network%0d%0ax:%20y/"],
)
def test_a_line_break_in_an_address_begins_no_header(tmp_path: Path, path: str) -> None:
    with in_thread(write_release(tmp_path)) as address:
        answer = request(address, path, headers={"Accept": "text/html"})
        assert answer.status in {301, 404}
        assert "set-cookie" not in answer.headers
        assert "x" not in answer.headers


def exchanged(address: str, request: bytes) -> bytes:
    host = urlsplit(address)
    with socket.create_connection((host.hostname or "", host.port or 0), 10) as connection:
        connection.sendall(request)
        connection.settimeout(10)
        answer = b""
        while piece := connection.recv(1 << 16):
            answer += piece
    return answer


def test_requests_sent_at_once_are_answered_in_order_and_the_last_closes(tmp_path: Path) -> None:
    project = write_project(tmp_path, {})
    with served("--project", str(project)) as (address, _):
        one = b"%b /healthz HTTP/1.1\r\nHost: x\r\n%b\r\n"
        three = (
            one % (b"HEAD", b"") + one % (b"GET", b"") + one % (b"GET", b"Connection: close\r\n")
        )
        answer = exchanged(address, three)
        heads = [part.split(b"\r\n\r\n")[0] for part in answer.split(b"HTTP/1.1 ")[1:]]
        assert [head[:6] for head in heads] == [b"200 OK"] * 3
        assert [b"connection: close" in head for head in heads] == [False, False, True]
        size = next(line for line in heads[1].split(b"\r\n") if line.startswith(b"content-length"))
        assert size in heads[0].split(b"\r\n")
        bodies = [part.split(b"\r\n\r\n")[1] for part in answer.split(b"HTTP/1.1 ")[1:]]
        assert bodies[0] == b""
        assert bodies[1] == bodies[2] != b""

        old = exchanged(address, b"GET /healthz HTTP/1.0\r\n\r\n")
        assert old.startswith(b"HTTP/1.1 200 OK\r\n")
        assert b"\r\nconnection: close\r\n" in old

"""A response in one message, and in the two that every server of ASGI understands."""

import asyncio
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publisher.serve.messages import Response
from publisher.serve.sending import COMMON, WHOLE, Message, Scope, send_whole, whole
from tests.serve.projects import write_project
from tests.serve.running import served

RESPONSE = Response(
    status=404, headers=(("content-type", "text/plain"), ("x-name", "ə".encode().decode("latin-1")))
)


def sent(scope: Scope, message: Message) -> list[Message]:
    messages: list[Message] = []

    async def send(one: Message) -> None:
        messages.append(one)

    asyncio.run(send_whole(message, scope, send))
    return messages


def test_a_server_with_the_extension_gets_one_message() -> None:
    message = whole(RESPONSE, b"gone")
    assert sent({"extensions": {WHOLE: {}}}, message) == [message]


def test_a_server_without_the_extension_gets_head_and_body() -> None:
    head, body = sent({}, whole(RESPONSE, b"gone", is_last=True))
    assert head == {
        "type": "http.response.start",
        "status": 404,
        "headers": [
            (b"content-type", b"text/plain"),
            (b"x-name", "ə".encode()),
            (b"content-length", b"4"),
            (b"connection", b"close"),
            *COMMON,
        ],
    }
    assert body == {"type": "http.response.body", "body": b"gone"}


@pytest.mark.parametrize("status", [204, 304])
def test_what_has_no_body_has_no_length(status: int) -> None:
    assert b"content-length" not in whole(Response(status=status), b"")["head"]


def test_a_response_that_closes_is_the_last() -> None:
    assert whole(Response(headers=(("connection", "close"),)), b"")["is_last"]
    assert not whole(Response(), b"")["is_last"]


@pytest.mark.parametrize("value", ["a\r\nset-cookie: b", "a\nb", "a\rb", "\r\n"])
def test_a_header_with_a_line_break_is_not_sent(value: str) -> None:
    with pytest.raises(RuntimeError, match="line break"):
        whole(Response(headers=(("location", value),)), b"")


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

"""Requests that uvicorn's parser would refuse without a word that a client can use.

Its parser takes no byte of an address but ASCII, and no address longer than 65,535 bytes.
"""

import json
import re
from http import HTTPStatus
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from publisher import policies
from publisher.serve.problems import MEDIA_TYPE
from publisher.serve.sending import COMMON

LONGEST: Final = 65_535
"""Bytes of an address: its parts are counted in 16 bits."""
CUT: Final = "publisher.http.address.cut"
"""An extension of ASGI's scope: the address was longer than LONGEST, and is there without its end.
"""
_KEPT: Final = 1_000
"""Bytes of such an address that are handed on."""
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")


class ReadingProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which reads addresses as browsers do, and answers by problems."""

    is_in_line = True
    """Whether the next bytes are of a request's first line."""

    def data_received(self, data: bytes) -> None:
        super().data_received(self._escaped(data) if self.is_in_line else data)

    def _escaped(self, data: bytes) -> bytes:
        """The data with the first line's bytes as browsers write them: é as %C3%A9.

        https://url.spec.whatwg.org/#path-state
        """
        blank = len(data) - len(data.lstrip(b"\r\n"))
        if blank == len(data):
            return data
        end = data.find(b"\n", blank)
        self.is_in_line = end < 0
        if data.isascii():
            return data
        line = data if end < 0 else data[:end]
        return _NOT_ASCII.sub(lambda one: b"%%%02X" % one.group()[0], line) + data[len(line) :]

    def on_url(self, url: bytes) -> None:
        # What is longer is not kept: it is refused, however long it is.
        if len(self.url) <= LONGEST:
            super().on_url(url)

    def on_headers_complete(self) -> None:
        if len(self.url) > LONGEST:
            self.url = self.url.partition(b"?")[0][:_KEPT]
            self.scope["extensions"] = {**self.scope.get("extensions", {}), CUT: {}}
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.is_in_line = True
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be parsed; uvicorn's name, which the parser's errors call."""
        if not self.transport.is_closing():
            detail = f"{msg} A space in the address is written %20."
            self.transport.write(refusal(HTTPStatus.BAD_REQUEST, detail))
            self.transport.close()


def refusal(status: HTTPStatus, detail: str, *headers: tuple[bytes, bytes]) -> bytes:
    """A problem as the bytes of a whole response, the last of its connection."""
    members = {"title": status.phrase, "status": status.value, "detail": detail}
    body = json.dumps(members).encode()
    lines = (
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        (policies.POLICY_HEADER.encode(), policies.policy_for_media_type(MEDIA_TYPE).encode()),
        *headers,
        *COMMON,
    )
    head = b"".join(b"%b: %b\r\n" % line for line in lines)
    return b"HTTP/1.1 %d %b\r\n%b\r\n%b" % (status.value, status.phrase.encode(), head, body)

"""A stand-in for `publisher serve`: it answers as a test sets it, and records the requests."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias


@dataclass(kw_only=True)
class Stub:
    address: str = ""
    asked: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    """Method, path and headers (by lower-case name) of each request."""


Answer: TypeAlias = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def stub(answer: Answer) -> Iterator[Stub]:
    """The stub on a free port; `answer` writes each response."""
    found = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.asked.append((self.command, self.path, headers))
            self.rfile.read(int(headers.get("content-length", "0")))
            answer(self)

        do_POST = do_GET  # noqa: N815 -- the library's name

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        found.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()


def say(body: bytes, headers: Mapping[str, str], *, status: int = 200) -> Answer:
    """A whole answer."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def begin(handler: BaseHTTPRequestHandler, body: bytes, headers: Mapping[str, str]) -> None:
    """An answer of unknown length, without its end."""
    handler.send_response(200)
    for name, value in {**headers, "Transfer-Encoding": "chunked"}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
    handler.wfile.flush()

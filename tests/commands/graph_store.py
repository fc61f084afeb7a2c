"""A graph store that is not ours, on this machine alone: it keeps what it is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    reads: bool = True
    """Whether it reads what it refuses; a store that does not, answers early and hangs up."""


@dataclass(kw_only=True)
class GraphStore:
    """`refuse` says why a request is not done; `forgets` is what it loses of what it is sent."""

    refuse: Callable[[Asked], Refusal | None] = lambda _: None
    forgets: int = 0
    url: str = ""
    lines: list[bytes] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    @property
    def writes(self) -> list[Asked]:
        return [one for one in self.asked if one.method != "GET"]

    def take(self, asked: Asked) -> None:
        if asked.method == "PUT":
            self.lines.clear()
        self.lines += asked.body.splitlines(keepends=True)

    def count(self) -> bytes:
        number = len(set(self.lines)) - self.forgets
        cell = f'{{"type": "literal", "value": "{number}"}}'
        return (
            f'{{"head": {{"vars": ["n"]}}, "results": {{"bindings": [{{"n": {cell}}}]}}}}'.encode()
        )


class _Server(ThreadingHTTPServer):
    store: GraphStore


class _Handler(BaseHTTPRequestHandler):
    @property
    def _store(self) -> GraphStore:
        assert isinstance(self.server, _Server)
        return self.server.store

    def do_GET(self) -> None:
        self._write(Refusal(status=404))

    def do_PUT(self) -> None:
        self._write(None)

    def do_POST(self) -> None:
        if urlsplit(self.path).path == "/query":
            self.rfile.read(int(self.headers["Content-Length"]))
            self._reply(200, {"Content-Type": RESULTS}, self._store.count())
        else:
            self._write(None)

    def _write(self, usual: Refusal | None) -> None:
        head = Asked(
            method=self.command, target=self.path, headers=dict(self.headers.items()), body=b""
        )
        refusal = self._store.refuse(head) or usual
        body = b""
        if refusal is None or refusal.reads:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(method=head.method, target=head.target, headers=head.headers, body=body)
        self._store.asked.append(asked)
        if refusal is None:
            self._store.take(asked)
            self._reply(204, {}, b"")
        else:
            self._reply(refusal.status, refusal.headers, refusal.body)

    def _reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(store: GraphStore, *, host: str = "127.0.0.1") -> Iterator[GraphStore]:
    """The store at `url`/store, and its query endpoint at `url`/query, until the block ends."""
    with _Server((host, 0), _Handler) as server:
        server.store = store
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        store.url = f"http://{host}:{server.server_port}"
        try:
            yield store
        finally:
            server.shutdown()
            thread.join()

"""A SPARQL endpoint that is not ours: rdflib behind http.server, on this machine alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import rdflib

Reply = tuple[int, str, bytes]
"""Status, media type, body."""

RESULTS = "application/sparql-results+json"


@dataclass(kw_only=True)
class Endpoint:
    url: str = ""
    queries: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)


@contextmanager
def serving(reply: Callable[[str], Reply]) -> Iterator[Endpoint]:
    """An endpoint that replies to each query so, until the block ends."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(body)["query"][0]
            endpoint.queries.append(query)
            endpoint.accepted.append(self.headers["Accept"])
            status, media_type, content = reply(query)
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        endpoint.url = f"http://127.0.0.1:{server.server_port}/sparql"
        try:
            yield endpoint
        finally:
            server.shutdown()
            thread.join()


def rdflib_reply(turtle: str) -> Callable[[str], Reply]:
    """Replies of rdflib over a graph; 400 with its message where it cannot parse the query."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")

    def reply(query: str) -> Reply:
        try:
            result = graph.query(query)
        except Exception as error:  # noqa: BLE001
            return 400, "text/plain", str(error).encode()
        if result.type in {"SELECT", "ASK"}:
            return 200, RESULTS, result.serialize(format="json") or b""
        return 200, "text/turtle; charset=utf-8", result.serialize(format="turtle") or b""

    return reply

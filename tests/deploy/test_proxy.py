"""What a web server hands to `publisher serve`, with a stub in its place."""

import http.client
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TypeAlias

import pytest

from publisher.deploy import SERVERS
from tests.conftest import absent
from tests.deploy.matrix import HOST
from tests.deploy.servers import programs, started
from tests.deploy.stub import Answer, Stub, begin, say, stub
from tests.flagship import FOLDER
from tests.serve.running import Reply, request, served

LASTING = {
    "Content-Type": "text/csv; charset=utf-8; header=present",
    "Cache-Control": "public, max-age=300",
    "ETag": 'W/"one"',
    "Vary": "accept",
}
FORM = "application/x-www-form-urlencoded"

Front: TypeAlias = Callable[[str, Answer], tuple[str, Stub]]


@pytest.fixture
def front(site: Path, tmp_path: Path) -> Iterator[Front]:
    """Starts a web server by its name before a stub: its address, and the stub."""
    with ExitStack() as stack:

        def start(server: str, answer: Answer) -> tuple[str, Stub]:
            if not programs()[server]:
                absent(
                    f"{server} is not installed: apt-get install what docs/how-to/deploy.md names"
                )
            behind = stack.enter_context(stub(answer))
            found = started(server, site, tmp_path, upstream=behind.address)
            return stack.enter_context(found).address, behind

        yield start


def get(address: str, path: str, method: str = "GET", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return request(address, path, method=method, headers={"Host": HOST, **named})


@contextmanager
def reading(address: str, path: str) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    try:
        connection.request("GET", path, headers={"Host": HOST})
        yield connection.getresponse()
    finally:
        connection.close()


def seen_as_cut(server: str) -> AbstractContextManager[object]:
    """Before 2.8 Caddy ends a broken answer as if it were whole.

    docs/how-to/deploy.md says what to do.
    https://github.com/caddyserver/caddy/issues/5951
    """
    if server == "caddy" and caddy_version() < (2, 8):
        return nullcontext()
    return pytest.raises(http.client.IncompleteRead)


def caddy_version() -> tuple[int, ...]:
    said = subprocess.check_output([programs()["caddy"], "version"], text=True)
    found = re.search(r"(\d+)\.(\d+)", said)
    assert found
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("server", SERVERS)
def test_an_answer_that_breaks_off_is_seen_to_break_off(server: str, front: Front) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        begin(handler, b"x" * 200_000, LASTING)
        handler.close_connection = True

    address, behind = front(server, cut)
    for times in (1, 2):
        with reading(address, "/sparql?query=a") as found, seen_as_cut(server):
            assert found.status == 200
            found.read()
        assert len(behind.asked) == times  # nobody kept the first


@pytest.mark.parametrize("server", SERVERS)
def test_a_large_answer_is_sent_while_it_is_made(server: str, front: Front) -> None:
    go_on = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        begin(handler, b"x" * 400_000, LASTING)
        go_on.wait(10)
        handler.wfile.write(b"1\r\ny\r\n0\r\n\r\n")

    address, _ = front(server, slow)
    with reading(address, "/sparql?query=a") as found:
        first = found.read(200_000)
        assert not go_on.is_set()
        go_on.set()
        assert len(first) + len(found.read()) == 400_001


@pytest.mark.parametrize("server", SERVERS)
def test_the_client_s_address_is_handed_on_last(server: str, front: Front) -> None:
    address, behind = front(server, say(b"", {}))
    get(address, "/sparql?query=a", X_Forwarded_For="192.0.2.7")
    forwarded = behind.asked[-1][2]["x-forwarded-for"]
    assert forwarded.rpartition(",")[2].strip() == "127.0.0.1"


@pytest.mark.parametrize("server", SERVERS)
def test_a_request_of_a_hundred_megabytes_goes_no_further(server: str, front: Front) -> None:
    address, behind = front(server, say(b"", {}))
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    try:
        connection.putrequest("POST", "/sparql", skip_host=True)
        connection.putheader("Host", HOST)
        connection.putheader("Content-Type", FORM)
        connection.putheader("Content-Length", str(100 << 20))
        connection.endheaders()
        assert connection.getresponse().status == 413
    finally:
        connection.close()
    assert not behind.asked


@pytest.mark.parametrize("server", SERVERS)
def test_nothing_outside_the_site_is_served(server: str, front: Front) -> None:
    address, _ = front(server, say(b"", {}, status=404))
    for path in ("/../MANIFEST.sha256", "/%2e%2e/MANIFEST.sha256", "/network/..%2f..%2fx", "/%00"):
        assert get(address, path).status in {400, 404}, path


def test_nginx_keeps_an_answer_for_as_long_as_serve_says(front: Front) -> None:
    address, behind = front("nginx", say(b"a,b\r\n", LASTING))
    first = get(address, "/sparql?query=a", Accept="text/csv")
    second = get(address, "/sparql?query=a", Accept="text/csv")
    assert len(behind.asked) == 1
    assert (second.body, second.header("etag")) == (first.body, 'W/"one"')
    known = get(address, "/sparql?query=a", Accept="text/csv", If_None_Match='W/"one"')
    assert (known.status, known.body) == (304, b"")
    assert get(address, "/sparql?query=a", "HEAD", Accept="text/csv").status == 200
    assert len(behind.asked) == 1


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/sparql?query=a", "text/turtle"),
        ("/sparql?query=b", "text/csv"),
        ("/queries/a", "text/csv"),
    ],
)
def test_nginx_gives_no_answer_to_another_question(front: Front, path: str, accept: str) -> None:
    address, behind = front("nginx", say(b"a,b\r\n", LASTING))
    get(address, "/sparql?query=a", Accept="text/csv")
    get(address, path, Accept=accept)
    assert len(behind.asked) == 2


@pytest.mark.parametrize(
    ("method", "kept"), [("POST", "public, max-age=300"), ("GET", "no-store"), ("GET", "no-cache")]
)
def test_nginx_keeps_nothing_that_is_not_to_be_kept(front: Front, method: str, kept: str) -> None:
    address, behind = front("nginx", say(b"a", {**LASTING, "Cache-Control": kept}))
    for _ in range(2):
        get(address, "/sparql?query=a", method)
    assert len(behind.asked) == 2


def test_nginx_asks_again_with_the_tag_when_an_answer_has_run_out(front: Front) -> None:
    address, behind = front("nginx", say(b"a", {**LASTING, "Cache-Control": "max-age=1"}))
    get(address, "/sparql?query=a")
    end = time.monotonic() + 20
    while len(behind.asked) == 1 and time.monotonic() < end:
        assert get(address, "/sparql?query=a").body == b"a"
    assert behind.asked[1][2]["if-none-match"] == 'W/"one"'


@pytest.mark.parametrize("server", SERVERS)
def test_serve_may_listen_on_a_unix_socket(
    server: str, site: Path, open_folder: Path, tmp_path: Path
) -> None:
    if not programs()[server]:
        absent(f"{server} is not installed: apt-get install what docs/how-to/deploy.md names")
    path = open_folder / f"{server}.socket"
    arguments = ("--project", str(FOLDER), "--out", str(site), "--socket", str(path))
    with served(*arguments) as (upstream, _):
        path.chmod(0o666)
        with started(server, site, tmp_path, upstream=upstream) as found:
            for headers in ({}, {"Accept-Encoding": "gzip;q=0.5"}):
                answer = get(found.address, "/sparql?query=ASK%7B%7D&format=csv", **headers)
                assert answer.status == 200
                assert answer.header("content-type").startswith("text/csv")

"""Without `publisher serve` a web server still answers for the site's files, all of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from publisher.deploy import SERVERS
from publisher.deploy.accept import CLIENTS
from publisher.media_types import DOCUMENTS
from publisher.serve.release import open_release
from publisher.serve.resource import resource
from tests.conftest import absent
from tests.deploy.conftest import Published
from tests.deploy.matrix import HOST
from tests.deploy.servers import programs, started
from tests.serve.asgi import request_of, sent
from tests.serve.running import request

NOWHERE = "http://127.0.0.1:9"
"""Nobody listens on the port of `discard`."""


@pytest.fixture(scope="module")
def alone(
    published: Published, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """Starts a server by its name, with nothing behind it; its address."""
    running: dict[str, str] = {}
    with ExitStack() as stack:

        def start(name: str) -> str:
            if not programs()[name]:
                absent(f"{name} is not installed: apt-get install what docs/how-to/deploy.md names")
            if name not in running:
                folder = tmp_path_factory.mktemp(name)
                one = started(name, published.site, folder, upstream=NOWHERE)
                running[name] = stack.enter_context(one).address
            return running[name]

        yield start


@pytest.mark.parametrize("server", SERVERS)
def test_every_file_has_the_headers_and_bytes_that_serve_gives_it(
    server: str, published: Published, alone: Callable[[str], str]
) -> None:
    address = alone(server)
    release = open_release(published.site)
    paths = [path for path in release.files if not path.startswith("queries/")]
    assert len(paths) > 100
    for path in paths:
        found = request(address, f"{published.root}{path}", headers={"Host": HOST})
        asked = request_of(f"{published.root[1:]}{path}", accept_encoding="identity")
        own = sent(resource(asked, release, root=published.root), asked)
        assert found.status == 200, path
        assert found.body == release.files[path].location.read_bytes(), path
        for name in ("content-type", "cache-control", "last-modified"):
            assert found.header(name).replace(" ", "") == own.headers.get(name, "").replace(
                " ", ""
            ), path
        assert found.header("link") == own.headers.get("link", ""), path
        assert found.header("vary").lower() == own.headers.get("vary", ""), path


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("accept", ["", *DOCUMENTS.values(), CLIENTS[0]])
def test_every_resource_leads_to_its_document(
    server: str, accept: str, published: Published, alone: Callable[[str], str]
) -> None:
    address = alone(server)
    release = open_release(published.site)
    assert len(release.pages) > 50
    for path in release.pages:
        headers = {"Host": HOST, "Accept": accept} if accept else {"Host": HOST}
        found = request(address, f"{published.root}{path}", headers=headers)
        asked = request_of(f"{published.root[1:]}{path}", accept=accept)
        own = sent(resource(asked, release, root=published.root), asked)
        if path in release.retired:
            # The web server asks serve, which tells what replaced it, and does not run here.
            assert (found.status, own.status_code) == (503, 410), path
            continue
        assert (found.status, own.status_code) == (303, 303), path
        # Apache writes the host that the client named before it.
        assert found.header("location").removeprefix(f"http://{HOST}") == own.headers.get(
            "location", ""
        )
        for name in ("link", "vary", "cache-control"):
            assert found.header(name) == own.headers.get(name, ""), path


@pytest.mark.parametrize("server", SERVERS)
def test_what_serve_would_answer_is_a_problem_that_says_when_to_come_again(
    server: str, published: Published, alone: Callable[[str], str]
) -> None:
    for path in ("sparql?query=a", "network/enok", "queries/claims.csv"):
        found = request(alone(server), f"{published.root}{path}", headers={"Host": HOST})
        assert found.status == 503
        assert b"being started" in found.body
        if server != "apache":
            assert found.header("content-type") == "application/problem+json"
            assert found.header("retry-after") == "5"

"""Web servers in front of a site whose IRIs are in several namespaces: they say what serve says."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

import pytest

from publisher.deploy import SERVERS, configuration, read_deployment
from tests.conftest import absent
from tests.deploy.namespaces import BASE, PATHS, write_site
from tests.deploy.servers import programs, started
from tests.flagship import FOLDER
from tests.serve.running import request, served

_TYPES = ("text/turtle", "text/html", "*/*", "application/rdf+xml")


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield write_site(Path(name))


@pytest.fixture(scope="module")
def own(site: Path) -> Iterator[str]:
    """The address of publisher serve."""
    with served("--project", str(FOLDER), "--out", str(site)) as (address, _):
        parts = urlsplit(address)
        yield f"{parts.scheme}://{parts.netloc}"


@pytest.fixture(scope="module", params=SERVERS)
def front(
    request: pytest.FixtureRequest, site: Path, own: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a web server in front of it."""
    server = str(request.param)
    if not programs()[server]:
        absent(f"{server} is not installed: apt-get install what docs/how-to/deploy.md names")
    with started(server, site, tmp_path_factory.mktemp(server), upstream=own) as running:
        yield running.address


def _said(server: str, host: str, path: str, accept: str) -> tuple[int, str, str, str]:
    found = request(server, path, headers={"Host": host, "Accept": accept})
    return found.status, found.header("location"), found.header("link"), found.header("vary")


def _requests() -> Iterator[tuple[str, str]]:
    """Yield the host and path of each IRI, of its page, and of the page's files."""
    root = urlsplit(BASE)
    for iri, path in PATHS.items():
        parts = urlsplit(iri)
        query = f"?{parts.query}" if parts.query else ""
        if parts.netloc != "doi.org":  # No name of that host leads here.
            yield parts.netloc, quote(parts.path, safe="/%") + query
        yield root.netloc, f"{root.path}{quote(path, safe='/~=')}"
        yield root.netloc, f"{root.path}{quote(path, safe='/~=')}.ttl"
        yield root.netloc, f"{root.path}{quote(path, safe='/~=')}.html"
    for path in ("", "id/", "id", "id/x/", "id/b", "void.ttl", "dumps/all.nt"):
        yield root.netloc, f"{root.path}{path}"
    yield from (("w3id.org", "/me/b"), ("w3id.org", "/you/a"), ("data.example", "/y"))


def test_a_web_server_says_what_serve_says(front: str, own: str) -> None:
    differ = []
    for host, path in _requests():
        for accept in _TYPES:
            ours, theirs = _said(own, host, path, accept), _said(front, host, path, accept)
            is_same = ours == theirs or (ours[0] == theirs[0] == 404)
            differ += [] if is_same else [(host, path, accept, ours, theirs)]
    assert differ == []


def test_every_iri_of_the_site_is_found(own: str) -> None:
    for iri, path in PATHS.items():
        parts = urlsplit(iri)
        address = quote(parts.path, safe="/%") + (f"?{parts.query}" if parts.query else "")
        status, location, _, _ = _said(own, parts.netloc, address, "text/turtle")
        if parts.netloc == "doi.org":
            assert status == 404
        else:
            assert (status, location) == (303, f"{BASE}{quote(path, safe='/~=')}.ttl")


def test_a_configuration_has_the_hosts_of_other_namespaces(site: Path) -> None:
    deployment = read_deployment(site, upstream="127.0.0.1:8000", listen="80")
    assert deployment.elsewhere == (
        ("data.example", ("/x/",)),
        ("w3id.org", ("/me/id/", "/me/org", "/voc")),
    )
    assert (deployment.folders, deployment.singles, deployment.is_home_described) == ((), (), True)
    for server in SERVERS:
        assert "w3id.org" in configuration(server, deployment)

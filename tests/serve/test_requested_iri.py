"""Requests for IRIs of every namespace that the site answers for, whatever characters they have."""

import json
from pathlib import Path

import pytest
from starlette.responses import Response

from publisher.addresses import Addresses
from publisher.serve.release import Release, open_release
from publisher.serve.resource import resource, resource_elsewhere
from publisher.terms import iri
from tests.serve import asgi
from tests.serve.asgi import request_of, sent
from tests.serve.releases import BASE, write_release

ORG = "http://www.w3.org/ns/org#"
NAMESPACES = {BASE: "", ORG: "org", f"{BASE}onto/": "onto", "https://w3id.org/me/": "me"}
PAGES = (
    *(f"{BASE}network/enoc", f"{BASE}person?id=1", f"{BASE}person?id=2&x=%26"),
    *(f"{BASE}a%2Fb", f"{BASE}a/b", f"{BASE}caf%C3%A9", f"{BASE}tea/é", f"{BASE}x:y(z)"),
    *(f"{BASE}onto/", f"{BASE}onto/Term", f"{BASE}term/Name", f"{BASE}term/name"),
    *(f"{BASE}queries/all", f"{BASE}a.ttl", f"{BASE}doc?format=x"),
    *("http://www.w3.org/ns/org", "https://w3id.org/me/a", "https://doi.org/10.1/x", "urn:x:1"),
    f"{BASE}{'long' * 60}",
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return _release(tmp_path_factory.mktemp("release"), *PAGES)


def _release(folder: Path, *pages: str, base: str = BASE) -> Release:
    addresses = Addresses.of(map(iri, pages), base=base, namespaces=NAMESPACES)
    files = {"index.html": "home", "void.ttl": "", "queries/all.csv": ""}
    for page in pages:
        path = addresses.path(iri(page))
        files |= {f"{path}.{suffix}": f"{page} {suffix}" for suffix in ("html", "ttl")}
    site = write_release(folder, files, base=base, members=addresses.members())
    return open_release(site)


def _get(
    release: Release, address: str, *, host: str = "", accept: str = "text/turtle"
) -> Response:
    path, _, query = address.partition("?")
    request = request_of(path, query=query, accept=accept, **({"host": host} if host else {}))
    elsewhere = resource_elsewhere(request, release, root="/")
    return sent(elsewhere or resource(request, release, root="/"), request)


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("network/enoc", "/network/enoc.ttl"),
        ("person?id=1", "/person~3fid=1.ttl"),
        ("person?id=1&format=html", "/person~3fid=1.html"),
        ("person?format=html&id=1", "/person~3fid=1.html"),
        ("person?id=2&x=%26", "/person~3fid=2&x=~2526.ttl"),
        ("doc?format=x", "/doc~3fformat=x.ttl"),
        ("a%2Fb", "/a~252Fb.ttl"),
        ("a/b", "/a/b.ttl"),
        ("caf%C3%A9", "/caf~25C3~25A9.ttl"),
        ("tea/%C3%A9", "/tea/%C3%A9.ttl"),
        ("tea/%c3%a9", "/tea/%C3%A9.ttl"),
        ("x%3Ay%28z%29", "/x~3ay(z).ttl"),
        ("onto/", "/onto/index.ttl"),
        ("onto/Term", "/onto/Term.ttl"),
        ("term/Name", "/term/~4eame.ttl"),
        ("term/name", "/term/name.ttl"),
        ("long" * 60, f"/_/~~/data-example-{'long' * 11}lon~"),
        # The path of a page without suffix leads there too.
        ("org", "/org.ttl"),
        ("me/a", "/me/a.ttl"),
        ("_/https/doi.org/10.1/x", "/_/https/doi.org/10.1/x.ttl"),
        ("_/urn/x/1", "/_/urn/x/1.ttl"),
        ("~71ueries/all", "/~71ueries/all.ttl"),
        ("person~3fid=1", "/person~3fid=1.ttl"),
    ],
)
@pytest.mark.parametrize("host", ["", "localhost:8000", "data.example", "DATA.example:443"])
def test_an_iri_leads_to_its_page(release: Release, address: str, location: str, host: str) -> None:
    found = _get(release, address, host=host)
    assert found.status_code == 303
    assert found.headers["location"].startswith(location)
    assert found.headers["vary"] == "accept"


@pytest.mark.parametrize(
    ("host", "address", "location"),
    [
        ("www.w3.org", "ns/org", f"{BASE}org.ttl"),
        ("www.w3.org:80", "ns/org", f"{BASE}org.ttl"),
        ("w3id.org", "me/a", f"{BASE}me/a.ttl"),
    ],
)
def test_an_iri_at_another_host_leads_to_the_site(
    release: Release, host: str, address: str, location: str
) -> None:
    found = _get(release, address, host=host)
    assert (found.status_code, found.headers["location"]) == (303, location)


@pytest.mark.parametrize(
    ("host", "address"),
    [("doi.org", "10.1/x"), ("w3id.org", "you/a"), ("www.w3.org", "ns/organ"), ("", "ns/org")],
)
def test_an_iri_that_is_not_ours_to_answer_for_leads_nowhere(
    release: Release, host: str, address: str
) -> None:
    problem = asgi.refused(lambda: _get(release, address, host=host))
    assert problem.status == 404


def test_a_file_of_the_site_comes_before_an_iri(release: Release) -> None:
    assert _get(release, "a.ttl").status_code == 303
    assert _get(release, "void.ttl").status_code == 200
    assert _get(release, "queries/all", accept="*/*").headers["location"] == "/~71ueries/all.html"
    assert _get(release, "network/enoc.ttl").body == f"{BASE}network/enoc ttl".encode()


def test_the_document_says_which_iri_it_is_about(release: Release) -> None:
    iris = {
        "person~3fid=1.ttl": f"{BASE}person?id=1",
        "tea/é.ttl": f"{BASE}tea/%C3%A9",
        "org.html": "http://www.w3.org/ns/org",
        "_/urn/x/1.html": "urn:x:1",
        "a~252Fb.ttl": f"{BASE}a%2Fb",
    }
    for path, text in iris.items():
        assert f'<{text}>; rel="cite-as"' in _get(release, path).headers["link"]


def test_only_formats_that_exist_are_offered(release: Release) -> None:
    problem = asgi.refused(lambda: _get(release, "person?id=1", accept="application/rdf+xml"))
    assert problem.status == 406
    assert problem.members["available"] == ["text/html", "text/turtle"]


def test_the_page_of_what_is_gone_is_found_by_its_iri(tmp_path: Path) -> None:
    files = {"index.html": "home", "a~3fid=1.html": "gone", "b/index.html": "a list"}
    files["gone.json"] = json.dumps([f"{BASE}a?id=1"])
    release = open_release(write_release(tmp_path, files))
    found = _get(release, "a?id=1", accept="text/html")
    assert (found.status_code, found.body) == (410, b"gone")
    assert asgi.refused(lambda: _get(release, "a?id=1")).status == 410
    assert _get(release, "b/", accept="text/html").status_code == 200
    assert "accept" not in _get(release, "", accept="text/html").headers.get("vary", "")


def test_the_root_itself_may_be_described(tmp_path: Path) -> None:
    release = _release(tmp_path, BASE)
    home = _get(release, "", accept="text/html")
    assert (home.status_code, home.body) == (200, f"{BASE} html".encode())
    assert home.headers["vary"] == "accept"
    turtle = _get(release, "", accept="text/turtle")
    assert (turtle.status_code, turtle.headers["location"]) == (303, "/index.ttl")
    assert f'<{BASE}>; rel="canonical"' in turtle.headers["link"]


def test_the_site_may_be_at_another_address_than_its_iris(tmp_path: Path) -> None:
    base = "https://me.example/org/"
    addresses = Addresses.of([iri(f"{ORG}Post")], base=base, namespaces={ORG: ""})
    files = {"index.html": "", "index.ttl": "", "Post.html": "", "Post.ttl": ""}
    site = write_release(tmp_path, files, base=base, members=addresses.members())
    release = open_release(site)
    for host, address, location in (
        ("www.w3.org", "ns/org", f"{base}index.ttl"),
        ("me.example", "org/Post", "/org/Post.ttl"),
    ):
        request = request_of(address, accept="text/turtle", host=host)
        response = resource_elsewhere(request, release, root="/org/")
        response = response or resource(request, release, root="/org/")
        assert response.headers["location"] == location


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("a.ttl", "/a~2ettl.ttl"),
        ("x?id=1", "/x~3fid=1.ttl"),
        ("%F0%9D%93%90%2A", "/%F0%9D%93%90~2a.ttl"),
        ("org/x?y", "/org/x~3fy.ttl"),
        ("y?", "/y~3f.ttl"),
    ],
)
def test_iris_of_namespaces_elsewhere_are_found_below_the_site(
    address: str, location: str, tmp_path: Path
) -> None:
    root = "https://w3id.org/all/"
    pages = [
        f"{root}a.ttl",
        f"{root}x?id=1",
        f"{root}𝓐*",
        f"{root}y?",
        "http://www.w3.org/ns/org/x?y",
    ]
    namespaces = {root: "", "http://www.w3.org/ns/org/": "org"}
    addresses = Addresses.of(map(iri, pages), base=BASE, namespaces=namespaces)
    files = {"index.html": "home"}
    for page in pages:
        path = addresses.path(iri(page))
        files |= {f"{path}.{suffix}": page for suffix in ("html", "ttl")}
    site = write_release(tmp_path, files, base=BASE, members=addresses.members())
    release = open_release(site)

    response = _get(release, address)

    assert response.status_code == 303
    assert response.headers["location"] == location

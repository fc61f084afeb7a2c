"""curl, as people type it."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import absent


@pytest.fixture(scope="module")
def curl() -> str:
    found = shutil.which("curl")
    if found is None:
        absent("curl is not installed: apt-get install curl")
    return str(found)


def run(curl: str, *arguments: str) -> bytes:
    ended = subprocess.run(
        [curl, "--silent", "--show-error", "--max-time", "20", *arguments],
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b""), ended
    return ended.stdout


def head(curl: str, *arguments: str) -> tuple[int, dict[str, str]]:
    """The status and the header of an answer, whatever its method."""
    said = run(curl, "--output", "/dev/null", "--dump-header", "-", *arguments).decode()
    first, *lines = said.strip().splitlines()
    headers = (line.split(": ", 1) for line in lines)
    return int(first.split()[1]), {name.lower(): value for name, value in headers}


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("*/*", "html"),
        ("text/turtle;q=0.4, application/rdf+xml;q=0.8", "rdf"),
    ],
)
def test_an_iri_leads_to_the_document_that_is_accepted(
    curl: str, published: str, built: Path, accept: str, suffix: str
) -> None:
    found = run(curl, "-L", "-H", f"Accept: {accept}", f"{published}network/enoc")
    assert found == (built / f"network/enoc.{suffix}").read_bytes()
    where = ("-L", "-o", "/dev/null", "-w", "%{num_redirects} %{url_effective}")
    said = run(curl, *where, "-H", f"Accept: {accept}", f"{published}network/enoc").decode()
    assert said == f"1 {published}network/enoc.{suffix}"


def test_without_l_the_303_is_seen(curl: str, published: str) -> None:
    status, headers = head(curl, "-H", "Accept: text/turtle", f"{published}network/enoc")
    assert (status, headers["location"], headers["vary"]) == (303, "/network/enoc.ttl", "accept")


@pytest.mark.parametrize("path", ["network/enoc", "network/enoc.ttl", "sparql?query=ASK%7B%7D"])
def test_head_has_the_header_of_get_and_no_body(curl: str, published: str, path: str) -> None:
    address = published + path
    got, asked = head(curl, address), head(curl, "--head", address)
    for headers in (got[1], asked[1]):
        headers.pop("date")
    assert got == asked
    assert run(curl, "--head", "--output", "-", address).endswith(b"\r\n\r\n")


def test_compressed_pages_come_out_as_they_were(curl: str, published: str, built: Path) -> None:
    address = f"{published}network/enoc.html"
    assert run(curl, "--compressed", address) == (built / "network/enoc.html").read_bytes()
    packed = run(curl, "-H", "Accept-Encoding: gzip", address)
    assert gzip.decompress(packed) == (built / "network/enoc.html").read_bytes()
    _, headers = head(curl, "-H", "Accept-Encoding: gzip", address)
    assert headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["network/enoc.ttl", "sparql?query=ASK%7B%7D"])
def test_what_was_fetched_is_not_sent_again(curl: str, published: str, path: str) -> None:
    status, headers = head(curl, published + path)
    assert status == 200
    status, again = head(curl, "-H", f"If-None-Match: {headers['etag']}", published + path)
    assert (status, again["etag"]) == (304, headers["etag"])


def test_curl_itself_keeps_the_tag(curl: str, published: str, tmp_path: Path) -> None:
    tag, file = str(tmp_path / "tag"), tmp_path / "enoc.ttl"
    kept = ("--etag-save", tag, "--etag-compare", tag, "-o", str(file), "-w", "%{http_code}")
    assert run(curl, *kept, f"{published}network/enoc.ttl") == b"200"
    before = file.read_bytes()
    assert run(curl, *kept, f"{published}network/enoc.ttl") == b"304"
    assert file.read_bytes() == before


def test_a_download_goes_on_where_it_stopped(
    curl: str, published: str, built: Path, tmp_path: Path
) -> None:
    whole = (built / "dumps/all.nt").read_bytes()
    part = tmp_path / "all.nt"
    part.write_bytes(whole[: len(whole) // 3])
    run(curl, "--continue-at", "-", "--output", str(part), f"{published}dumps/all.nt")
    assert part.read_bytes() == whole
    status, headers = head(curl, "--range", "0-9", f"{published}dumps/all.nt")
    assert (status, headers["content-range"]) == (206, f"bytes 0-9/{len(whole)}")


def test_a_query_is_sent_as_a_form_or_as_it_is(curl: str, endpoint: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a <ontology#Network> }"
    accept = ("-H", "Accept: text/csv")
    form = run(curl, *accept, "--data-urlencode", f"query={query}", endpoint)
    get = run(curl, *accept, "--get", "--data-urlencode", f"query={query}", endpoint)
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", query)
    assert re.fullmatch(rb"n\r\n[1-9]\d*\r\n", form)
    assert form == get == run(curl, *accept, *direct, endpoint)


def test_an_error_says_where(curl: str, endpoint: str) -> None:
    found = json.loads(run(curl, "--data-urlencode", "query=SELECT *\nWHERE { ?s ?p", endpoint))
    assert (found["status"], found["line"]) == (400, 2)


def test_curl_fails_where_it_is_told_to(curl: str, endpoint: str) -> None:
    ended = subprocess.run(
        [curl, "--silent", "--fail", "--get", "--data-urlencode", "query=SELECT", endpoint],
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (ended.returncode, ended.stdout) == (22, b"")

"""What a client gets of an answer that meets a limit: an error, or one that it can see break."""

import http.client
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.calls import IN_TIME
from tests.conftest import absent
from tests.serve.projects import CHEAP, ENDLESS, LONG, STALLED, write_project
from tests.serve.running import request, served

SETTINGS = {
    "deadline": 1.0,
    "probation": 0.001,
    "errors": 100_000,
    "query_seconds": 100_000,
    "rows": 100_000,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = write_project(tmp_path_factory.mktemp("limited"), SETTINGS)
    with served("--project", str(project)) as (address, _):
        yield address


@pytest.fixture(scope="module")
def slow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose answers meet no deadline, however busy the machine is."""
    project = write_project(tmp_path_factory.mktemp("slow"), {**SETTINGS, "deadline": 25.0})
    with served("--project", str(project)) as (address, _):
        yield address


def path_of(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


@pytest.mark.parametrize("query", [LONG, STALLED], ids=["too many rows", "too late"])
@pytest.mark.parametrize(
    "media_type",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_a_cut_answer_is_incomplete_to_its_client(server: str, media_type: str, query: str) -> None:
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.request("GET", path_of(query), headers={"Accept": media_type})
    found = connection.getresponse()
    assert found.status == 200
    with pytest.raises(http.client.IncompleteRead):
        found.read()
    connection.close()


def test_curl_sees_that_an_answer_is_cut(server: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        absent("curl is not installed: apt-get install curl")
    command = [str(curl), "--silent", "--output", "/dev/null", "--header", "Accept: text/csv"]
    ended = subprocess.run([*command, server + path_of(LONG)], check=False, timeout=30)
    assert ended.returncode == 18  # "Partial file"


def test_cut_answers_are_counted(server: str) -> None:
    def cut() -> float:
        text = request(server, "/metrics").body.decode()
        (line,) = (
            one for one in text.splitlines() if one.startswith("publisher_answers_cut_total")
        )
        return float(line.split()[1])

    before = cut()
    with pytest.raises(http.client.IncompleteRead):
        request(server, path_of(LONG))
    assert cut() == before + 1


def test_a_client_of_http_1_0_is_told_that_it_could_not_see_the_end(server: str) -> None:
    parts = urlsplit(server)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        line = f"GET {path_of(LONG)} HTTP/1.0\r\nAccept: text/csv\r\n\r\n"
        connection.sendall(line.encode())
        said = b"".join(iter(lambda: connection.recv(65_536), b""))
    header, _, body = said.partition(b"\r\n\r\n")
    assert header.startswith(b"HTTP/1.1 505 ")
    assert b"transfer-encoding" not in header.lower()
    assert json.loads(body)["status"] == 505


def test_a_client_of_http_1_0_gets_short_answers(server: str) -> None:
    parts = urlsplit(server)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        line = f"GET {path_of(CHEAP)} HTTP/1.0\r\nAccept: text/csv\r\n\r\n"
        connection.sendall(line.encode())
        said = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert said.startswith(b"HTTP/1.1 200 ")
    assert said.endswith(b"\r\n\r\nx\r\n7\r\n")


def test_a_query_without_end_is_a_problem_within_its_deadline(server: str) -> None:
    started = time.monotonic()
    found = request(server, path_of(ENDLESS))
    assert time.monotonic() - started < IN_TIME
    assert found.status == 504
    assert found.headers.get_content_type() == "application/problem+json"
    assert "LIMIT" in json.loads(found.body)["detail"]


def test_a_graph_that_is_too_large_is_a_problem_from_the_start(slow_server: str) -> None:
    query = "CONSTRUCT { ?a <x:near> ?b } WHERE { ?a <http://example.net/n> ?x . "
    query += "?b <http://example.net/n> ?y }"
    found = request(slow_server, path_of(query))
    assert found.status == 400
    assert "100,000 triples" in json.loads(found.body)["detail"]


def test_a_page_of_a_cut_answer_is_a_problem(server: str) -> None:
    found = request(server, path_of(STALLED), headers={"Accept": "text/html"})
    assert found.headers.get_content_type() == "text/html"
    assert found.status == 504
    assert b"The query took too long" in found.body


def test_an_answer_is_whole_where_it_meets_no_limit(slow_server: str) -> None:
    query = f"{LONG} LIMIT 99999"
    found = request(slow_server, f"/sparql?query={quote(query)}", headers={"Accept": "text/csv"})
    assert found.status == 200
    assert found.body.count(b"\r\n") == 100_000

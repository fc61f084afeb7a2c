"""Budgets of clients, over HTTP and through a proxy."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from publisher.cli import main
from tests.load.projects import write_project as write_small_project
from tests.serve.projects import CHEAP, ENDLESS, LONG, write_project
from tests.serve.running import Reply, request, served


def ask(server: str, query: str, client: str = "") -> Reply:
    headers = {"X-Forwarded-For": client} if client else {}
    return request(server, "/sparql?" + urlencode({"query": query}), headers=headers)


def test_a_client_whose_query_was_stopped_waits(tmp_path: Path) -> None:
    project = write_project(
        tmp_path, {"deadline": 0.5, "probation": 30.0, "proxies": "127.0.0.1", "cache": 0}
    )
    with served("--project", str(project)) as (server, _):
        assert ask(server, ENDLESS, "192.0.2.1").status == 504
        refused = ask(server, CHEAP, "192.0.2.1")
        assert refused.status == 429
        assert 1 <= int(refused.header("retry-after")) <= 31
        assert refused.header("cache-control") == "no-store"
        assert "stopped at the deadline" in json.loads(refused.body)["detail"]
        # Another is not touched, nor is what needs no query.
        assert ask(server, CHEAP, "192.0.2.2").status == 200
        page = request(server, "/network/enoc.ttl", headers={"X-Forwarded-For": "192.0.2.1"})
        assert page.status == 200


def test_of_an_ipv6_network_all_addresses_are_one_client(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"errors": 2, "proxies": "127.0.0.1"})
    with served("--project", str(project)) as (server, _):
        for number in (1, 2):
            assert ask(server, "SELECT", f"2001:db8:0:1::{number}").status == 400
        assert ask(server, "SELECT", "2001:db8:0:1::3").status == 429
        assert ask(server, "SELECT", "2001:db8:0:2::1").status == 400


def test_who_is_not_behind_a_known_proxy_cannot_be_another(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"errors": 2})
    with served("--project", str(project)) as (server, _):
        answers = [ask(server, "SELECT", f"192.0.2.{number}").status for number in range(3)]
    assert answers == [400, 400, 429]


def test_a_client_s_queries_that_wait_are_bounded(tmp_path: Path) -> None:
    settings = {"deadline": 2.0, "in_flight": 1, "waiting": 1, "proxies": "127.0.0.1"}
    project = write_project(tmp_path, settings)
    with served("--project", str(project)) as (server, _), ThreadPoolExecutor(8) as threads:
        together = threading.Barrier(4)

        def one(number: int) -> Reply:
            together.wait(10)
            return ask(server, f"{ENDLESS} # {number}", "192.0.2.1")

        found = list(threads.map(one, range(4)))
        statuses = sorted(one.status for one in found)
        # One runs; one waits for its turn; the others are turned away at once.
        assert statuses[:2] == [429, 429]
        assert statuses[-1] == 504
        refused = [one for one in found if one.status == 429]
        assert any("at once" in json.loads(one.body)["detail"] for one in refused)
        assert all(one.header("retry-after") for one in refused)


def test_a_client_has_only_so_many_connections(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"client_connections": 3})
    with served("--project", str(project)) as (server, _):
        opened = [unfinished(server) for _ in range(3)]
        refused = request(server, "/healthz")
        assert refused.status == 503
        assert refused.headers.get_content_type() == "application/problem+json"
        assert "connections" in json.loads(refused.body)["detail"]
        assert int(refused.header("retry-after")) > 0
        assert refused.header("access-control-allow-origin") == "*"
        opened.pop().close()
        answers = (request(server, "/healthz").status for _ in range(100))
        assert 200 in answers
        for connection in opened:
            connection.close()


@pytest.mark.parametrize("setting", ["client_connections", "connections"])
def test_idle_connections_keep_nobody_out(tmp_path: Path, setting: str) -> None:
    project = write_project(tmp_path, {setting: 3})
    with served("--project", str(project)) as (server, _):
        opened = [idle(server) for _ in range(3)]
        for _ in range(5):
            assert request(server, "/network/enoc.ttl").status == 200
        for connection in opened:
            connection.close()


def test_as_many_idle_connections_as_one_household_has_keep_no_page_back(tmp_path: Path) -> None:
    project = write_project(tmp_path, {})
    with served("--project", str(project)) as (server, _):
        opened = [idle(server) for _ in range(64)]
        assert request(server, "/network/enoc.ttl").status == 200
        # None of them had to go for it.
        for connection in opened:
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
            connection.close()


def test_who_reads_an_answer_slowly_can_ask_on_meanwhile(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"in_flight": 1, "deadline": 3.0, "cache": 0})
    with served("--project", str(project)) as (server, _), unread(server, f"{LONG} LIMIT 90000"):
        assert ask(server, CHEAP).status == 200


def test_an_answer_that_nobody_reads_is_broken_off(tmp_path: Path) -> None:
    project = write_project(
        tmp_path, {"connections": 1, "reader_seconds": 0.5, "header_seconds": 60.0}
    )
    with (
        served("--project", str(project)) as (server, _),
        unread(server, f"{LONG} LIMIT 90000") as connection,
    ):
        limit = time.monotonic() + 20
        while request(server, "/healthz").status == 503 and time.monotonic() < limit:
            pass
        assert request(server, "/healthz").status == 200
        connection.settimeout(10)
        said = b""
        with suppress(ConnectionResetError):
            while part := connection.recv(1 << 16):
                said += part
        assert not said.endswith(b"0\r\n\r\n")


@pytest.mark.parametrize("proxies", ["127.0.0.1", "127.0.0.0/8", "::1 127.0.0.0/30"])
def test_a_proxy_has_as_many_connections_as_it_has_clients(tmp_path: Path, proxies: str) -> None:
    project = write_project(tmp_path, {"client_connections": 3, "proxies": proxies})
    with served("--project", str(project)) as (server, _):
        opened = [unfinished(server) for _ in range(20)]
        assert request(server, "/healthz").status == 200
        for connection in opened:
            connection.close()


def test_a_row_limit_is_told_as_one_and_bans_nobody(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"rows": 1000, "probation": 60.0, "errors": 1, "cache": 0})
    with served("--project", str(project)) as (server, _):
        for _ in range(3):
            fields = urlencode({"query": f"{LONG} LIMIT 1001", "format": "csv"})
            small = request(server, f"/sparql?{fields}")
            assert small.status == 400
            assert "1,000 rows" in json.loads(small.body)["detail"]
            with pytest.raises(http.client.IncompleteRead):
                ask(server, LONG)
            assert ask(server, CHEAP).status == 200


def test_a_query_that_waited_until_the_deadline_is_no_fault_of_its_client(tmp_path: Path) -> None:
    settings = {
        "deadline": 3.0,
        "fast": 0.1,
        "workers": 1,
        "slow_workers": 1,
        "in_flight": 8,
        "proxies": "127.0.0.1",
        "probation": 60.0,
        "cache": 0,
    }
    project = write_project(tmp_path, settings)
    with served("--project", str(project)) as (server, _), ThreadPoolExecutor(4) as threads:
        hostile = [
            threads.submit(ask, server, f"{ENDLESS} # {n}", f"192.0.2.{n}") for n in range(4)
        ]
        found = [one.result() for one in hostile]
        stopped = [n for n, one in enumerate(found) if one.status == 504]
        waited = [n for n, one in enumerate(found) if one.status == 503]
        assert stopped
        assert waited
        for n in waited:
            assert "waited for its turn" in json.loads(found[n].body)["detail"]
            assert found[n].header("retry-after")
            assert ask(server, CHEAP, f"192.0.2.{n}").status == 200
        for n in stopped:
            assert ask(server, CHEAP, f"192.0.2.{n}").status == 429


def test_a_full_queue_is_no_client_s_who_asks_little(tmp_path: Path) -> None:
    settings = {
        "deadline": 4.0,
        "fast": 3.9,
        "workers": 1,
        "queue": 4,
        "in_flight": 16,
        "proxies": "127.0.0.1",
        "cache": 0,
    }
    project = write_project(tmp_path, settings)
    with served("--project", str(project)) as (server, _), ThreadPoolExecutor(10) as threads:
        hostile = [threads.submit(ask, server, f"{ENDLESS} # {n}", "192.0.2.9") for n in range(8)]
        # The queue is full when the first of them is turned away.
        first = next(as_completed(hostile)).result()
        assert first.status == 503
        assert ask(server, CHEAP, "192.0.2.1").status == 200
        assert {one.result().status for one in hostile} <= {503, 504}


def test_the_limits_are_told_where_a_client_looks(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"rows": 1234, "query_size": 5678, "deadline": 7.0})
    with served("--project", str(project)) as (server, _):
        assert ask(server, CHEAP).header("sparql-limits") == (
            "query-bytes=5678, seconds=7, rows=1234, bytes=50000000"
        )
        described = request(server, "/sparql", headers={"accept": "text/turtle"}).body.decode()
        assert "1,234 rows or triples" in described
        assert "5,678 bytes and take 7 seconds" in described
        long = f"{CHEAP} # {'x' * 5678}"
        assert "5,678 bytes" in json.loads(ask(server, long).body)["detail"]
        posted = request(server, "/sparql", method="POST", body=long.encode(), headers=DIRECT)
        assert posted.status == 413


def test_the_editors_page_tells_the_limits_of_the_projects_settings(tmp_path: Path) -> None:
    project = write_small_project(tmp_path / "project")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("[tool.publisher.serve]\nrows = 1234\nquery_size = 5678\n")
    assert main(["build", "--quiet", "--project", str(project)]) == 0
    page = (project / "site" / "sparql.html").read_text(encoding="utf-8")
    assert "5,678 bytes" in page
    assert "1,234 rows" in page


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_setting_of_the_server_that_is_wrong_is_told_by_each_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    project = write_small_project(tmp_path / "project")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("[tool.publisher.serve]\nrows = true\n")
    assert main([command, "--project", str(project)]) == 2
    assert "rows: expected a whole number but received True" in capfd.readouterr().err


@pytest.mark.parametrize("count", [1_000, 1_200, 5_000])
def test_a_long_list_of_values_is_answered_by_post(tmp_path: Path, count: int) -> None:
    project = write_project(tmp_path, {})
    values = " ".join(f"<http://example.net/a/rather/long/path/{n}>" for n in range(count))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}"
    with served("--project", str(project)) as (server, _):
        direct = request(server, "/sparql", method="POST", body=query.encode(), headers=DIRECT)
        form = urlencode({"query": query}).encode()
        as_form = request(server, "/sparql", method="POST", body=form, headers=FORM)
    for found in (direct, as_form):
        assert found.status == 200
        assert f'"{count}"' in found.body.decode()


DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def idle(server: str) -> http.client.HTTPConnection:
    """A connection that has had an answer and stays open."""
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", "/healthz")
    assert connection.getresponse().read()
    return connection


@contextmanager
def unread(server: str, query: str) -> Iterator[socket.socket]:
    """A connection that has asked and takes next to nothing of the answer."""
    parts = urlsplit(server)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(10)
        connection.connect((parts.hostname or "", parts.port or 0))
        target = "/sparql?" + urlencode({"query": query, "format": "json"})
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
        yield connection


def unfinished(server: str) -> socket.socket:
    """A connection whose first request never comes to its end."""
    parts = urlsplit(server)
    connection = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)
    connection.sendall(
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
        b"Content-Type: application/sparql-query\r\n\r\nASK"
    )
    return connection

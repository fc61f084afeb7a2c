"""Budgets of clients, over HTTP and through a proxy."""

import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.serve.projects import CHEAP, ENDLESS, write_project
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
        parts = urlsplit(server)
        opened = []
        for _number in range(3):
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
            opened.append(connection)
        assert request(server, "/healthz").status == 503
        opened.pop().close()
        answers = (request(server, "/healthz").status for _ in range(100))
        assert 200 in answers
        for connection in opened:
            connection.close()

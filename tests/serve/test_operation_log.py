"""What the operator sees: counts for Prometheus, and an access log that tells on nobody."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from prometheus_client.parser import text_string_to_metric_families

from publisher.cli import main
from tests.serve.projects import CHEAP, ENDLESS, write_project
from tests.serve.running import request, served

WORD = "what-nobody-should-see"
LABELS = {"route", "method", "status", "le"}


def counts(address: str) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, in the order of their names."""
    found = request(address, "/metrics")
    assert found.headers.get_content_type() == "text/plain"
    samples: dict[tuple[str, ...], float] = {}
    for family in text_string_to_metric_families(found.body.decode()):
        assert family.documentation
        for sample in family.samples:
            assert set(sample.labels) <= LABELS
            values = (sample.labels[name] for name in sorted(sample.labels))
            samples[(sample.name, *values)] = sample.value
    return samples


def moved(
    before: Mapping[tuple[str, ...], float], after: Mapping[tuple[str, ...], float]
) -> set[str]:
    names = {key[0] for key, value in after.items() if value != before.get(key, 0.0)}
    return {name for name in names if not name.endswith("_created")}


def test_counts_move_with_what_is_answered(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"deadline": 1.0, "fast": 0.1})
    with served("--project", str(project)) as (address, _):
        before = counts(address)
        assert before["publisher_workers_started",] >= 2
        asked = "/sparql?" + urlencode({"query": CHEAP})
        for path in ("/network/enoc", "/nothing", asked, asked, asked):
            request(address, path)
        after = counts(address)
        assert after["publisher_requests_total", "GET", "site", "303"] == 1
        assert after["publisher_requests_total", "GET", "site", "404"] == 1
        assert after["publisher_requests_total", "GET", "sparql", "200"] == 3
        assert after["publisher_request_seconds_count", "sparql"] == 3
        # The first two times it is answered anew, unless the machine takes long over it.
        assert after["publisher_cache_hits",] >= 1
        assert after["publisher_cache_hits",] + after["publisher_cache_misses",] == 3
        assert request(address, "/sparql?" + urlencode({"query": ENDLESS})).status == 504
        last = counts(address)
        assert last["publisher_workers_killed",] == 1
        assert last["publisher_requests_total", "GET", "sparql", "504"] == 1
        assert "publisher_workers_died" not in moved(before, last)


def test_no_label_says_what_was_asked(tmp_path: Path) -> None:
    project = write_project(tmp_path, {})
    with served("--project", str(project)) as (address, _):
        request(address, f"/{WORD}?{WORD}", method="GET")
        request(address, f"/{WORD}", method="DELETE")
        request(address, f"/queries/{WORD}")
        text = request(address, "/metrics").body.decode()
    assert WORD not in text
    assert 'method="other"' in text


def logged(project: Path, number: int) -> list[dict[str, object]]:
    """The lines of the log, once there are so many. They come at once."""
    file = project / "access.log"
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if len(lines) >= number:
            return [json.loads(line) for line in lines]
    raise AssertionError(f"{file} has too few lines")


def ask_all(project: Path) -> list[dict[str, object]]:
    """What the log says of a page, a query, a query by POST, and an address with a line feed."""
    log = ("--access-log", str(project / "access.log"))
    agent = {"User-Agent": WORD, "X-Forwarded-For": "192.0.2.77", "Referer": WORD}
    with served("--project", str(project), *log) as (address, _):
        request(address, f"/network/enoc.ttl?{WORD}", headers=agent)
        query = f"SELECT ?x {{ BIND('{WORD}' AS ?x) }}"
        request(address, "/sparql?" + urlencode({"query": query}), headers=agent)
        request(
            address,
            "/sparql",
            method="POST",
            body=query.encode(),
            headers={**agent, "Content-Type": "application/sparql-query"},
        )
        request(address, "/a%0A%7B%22status%22:1%7D", headers=agent)
        return logged(project, 4)


def test_the_log_says_neither_who_asked_nor_what(tmp_path: Path) -> None:
    lines = ask_all(write_project(tmp_path, {"proxies": "127.0.0.1"}))
    assert len(lines) == 4
    text = (tmp_path / "access.log").read_text(encoding="utf-8")
    assert WORD not in text
    assert "127.0.0.1" not in text
    assert "192.0.2.77" not in text
    assert [(line["route"], line["method"], line["status"]) for line in lines] == [
        ("site", "GET", 200),
        ("sparql", "GET", 200),
        ("sparql", "POST", 200),
        ("site", "GET", 404),
    ]
    assert lines[0]["path"] == "network/enoc.ttl"
    assert all(
        isinstance(line["milliseconds"], float) and str(line["time"]).endswith("Z")
        for line in lines
    )


def test_the_log_says_both_where_that_is_wished(tmp_path: Path) -> None:
    settings = {"proxies": "127.0.0.1", "log_addresses": True, "log_queries": True}
    lines = ask_all(write_project(tmp_path, settings))
    assert {line["client"] for line in lines} == {"192.0.2.77"}
    assert WORD in str(lines[0]["query"])
    assert WORD in str(lines[1]["query"])


def test_without_being_asked_there_is_no_log(tmp_path: Path) -> None:
    project = write_project(tmp_path, {})
    with served("--project", str(project)) as (address, _):
        request(address, "/")
    assert not list(tmp_path.glob("*.log"))


def test_the_log_is_opened_anew_at_sighup(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    log, moved_log = tmp_path / "access.log", tmp_path / "access.log.1"
    with served("--project", str(project), "--access-log", str(log)) as (address, process):
        request(address, "/network/enoc.ttl")
        log.rename(moved_log)
        os.kill(process, signal.SIGHUP)
        deadline = time.monotonic() + 20
        while not log.exists() and time.monotonic() < deadline:
            request(address, "/healthz")
        before = moved_log.read_text()
        request(address, "/network/enoc.nt")
        # A line follows its answer.
        while "network/enoc.nt" not in log.read_text() and time.monotonic() < deadline:
            request(address, "/healthz")
    assert "network/enoc.nt" in log.read_text()
    assert moved_log.read_text() == before


def test_a_log_that_cannot_be_written_costs_the_log_alone(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    command = [sys.executable, "-m", "publisher", "serve", "--port", "0"]
    command += ["--project", str(project), "--access-log", "/dev/full"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        said = process.stderr.readline()
        assert ": served at " in said
        address = said.rpartition(": served at ")[2].strip().rstrip("/")
        for _ in range(3):
            assert request(address, "/network/enoc.ttl").status == 200
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert said.count("access log cannot be written") == 1
    assert "Traceback" not in said
    assert process.returncode == 0


def test_a_log_that_cannot_be_opened_is_said_at_the_start(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path / "project", {})
    log = str(tmp_path / "nowhere" / "access.log")
    assert main(["serve", "--project", str(project), "--access-log", log]) == 2
    assert "cannot be opened" in capfd.readouterr().err

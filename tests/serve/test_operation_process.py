"""The process: where it listens, how it takes up a release, and how it leaves."""

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from publisher.cli import main
from publisher.serve.listener import ServeError
from publisher.serve.server import ServeOptions, run_server
from publisher.serve.settings import Settings
from tests.calls import IN_TIME
from tests.serve.projects import CHEAP, ENDLESS, LONG, write_project
from tests.serve.releases import FILES, write_release
from tests.serve.restarts import Crowd, activate, end, restart, socket_of_systemd
from tests.serve.running import request, served
from tests.serve.wire import sent

PATIENT = {
    "in_flight": 64,
    "errors": 100_000,
    "query_seconds": 100_000,
    "client_connections": 200,
}
SPARQL = "/sparql?" + urlencode({"query": CHEAP, "format": "csv"})
PATIENCE = 20.0


class OverUnix(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=30)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(self._path)


def connects(path: Path) -> bool:
    """Whether somebody listens on a Unix socket."""
    with (
        socket.socket(socket.AF_UNIX) as client,
        suppress(FileNotFoundError, ConnectionRefusedError),
    ):
        client.connect(str(path))
        return True
    return False


def until(condition: str, address: str, path: str) -> None:
    """Wait until an answer has these words."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if condition.encode() in request(address, path).body:
            return
    raise AssertionError(f"{path} never had {condition}")


def until_closed(address: str) -> None:
    """Wait until the server takes no new connection."""
    parts = urlsplit(address)
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        try:
            socket.create_connection((parts.hostname, parts.port or 0), timeout=5).close()
        except ConnectionError:
            return
    raise AssertionError("the server still takes connections")


def swap(folder: Path, files: Mapping[str, str], name: str) -> None:
    """A new release in place of the last, as `publisher build` does it: at one moment."""
    aside = folder / f"aside-{name}"
    written = write_release(aside, files, name=name)
    release = folder / ".releases" / name
    written.resolve().parent.rename(release)
    link = folder / f"site-{name}"
    link.symlink_to(release / "site")
    link.replace(folder / "site")


def test_it_listens_on_a_unix_socket(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {"errors": 1})
    path = str(tmp_path / "socket")
    with served("--project", str(project), "--socket", path) as (address, _):
        assert address == f"unix:{path}"
        for target in ("/network/enoc.ttl", SPARQL, "/readyz"):
            connection = OverUnix(path)
            connection.request("GET", target)
            found = connection.getresponse()
            assert (found.status, bool(found.read())) == (200, True)
            connection.close()


def test_a_socket_that_a_dead_server_left_is_taken_over(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with served("--project", str(project), "--socket", str(path)):
        connection = OverUnix(str(path))
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_a_path_that_is_no_socket_is_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    project = write_project(tmp_path / "project", {})
    path = tmp_path / "note"
    target = tmp_path / "target"
    target.write_text("my note")
    if kind == "file":
        path.write_text("my note")
    elif kind == "link":
        path.symlink_to(target)
    else:
        path.mkdir()
    before = path.lstat()
    assert main(["serve", "--project", str(project), "--socket", str(path)]) == 2
    assert "is no socket" in capfd.readouterr().err
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert target.read_text() == "my note"


def test_a_socket_on_which_a_server_listens_stays_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path / "project", {})
    path = tmp_path / "socket"
    with served("--project", str(project), "--socket", str(path)):
        assert main(["serve", "--project", str(project), "--socket", str(path)]) == 2
        assert "a server listens there" in capfd.readouterr().err
        connection = OverUnix(str(path))
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()


def test_a_socket_of_a_server_that_is_starting_stays_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path / "project", {})
    path = tmp_path / "socket"
    command = [sys.executable, "-m", "publisher", "serve", "--project", str(project)]
    first = subprocess.Popen([*command, "--socket", str(path)], stderr=subprocess.PIPE, text=True)
    try:
        limit = time.monotonic() + PATIENCE
        while not connects(path) and time.monotonic() < limit:
            pass
        first.send_signal(signal.SIGSTOP)
        # It has its socket long before it says that it answers.
        assert first.stderr
        assert not select.select([first.stderr], [], [], 0)[0]
        assert main(["serve", "--project", str(project), "--socket", str(path)]) == 2
        assert "a server listens there" in capfd.readouterr().err
    finally:
        first.send_signal(signal.SIGCONT)
        first.terminate()
        first.communicate(timeout=30)


def test_a_path_that_is_too_long_for_a_socket_is_told_with_the_option_to_change(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path / "project", {})
    path = tmp_path / ("x" * 120)
    assert main(["serve", "--project", str(project), "--socket", str(path)]) == 2
    assert "choose another with --socket" in capfd.readouterr().err


def test_what_is_no_request_is_refused_with_the_headers_of_all(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with served("--project", str(project)) as (address, _):
        (found,) = sent(address, b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert found.status == 400
    assert found.header("content-security-policy").startswith("default-src 'none'")
    assert found.header("x-content-type-options") == "nosniff"
    assert found.header("access-control-allow-origin") == "*"


def test_a_file_that_was_cut_under_the_server_is_no_answer(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with served("--project", str(project)) as (address, _):
        (project / "site" / "network" / "enoc.ttl").write_bytes(b"")
        found = request(address, "/network/enoc.ttl")
        assert found.status == 500
        assert found.header("cache-control") == "no-store"


def test_it_is_not_ready_when_the_files_of_its_release_are_gone(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with served("--project", str(project)) as (address, _):
        assert request(address, "/readyz").status == 200
        (project / ".releases").rename(tmp_path / "away")
        found = request(address, "/readyz")
        assert found.status == 503
        assert "cannot be read" in json.loads(found.body)["status"]
        (tmp_path / "away").rename(project / ".releases")
        assert request(address, "/readyz").status == 200


def test_a_signal_at_the_start_ends_it_without_a_traceback(tmp_path: Path) -> None:
    """At whatever moment of its start the signal comes."""
    project = write_project(tmp_path / "project", {})
    command = [sys.executable, "-m", "publisher", "serve", "--port", "0", "--project", str(project)]
    for moment in range(8):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        # No condition to wait for: the moments are spread over the start.
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1 + moment * 0.1)
        process.terminate()
        _, said = process.communicate(timeout=30)
        assert "Traceback" not in said
        assert process.returncode in {0, -signal.SIGTERM}


def test_it_answers_on_the_socket_that_systemd_keeps(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with socket_of_systemd() as listener:
        port = listener.getsockname()[1]
        process = activate(listener, "--project", str(project), "--port", "1")
        found = request(f"http://127.0.0.1:{port}", SPARQL)
        said = end(process)
        # The socket is systemd's: who connects now waits for the next server.
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
    assert (found.status, found.body) == (200, b"x\r\n7\r\n")
    assert "Traceback" not in said


def test_restarts_lose_no_request(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", PATIENT)
    with socket_of_systemd() as listener:
        port = listener.getsockname()[1]
        asked = [(SPARQL, b"x\r\n7\r\n"), ("/network/enoc.ttl", b"enoc as ttl\n")]
        alive = Crowd(host="127.0.0.1", port=port, requests=asked)
        fresh = Crowd(host="127.0.0.1", port=port, requests=asked, keeps_alive=False)
        with fresh.asking(2), alive.asking(2):
            restart(alive, listener, 8, "--project", str(project))
            process = activate(listener, "--project", str(project))
        end(process)
    assert alive.failures + fresh.failures == []
    assert alive.answers > 150
    assert fresh.answers > 100


@pytest.mark.parametrize("told", [True, False], ids=["by SIGHUP", "by itself"])
def test_a_new_release_is_taken_up_without_losing_a_request(tmp_path: Path, *, told: bool) -> None:
    project = write_project(tmp_path / "project", PATIENT)
    graph = (project / "graph.nt").read_text(encoding="utf-8")
    with served("--project", str(project)) as (address, number):
        parts = urlsplit(address)
        asked = [(SPARQL, b"x\r\n"), ("/network/enoc.ttl", b"enoc"), ("/index.html", b"title")]
        crowd = Crowd(host="127.0.0.1", port=parts.port or 0, requests=asked)
        with crowd.asking(4):
            for turn in range(4):
                mark = f"enoc, {turn}\n"
                content = graph + f"<http://example.net/7> <http://example.net/n> <x:{turn}> .\n"
                files = {**FILES, "network/enoc.ttl": mark, "dumps/all.nt": content}
                swap(project, files, f"turn-{turn}")
                if told:
                    os.kill(number, signal.SIGHUP)
                until(mark, address, "/network/enoc.ttl")
                assert f"x:{turn}".encode() in request(address, SPARQL).body
    assert crowd.failures == []
    assert crowd.answers > 100


def test_a_damaged_release_leaves_the_last_one_served(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with served("--project", str(project)) as (address, number):
        digest = json.loads(request(address, "/readyz").body)["release"]
        write_release(project / "aside", {**FILES, "network/enoc.ttl": "new\n"}, name="broken")
        release = project / ".releases" / "broken"
        (project / "aside" / ".releases" / "broken").rename(release)
        (release / "site" / "network" / "enoc.ttl").write_text("changed by hand\n")
        link = project / "link"
        link.symlink_to(release / "site")
        link.replace(project / "site")
        os.kill(number, signal.SIGHUP)
        limit = time.monotonic() + 2
        while time.monotonic() < limit:
            assert request(address, "/network/enoc.ttl").body == b"enoc as ttl\n"
        assert json.loads(request(address, "/readyz").body)["release"] == digest


def test_sigterm_lets_a_download_end(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with served("--project", str(project)) as (address, number):
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        query = f"{LONG} LIMIT 99999"
        connection.request("GET", "/sparql?" + urlencode({"query": query, "format": "csv"}))
        found = connection.getresponse()
        body = found.read(1_000)
        os.kill(number, signal.SIGTERM)
        until_closed(address)
        body += found.read()
        connection.close()
    assert body.count(b"\r\n") == 100_000


def test_sigterm_to_all_its_processes_cuts_no_answer_and_kills_no_worker(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {"workers": 2})
    said = StringIO()
    with served("--project", str(project), stderr=said) as (address, number):
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        query = f"{LONG} LIMIT 99999"
        connection.request("GET", "/sparql?" + urlencode({"query": query, "format": "csv"}))
        answer = connection.getresponse()
        body = answer.read(1_000)
        # To the workers first, so that they would be gone before the server knows that it ends.
        for process in (*reversed(_descendants(number)), number):
            os.kill(process, signal.SIGTERM)
        body += answer.read()
        connection.close()
    assert body.count(b"\r\n") == 100_000
    assert "died" not in said.getvalue()


def test_sigterm_ends_what_would_never_end(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {"deadline": 1.0})
    with served("--project", str(project)) as (address, number):
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
            connection.sendall(b"GET /sparql?query=")
            started = time.monotonic()
            os.kill(number, signal.SIGTERM)
            while connection.recv(1024):
                pass
        assert time.monotonic() - started < IN_TIME


def test_while_it_ends_it_says_that_it_is_not_ready(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {})
    with served("--project", str(project)) as (address, number):
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        connection.request("GET", "/readyz")
        assert connection.getresponse().read().startswith(b'{"status": "ready"')
        os.kill(number, signal.SIGTERM)
        # The connection that was there before goes on until it has its last answer.
        status = 200
        while status == 200:
            connection.request("GET", "/readyz")
            found = connection.getresponse()
            status = found.status
            found.read()
        assert (status, found.getheader("connection")) == (503, "close")
        connection.close()


def test_a_port_that_is_taken_is_said_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    project = write_project(tmp_path / "project", {})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--project", str(project), "--port", port]) == 2
    assert "choose another with --port" in capfd.readouterr().err


def _is_there(process: int) -> bool:
    # One that ends while it is looked for raises in place of an answer.
    with suppress(ProcessLookupError):
        return Path(f"/proc/{process}/cmdline").exists()
    return False


def test_workers_end_with_a_server_that_is_killed(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {"workers": 2})
    with socket_of_systemd() as listener:
        process = activate(listener, "--project", str(project))
        below = _descendants(process.pid)
        assert len(below) >= 3  # the nursery, and two workers
        process.kill()
        process.communicate(timeout=30)
        limit = time.monotonic() + PATIENCE
        while any(map(_is_there, below)):
            assert time.monotonic() < limit


def _descendants(number: int) -> list[int]:
    children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    found = [int(one) for one in children]
    return found + [other for one in found for other in _descendants(one)]


def test_clients_that_leave_stop_their_queries(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", {"deadline": 30.0, **PATIENT})
    with served("--project", str(project)) as (address, _):
        parts = urlsplit(address)
        for turn in range(3):
            with socket.create_connection((parts.hostname, parts.port), timeout=5) as one:
                asked = urlencode({"query": f"{ENDLESS} # {turn}"})
                one.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                until("publisher_queries_running 1.0", address, "/metrics")
            until("publisher_queries_running 0.0", address, "/metrics")


@pytest.mark.parametrize(
    ("host", "refused"),
    [("127.0.0.1", False), ("0.0.0.0", True)],  # noqa: S104 -- refused is what is tested
    ids=["here", "everywhere"],
)
def test_where_queries_reach_the_network_no_socket_is_public(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, *, refused: bool
) -> None:
    """systemd's socket too: its address counts, not the options."""
    project = write_project(tmp_path / "project", {})

    async def reached(_pool: object) -> bool:
        return False

    monkeypatch.setattr("publisher.querypool.pool.is_isolated", reached)
    with socket.create_server((host, 0)) as listener:
        options = ServeOptions(site=project / "site", settings=Settings())
        if refused:
            with pytest.raises(ServeError, match="not safe in public"):
                run_server(options, listener, on_start=lambda _address: None)
        else:
            # It starts, and is told to leave.
            leave = partial(os.kill, os.getpid(), signal.SIGTERM)
            run_server(options, listener, on_start=lambda _address: leave())


def test_elsewhere_than_on_linux_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path / "project", {})
    monkeypatch.setattr(sys, "platform", "darwin")
    assert main(["serve", "--project", str(project)]) == 2
    said = capfd.readouterr().err
    assert "publisher serve needs Linux" in said
    assert "publisher deploy" in said

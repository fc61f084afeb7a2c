"""The command: what it prints, what it refuses, and that its output outlives a release."""

import subprocess
import time
from pathlib import Path

import pytest

from publisher.cli import main
from publisher.deploy import SERVERS, configuration, read_deployment
from publisher.media_types import content_type, media_type_of
from publisher.policies import COMMON_HEADERS
from publisher.serve.files import FOREVER, SHORTLY
from publisher.serve.settings import Settings, max_body
from tests.conftest import absent
from tests.deploy.servers import programs, started
from tests.flagship import FOLDER
from tests.serve.releases import FILES, write_release
from tests.serve.running import request


@pytest.mark.parametrize("server", SERVERS)
def test_the_command_prints_the_configuration(
    server: str, site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["deploy", server, "--project", str(FOLDER), "--out", str(site)]) == 0
    out, err = capfdbinary.readouterr()
    body = 2 * max_body(Settings().query_size)
    deployment = read_deployment(site, upstream="127.0.0.1:8000", listen="80", body=body)
    assert out.decode().rstrip() == configuration(server, deployment).rstrip()
    assert err == b""


@pytest.mark.parametrize("server", SERVERS)
def test_a_configuration_has_the_headers_of_serve(server: str, site: Path) -> None:
    text = configuration(server, read_deployment(site, upstream="127.0.0.1:8000", listen="80"))
    assert all(value in text for value in COMMON_HEADERS.values())
    assert FOREVER in text
    assert SHORTLY in text
    assert content_type(media_type_of("x.html")) in text.replace(";charset", "; charset")


@pytest.mark.parametrize("server", SERVERS)
def test_a_configuration_names_the_link_and_not_the_release(server: str, site: Path) -> None:
    text = configuration(server, read_deployment(site, upstream="unix:/run/s", listen="[::1]:81"))
    assert str(site) in text
    assert ".releases" not in text
    assert "[::1]" in text
    assert "/run/s" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nginx", "--listen", "here"], "--listen 'here' is no address"),
        (["nginx", "--listen", "70000"], "--listen '70000' is no address"),
        (["nginx", "--upstream", "8000"], "--upstream '8000' is no address"),
        (["nginx", "--upstream", "unix:relative"], "--upstream 'unix:relative' is no address"),
        (["nginx", "--server-name", "a;b"], "--server-name 'a;b' has ';'"),
        (["apache", "--cache", "/a b"], "--cache '/a b' has ' '"),
        (["caddy", "--cache", "/cache"], "Caddy has no cache"),
        (["nginx", "--base", "https://elsewhere.example/"], "was built for https://example.org/"),
    ],
)
def test_a_call_that_is_wrong_is_told_what_is_right(
    arguments: list[str], said: str, site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["deploy", *arguments, "--project", str(FOLDER), "--out", str(site)]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert said in err.decode()


def test_without_a_site_there_is_no_configuration(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    nothing = str(tmp_path / "nothing")
    assert main(["deploy", "nginx", "--project", str(FOLDER), "--out", nothing]) == 2
    assert b"publisher build makes one" in capfdbinary.readouterr().err


@pytest.mark.parametrize("server", SERVERS)
def test_a_new_release_is_taken_up_without_touching_the_web_server(
    server: str, open_folder: Path, tmp_path: Path
) -> None:
    if not programs()[server]:
        absent(f"{server} is not installed: apt-get install what docs/deploy.md names")
    folder = open_folder / f"swapped-{server}"
    site = write_release(folder, name="one")
    with started(server, site, tmp_path, upstream="http://127.0.0.1:9") as found:
        host = {"Host": "data.example"}
        first = request(found.address, "/network/enoc.ttl", headers=host).body
        assert first == b"enoc as ttl\n"
        write_release(folder, {**FILES, "network/enoc.ttl": "another\n"}, name="two")
        end = time.monotonic() + 20
        while time.monotonic() < end:
            second = request(found.address, "/network/enoc.ttl", headers=host).body
            if second != first:
                break
        assert second == b"another\n"


@pytest.mark.parametrize(
    "name", ["3d.example.org", "3-d.example.org", "0.example", "xn--3d.example", "_.example"]
)
def test_nginx_takes_the_configuration_of_any_host_name(
    site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    nginx = programs()["nginx"]
    if not nginx:
        absent("nginx is not installed: apt-get install nginx-light")
    call = ["deploy", "nginx", "--project", str(FOLDER), "--out", str(site)]
    assert main([*call, "--server-name", name, "--listen", "127.0.0.1:8099"]) == 0
    (tmp_path / "site.conf").write_text(capfd.readouterr().out)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; include {tmp_path}/site.conf; }}\n"
    )
    command = [nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

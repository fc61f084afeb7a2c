"""The Containerfile: what it says, and that what it runs does run. No image is built here."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.cli.arguments import parser
from tests.flagship import FOLDER
from tests.serve.projects import write_project
from tests.serve.running import served

TEXT = (FOLDER / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} +(.*)$", TEXT, re.MULTILINE)


def health_check() -> list[str]:
    (line,) = instructions("HEALTHCHECK")
    found = json.loads(line.partition("CMD")[2])
    assert found[0] == "python"
    return [sys.executable, *found[1:]]


def test_it_runs_serve_as_another_user_than_root() -> None:
    (user,) = instructions("USER")
    assert user.isdecimal()
    assert user != "0"
    last = TEXT.rpartition("\nFROM ")[2]
    assert last.index("USER ") > last.rindex("RUN ")


def test_its_command_is_one_that_the_program_takes() -> None:
    (entry,), (command,) = instructions("ENTRYPOINT"), instructions("CMD")
    assert json.loads(entry) == ["publisher"]
    options = parser().parse_args(json.loads(command))
    (port,) = instructions("EXPOSE")
    assert (options.host, options.port) == ("0.0.0.0", int(port))  # noqa: S104 -- in a container


def test_the_versions_are_those_of_the_tests() -> None:
    wheels = next(line for line in instructions("RUN") if line.startswith("pip wheel"))
    assert "-c constraints.txt" in wheels
    assert len(set(re.findall(r"^FROM (\S+)", TEXT, re.MULTILINE))) == 1


@pytest.mark.parametrize("base", ["https://data.example/", "https://data.example/id/"])
def test_its_health_check_finds_a_ready_server_whatever_the_base(tmp_path: Path, base: str) -> None:
    project = write_project(tmp_path, {}, base=base)
    with served("--project", str(project)) as (address, _):
        port = re.search(r":(\d+)", address.removeprefix("http:"))
        assert port
        command = [part.replace(":8080/", f":{port[1]}/") for part in health_check()]
        assert command != health_check()
        healthy = subprocess.run(command, capture_output=True, check=False, timeout=30)
        assert (healthy.returncode, healthy.stderr) == (0, b"")
    gone = subprocess.run(command, capture_output=True, check=False, timeout=30)
    assert gone.returncode != 0


def test_what_is_left_out_is_nothing_that_the_wheel_needs() -> None:
    ignored = (FOLDER / ".containerignore").read_text(encoding="utf-8").splitlines()
    needed = {"publisher", "pyproject.toml", "constraints.txt", "README.md", "LICENSE"}
    assert needed.isdisjoint(ignored)
    assert {".*", "tests", "site"} <= set(ignored)

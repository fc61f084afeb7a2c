"""The units for systemd: systemd reads them, finds them tight, and they fit what is served."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.cli import main
from publisher.cli.arguments import parser
from publisher.deploy import UNITS, DeployError, Service, unit
from tests.conftest import absent
from tests.flagship import FOLDER

EXPOSURE = 1.0
"""Of 10: what systemd calls OK begins below 2; a service without options has 9.6."""
SERVICE = Service(
    python=Path(sys.executable),
    project=FOLDER,
    site=FOLDER / "site",
    base="https://example.org/",
    upstream="127.0.0.1:8000",
    timeout=30.0,
)


def printed(
    kind: str, site: Path, capfd: pytest.CaptureFixture[str], upstream: str = "127.0.0.1:8000"
) -> str:
    command = ["deploy", kind, "--project", str(FOLDER), "--out", str(site)]
    assert main([*command, "--upstream", upstream]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    return out


@pytest.fixture
def units(
    site: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> list[str]:
    """The files, for an address that the test may name."""
    upstream = getattr(request, "param", "127.0.0.1:8000")
    for kind in UNITS:
        file = tmp_path / kind.replace("systemd", "data-example-org")
        file.write_text(printed(kind, site, capfd, upstream), encoding="utf-8")
    return [str(one) for one in sorted(tmp_path.iterdir())]


@pytest.fixture
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        absent("systemd-analyze is not installed: apt-get install systemd")
    return str(found)


@pytest.mark.parametrize(
    "units", ["127.0.0.1:8000", "[::1]:8000", "unix:/run/publisher/socket"], indirect=True
)
def test_systemd_reads_the_units_without_a_word(analyze: str, units: list[str]) -> None:
    ended = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, check=False, text=True
    )
    assert (ended.returncode, ended.stdout + ended.stderr) == (0, "")


def test_systemd_finds_the_service_tight(analyze: str, units: list[str]) -> None:
    service = next(one for one in units if one.endswith(".service"))
    threshold = str(round(EXPOSURE * 10))
    command = [analyze, "security", "--offline=yes", "--no-pager"]
    ended = subprocess.run(
        [*command, f"--threshold={threshold}", service],
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout
    found = re.search(r"exposure level for \S+: ([\d.]+)", ended.stdout)
    assert found
    assert float(found[1]) <= EXPOSURE
    listed = subprocess.run(
        [*command, "--json=short", service], capture_output=True, check=True, text=True
    )
    exposed = {
        one["name"] for one in json.loads(listed.stdout) if float(one["exposure"] or 0) > 0.2
    }
    # Its socket is systemd's, but Python needs the families to use it.
    assert exposed <= {"RestrictAddressFamilies=~AF_(INET|INET6)"}


def test_the_service_is_called_as_the_program_is(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = printed("systemd.service", site, capfd)
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    python, *arguments = line.split()
    assert Path(python).samefile(sys.executable)
    assert arguments[:3] == ["-m", "publisher", "serve"]
    options = parser().parse_args(arguments[2:])
    assert (options.project, options.out, options.base) == (FOLDER, site, "https://example.org/")


def test_the_units_name_each_other_by_their_common_name(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    service = printed("systemd.service", site, capfd)
    assert "Requires=%N.socket" in service
    assert "KillMode=mixed" in service  # SIGTERM for the workers would cut what they answer
    assert "ListenStream=/run/x/s\n" in printed("systemd.socket", site, capfd, "unix:/run/x/s")
    assert "ListenStream=[::1]:81\n" in printed("systemd.socket", site, capfd, "[::1]:81")


@pytest.mark.parametrize("path", ["/a b", "/a%b", '/a"b', "/a;b", "/a$b"])
def test_a_path_that_systemd_would_read_as_its_own_is_refused(path: str) -> None:
    with pytest.raises(DeployError, match="systemd would read"):
        unit("systemd.service", replace(SERVICE, project=Path(path)))


def test_options_of_a_web_server_are_not_systemd_s(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["deploy", "systemd.service", "--project", str(FOLDER), "--out", str(site)]
    assert main([*command, "--cache", "/x"]) == 2
    assert "of a web server alone" in capfd.readouterr().err

"""The commands on systems that lack what Linux has: all but `serve` work there."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests import flagship

BLOCKING: Final = Path(__file__).with_name("platforms")
PLATFORMS: Final = ("other kernel", "no forks")
NETWORKS: Final = "SELECT ?n { ?n a <https://example.org/ontology#Network> } ORDER BY ?n LIMIT 1"


def publisher(platform: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The call in a process, and processes of its own, without what that platform lacks."""
    ended = subprocess.run(
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=flagship.FOLDER,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONPATH": f"{BLOCKING}:{flagship.FOLDER}",
            "BLOCKED_PLATFORM": platform,
        },
        timeout=240,
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_is_blocked_cannot_be_used(platform: str) -> None:
    code = (
        "import importlib.util, os, sys\n"
        "for name in ('fcntl', 'resource'):\n"
        "    try: __import__(name)\n"
        "    except ImportError: continue\n"
        "    sys.exit(1)\n"
        "sys.exit(hasattr(os, 'pidfd_open'))\n"
    )
    environment = {"PYTHONPATH": str(BLOCKING), "BLOCKED_PLATFORM": platform}
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 1


@pytest.mark.parametrize("platform", PLATFORMS)
def test_check_finds_nothing_in_the_flagship(platform: str) -> None:
    ended = publisher(platform, "check")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "0 errors, 0 warnings\n")


@pytest.mark.parametrize(("platform", "workers"), [(PLATFORMS[0], "1"), (PLATFORMS[1], "2")])
def test_a_build_has_the_same_bytes(
    platform: str, workers: str, site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"

    ended = publisher(
        platform, "build", "--quiet", "--no-compress", "--workers", workers, "--out", out
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    # A release is named by the digest of all its files.
    assert out.resolve().parent.name == site.resolve().parent.name


@pytest.mark.parametrize("platform", PLATFORMS)
def test_query_cite_and_diff_answer(platform: str, site: Path) -> None:
    dump = site / "dumps/all.nt"

    assert "network/" in publisher(platform, "query", "-e", NETWORKS).stdout
    assert "ev:quote" in publisher(platform, "cite", "joined the network").stdout
    assert publisher(platform, "diff", dump, dump).returncode == 0


@pytest.mark.parametrize("platform", PLATFORMS)
def test_serve_says_that_it_needs_linux_and_ends(platform: str, site: Path) -> None:
    ended = publisher(platform, "serve", "--port", "0", "--out", site)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Linux" in ended.stderr
    assert ended.stderr.startswith("publisher: error: ")
    assert ended.stderr.count("\n") == 1

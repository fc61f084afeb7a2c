"""`publisher serve` and web servers in front of it, each started once."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from publisher.commands.build import build
from publisher.project import read_project
from tests.conftest import absent
from tests.deploy.servers import Started, programs, started
from tests.flagship import FOLDER
from tests.serve.running import served

MODIFIED = 1_700_000_000
BASES = ("https://example.org/", "https://example.org/data/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A site, and the address at which `publisher serve` has it."""

    site: Path
    root: str
    """The path of its base."""
    address: str


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that every user of this machine can read.

    Apache gives up root's rights, and pytest's own folders are for their owner alone.
    """
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session", params=BASES, ids=["at-the-root", "below-a-path"])
def published(request: pytest.FixtureRequest, open_folder: Path) -> Iterator[Published]:
    base = str(request.param)
    site = open_folder / base.strip("/").replace("/", "-") / "site"
    report = build(read_project(FOLDER, base=base), out=site, is_compressed=True)
    assert not report.has_errors
    for file in site.rglob("*"):
        # What changed a moment ago may change again: no server trusts its date yet.
        os.utime(file, (MODIFIED, MODIFIED))
    root = base.removeprefix("https://example.org")
    with served("--project", str(FOLDER), "--out", str(site)) as (address, _):
        yield Published(site=site, root=root, address=address.removesuffix(root.rstrip("/")))


@pytest.fixture(scope="session")
def web_server(
    published: Published, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Started]]:
    """Starts a server by its name, once."""
    running: dict[str, Started] = {}
    with ExitStack() as stack:

        def start(name: str) -> Started:
            if not programs()[name]:
                absent(f"{name} is not installed: apt-get install what docs/how-to/deploy.md names")
            if name not in running:
                folder = tmp_path_factory.mktemp(name)
                one = started(name, published.site, folder, upstream=published.address)
                running[name] = stack.enter_context(one)
            return running[name]

        yield start

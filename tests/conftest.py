"""The flagship's site, built once for all tests that look at it; and tools that may be absent."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from unittest.mock import patch

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from publisher.commands.build import build
from publisher.editor import read_editor
from tests import flagship

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A shared machine pauses at times, which is no fault of a test. CI judges a change by the same
# examples each time; elsewhere new ones are tried.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.fixture(scope="session", autouse=True)
def _no_sync() -> Iterator[None]:
    """Let builds in this process wait for no disk, because no test cuts the power."""
    with patch.object(os, "sync", lambda: None):
        yield


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    report = build(flagship.project(), out=out)
    assert [finding for finding in report.findings if finding.is_error] == []
    return out


SHARED: Final = Path(__file__).parents[2] / "shared"
"""What lies beside the project on some machines: the standards' tests, a second project."""


def shared(path: str) -> Path:
    """Return what lies at `path` in `../shared`; skip the test if there is no such folder.

    In CI too, because nobody can install that folder.
    """
    if not SHARED.is_dir():
        pytest.skip(f"../shared/{path} is not beside this project")
    assert (SHARED / path).exists(), f"../shared has no {path}"
    return SHARED / path


def absent(what: str) -> None:
    """Skip a test whose tool is not installed; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def editor_assets() -> None:
    """Need the query editor's files: a clone has none until `make assets` has fetched them."""
    if not read_editor().styles:
        absent("the query editor's files are not there: run make assets")


@pytest.fixture(scope="session")
def chromium() -> str:
    path = shutil.which("chromium")
    if path is None:
        absent("Chromium is not installed: apt-get install chromium")
    return str(path)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def html_validator() -> list[str]:
    """The command of the Nu HTML checker."""
    java, jar = shutil.which("java"), os.environ.get("VNU_JAR", "")
    if java is None or not Path(jar).is_file():
        absent("no HTML checker: install Java, npm install vnu-jar, and set VNU_JAR to its vnu.jar")
    return [str(java), "-jar", jar, "--errors-only", "--skip-non-html"]

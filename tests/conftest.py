"""The flagship's site, built once for all tests that look at it; and tools that may be absent."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from publisher.commands.build import build
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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    report = build(flagship.project(), out=out)
    assert [finding for finding in report.findings if finding.is_error] == []
    return out


def absent(what: str) -> None:
    """Pass a test over where its tool is not installed; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


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

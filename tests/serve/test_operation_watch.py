"""`publisher serve --watch`, as its author sees it in Chromium."""

import http.client
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.calls import IN_TIME, publisher
from tests.findings.pages import PROJECT
from tests.serve.running import request, served

PAGE = "/institution/office"
FACTS = "data/facts.ttl"
PATIENCE = 60_000
"""Milliseconds for a build on a busy machine."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    return folder


def change(project: Path, old: str, new: str) -> None:
    file = project / FACTS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_change_is_built_and_the_page_loads_again(page: Page, project: Path) -> None:
    assert publisher("build", "--no-compress", cwd=project).returncode == 0
    recorded = (project / "site" / "changes" / "history.json").read_bytes()
    with served("--project", str(project), "--watch") as (address, _):
        page.goto(address + PAGE)
        heading = page.locator("h1")
        expect(heading).to_contain_text("the Office")
        change(project, 'rdfs:label "the Office"@en', 'rdfs:label "the Bureau"@en')
        expect(heading).to_contain_text("the Bureau", timeout=PATIENCE)
        assert page.locator("#watch-findings").count() == 0
    # What is being written is no release, so the history is as it was.
    assert (project / "site" / "changes" / "history.json").read_bytes() == recorded


def test_a_fault_is_shown_until_it_is_mended(page: Page, project: Path) -> None:
    with served("--project", str(project), "--watch") as (address, _):
        page.goto(address + PAGE)
        change(project, "joined the Network in 2008", "joined the Network in 1908")
        findings = page.locator("#watch-findings")
        expect(findings).to_contain_text("quote-missing", timeout=PATIENCE)
        expect(findings).to_contain_text("data/facts.ttl:")
        # The site is the last good one, and whoever opens it later sees the fault too.
        expect(page.locator("h1")).to_contain_text("the Office")
        page.goto(address + "/membership/office")
        expect(findings).to_contain_text("quote-missing", timeout=PATIENCE)
        change(project, "joined the Network in 1908", "joined the Network in 2008")
        expect(findings).to_have_count(0, timeout=PATIENCE)


def test_a_watched_site_keeps_the_base_that_it_was_started_with(page: Page, project: Path) -> None:
    base = "http://127.0.0.1/data/"
    (project / "queries" / "members.rq").unlink()  # it names the configured one
    with served("--project", str(project), "--base", base, "--watch") as (address, _):
        page.goto(f"{address}{PAGE}")
        change(project, 'rdfs:label "the Office"@en', 'rdfs:label "the Bureau"@en')
        expect(page.locator("h1")).to_contain_text("the Bureau", timeout=PATIENCE)
        assert (
            f"<{base}institution/office>"
            in request(address.removesuffix("/data"), f"/data{PAGE}.ttl").body.decode()
        )


def test_a_page_that_is_open_does_not_keep_the_server_alive(project: Path) -> None:
    # A request that is being answered may keep it alive for so long.
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[tool.publisher.serve]\ndeadline = 100\n")
    with served("--project", str(project), "--watch") as (address, number):
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        connection.request("GET", "/.watch/events")
        events = connection.getresponse()
        assert events.readline() == b"event: findings\n"
        assert json.loads(events.readline().removeprefix(b"data: ")) == []
        started = time.monotonic()
        os.kill(number, signal.SIGTERM)
        while events.readline():
            pass
        connection.close()
        assert time.monotonic() - started < IN_TIME


def test_without_watch_pages_have_no_script_of_it(site: Path) -> None:
    with served("--project", str(PROJECT.parents[2]), "--out", str(site)) as (address, _):
        assert b".watch" not in request(address, "/index.html").body
        assert request(address, "/.watch/events").status == 404

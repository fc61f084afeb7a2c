"""The page of queries on a host that has the site's files alone."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.serve.running import in_thread, request

NEEDS = "needs the site's server"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        pass


class _Fallback(_Quiet):
    """A host that answers each address that it does not have by one page, as some do."""

    def send_head(self) -> Any:  # noqa: ANN401 -- the library's own type
        if not Path(self.translate_path(self.path)).exists():
            self.path = "/index.html"
        return super().send_head()


@pytest.fixture(params=[_Quiet, _Fallback])
def host(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    handler = partial(request.param, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_host_without_a_server_is_told_of_before_a_query_is_written(
    browser: Browser, host: str
) -> None:
    page = browser.new_page()
    try:
        page.goto(f"{host}/sparql.html")
        expect(page.locator("#no-server")).to_contain_text(NEEDS)
        expect(page.locator("#plain button")).to_be_disabled()
        expect(page.locator(".CodeMirror")).to_have_count(0)
        page.locator("#no-server a").last.click()
        expect(page.locator("h1")).to_have_text("Dumps")
    finally:
        page.close()


def test_without_scripts_a_query_meets_a_page_that_says_so(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{host}/sparql.html")
        expect(page.locator("#plain")).to_contain_text("has no answer")
        page.locator("#plain button").click()
        expect(page.locator("main")).to_contain_text(NEEDS)
    finally:
        context.close()


@pytest.mark.usefixtures("editor_assets")
def test_where_there_is_a_server_nothing_of_it_is_shown(browser: Browser, site: Path) -> None:
    with in_thread(site) as address:
        page = browser.new_page()
        try:
            page.goto(f"{address}/sparql.html")
            expect(page.locator(".CodeMirror")).to_be_visible()
            expect(page.locator("#no-server")).to_be_hidden()
        finally:
            page.close()
        assert request(address, "/sparql/").status == 301

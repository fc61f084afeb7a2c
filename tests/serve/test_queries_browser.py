"""Ready queries as a person asks them, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serve.running import in_thread


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Without scripts: none is needed."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_query_s_page_shows_its_table_and_takes_other_values(page: Page, address: str) -> None:
    page.goto(f"{address}/queries/claims-by-claimant")
    assert page.url == f"{address}/queries/claims-by-claimant.html"
    expect(page.locator("tbody tr").first).to_contain_text("Official letter")
    page.get_by_label("claimant").fill("post/commissioner")
    page.get_by_role("button", name="Ask").click()
    assert page.url.endswith("/queries/claims-by-claimant?claimant=post%2Fcommissioner")
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text("Commissioner")
    expect(page.get_by_text("Official letter")).to_have_count(0)
    # A claim of the table leads to its page.
    rows.first.locator("a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/claim/" in page.url


def test_a_long_answer_is_read_page_by_page(page: Page, address: str) -> None:
    page.goto(f"{address}/queries/passages?limit=60")
    seen = page.locator("tbody tr").all_inner_texts()
    page.get_by_role("link", name="the next").click()
    following = page.locator("tbody tr").all_inner_texts()
    assert len(seen) == 60
    assert following
    assert not set(seen) & set(following)


def test_the_page_of_the_api_asks_a_query(page: Page, address: str) -> None:
    page.goto(f"{address}/api.html")
    section = page.locator("#claims-by-voice")
    section.locator("summary").click()
    section.get_by_label("voice").fill("no such voice")
    section.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("0 rows")


def test_a_value_that_does_not_fit_is_explained(page: Page, address: str) -> None:
    page.goto(f"{address}/queries/resting-on?at=soon")
    expect(page.locator("main")).to_contain_text("Parameter at: expected a whole number")

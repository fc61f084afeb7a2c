"""The flagship's pages as a browser and an HTML checker see them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "network/enoc.html",
    "person/dilgam-asgarov.html",
    "claim/trial-of-the-persons.html",
    "source/ngos-and-networks.html",
    "ontology.html",
    "queries/index.html",
    "vocabulary/quoted-statements.html",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_html_checker_finds_no_error(site: Path, html_validator: list[str]) -> None:
    ended = subprocess.run(
        [*html_validator, str(site)], capture_output=True, check=False, text=True, timeout=120
    )

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_from_a_folder_without_a_complaint(page: Page, site: Path, path: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))

    page.goto((site / path).as_uri())

    assert page.title()
    assert page.locator("h1").count() == 1
    assert complaints == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_on_a_phone(page: Page, site: Path, width: int) -> None:
    for path in PAGES:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((site / path).as_uri())
        # The body is as wide as the window whatever stands out of it: what can be scrolled is not.
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_quote_leads_to_its_passage_in_the_reader(page: Page, site: Path) -> None:
    page.goto((site / "network/ennhri.html").as_uri())
    quote = page.locator("blockquote:has(mark:text-is('which was established in 2013'))").first

    assert "The Azerbaijani Ombudsman" in quote.inner_text()
    page.locator("a[href*='#char=2006,2035']").first.click()

    assert "/source/ngos-and-networks.html#char=" in page.url
    assert page.locator("[id='char=2006,2035']").count() == 1


def test_claims_are_worded_as_what_somebody_says(page: Page, site: Path) -> None:
    page.goto((site / "person/dilgam-asgarov.html").as_uri())

    text = " ".join(page.locator("main").inner_text().split())

    assert "What follows is said by those who are named, not by this site." in text
    assert "Official letter addressed to Peter Maurer, in the source’s words" in text
    records = page.locator("main section").first.inner_text()
    assert "unlawful" not in records

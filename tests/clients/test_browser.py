"""Chromium: from a resource's IRI to its page, and on from there."""

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


def test_a_resource_s_iri_opens_its_page(page: Page, published: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.location["url"]))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    response = page.goto(f"{published}network/enoc")
    assert response is not None
    first = response.request.redirected_from
    assert first is not None
    answered = first.response()
    assert answered is not None
    assert answered.status == 303
    assert page.url == f"{published}network/enoc.html"
    assert "European Network of Ombudspersons for Children" in page.inner_text("h1")
    assert complaints == []


def test_a_statement_s_iri_opens_at_its_place(page: Page, published: str) -> None:
    page.goto(f"{published}network/enoc")
    anchor = page.locator("[id^='name-']").first.get_attribute("id")
    page.goto(f"{published}network/enoc#{anchor}")
    assert page.url == f"{published}network/enoc.html#{anchor}"
    assert page.evaluate("document.querySelector(':target').id") == anchor


def test_a_link_of_a_page_leads_to_the_next_one(page: Page, published: str) -> None:
    page.goto(f"{published}network/enoc")
    link = page.locator("main a[href$='ngos-and-networks.html'], main a[href*='source/']").first
    link.click()
    page.wait_for_load_state()
    assert page.url.startswith(f"{published}source/ngos-and-networks.html")


def test_an_address_that_is_not_there_says_which_may_be_meant(page: Page, published: str) -> None:
    response = page.goto(f"{published}network/enok")
    assert response is not None
    assert response.status == 404
    assert page.locator("main a[href$='network/enoc.html'], main a[href$='network/enoc']").count()

"""The query editor as a person uses it in Chromium, with the flagship behind it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from rdflib import RDF

from tests.serve.running import in_thread

pytestmark = pytest.mark.usefixtures("editor_assets")

COUNT = "SELECT ?k (COUNT(?t) AS ?n) WHERE { ?t a ?k } GROUP BY ?k ORDER BY DESC(?n) ?k LIMIT 5"
BROKEN = "SELECT * WHERE {\n  ?s ?p \n}"
NETWORKS = (
    "SELECT ?network WHERE { ?network a <https://example.org/ontology#Network> } ORDER BY ?network"
)


@pytest.fixture(scope="module")
def address(site: Path, editor_assets: None) -> Iterator[str]:  # noqa: ARG001 -- it fails or skips without the files
    with in_thread(site) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test where anything was refused, failed, or asked of another host."""
    context = browser.new_context(viewport={"width": 1100, "height": 1200})
    opened = context.new_page()
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A query that does not parse is answered 400, which is what its test is about.
        if message.type in {"error", "warning"} and "400" not in message.text:
            complaints.append(message.text)

    def asked(request: Request) -> None:
        if urlsplit(request.url).scheme != "data" and not request.url.startswith(address):
            complaints.append(request.url)

    opened.on("console", heard)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", asked)
    yield opened
    context.close()
    assert complaints == []


def opened_with(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/sparql#query={quote(query)}")
    expect(page.locator(".yasr_response_chip")).to_contain_text("result")


def rows(page: Page) -> list[list[str]]:
    cells = page.locator(".yasr_results tbody tr")
    expect(cells.first).to_be_visible()
    return [[cell.inner_text().strip() for cell in row.locator("td").all()] for row in cells.all()]


def written(page: Page) -> str:
    expect(page.locator(".CodeMirror")).to_be_visible()
    found: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return found


def empty_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('')")
    page.locator(".CodeMirror").click()


def test_the_first_query_is_there_and_runs(page: Page, address: str, site: Path) -> None:
    page.goto(f"{address}/sparql")
    assert written(page).startswith("# How many there are of each kind.")
    expect(page.locator(".CodeMirror")).to_be_visible()
    expect(page.locator("#plain")).to_be_hidden()
    page.locator(".yasqe_queryButton").click()
    dump = (site / "dumps" / "all.nt").read_text(encoding="utf-8")
    statements = dump.count(f"#type> <{RDF.Statement}> .")
    assert rows(page)[0][-2:] == ["rdf:Statement", str(statements)]


def test_a_link_opens_with_its_query_and_its_answer(page: Page, address: str) -> None:
    opened_with(page, address, COUNT)
    assert written(page) == COUNT
    assert len(rows(page)) == 5


def test_the_link_to_share_is_local_and_opens_the_same(page: Page, address: str) -> None:
    opened_with(page, address, COUNT)
    page.locator(".yasqe_share").click()
    link = page.locator(".yasqe_sharePopup input").input_value()
    assert link.startswith(f"{address}/sparql#query=")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".yasr_response_chip")).to_contain_text("5 results")
    assert written(page) == COUNT


def test_a_link_cannot_name_another_endpoint(page: Page, address: str) -> None:
    other = "http://127.0.0.1:9/sparql"
    page.goto(f"{address}/sparql#query={quote(COUNT)}&endpoint={quote(other)}")
    expect(page.locator(".yasr_response_chip")).to_contain_text("5 results")


def test_a_ready_query_is_picked_and_answered(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql.html")
    page.locator("#ready").select_option(label="What a claimant says")
    expect(page.locator(".yasr_response_chip")).to_contain_text("result")
    assert "# title: What a claimant says" in written(page)
    assert any("contradicted to international law" in cell for row in rows(page) for cell in row)
    expect(page.locator(".ready a")).to_have_attribute("href", "queries/claims-by-claimant.html")


def test_links_of_an_answer_stay_on_this_host(page: Page, address: str) -> None:
    opened_with(page, address, NETWORKS)
    link = page.locator(".yasr_results a[title='https://example.org/network/enoc']")
    expect(link).to_have_attribute("href", f"{address}/network/enoc")
    link.click()
    expect(page.locator("h1")).to_contain_text("Ombudspersons")
    assert page.url == f"{address}/network/enoc.html"


def test_a_property_of_the_ontology_is_completed(page: Page, address: str) -> None:
    empty_editor(page, address)
    page.keyboard.type("SELECT * WHERE { ?membership <https://example.org/ontology#member")
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hints li")
    expect(hints.first).to_contain_text("https://example.org/ontology#member")


def test_a_prefix_of_the_site_is_added_when_it_is_used(page: Page, address: str) -> None:
    empty_editor(page, address)
    page.keyboard.type("SELECT * WHERE { ?claim a ev:")
    expect(page.locator(".CodeMirror-code")).to_contain_text("PREFIX ev: <https://w3id.org/")
    page.keyboard.type("Cl")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hints li").first).to_contain_text("Claim")


def test_counts_are_plotted(page: Page, address: str) -> None:
    opened_with(page, address, COUNT)
    page.locator(".select_plot").click()
    plot = page.locator("svg.plot")
    expect(plot.locator("rect")).to_have_count(5)
    expect(plot).to_contain_text("Statement")
    expect(plot.locator("title")).to_have_text("n by k")
    widths = [float(one.get_attribute("width") or 0) for one in plot.locator("rect").all()]
    assert widths == sorted(widths, reverse=True)


def test_what_happened_when_is_plotted_in_its_order(page: Page, address: str) -> None:
    query = (
        'SELECT ?what ?when WHERE { VALUES (?what ?when) { ("second" "2015-03"^^xsd:gYearMonth) '
        '("first" "2008"^^xsd:gYear) } }'
    )
    opened_with(page, address, f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n{query}")
    page.locator(".select_plot").click()
    expect(page.locator("svg.plot circle")).to_have_count(2)
    texts = page.locator("svg.plot text").all_text_contents()
    assert texts == ["first", "2008", "second", "2015-03"]


def test_an_answer_that_suits_no_plot_offers_none(page: Page, address: str) -> None:
    opened_with(page, address, NETWORKS)
    expect(page.locator(".select_plot")).to_have_class(re.compile("disabled"))


def test_what_the_server_refuses_is_said_with_its_place(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql#query={quote(BROKEN)}")
    problem = page.locator(".problem")
    expect(problem).to_contain_text("The query is malformed")
    expect(problem).to_contain_text("Line 3, column ")
    expect(page.locator(".problem-line")).to_have_count(1)


def test_nothing_is_kept_in_the_browser(page: Page, address: str) -> None:
    opened_with(page, address, COUNT)
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]


@pytest.mark.parametrize("width", [320, 768])
def test_the_page_is_never_wider_than_the_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened_with(page, address, COUNT)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_a_form_gives_a_table(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sparql")
    page.locator("#query").fill(COUNT)
    page.locator("#plain button").click()
    assert len(page.locator("tbody tr").all()) == 5
    assert page.url.startswith(f"{address}/sparql?query=")
    context.close()


def test_a_copy_of_the_files_says_that_it_has_no_endpoint(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "sparql.html").as_uri())
    expect(page.locator("#no-server")).to_contain_text("This host has only the files of the site")
    context.close()

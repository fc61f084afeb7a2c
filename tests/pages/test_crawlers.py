"""The sitemap and robots.txt."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publisher.description import SiteFrame
from publisher.pages.last_changes import sitemap_date
from publisher.render import crawlers
from publisher.render.crawlers import robots_file, sitemap_files
from tests import flagship
from tests.pages.sites import site_of
from tests.render.samples import frame

BASE = "https://example.org/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(text: str) -> dict[str, str]:
    """Return the date of each address of a sitemap or an index."""
    root = ET.fromstring(text)  # noqa: S314 -- our own file
    return {
        each.findtext(f"{SPACE}loc") or "": each.findtext(f"{SPACE}lastmod") or "" for each in root
    }


def test_every_page_has_the_date_of_the_dataset(site: Path) -> None:
    found = entries((site / "sitemap.xml").read_text())

    modified = flagship.project().dataset.modified
    assert found[f"{BASE}person/peter-maurer.html"] == modified
    assert set(found.values()) == {modified}


def test_a_resource_that_says_when_it_changed_has_that_date(tmp_path: Path) -> None:
    data = """ex:a rdfs:label "A" ; dcterms:modified "2020-02-03"^^xsd:date , "2019"^^xsd:gYear .
ex:b rdfs:label "B" ; dcterms:modified "soon" ; dcterms:date "1950"^^xsd:gYear .
"""
    settings = "[tool.publisher.dataset]\nmodified = 2024-05-06\n"
    dated = entries((site_of(tmp_path / "1", data, settings=settings) / "sitemap.xml").read_text())
    undated = entries((site_of(tmp_path / "2", data) / "sitemap.xml").read_text())

    assert (dated[f"{BASE}a.html"], dated[f"{BASE}b.html"]) == ("2020-02-03", "2024-05-06")
    assert (undated[f"{BASE}a.html"], undated[f"{BASE}b.html"]) == ("2020-02-03", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", "2020"),
        ("2020-02", "2020-02"),
        ("2020-02-30", ""),
        ("2020-02-03T10:11:12Z", "2020-02-03T10:11:12Z"),
        ("2020-02-03T10:11:12", "2020-02-03"),
        ("2020-02-03+04:00", "2020-02-03"),
        ("last year", ""),
        ("", ""),
    ],
)
def test_a_date_has_a_form_that_a_sitemap_may_have(text: str, expected: str) -> None:
    assert sitemap_date(text) == expected


def test_a_long_sitemap_is_divided_and_its_index_has_the_latest_dates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crawlers, "SITEMAP_SIZE", 2)
    changed = {"a.html": "2020", "b.html": "2021-03", "c.html": ""}
    files = {str(f.path): f.content.decode() for f in sitemap_files(_frame(), changed)}

    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    index = entries(files["sitemap.xml"])
    assert list(index.values()) == ["2021-03", ""]
    assert {address.rpartition("/")[2] for address in index} < set(files)


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("sparql?query=a", True),
        ("sparql", False),
        ("queries/networks?x=1", True),
        ("queries/networks", False),
        ("reconcile", True),
        ("reconcile/suggest/entity?prefix=a", True),
        ("reconciled", False),
        ("cite?iri=x", True),
        ("cite", False),
        ("search?q=a", True),
        ("network/enoc.html", False),
    ],
)
def test_robots_keeps_crawlers_from_endless_addresses(address: str, *, refused: bool) -> None:
    text = robots_file(_frame()).content.decode()
    patterns = re.findall(r"^Disallow: (.*)$", text, re.MULTILINE)
    root = patterns[0].removesuffix("sparql?")

    assert any(_matches(pattern, f"{root}{address}") for pattern in patterns) == refused


def _matches(pattern: str, path: str) -> bool:
    """Return whether a pattern of robots.txt matches a path: RFC 9309, section 2.2.3."""
    body = re.escape(pattern).replace(r"\*", ".*").replace(r"\$", "$")
    return re.match(body, path) is not None


def _frame() -> SiteFrame:
    return frame()

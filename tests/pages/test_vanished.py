"""An address that a release had leads somewhere in every later one."""

import json
from pathlib import Path

from tests.pages.sites import dead_links, site_of, text_of, tree

ONE, TWO, THREE = (f'ex:{name} a ex:Thing ; rdfs:label "{name}" .\n' for name in ("a", "b", "c"))


def test_what_is_no_longer_described_keeps_a_page_that_says_so(tmp_path: Path) -> None:
    site_of(tmp_path, ONE + TWO + THREE)
    site_of(tmp_path, ONE + TWO)
    site = site_of(tmp_path, ONE)

    for name in ("b", "c"):
        page = tree(site / f"{name}.html")
        assert "No longer described" in text_of(page.find(".//h1"))
        assert f"https://example.org/{name}" in text_of(page.find(".//main"))
        # No RDF is made up for it.
        assert not (site / f"{name}.ttl").exists()
        assert f"{name}.html" not in (site / "sitemap.xml").read_text()
    iris = json.loads((site / "browse" / "vanished.json").read_text())["iris"]
    assert iris == ["https://example.org/b", "https://example.org/c"]
    assert dead_links(site) == []


def test_what_is_described_again_has_its_page_again(tmp_path: Path) -> None:
    site_of(tmp_path, ONE + TWO)
    site_of(tmp_path, ONE)
    site = site_of(tmp_path, ONE + TWO)

    assert text_of(tree(site / "b.html").find(".//h1")) == "b"
    assert not (site / "browse" / "vanished.json").exists()

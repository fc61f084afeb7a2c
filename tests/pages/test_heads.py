"""What search engines and previews read of every page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from publisher.terms import is_literal, lexical
from publisher.vocabulary import EV_CLAIM, EV_CLAIMANT, EV_CONTENT, EV_QUOTE, RDF_OBJECT
from tests import flagship
from tests.pages.sites import site_of, tree

BASE = "https://example.org/"
OPEN_GRAPH = ("og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale")
TWITTER = ("twitter:card", "twitter:title", "twitter:description")


def metas(page: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = meta.get("name") or meta.get("property") or ""
        found.setdefault(name, []).append(meta.get("content", ""))
    return found


def blocks(page: Element) -> list[dict[str, Any]]:
    """Return the JSON-LD of a page."""
    return [
        json.loads(script.text or "")
        for script in page.iter("script")
        if script.get("type") == "application/ld+json"
    ]


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    for path in sorted(site.rglob("*.html")):
        yield str(path.relative_to(site)), tree(path)


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, Element]:
    return dict(pages(site))


def test_every_page_has_a_description_and_previews(heads: dict[str, Element]) -> None:
    assert len(heads) > 100
    for path, page in heads.items():
        found = metas(page)
        (description,) = found["description"]
        assert 12 <= len(description) <= 320, path
        assert description == " ".join(description.split()), path
        for name in (*OPEN_GRAPH, *TWITTER):
            (content,) = found[name]
            assert content, (path, name)
        (canonical,) = [each for each in page.iter("link") if each.get("rel") == "canonical"]
        assert found["og:url"] == [canonical.get("href")], path
        assert found["og:url"][0] == f"{BASE}{path}", path


def test_each_resource_has_a_description_of_its_own(heads: dict[str, Element]) -> None:
    described = [
        metas(page)["description"][0]
        for path, page in heads.items()
        if metas(page)["og:type"] == ["article"]
    ]

    assert len(described) > 40
    assert len(set(described)) >= len(described) - 1
    assert "Peter Maurer is a person." in described


def test_every_page_has_a_breadcrumb_that_ends_with_it(heads: dict[str, Element]) -> None:
    for path, page in heads.items():
        (crumbs,) = [each for each in blocks(page) if each["@type"] == "BreadcrumbList"]
        items = crumbs["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert items[0]["item"] == BASE
        assert items[-1]["item"] == (BASE if path == "index.html" else f"{BASE}{path}"), path
        assert all(item["name"] for item in items), path
        for item in items[1:]:
            assert item["item"].removeprefix(BASE) in heads, item


def test_no_head_has_the_words_of_a_claim_without_its_claimant(heads: dict[str, Element]) -> None:
    graph, names = flagship.loaded().graph, flagship.names()
    for claim in graph.instances(EV_CLAIM):
        contents = graph.objects(claim, EV_CONTENT)
        values = {value for content in contents for value in graph.objects(content, RDF_OBJECT)}
        texts = [*graph.objects(claim, EV_QUOTE), *filter(is_literal, values)]
        claimants = [names.link(each).label[:40] for each in graph.objects(claim, EV_CLAIMANT)]
        words = [" ".join(lexical(text).split())[:40] for text in texts]
        for path, page in heads.items():
            for text in _texts_of_head(page):
                if any(each in text for each in words):
                    assert any(claimant in text for claimant in claimants), (path, text)


def _texts_of_head(page: Element) -> Iterator[str]:
    head = page.find("head")
    assert head is not None
    for element in head.iter():
        yield from (element.get("content", ""), element.get("title", ""), element.get("href", ""))
        if element.tag == "title":
            yield re.sub(r"\s+", " ", element.text or "")
    for block in blocks(page):
        yield from _strings(block)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def test_a_snippet_shows_the_words_of_a_claim_behind_its_claimant_alone(
    heads: dict[str, Element],
) -> None:
    graph, names = flagship.loaded().graph, flagship.names()
    quotes = {
        " ".join(lexical(quote).split())[:60]: [
            names.link(each).label[:40] for each in graph.objects(claim, EV_CLAIMANT)
        ]
        for claim in graph.instances(EV_CLAIM)
        for quote in graph.objects(claim, EV_QUOTE)
    }
    for path, page in heads.items():
        for element in page.iter():
            if "data-nosnippet" in element.attrib:
                assert element.tag in {"span", "div", "section"}, path
        body = page.find("body")
        assert body is not None
        shown = re.sub(r"\s+", " ", "".join(_snippets(body)))
        for quote, claimants in quotes.items():
            for found in re.finditer(re.escape(quote), shown):
                before = shown[max(found.start() - 200, 0) : found.start()]
                assert any(claimant in before for claimant in claimants), (path, quote)


def _snippets(element: Element) -> Iterator[str]:
    """Yield the text of an element that a search engine may show."""
    if "data-nosnippet" not in element.attrib:
        yield element.text or ""
        for child in element:
            yield from _snippets(child)
            yield child.tail or ""


GRAPH = """ex:a a schema:Person ; rdfs:label "Ada"@en ; rdfs:comment "Counts." .
ex:s a skos:ConceptScheme ; skos:prefLabel "Topics"@en .
ex:c a skos:Concept ; skos:prefLabel "Art"@en ; skos:inScheme ex:s .
"""


def test_every_page_of_any_graph_has_a_head(tmp_path: Path) -> None:
    found = dict(pages(site_of(tmp_path, GRAPH, settings='language = "de"')))

    assert {"index.html", "a.html", "browse/a-z.html", "dumps/index.html"} <= set(found)
    for path, page in found.items():
        content = metas(page)
        assert content["description"][0], path
        assert content["og:locale"] == ["de_DE"], path
        assert [block["@context"] for block in blocks(page)].count("https://schema.org") >= 2


def test_an_address_of_errors_and_of_what_is_gone_is_kept_out_of_search(tmp_path: Path) -> None:
    allowed = '[tool.publisher.findings]\niri-vanished = "warning"\n'
    site_of(tmp_path, GRAPH)
    site = site_of(tmp_path, GRAPH.replace("ex:a a", "ex:b a"), settings=allowed)

    assert metas(tree(site / "a.html"))["robots"] == ["noindex"]
    assert metas(tree(site / "sparql/index.html"))["robots"] == ["noindex"]

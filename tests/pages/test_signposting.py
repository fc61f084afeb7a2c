"""FAIR Signposting, levels 1 and 2, as a client follows it: https://signposting.org/FAIR/"""

import re
from pathlib import Path

import pytest

from publisher.media_types import media_type_of
from publisher.serve.release import open_release
from publisher.serve.resource import links_of
from tests.pages.signposts import Signpost, of_header, of_json, of_page, of_text, targets
from tests.pages.sites import site_of

BASE = "https://example.org/"
FORMATS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
ABOUT = "https://schema.org/AboutPage"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LANDINGS = ("person/peter-maurer", "claim/penalties", "source/ngos-and-networks", "ontology")


def linkset(site: Path, path: str = "linkset") -> set[tuple[str, Signpost]]:
    """Return the links of a link set, which both formats say alike."""
    text = of_text((site / path).read_text())
    assert text == of_json((site / f"{path}.json").read_text())
    return text


def file_of(site: Path, address: str) -> Path:
    path = address.removeprefix(BASE)
    return site / (path or "index.html")


@pytest.mark.parametrize("stem", LANDINGS)
def test_a_landing_page_says_what_level_1_asks_for(site: Path, stem: str) -> None:
    page = of_page(site / f"{stem}.html", f"{BASE}{stem}.html")

    assert targets(page, "cite-as") == {f"{BASE}{stem}"}
    for relation in ("describedby", "item"):
        found = {(each.href, each.type) for each in page if each.rel == relation}
        assert {(f"{BASE}{stem}.{suffix}", type_) for suffix, type_ in FORMATS.items()} <= found
    assert ABOUT in targets(page, "type")
    assert len(targets(page, "type")) >= 2
    assert all(each.startswith("https://schema.org/") for each in targets(page, "type"))
    assert targets(page, "license") == {LICENSE}
    assert targets(page, "collection") == {f"{BASE}index.html"}


def test_the_text_of_a_source_is_an_item(site: Path) -> None:
    stem = "source/ngos-and-networks"
    page = of_page(site / f"{stem}.html", f"{BASE}{stem}.html")

    assert Signpost("item", f"{BASE}{stem}.txt", "text/plain") in page


def test_the_dataset_lands_on_the_front_page(site: Path) -> None:
    page = of_page(site / "index.html", f"{BASE}index.html")

    assert targets(page, "cite-as") == {f"{BASE}catalog#dataset"}
    assert targets(page, "type") == {ABOUT, "https://schema.org/Dataset"}
    assert len(targets(page, "describedby")) >= 4
    assert {f"{BASE}dumps/all.{suffix}" for suffix in FORMATS} == targets(page, "item")
    for each in page:
        if each.rel in {"describedby", "item", "linkset"}:
            path = each.href.removeprefix(BASE)
            assert (site / path).is_file()
            assert each.type == media_type_of(path)


@pytest.mark.parametrize("stem", [*LANDINGS, "index"])
def test_a_link_set_says_of_a_page_what_the_page_says(site: Path, stem: str) -> None:
    address = f"{BASE}{stem}.html"
    page = of_page(site / f"{stem}.html", address)
    (path,) = {
        each.href.removeprefix(BASE).removesuffix(".json") for each in page if each.rel == "linkset"
    }
    anchor = BASE if stem == "index" else address
    said = {signpost for context, signpost in linkset(site, path) if context == anchor}

    assert _at_root(said) == _at_root({each for each in page if each.rel != "describes"})


def _at_root(signposts: set[Signpost]) -> set[Signpost]:
    """Return signposts that know the front page by one address."""
    front = f"{BASE}index.html"
    return {each._replace(href=BASE) if each.href == front else each for each in signposts}


def test_a_link_set_leads_back_from_each_content_and_each_metadata(site: Path) -> None:
    links = linkset(site)
    contexts = {anchor for anchor, _ in links}
    for stem in LANDINGS:
        for suffix in FORMATS:
            own = {each for anchor, each in links if anchor == f"{BASE}{stem}.{suffix}"}
            back = Signpost("collection", f"{BASE}{stem}.html", "text/html")
            assert {back, back._replace(rel="describes")} <= own
            assert targets(own, "cite-as") == {f"{BASE}{stem}"}
            assert targets(own, "license") == {LICENSE}
    for relation in ("item", "describedby"):
        for target in targets({each for anchor, each in links if anchor == BASE}, relation):
            assert target in contexts
    for _, link in links:
        if link.rel in {"item", "describedby", "linkset", "collection", "describes"}:
            assert file_of(site, link.href).is_file(), link


def test_the_headers_of_a_server_say_the_same(site: Path) -> None:
    release = open_release(site)
    for path in [*(f"{stem}.html" for stem in LANDINGS), "index.html", "linkset", "dumps/all.ttl"]:
        address = f"{BASE}{path}"
        found = of_header(links_of(path, release, root="/"), address)
        assert targets(found, "license") == {LICENSE}, path
        assert targets(found, "linkset") == {f"{BASE}linkset", f"{BASE}linkset.json"}, path
        if path.endswith(".html"):
            page = of_page(site / path, address)
            assert _at_root(found) <= _at_root(page), path
            for relation in ("cite-as", "describedby"):
                assert targets(found, relation) == targets(page, relation), path
            assert ABOUT in targets(found, "type")
    for stem in LANDINGS:
        found = of_header(links_of(f"{stem}.ttl", release, root="/"), f"{BASE}{stem}.ttl")
        assert targets(found, "collection") == targets(found, "describes") == {f"{BASE}{stem}.html"}
        assert targets(found, "cite-as") == {f"{BASE}{stem}"}


def test_link_sets_of_many_resources_are_divided(tmp_path: Path) -> None:
    data = "\n".join(f'ex:p{at} a ex:C ; rdfs:label "P {at}" .' for at in range(230))
    site = site_of(tmp_path, data)
    names = sorted(
        path.name for path in site.glob("linkset*") if re.fullmatch(r"[\w-]+", path.name)
    )

    assert names == ["linkset", "linkset-1", "linkset-2", "linkset-3"]
    by_path = {name: linkset(site, name) for name in names}
    assert {anchor for anchor, _ in by_path["linkset"]} >= {BASE, f"{BASE}dumps/all.ttl"}
    for at in range(230):
        address = f"{BASE}p{at}.html"
        page = of_page(site / f"p{at}.html", address)
        (path,) = {
            each.href.removeprefix(BASE)
            for each in page
            if each.rel == "linkset" and each.type == "application/linkset"
        }
        assert path != "linkset"
        assert (address, Signpost("cite-as", f"{BASE}p{at}")) in by_path[path]


def test_authors_are_those_whom_the_settings_name(tmp_path: Path) -> None:
    settings = (
        'license = "https://creativecommons.org/publicdomain/zero/1.0/"\n'
        "[tool.publisher.dataset]\n"
        'publisher = { name = "Us", iri = "https://us.example/" }\n'
    )
    site = site_of(tmp_path, 'ex:a a ex:C ; rdfs:label "A" .', settings=settings)

    page = of_page(site / "a.html", f"{BASE}a.html")
    assert targets(page, "author") == {"https://us.example/"}
    header = of_header(links_of("a.ttl", open_release(site), root="/"), f"{BASE}a.ttl")
    assert targets(header, "author") == {"https://us.example/"}
    for anchor, _ in linkset(site):
        own = {link for context, link in linkset(site) if context == anchor}
        assert targets(own, "author") == {"https://us.example/"}


def test_an_iri_that_is_not_ascii_is_one_in_a_link_set(tmp_path: Path) -> None:
    site = site_of(tmp_path, 'ex:ə a ex:C ; rdfs:label "Ə" .')

    anchors = {anchor for anchor, _ in linkset(site)}
    assert f"{BASE}%C9%99.html" in anchors
    assert all(anchor.isascii() for anchor in anchors)

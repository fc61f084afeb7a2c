"""The stream of versions, read with a parser that is not ours, and the feed for people."""

import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib.namespace import DCTERMS, PROV, RDF

from tests.changes.releases import (
    AS,
    BASE,
    FEED,
    LDES,
    TREE,
    content,
    history,
    members,
    pages,
    released,
    store,
    values,
)

_ATOM = "{http://www.w3.org/2005/Atom}"
_DATA = ':a rdfs:label "A" ; ex:p [ ex:q [ ex:r "deep" ] ] . :doc ex:p <#x> .'


def many(label: str, count: int) -> str:
    return f':a rdfs:label "{label}" .' + "".join(f":t{at} ex:p {at} ." for at in range(count))


def graph(path: Path) -> set[tuple[rdflib.term.Node, ...]]:
    """The triples of a file, in the union of its graphs."""
    return set(rdflib.Dataset(default_union=True).parse(path).triples((None, None, None)))


def test_the_description_says_what_a_client_needs(tmp_path: Path) -> None:
    released(tmp_path, _DATA)
    site = tmp_path / "site"
    feed, ldes, tree = rdflib.URIRef(FEED.value), rdflib.Namespace(LDES), rdflib.Namespace(TREE)
    for suffix in ("ttl", "jsonld", "nt"):
        found = rdflib.Graph().parse(site / f"feed.{suffix}")
        view = rdflib.URIRef(f"{BASE}feed.{suffix}")
        assert (feed, RDF.type, ldes.EventStream) in found
        assert (feed, ldes.timestampPath, PROV.generatedAtTime) in found
        assert (feed, ldes.versionOfPath, DCTERMS.isVersionOf) in found
        assert (feed, tree.view, view) in found
        (relation,) = found.objects(view, tree.relation)
        assert (relation, RDF.type, tree.GreaterThanOrEqualToRelation) in found
        assert (relation, tree.path, PROV.generatedAtTime) in found
        node = rdflib.URIRef(f"{BASE}feed/latest.{suffix}")
        assert (relation, tree.node, node) in found
        assert (node, RDF.type, tree.Node) in rdflib.Graph().parse(site / f"feed/latest.{suffix}")


def test_full_pages_never_change_and_the_open_one_goes_on(tmp_path: Path) -> None:
    released(tmp_path, many("one", 300))
    site = tmp_path / "site"
    first = content(site)
    released(tmp_path, many("two", 300))
    second = content(site)
    released(tmp_path, many("two", 800))
    third = content(site)

    def full(files: dict[str, bytes]) -> dict[str, bytes]:
        return {path: made for path, made in files.items() if re.match(r"feed/\d+\.", path)}

    assert [page["count"] for page in history(site)["pages"]] == [250, 250, 250, 52]
    assert full(first).items() <= full(second).items() <= full(third).items()
    assert len(full(third)) == 3 * len(full(first))
    immutable = f"{LDES}immutable"
    for page, is_full in zip(pages(site), (True, True, True, False), strict=True):
        said = [quad.object.value for quad in page if quad.predicate.value == immutable]
        assert said == (["true"] if is_full else [])
    assert len(members(site)) == 301 + 1 + 500


def test_a_page_that_is_just_full_leaves_no_open_one(tmp_path: Path) -> None:
    released(tmp_path, many("one", 249))
    site = tmp_path / "site"
    assert [page["name"][:2] for page in history(site)["pages"]] == ["1."]
    assert not list(site.glob("feed/latest.*"))
    released(tmp_path, many("two", 249))
    assert [page["count"] for page in history(site)["pages"]] == [250, 1]


def test_all_formats_of_a_page_say_the_same(tmp_path: Path) -> None:
    released(tmp_path, _DATA + "ex:g { :a ex:in ex:g . _:x ex:p _:y . _:y ex:p _:x . }")
    feed = tmp_path / "site" / "feed"
    triples = {
        suffix: Counter(
            predicate
            for _, predicate, _ in graph(feed / f"latest.{suffix}")
            if str(predicate) != f"{TREE}view"
        )
        for suffix in ("ttl", "nt", "jsonld", "trig", "nq")
    }
    assert all(found == triples["nq"] for found in triples.values())
    named = {
        suffix: len({quad.graph_name for quad in store(feed / f"latest.{suffix}")})
        for suffix in triples
    }
    assert named == {"ttl": 1, "nt": 1, "jsonld": 2, "trig": 2, "nq": 2}


def test_named_graphs_that_come_later_leave_older_pages_as_they_are(tmp_path: Path) -> None:
    released(tmp_path, many("one", 249))
    released(tmp_path, many("one", 249) + "ex:g { :g1 ex:p 1 }")
    site = tmp_path / "site"
    assert [page["suffixes"][-1] for page in history(site)["pages"]] == ["nt", "nq"]
    for suffix in ("trig", "nq", "ttl", "nt", "jsonld"):
        assert len(members(site, suffix)) == 251


def test_what_a_resource_says_by_the_properties_of_a_version_is_kept_apart(
    tmp_path: Path,
) -> None:
    prov = "<http://www.w3.org/ns/prov#generatedAtTime>"
    released(tmp_path, f':a dcterms:isVersionOf :old ; {prov} "then" ; ex:p "own" .')
    ((_, resource, version),) = members(tmp_path / "site")
    assert resource == f"{BASE}a"
    (page,) = pages(tmp_path / "site")
    texts = {quad.object.value for quad in page}
    assert {"then", f"{BASE}old", "own"} <= texts
    assert version.startswith(f"{BASE}feed#v")


def test_a_tombstone_says_what_is_gone(tmp_path: Path) -> None:
    released(tmp_path, ":a ex:p 1 . :b ex:p 1 .")
    released(tmp_path, ":a ex:p 1 .")
    (page,) = pages(tmp_path / "site")
    gone = [quad for quad in page if quad.object.value == f"{AS}Delete"]
    (tombstone,) = gone
    assert isinstance(tombstone.subject, type(FEED))
    assert [one.value for one in values(page, tombstone.subject, str(DCTERMS.isVersionOf))] == [
        f"{BASE}b"
    ]


def test_the_atom_feed_is_one_by_rfc_4287(tmp_path: Path) -> None:
    released(tmp_path, ':a rdfs:label "A & <b>\\u0007" .', modified="2026-11-01")
    released(tmp_path, ':a rdfs:label "Alpha" . :b rdfs:label "B" .', modified="2026-11-02")
    site = tmp_path / "site"
    root = ET.fromstring((site / "feed" / "changes.atom").read_bytes())  # noqa: S314 -- ours

    def text(element: ET.Element, name: str) -> str:
        (found,) = element.findall(f"{_ATOM}{name}")
        return found.text or ""

    assert root.tag == f"{_ATOM}feed"
    assert text(root, "updated") == "2026-11-02T00:00:00Z"
    assert root.find(f"{_ATOM}author/{_ATOM}name") is not None
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{_ATOM}link")}
    assert links["self"] == text(root, "id") == f"{BASE}feed/changes.atom"
    assert links["alternate"] == f"{BASE}changes/index.html"
    found = root.findall(f"{_ATOM}entry")
    ids = [text(entry, "id") for entry in found]
    assert len(set(ids)) == len(ids)
    for entry in found:
        assert re.match(r"https://|urn:uuid:", text(entry, "id"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text(entry, "updated"))
        (link,) = entry.findall(f"{_ATOM}link")
        path = (link.get("href") or "").removeprefix(BASE)
        assert (site / path).is_file()
    assert [(text(entry, "title"), text(entry, "summary")) for entry in found[:3]] == [
        ("Release 2, 2026-11-02", "1 resource new; 1 resource changed."),
        ("New: B", "B."),
        ("Changed: Alpha", "Alpha. Changed: label: Alpha (before: A & <b>)."),
    ]


def test_every_page_names_the_atom_feed(tmp_path: Path) -> None:
    released(tmp_path, ':a rdfs:label "A" .')
    site = tmp_path / "site"
    for path in ("index.html", "a.html", "changes/index.html", "changes/1.html"):
        link = re.search(
            r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]*)">',
            (site / path).read_text(),
        )
        assert link, path
        assert ((site / path).parent / link[1]).resolve().name == "changes.atom"


def test_the_atom_feed_shows_the_newest_alone(tmp_path: Path) -> None:
    released(tmp_path, many("one", 300))
    released(tmp_path, many("two", 300))
    root = ET.fromstring(  # noqa: S314 -- ours
        (tmp_path / "site" / "feed" / "changes.atom").read_bytes()
    )
    titles = [entry.findtext(f"{_ATOM}title") for entry in root.findall(f"{_ATOM}entry")]
    assert titles[:3] == ["Release 2", "Changed: two", "Release 1"]
    assert len(titles) == 100


def test_a_long_release_has_several_pages(tmp_path: Path) -> None:
    released(tmp_path, many("one", 300))
    site = tmp_path / "site"
    first, second = ((site / "changes" / name).read_text() for name in ("1.html", "1~p2.html"))
    assert 'href="1~p2.html"' in first or "changes/1~p2.html" in first
    assert "301 resources" in first
    assert len(re.findall("<li>", first)) + len(re.findall("<li>", second)) >= 301
    lists = history(site)["releases"][0]["lists"]
    assert [len(json.loads((site / path).read_bytes())) for path in lists] == [250, 51]


@pytest.mark.parametrize("data", ["", ':a ex:p "\\ud800" .', "<urn:x> ex:p <urn:y> ."])
def test_odd_data_has_a_feed(tmp_path: Path, data: str) -> None:
    try:
        released(tmp_path, ":b ex:p 1 ." + data)
    except AssertionError:
        return
    assert members(tmp_path / "site")

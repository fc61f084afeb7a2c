"""The links as files, for hosts without a server: TSV, BEACON, N-Triples."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from publisher.authorities import linkset_name
from publisher.commands.build import build
from publisher.project import read_project
from tests import flagship
from tests.links.graphs import MUSEUM, build_graph

SAME = {
    "http://www.w3.org/2002/07/owl#sameAs",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "https://schema.org/sameAs",
    "http://schema.org/sameAs",
}


def table(site: Path) -> list[list[str]]:
    text = (site / "links" / "sameas.tsv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    return [line.split("\t") for line in text.splitlines()]


def beacon(file: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The fields and the links of a file, as a reader of the format makes them."""
    head, links = {}, []
    for line in file.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"#([A-Z]+): ([^\n]*)", line):
            head[match[1]] = match[2]
        elif line:
            source, annotation, target = line.split("|")
            assert annotation == ""
            links.append(
                (
                    head.get("PREFIX", "{+ID}").replace("{+ID}", source),
                    head.get("TARGET", "{+ID}").replace("{+ID}", target),
                )
            )
    return head, links


def test_the_table_has_every_link_that_the_dump_has(site: Path) -> None:
    names, *rows = table(site)
    graph = rdflib.Graph().parse(site / "dumps" / "asserted.nt")
    expected = {
        (str(s), str(p), str(o)) for s, p, o in graph if str(p) in SAME and "claim/" not in str(s)
    }

    assert names == ["resource", "property", "same"]
    assert rows == sorted(rows)
    assert {tuple(row) for row in rows} == expected


def test_the_beacon_of_all_links_leads_from_here_to_there(site: Path) -> None:
    head, links = beacon(site / "beacon.txt")

    assert next(iter(head)) == "FORMAT"
    assert head["FORMAT"] == "BEACON"
    assert head["FEED"] == "https://example.org/beacon.txt"
    assert sorted(set(links)) == links
    assert set(links) == {(row[0], row[2]) for row in table(site)[1:]}


def test_the_beacon_of_an_authority_leads_from_its_identifiers_to_here(site: Path) -> None:
    head, links = beacon(site / "links" / "geonames.beacon.txt")

    assert head["PREFIX"] == "https://sws.geonames.org/{+ID}/"
    assert head["RELATION"] == "http://www.w3.org/2004/02/skos/core#exactMatch"
    assert ("https://sws.geonames.org/2660646/", "https://example.org/place/geneva") in links
    assert {(there, here) for here, there in _pairs(site, "geonames")} == set(links)


def _pairs(site: Path, name: str) -> Iterator[tuple[str, str]]:
    return ((row[0], row[2]) for row in table(site)[1:] if linkset_name(row[2]) == name)


def test_the_time_of_a_beacon_is_that_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    settings = '[tool.publisher]\nbase = "https://example.org/"\ntitle = "T"\n'
    dataset = '[tool.publisher.dataset]\nmodified = "2026-11-27"\n'
    (tmp_path / "pyproject.toml").write_text(settings + dataset, encoding="utf-8")
    (tmp_path / "data" / "a.ttl").write_text(
        '<a> <http://www.w3.org/2000/01/rdf-schema#label> "A" ;\n'
        "  <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q1> .\n",
        encoding="utf-8",
    )
    assert not build(read_project(tmp_path), out=tmp_path / "site", workers=1).has_errors

    head, links = beacon(tmp_path / "site" / "beacon.txt")

    assert head["TIMESTAMP"] == "2026-11-27"
    assert links == [("https://example.org/a", "http://www.wikidata.org/entity/Q1")]


def test_each_linkset_has_the_triples_that_lead_to_it(site: Path) -> None:
    files = sorted((site / "links").glob("*.nt"))
    whole = rdflib.Graph().parse(site / "dumps" / "all.nt")

    names = {file.stem for file in files}
    assert {"wikidata", "geonames", "ror", "isni", "viaf"} <= names
    for file in files:
        linkset = rdflib.Graph().parse(file)
        assert len(linkset) > 0
        assert set(linkset) <= set(whole)
        assert {linkset_name(str(value)) for _, _, value in linkset} == {file.stem}


def test_the_page_of_the_links_leads_to_every_file_of_them(site: Path) -> None:
    page = (site / "links" / "index.html").read_text(encoding="utf-8")

    for file in (site / "links").iterdir():
        if file.suffix in {".nt", ".txt", ".tsv"}:
            assert f'href="{file.name}"' in page or f'href="../links/{file.name}"' in page


def test_the_index_has_the_same_bytes_on_every_build(site: Path, tmp_path: Path) -> None:
    build(flagship.project(), out=tmp_path / "site", workers=1, is_compressed=False)

    for name in ("index.sqlite", "sameas.tsv", "wikidata.beacon.txt", "wikidata.nt"):
        again = (tmp_path / "site" / "links" / name).read_bytes()
        assert again == (site / "links" / name).read_bytes()


@pytest.mark.parametrize("name", ["sameas.tsv", "wikidata.nt"])
def test_a_graph_of_somebody_else_has_the_files_too(tmp_path: Path, name: str) -> None:
    site = build_graph(tmp_path, MUSEUM)

    assert (site / "links" / name).exists()
    _, links = beacon(site / "links" / "geonames.beacon.txt")
    assert links == [("https://sws.geonames.org/2988507/", "https://museum.example/id/paris")]


def test_many_hosts_share_one_file(tmp_path: Path) -> None:
    text = "".join(
        f'x:t{number} rdfs:label "T" ; owl:sameAs <http://h{number}.example/x> .\n'
        for number in range(120)
    )
    site = build_graph(tmp_path, f"{text}x:t1 owl:sameAs <http://www.wikidata.org/entity/Q1> .")

    names = {file.stem for file in (site / "links").glob("*.nt")}
    assert len(names) == 101
    assert {"wikidata", "other"} <= names

"""The RDF of whatever claims are about leads to these claims."""

from pathlib import Path

import pytest
import rdflib

from tests.commands.built import tree

EV = rdflib.Namespace("https://w3id.org/quoted-statements#")
BASE = "https://example.org/"
TOPICS = ("person/dilgam-asgarov", "network/enoc", "country/armenia")


@pytest.mark.parametrize("path", TOPICS)
def test_a_resource_leads_to_a_document_of_the_claims_about_it(site: Path, path: str) -> None:
    topic = rdflib.URIRef(BASE + path)
    about = rdflib.Graph().parse(site / f"{path}.ttl")
    whole = rdflib.Graph().parse(site / "dumps/all.nt")
    expected = set(whole.subjects(EV.about, topic))

    (address,) = about.objects(topic, rdflib.RDFS.seeAlso)
    listed = rdflib.Graph().parse(site / str(address).removeprefix(BASE))

    assert expected
    assert set(listed.subjects(rdflib.RDF.type, EV.Claim)) == expected
    for claim in expected:
        # Each with all that the dataset says of it, its contents and its words.
        assert set(listed.predicate_objects(claim)) == set(whole.predicate_objects(claim))
        for content in listed.objects(claim, EV.content):
            assert (content, rdflib.RDF.subject, None) in listed
    document = rdflib.URIRef(str(topic) + ".html")
    # What the file says of itself, by its dataset, licence and topic, is in no dump.
    assert {triple for triple in listed if triple[0] != document} <= set(whole)
    assert len(set(listed.predicate_objects(document))) == 3


def test_who_no_claim_is_about_leads_to_none(site: Path) -> None:
    about = rdflib.Graph().parse(site / "person/peter-maurer.ttl")

    assert not list(about.objects(None, rdflib.RDFS.seeAlso))
    assert not (site / "person/peter-maurer.claims.ttl").exists()


def test_what_exists_in_claims_alone_stays_bare(site: Path) -> None:
    about = rdflib.Graph().parse(site / "event/asgarov-guliyev.ttl")
    event = rdflib.URIRef(f"{BASE}event/asgarov-guliyev")

    assert set(about.predicates(event)) <= {
        rdflib.RDF.type,
        rdflib.RDFS.label,
        rdflib.SKOS.editorialNote,
    }


def test_no_page_shows_the_link_as_what_the_editor_added(site: Path) -> None:
    """The page shows the claims themselves, and no editor wrote the link."""
    pages = sorted(site.rglob("*.html"))

    assert pages
    for page in pages:
        links = tree(page).iter("a")
        assert not [one for one in links if ".claims.ttl" in one.get("href", "")], page

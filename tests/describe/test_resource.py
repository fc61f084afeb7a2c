from publisher.dataset import Dataset
from publisher.describe import describe
from publisher.description import Claim, Description
from publisher.model import Triple
from publisher.terms import iri, page_iri
from tests import flagship


def page(path: str) -> Description:
    return describe(iri(f"https://example.org/{path}"), names=flagship.names())


def triples(description: Description, graph: Dataset) -> set[Triple]:
    """What the RDF files of a description hold."""
    whole = {triple for subject in description.subjects for triple in graph.about(subject)}
    return whole | {triple for one in description.named for triple in graph.labels(one)}


def test_the_descriptions_together_are_the_graph() -> None:
    graph = flagship.loaded().graph

    union = {
        triple
        for one in graph.pages()
        for triple in triples(describe(one, names=flagship.names()), graph)
    }

    assert union == set(graph)


def test_a_value_shows_its_quote_inside_its_whole_sentence() -> None:
    rows = {row.property.label: row.values for row in page("network/ennhri").rows}

    (value,) = rows["established"]
    (evidence,) = value.evidence
    assert value.text == "2013"
    assert evidence.exact == "which was established in 2013"
    assert evidence.before.startswith("The Azerbaijani Ombudsman")
    assert evidence.after == "."
    assert evidence.href == (f"source/ngos-and-networks.html#char={evidence.start},{evidence.end}")


def test_a_membership_shows_on_both_pages() -> None:
    for path in ("institution/ombudsman-az", "network/enoc"):
        labels = [joined.node.label for joined in page(path).joined]
        assert "Membership of the Ombudsman Office of Azerbaijan in ENOC" in labels


def test_what_a_joined_node_says_carries_its_evidence() -> None:
    (joined,) = [one for one in page("network/enoc").joined if "Membership" in one.node.label]

    since = [row for row in joined.rows if row.property.label == "since"]

    assert since[0].values[0].text == "2008"
    assert "in 2008" in since[0].values[0].evidence[0].exact


def test_a_claim_on_a_resource_says_who_how_and_in_whose_account() -> None:
    claims = [claim for claim in page("country/armenia").claims if claim.contents]

    (party,) = [one for one in claims if one.contents[0].property.label == "party to"]
    assert [value.text for value in party.claimants] == ["Commissioner"]
    assert [one.exact for one in party.claimants[0].evidence] == [
        "The Commissioner also underlined that"
    ]
    assert [link.href for link in party.reporters] == ["source/ngos-and-networks.html"]
    assert "to which Armenia is also a party" in party.evidence[0].exact


def test_what_the_page_itself_claims_is_reported_by_nobody_else() -> None:
    claim = page("claim/role-of-ennhri").claim

    assert isinstance(claim, Claim)
    assert claim.reporters == ()
    assert claim.claimants[0].href == "source/ngos-and-networks.html"


def test_no_row_shows_what_only_a_claim_says() -> None:
    graph = flagship.loaded().graph
    contents = {
        content.property.href
        for one in graph.pages()
        for claim in [describe(one, names=flagship.names()).claim]
        if claim
        for content in claim.contents
    }
    rows = {row.property.href for row in page("country/armenia").rows}

    assert "ontology.html#partyTo" in contents
    assert "ontology.html#partyTo" not in rows


def test_a_source_lists_its_passages_in_order_and_what_rests_on_each() -> None:
    source = page("source/ngos-and-networks")

    starts = [passage.start for passage in source.passages]

    assert starts == sorted(starts)
    assert all(passage.supports for passage in source.passages)
    assert all(
        passage.exact == flagship.text()[passage.start : passage.end] for passage in source.passages
    )


def test_incoming_links_are_not_in_the_rdf() -> None:
    armenia = page("country/armenia")

    subjects = {page_iri(subject) for subject in (*armenia.subjects, *armenia.named)}

    assert not any("/claim/" in subject for subject in subjects)

"""What is cited: pages, statements with their quotes, claims with their claimants."""

from dataclasses import replace

from publisher.addresses import is_passage
from publisher.citation import CITATION_FORMATS, Reference
from publisher.describe.citations import citation_of, dataset_citation, query_citation
from publisher.metadata import Agent, DatasetMetadata
from publisher.model import Term
from publisher.render.cite import citation_bytes, text
from publisher.terms import bare, iri
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, EV_EVIDENCE, EV_RECORD
from tests import flagship
from tests.describe.graphs import BASE, names
from tests.render.samples import frame

_METADATA = DatasetMetadata(
    identifier="https://doi.org/10.5281/zenodo.1",
    version="1.2",
    issued="2025-01-01",
    modified="2026-11-27",
    publisher=Agent(name="The office"),
    creators=(Agent(name="Ayan"),),
)
_FRAME = replace(frame(), metadata=_METADATA, dataset=f"{BASE}catalog#dataset")


def test_the_dataset_is_cited_with_version_day_makers_licence_and_doi() -> None:
    shown = text(dataset_citation(_FRAME))
    for part in ("Ayan", "The office", "Version 1.2, 27 November 2026", "10.5281/zenodo.1"):
        assert part in shown
    assert f"{BASE}catalog#dataset" in shown
    assert "by/4.0" in shown


def test_what_is_not_known_is_left_out() -> None:
    bare_frame = replace(_FRAME, publisher="", license="", metadata=DatasetMetadata())
    assert text(dataset_citation(bare_frame)) == f"Who says what. {BASE}catalog#dataset\n"


def test_a_part_has_version_and_day_but_not_the_doi_of_the_whole() -> None:
    citation = _cited("<a> rdfs:label 'A' .", "a")
    assert (citation.version, citation.date, citation.identifier) == ("1.2", "2026-11-27", "")
    assert citation.container == "Who says what"


def test_an_answer_is_cited_by_the_address_that_gives_it_again() -> None:
    query = flagship.context().queries[0]
    citation = query_citation(_FRAME, query, fields="year=2008")
    assert citation.address == f"{BASE}queries/{query.name}?year=2008"
    assert query.title in citation.title


def test_a_statement_is_cited_with_its_quote_and_source() -> None:
    graph = flagship.names().graph
    records = [each for each in graph.instances(EV_RECORD) if "/claim/" not in each]
    citation = _of_flagship(records[0])
    assert citation.kind == "statement"
    assert citation.iri == bare(records[0])
    assert citation.notes[0].startswith("“")
    assert citation.notes[0].endswith("(" + _source_label() + ")")


def test_the_citation_of_a_claim_names_its_claimant_and_source_in_the_title() -> None:
    graph = flagship.names().graph
    for claim in graph.instances(EV_CLAIM):
        claimed = (claim, *graph.objects(claim, EV_CONTENT))
        for term in claimed:
            citation = _of_flagship(term)
            assert citation.title.startswith("Claim of "), term
            assert citation.title.endswith(f", reported in {_source_label()}"), term


def test_no_citation_has_the_label_of_a_claim() -> None:
    known = flagship.names()
    for claim in known.graph.instances(EV_CLAIM):
        label = known.link(claim).label.encode()
        citation = _of_flagship(claim)
        assert all(label not in citation_bytes(citation, name) for name in CITATION_FORMATS), claim


def test_a_passage_is_cited_without_its_words() -> None:
    graph = flagship.names().graph
    passages = {o for each in graph.instances(EV_CLAIM) for o in graph.objects(each, EV_EVIDENCE)}
    for passage in filter(is_passage, passages):
        citation = _of_flagship(passage)
        assert citation.title == f"A passage of {_source_label()}"
        assert not citation.notes


def test_a_claim_without_claimant_is_still_nobodys_fact() -> None:
    citation = _cited("@prefix ev: <https://w3id.org/quoted-statements#> . <a> a ev:Claim .", "a")
    assert citation.title == "Claim of an unnamed claimant"


def test_a_resource_of_another_host_is_cited_by_its_page_here() -> None:
    term = iri("https://doi.org/10.1/x")
    known = names("<https://doi.org/10.1/x> rdfs:label 'X' .")
    citation = citation_of(term, names=known, frame=_FRAME)
    assert citation is not None
    assert citation.iri == "https://doi.org/10.1/x"
    assert citation.address == f"{BASE}_/https/doi.org/10.1/x.html"
    assert "IRI: https://doi.org/10.1/x" in text(citation)


def test_what_the_graph_does_not_describe_has_no_citation() -> None:
    assert citation_of(iri(f"{BASE}b"), names=names("<a> a <c> ."), frame=_FRAME) is None


def test_every_key_of_the_flagship_is_unique() -> None:
    graph = flagship.names().graph
    terms = [term for term in graph.subjects() if term.startswith("<")]
    citations = [citation_of(term, names=flagship.names(), frame=_FRAME) for term in terms]
    keys = {citation.key for citation in citations if citation}
    assert len(keys) == len(terms)


def _cited(turtle: str, path: str) -> Reference:
    citation = citation_of(iri(f"{BASE}{path}"), names=names(turtle), frame=_FRAME)
    assert citation is not None
    return citation


def _of_flagship(term: Term) -> Reference:
    citation = citation_of(term, names=flagship.names(), frame=flagship.context().frame)
    assert citation is not None
    return citation


def _source_label() -> str:
    (source,) = flagship.names().graph.sources.values()
    return source.label

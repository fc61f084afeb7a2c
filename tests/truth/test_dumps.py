"""The dumps of the flagship's site: what each holds, and what it must not hold."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from tests.documents import data_of

EV = rdflib.Namespace("https://w3id.org/quoted-statements#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
VOID = "http://rdfs.org/ns/void#"
STATEMENT_PARTS = (rdflib.RDF.subject, rdflib.RDF.predicate, rdflib.RDF.object)


def dump(site: Path, name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(site / f"dumps/{name}.nt")


def lines(site: Path, name: str) -> set[str]:
    return set((site / f"dumps/{name}.nt").read_text().splitlines())


def stated(graph: rdflib.Graph, kind: rdflib.URIRef) -> set[tuple[rdflib.term.Node, ...]]:
    """The triples that the statements of a kind are about."""
    return {
        tuple(next(graph.objects(statement, part)) for part in STATEMENT_PARTS)
        for statement in graph.subjects(rdflib.RDF.type, kind)
    }


def test_the_asserted_triples_hold_no_claim_no_statement_and_no_quote(site: Path) -> None:
    asserted = dump(site, "asserted")
    contents = stated(dump(site, "all"), EV.Content)

    assert len(contents) > 10
    assert not contents & set(asserted)
    assert not list(asserted.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert not list(asserted.subjects(rdflib.RDF.type, EV.Claim))
    assert not list(asserted.subject_objects(EV.quote))


def test_the_asserted_triples_begin_by_saying_whose_account_they_are(site: Path) -> None:
    added = lines(site, "asserted") - lines(site, "all")
    turtle = (site / "dumps/asserted.ttl").read_text()

    assert len(added) == 1
    header = added.pop()
    assert "of Ombudsman Office of Azerbaijan states" in header
    assert "not a neutral one" in header
    first_subject = turtle.split("\n\n", 1)[1].splitlines()[0]
    assert first_subject == header.split(" ", 1)[0]


def test_the_records_hold_each_quoted_triple_with_its_words_and_source(site: Path) -> None:
    records, asserted = dump(site, "records"), dump(site, "asserted")
    statements = set(records.subjects(rdflib.RDF.type, EV.Record))

    assert len(statements) > 80
    assert stated(records, EV.Record) <= set(asserted)
    for statement in statements:
        for passage in records.objects(statement, EV.evidence):
            source = next(records.objects(passage, OA.hasSource))
            assert (source, rdflib.RDF.type, EV.Source) in records
            words = {
                str(exact)
                for selector in records.objects(passage, OA.hasSelector)
                for exact in records.objects(selector, OA.exact)
            }
            assert words & {str(quote) for quote in records.objects(statement, EV.quote)}
    assert not list(records.subjects(rdflib.RDF.type, EV.Claim))
    assert not list(records.subjects(rdflib.RDF.type, EV.Content))


def test_the_claims_hold_their_contents_and_the_quotes_of_their_claimants(site: Path) -> None:
    claims, whole = dump(site, "claims"), dump(site, "all")
    said = set(claims.subjects(rdflib.RDF.type, EV.Claim))

    assert said == set(whole.subjects(rdflib.RDF.type, EV.Claim))
    assert stated(claims, EV.Content) == stated(whole, EV.Content)
    for claim in said:
        for predicate, value in claims.predicate_objects(claim):
            if predicate in {EV.content, EV.evidence}:
                assert (value, None, None) in claims, value
    attributed = {triple for triple in stated(claims, EV.Record) if triple[1] == EV.claimant}
    assert len(attributed) > 5
    assert {subject for subject, _, _ in attributed} <= said
    assert not stated(claims, EV.Content) & set(claims)


def test_the_whole_is_its_parts_and_the_terms_of_quoted_statements(site: Path) -> None:
    file = site / "vocabulary/quoted-statements.nt"
    vocabulary = {line.decode().rstrip() for line in data_of(site, file)}

    parts = lines(site, "records") | lines(site, "claims") | vocabulary

    assert lines(site, "all") == parts


def test_each_part_is_described_as_a_part_of_the_dataset(site: Path) -> None:
    for file in ("void.ttl", "catalog.ttl"):
        about = rdflib.Graph().parse(site / file)
        parts = list(about.objects(None, rdflib.DCTERMS.hasPart))
        assert sorted(str(part).rpartition("#")[2] for part in parts) == [
            "asserted",
            "claims",
            "records",
        ]
        for part in parts:
            assert (part, rdflib.DCTERMS.description, None) in about


def test_the_datasets_number_of_triples_is_that_of_its_dump(site: Path) -> None:
    about = rdflib.Graph().parse(site / "void.ttl")

    (dataset,) = about.objects(None, rdflib.FOAF.primaryTopic)
    counts = [int(str(count)) for count in about.objects(dataset, rdflib.URIRef(f"{VOID}triples"))]

    assert counts == [len(lines(site, "all"))]


@pytest.mark.parametrize("name", ["dumps/all-rdf12.nt.gz", "dumps/all-rdf12.ttl.gz"])
def test_a_dump_in_rdf_12_loads_in_oxigraph_with_every_statement(site: Path, name: str) -> None:
    suffix = name.removesuffix(".gz").rpartition(".")[2]
    format_ = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE}[suffix]

    quads = list(ox.parse(gzip.decompress((site / name).read_bytes()), format=format_))

    reifiers = [quad for quad in quads if isinstance(quad.object, ox.Triple)]
    statements = set(dump(site, "all").subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(reifiers) == len(statements) > 90
